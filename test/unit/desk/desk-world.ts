import { takeClaim } from '../../../functions/claims/open-claim.ts';
import type { DailyDeps } from '../../../functions/desk/daily.ts';
import type { DigestDeps } from '../../../functions/desk/digest.ts';
import { type Look, showCase } from '../../../functions/desk/show.ts';
import type { ClaimRequest } from '../../../shared/api/claims.ts';
import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { Change } from '../../../shared/domain/cases/change.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { caseOf, type KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { letterDelivered, letterSent } from '../../../shared/domain/cases/letters.ts';
import { enterWait } from '../../../shared/domain/cases/plan.ts';
import { milestonesOf } from '../../../shared/domain/cases/planned.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import type { MilestoneName } from '../../../shared/domain/milestone-names.ts';
import { composeLetter } from '../../../shared/letters/compose.ts';
import { letterhead } from '../../../shared/letters/facts.ts';
import { printedLetter } from '../../../shared/letters/printed-letters.ts';
import {
  type CaseFile,
  commitCase,
  lettersOf,
  openContact,
  readCase,
} from '../../../shared/records/case-file.ts';
import { keyFor, putNext, storedOf } from '../../../shared/records/kinds/kind.ts';
import type { EventBody } from '../../../shared/records/kinds/ledger.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { SECRETS, SETTINGS } from '../../support/http-door.ts';
import { type ClaimCommand, plannedFrom } from '../domain/builders.ts';
import { seeded } from '../records/builders.ts';

/** What a claimant of these tests types: found nowhere but on the personal part. */
export const CANARIES = [
  'Канарейкина',
  'canary@example.org',
  'Канареечная',
  'терминал-канарейка',
  'деньги-канарейка',
];

export const REQUEST: ClaimRequest = {
  claimant: {
    name: 'Анна Канарейкина',
    email: 'canary@example.org',
    postalAddress: '101000, Москва,\nКанареечная ул., д. 1',
  },
  facts: 'Карта не читается: терминал-канарейка.',
  demand: 'Верните деньги-канарейка.',
  language: 'ru',
};
const { email: _, ...byPost } = REQUEST.claimant;
/** The same from who has only a postal address. */
export const POSTAL: ClaimRequest = { ...REQUEST, claimant: byPost };

/** Monday, 23 November 2026, 10:15 in Moscow: promised for Wednesday, 23 December. */
export const RECEIVED = Date.parse('2026-11-23T07:15:00Z');
export const at = (iso: string): number => Date.parse(iso);

/** The desk's operations over the in-memory twin. */
export class DeskWorld {
  readonly records = new MemoryRecords();
  readonly reports: string[] = [];
  /** Ms that daily work may still go on. */
  left = 60_000;
  readonly deps: DailyDeps & DigestDeps & { readonly settings: typeof SETTINGS };
  readonly #random = seeded('desk');
  #ids = 0;

  constructor() {
    this.deps = {
      records: this.records,
      wrapper: memoryWrapper(),
      secrets: SECRETS,
      settings: SETTINGS,
      language: 'ru',
      newId: () => {
        this.#ids += 1;
        return `id${this.#ids}`;
      },
      remaining: () => this.left,
      report: (code, about) => this.reports.push(`${code} ${about.case}`),
    };
  }

  async claim(request: ClaimRequest = REQUEST, when = RECEIVED, receivedOn?: string): Promise<string> {
    const taken = await takeClaim(
      {
        request,
        by: receivedOn === undefined ? 'requester' : 'staff:agent-1',
        marked: false,
        language: 'ru',
        ...(receivedOn === undefined ? {} : { receivedOn }),
      },
      when,
      { ...this.deps, random: this.#random },
    );
    if (!taken.ok) throw new Error(taken.refusal.code);
    return taken.value.reference;
  }

  async file(reference: string): Promise<CaseFile> {
    return (await readCase(this.deps, reference, 0)) ?? Promise.reject(new Error('no case'));
  }

  async body(reference: string): Promise<KnownCase> {
    return (await this.file(reference)).state.body;
  }

  /** An act of staff on the case. */
  async act(reference: string, command: ClaimCommand, when: number, sub = 'officer-1'): Promise<void> {
    const file = await this.file(reference);
    const asking = { by: `staff:${sub}` as const, at: when, newId: this.deps.newId };
    const made = decideAct(file.state, command, asking);
    if (!made.ok) throw new Error(made.refusal.code);
    await this.commit(file, made.value, when);
  }

  async commit(file: CaseFile, made: Change, when: number): Promise<void> {
    if ((await commitCase(this.deps, file, made, when)) !== 'ok') throw new Error('stale');
  }

  /** The workflow begins the wait that a milestone is planned for. */
  async milestone(reference: string, name: MilestoneName, when: number): Promise<string> {
    const file = await this.file(reference);
    const all = milestonesOf(file.state);
    const from = all.find((milestone) => milestone.name === name)?.at ?? 0;
    const entered = enterWait(file.state, plannedFrom(file.state, from), when, this.deps.newId);
    if (entered.kind === 'act') await this.commit(file, entered.change, when);
    return entered.kind;
  }

  /** The mail service takes the answer, and delivers it. `hash`: what the record says of its words; the truth if not said. */
  async delivered(reference: string, when: number, hash?: string): Promise<void> {
    const messageId = 'ses-message-1';
    const about = await this.body(reference);
    const { letter: answerLetter = '' } = lastAnswer(about) ?? {};
    const item = await this.records.get(keyFor(letterKind, { reference, id: answerLetter }), when);
    if (item === undefined) throw new Error('no answer');
    const stored = storedOf(letterKind, item);
    const iso = new Date(when).toISOString();
    const opened = await openContact(this.deps, reference, 'letter', when);
    const draft = opened && (await printedLetter(stored.body, about, opened, this.deps));
    if (draft === undefined) throw new Error('nothing to send');
    const composed = composeLetter(draft, letterhead(SETTINGS, stored.body.language, when));
    const sent: LetterBody = {
      ...stored.body,
      status: 'delivered',
      attempts: [{ at: iso, outcome: 'accepted', messageId }],
      messageId,
      sentAt: iso,
      outcomeAt: iso,
      template: composed.template,
      hash: hash ?? composed.hash,
    };
    const file = await this.file(reference);
    const first = letterSent(file.state, sent, when);
    const then = letterDelivered(caseOf(first.body), sent, when);
    const made = { ...then, events: [...first.events, ...then.events] };
    const result = await commitCase(this.deps, file, made, when, [putNext(letterKind, stored, sent)]);
    if (result !== 'ok') throw new Error('stale');
  }

  async letters(reference: string): Promise<readonly LetterBody[]> {
    return lettersOf(this.deps, reference);
  }

  async events(reference: string): Promise<readonly EventBody[]> {
    return (await readChain(this.records, reference)).map(({ body }) => body);
  }

  show(look: Partial<Look> & { readonly reference: string }, when = RECEIVED) {
    return showCase({ sub: 'officer-1', role: 'officer', language: 'ru', ...look }, when, this.deps);
  }

  /** Everything stored, bytes as they lie there. */
  plainBytes(): string {
    return JSON.stringify([...this.records.everything()], (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
  }
}
