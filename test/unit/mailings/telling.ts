import type { SendDeps } from '../../../functions/mailings/deps.ts';
import { doStep, mailingsWork } from '../../../functions/mailings/events.ts';
import type { WatchDeps } from '../../../functions/mailings/watch.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import type { MailingBody } from '../../../shared/domain/mailings/mailing.ts';
import type { Frozen, MailingStep, Told } from '../../../shared/domain/mailings/steps.ts';
import { register } from '../../../shared/domain/registration/register.ts';
import { OUTBOX_SOURCE } from '../../../shared/names.ts';
import { takeEvent } from '../../../shared/outbox/door-of.ts';
import { postVersion } from '../../../shared/records/documents.ts';
import { putNext, read } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { mailingKind } from '../../../shared/records/kinds/mailings.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { type Progress, progressOf } from '../../../shared/records/mailings.ts';
import { commitPerson, createPerson, readPerson } from '../../../shared/records/person-file.ts';
import { newPersonId } from '../../../shared/records/person-ids.ts';
import { HANDLE_MS, newProof } from '../../../shared/records/person-proofs.ts';
import { PeopleWorld } from '../account/people-world.ts';
import { MINUTE } from '../letters/desk-of-letters.ts';

const ARN = 'arn:aws:states:eu-central-1:000000000000:execution:test-mailings';

/** Many people and the state machine that tells them; its rounds of waiting pass in no time. */
export class Telling extends PeopleWorld {
  /** Executions that were started, and whether they run. */
  readonly runs = new Map<string, boolean>();
  /** What the mail service grants. */
  granted: { readonly perSecond: number; readonly perDay?: number; readonly reserve: number } | undefined;
  /** Whether the mail service tells what became of letters. */
  hears = true;
  /** How long a worker may go on, ms. */
  remaining = (): number => 240_000;

  get telling(): SendDeps & WatchDeps {
    const { settings } = this.desk.deps;
    const mail = {
      ...settings.mail,
      events: this.hears,
      ...(this.granted === undefined ? {} : { granted: this.granted }),
    };
    return {
      ...{ ...this.deps, settings: { ...settings, mail }, newId: this.desk.deps.newId },
      now: () => this.desk.at,
      mail: this.desk.mail,
      sleep: async (ms) => {
        this.desk.at += Math.ceil(ms);
      },
      remaining: this.remaining,
      random: () => 0.5,
      report: (code) => this.reports.push(code),
      workflows: {
        start: async (_, id, n) => {
          this.runs.set(`${id}-${n}`, true);
          return 'started';
        },
        isRunning: async (arn) => this.runs.get(arn.slice(ARN.length + 1)) === true,
      },
    };
  }

  /** People with accounts who acknowledged a version of the policy. */
  async people(many: number, policy = 'policy-0'): Promise<readonly string[]> {
    const made: string[] = [];
    for (let n = 0; n < many; n += 1) {
      const person = newPersonId(this.deps.random);
      const { secrets, random } = this.deps;
      const begun = register(
        {
          ...{ person, language: 'en', lookup: `k1.${person}`, policy: { version: policy, hash: 'h' } },
          confirm: newProof(secrets, { lifeMs: HANDLE_MS, long: false }, random, this.at),
          ...{ handle: 'h', known: false },
        },
        new Date(this.at).toISOString(),
      );
      const { letter: _, ...body } = begun.body;
      const details = { email: `${person.toLowerCase()}@example.org`, name: 'A' };
      await createPerson(this.deps, { body, details, events: begun.events }, this.at);
      const file = await readPerson(this.deps, person, this.at);
      if (file === undefined) throw new Error('not made');
      const revision = file.body.revision + 1;
      const confirmedAt = new Date(this.at).toISOString();
      const next = { ...file.body, state: 'active', confirmedAt, revision } as const;
      const events = [{ type: 'confirmed', by: 'person', revision }] as const;
      await commitPerson(this.deps, file, { body: next, events }, this.at);
      made.push(person);
    }
    return made;
  }

  /** A new version of the policy; its id. */
  async post(text: string, startsAt = this.at): Promise<string> {
    const posted = await postVersion(
      {
        ...{ document: 'policy', texts: { ru: `${text} по-русски`, en: `${text} in English` } },
        ...{ change: 'soft', askAgain: false, by: 'staff:officer-1' },
        startsAt: new Date(startsAt).toISOString(),
      },
      this.at,
      this.deps,
    );
    if (!posted.ok) throw new Error(posted.refusal.code);
    return `policy-${posted.value.n}`;
  }

  /** The sweep finds what is due; executions that run now, by name. */
  async knock(): Promise<readonly string[]> {
    const event = { source: OUTBOX_SOURCE, group: 'notice', time: new Date(this.at).toISOString() };
    await takeEvent('notice', event, mailingsWork(this.telling));
    return [...this.runs].flatMap(([name, runs]) => (runs ? [name] : []));
  }

  step(step: MailingStep): Promise<unknown> {
    return doStep(step, this.telling);
  }

  async freeze(id: string, n = 1): Promise<Frozen> {
    const at = new Date(this.at).toISOString();
    return (await this.step({ step: 'freeze', mailing: id, execution: `${ARN}:${id}-${n}`, at })) as Frozen;
  }

  async send(id: string, chunk = 1): Promise<Told> {
    return (await this.step({ step: 'send', mailing: id, chunk })) as Told;
  }

  /** An execution from its beginning to its end; a step that throws ends it. */
  async execution(name: string): Promise<void> {
    const [, id = '', n = ''] = /^(.+)-(\d+)$/.exec(name) ?? [];
    try {
      this.desk.at += MINUTE;
      const { chunks } = await this.freeze(id, Number(n));
      for (const chunk of chunks) await this.#tellAll(id, chunk);
      await this.step({ step: 'finish', mailing: id });
    } finally {
      this.runs.set(name, false);
    }
  }

  async #tellAll(id: string, chunk: number): Promise<void> {
    for (;;) {
      const told = await this.send(id, chunk);
      if (told.done) return;
      this.desk.at += told.waitSeconds * 1_000;
    }
  }

  /** The sweep, and what it starts, as often as something dies on the way. */
  async all(most = 400): Promise<void> {
    for (let n = 0; n < most; n += 1) {
      const running = await this.knock();
      if (running.length === 0) return;
      for (const name of running) await this.execution(name).catch(() => {});
      this.desk.at += 6 * MINUTE;
    }
    throw new Error('it comes to no end');
  }

  async mailing(id: string): Promise<MailingBody> {
    const found = await read(this.deps.records, mailingKind, id, this.at);
    return found?.body ?? Promise.reject(new Error('no mailing'));
  }

  async progress(id: string): Promise<Progress> {
    return progressOf(this.deps.records, await this.mailing(id));
  }

  /** Changes the record of a mailing as an act of staff does. */
  async change(id: string, acts: Partial<MailingBody>): Promise<void> {
    const found = await read(this.deps.records, mailingKind, id, this.at);
    if (found === undefined) throw new Error('no mailing');
    const { todo } = found.item;
    const body = { ...found.body, ...acts };
    await this.deps.records.commit([putNext(mailingKind, found, body, todo && { todo })]);
  }

  async letterOf(person: string, id: string): Promise<LetterBody | undefined> {
    return (await read(this.deps.records, letterKind, { person, id }, this.at))?.body;
  }

  /** Types of the events of mailings. */
  async told(): Promise<readonly string[]> {
    return (await readChain(this.deps.records, 'notices')).map(({ body }) => body.type);
  }
}
