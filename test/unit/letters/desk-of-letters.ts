import { takeClaim } from '../../../functions/claims/open-claim.ts';
import type { LetterDeps, ReportCode } from '../../../functions/letters/deps.ts';
import { lettersWork } from '../../../functions/letters/events.ts';
import { type ReadLetter, readMime } from '../../../infra/local/mime.ts';
import type { ClaimRequest } from '../../../shared/api/claims.ts';
import type { CaseBody } from '../../../shared/domain/cases/case.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import type { CaseState } from '../../../shared/domain/cases/type.ts';
import type { LetterKind } from '../../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import type { MailPort, OutgoingMessage, SendOutcome } from '../../../shared/letters/mail-port.ts';
import { readLetterTag } from '../../../shared/letters/tag.ts';
import { OUTBOX_SOURCE } from '../../../shared/names.ts';
import { takeEvent } from '../../../shared/outbox/door-of.ts';
import { NotAllDone, type OutboxItem } from '../../../shared/outbox/event.ts';
import { commitCase, lettersOf, readCase } from '../../../shared/records/case-file.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { dropHeld } from '../../../shared/records/letter-writes.ts';
import { type FaultPoint, MemoryRecords } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';
import { type Secrets, secretsOf } from '../../../shared/records/secrets.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import type { RuntimeSettings } from '../../../shared/settings.ts';
import type { ClaimCommand } from '../domain/builders.ts';

/** Monday, 7 December 2026, 12:00 in Moscow. */
export const NOON = Date.UTC(2026, 11, 7, 9);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const settings: RuntimeSettings = {
  deployment: 'test',
  baseUrl: 'https://privacy.example.com',
  sites: [],
  operator: {
    name: { ru: 'АО «СмартКард-Сервис»', en: 'SmartCard-Service JSC' },
    postalAddress: { ru: 'Москва, ул. Примерная, д. 1', en: '1 Primernaya Street, Moscow' },
    email: 'reception@scserv.ru',
  },
  language: 'ru',
  mail: {
    port: 'ses',
    events: true,
    sender: 'privacy@scserv.ru',
    senderName: { ru: 'СмартКард-Сервис', en: 'SmartCard-Service' },
    replyTo: 'reception@scserv.ru',
  },
  staff: {
    team: 'team@example.com',
    officers: ['officer@example.com', 'officer2@example.com'],
    auditor: 'auditor@example.com',
    oidc: {
      issuer: 'https://login.example.com',
      clientId: 'c',
      audience: 'a',
      scopes: [],
      rolesClaim: 'roles',
      roles: { agent: [], officer: [], auditor: [], program: [] },
    },
  },
  records: { kind: 'aws' },
  outbox: { kind: 'stream' },
  limits: { networkPerHour: 60, lettersPerDay: 3, codesPerDay: 20 },
  retention: { claimFileYears: 3, technicalDays: 90 },
};

/** A mail service that keeps what it took and answers as it is told to; `lost` takes the message and loses its answer. */
class FakeMail implements MailPort {
  /** With the text and HTML that a reader sees. */
  readonly taken: (OutgoingMessage & { readonly messageId: string } & Pick<ReadLetter, 'text' | 'html'>)[] =
    [];
  readonly calls: OutgoingMessage[] = [];
  /** Answers of the next calls, first to last; afterwards everything is accepted. */
  next: (Exclude<SendOutcome, { type: 'accepted' }> | 'lost' | 'accepted')[] = [];
  /** The function that calls dies before the message is taken. */
  killed = false;
  /** Runs between the taking of a message and the answer. */
  meanwhile: (message: OutgoingMessage, messageId: string) => Promise<void> = async () => {};

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    this.calls.push(message);
    if (this.killed) throw new Error('killed');
    const answer = this.next.shift() ?? 'accepted';
    if (answer !== 'accepted' && answer !== 'lost') return answer;
    const messageId = `m${this.calls.length}`;
    const { text, html } = await readMime(message.raw);
    this.taken.push({ ...message, messageId, text, html });
    await this.meanwhile(message, messageId);
    return answer === 'lost' ? { type: 'unknown', code: 'AbortError' } : { type: 'accepted', messageId };
  }

  /** Plain text of a taken message's subject and tag. */
  to(address: string) {
    return this.taken.filter((message) => message.to.includes(address));
  }
}

/** Random bytes that repeat: a counter stretched. */
function countingRandom() {
  let n = 0;
  return (length: number) => {
    n += 1;
    return Uint8Array.from({ length }, (_, index) => (n * 7919 + index * 104_729) % 251);
  };
}

export const REQUEST: ClaimRequest = {
  claimant: { name: 'Анна Петрова', email: 'anna@example.org' },
  facts: 'Мне звонят с рекламой.',
  demand: 'Прекратить звонки.',
  language: 'ru',
};

/** The root secret with keys of these names, the current one first. */
export const keysNamed = (current: string, ...others: readonly string[]): Secrets =>
  secretsOf({ current, keys: Object.fromEntries([current, ...others].map((id) => [id, id.repeat(22)])) });

/** The mail worker with everything around it in memory; time stands until it is moved. */
export class DeskOfLetters {
  at = NOON;
  readonly mail = new FakeMail();
  readonly reports: { readonly code: ReportCode; readonly detail?: string }[] = [];
  /** Throws to let the store fail. */
  faults: (point: FaultPoint) => void = () => {};
  readonly records: MemoryRecords;
  deps: LetterDeps;
  readonly #random = countingRandom();
  #ids = 0;

  constructor(over: { readonly settings?: Partial<RuntimeSettings>; readonly down?: () => boolean } = {}) {
    this.records = new MemoryRecords({ faults: (point) => this.faults(point), feed: ['cases', 'people'] });
    this.deps = {
      records: this.records,
      wrapper: memoryWrapper(over.down === undefined ? {} : { down: over.down }),
      secrets: keysNamed('k1'),
      mail: this.mail,
      settings: { ...settings, ...over.settings },
      now: () => this.at,
      newId: () => {
        this.#ids += 1;
        return `L${this.#ids}`;
      },
      random: () => 0.5,
      report: (code, { detail }) => this.reports.push(detail === undefined ? { code } : { code, detail }),
    };
  }

  /** The root secret is another one from now on, its current key named first. */
  rotate(current: string, ...others: readonly string[]): void {
    this.deps = { ...this.deps, secrets: keysNamed(current, ...others) };
  }

  /** A claim comes in; its reference. */
  async claim(over: Partial<ClaimRequest> = {}, marked = false, network = '192.0.2.0/24'): Promise<string> {
    const taken = await takeClaim(
      { request: { ...REQUEST, ...over }, by: 'requester', marked, network, language: 'ru' },
      this.at,
      { ...this.deps, random: this.#random },
    );
    if (!taken.ok) throw new Error(taken.refusal.code);
    return taken.value.reference;
  }

  /** An act of an officer. */
  async act(reference: string, command: ClaimCommand): Promise<void> {
    const file = await readCase(this.deps, reference, this.at);
    if (file === undefined) throw new Error('no case');
    const made = decideAct(file.state, command, {
      by: 'staff:officer',
      at: this.at,
      newId: this.deps.newId,
    });
    if (!made.ok) throw new Error(made.refusal.code);
    const { change, writes } = await dropHeld(this.deps, file.state.body, made.value, this.at);
    if ((await commitCase(this.deps, file, change, this.at, writes)) !== 'ok') throw new Error('stale');
  }

  answer(reference: string): Promise<void> {
    return this.act(reference, { act: 'answer', outcome: 'satisfied', text: 'Звонки прекращены.' });
  }

  /** A claim whose receipt is out of the way, answered; its answer is queued. */
  async answered(): Promise<string> {
    const reference = await this.claim();
    await this.stream();
    await this.answer(reference);
    return reference;
  }

  readonly budget = { remaining: () => 60_000, sleep: (ms: number) => this.#pass(ms) };

  async #pass(ms: number): Promise<void> {
    this.at += ms;
  }

  event(event: unknown): Promise<unknown> {
    return takeEvent('letter', event, lettersWork(this.deps, this.budget));
  }

  /** What the reader of the outbox hands on: letters, or word that some are due. `again`: it is to be brought again. */
  async handOn(items?: readonly OutboxItem[]): Promise<'done' | 'again'> {
    const time = new Date(this.at).toISOString();
    try {
      await this.event({ source: OUTBOX_SOURCE, group: 'letter', time, ...(items && { items }) });
      return 'done';
    } catch (error) {
      if (error instanceof NotAllDone) return 'again';
      throw error;
    }
  }

  /** Letters that the tables' streams tell of, each once. */
  noticed(): readonly OutboxItem[] {
    const images = this.records
      .takeChanges()
      .flatMap(({ after }) =>
        after?.kind === 'letter' || (after?.kind === 'profile' && after.todo?.why === 'send')
          ? [itemOf(after)]
          : [],
      );
    return [...new Map(images.map((item) => [`${item.pk} ${item.sk}`, item])).values()];
  }

  /** Delivers what the tables' streams hold. */
  async stream(): Promise<'done' | 'again'> {
    const letters = this.noticed();
    return letters.length === 0 ? 'done' : this.handOn(letters);
  }

  sweep(): Promise<'done' | 'again'> {
    return this.handOn();
  }

  /** The mail service tells of a message that it took. */
  tell(
    message: { readonly tag: string; readonly messageId: string },
    eventType: string,
    more: object = {},
  ): Promise<unknown> {
    return this.event(mailEvent(message, eventType, this.at, more));
  }

  async body(reference: string): Promise<CaseBody> {
    const file = await readCase(this.deps, reference, this.at);
    return file?.state.body ?? Promise.reject(new Error('no case'));
  }

  /** The intent that stands at the case. */
  async todo(reference: string): Promise<CaseState['todo']> {
    return (await readCase(this.deps, reference, this.at))?.state.todo;
  }

  async letter(reference: string, kind: LetterKind): Promise<LetterBody> {
    const letters = await lettersOf(this.deps, reference);
    return letters.find((letter) => letter.kind === kind) ?? Promise.reject(new Error(`no ${kind}`));
  }

  async letters(reference: string): Promise<readonly string[]> {
    return (await lettersOf(this.deps, reference)).map(({ kind, to, status }) => `${kind} ${to} ${status}`);
  }

  async events(reference: string): Promise<readonly string[]> {
    return (await readChain(this.records, reference)).map(({ body }) => body.type);
  }

  /** Kinds of the messages taken, by the letters they carry. */
  async takenKinds(): Promise<readonly string[]> {
    const all = new Map(
      [...this.records.everything()]
        .filter(({ kind }) => kind === 'letter')
        .map((item) => [item.sk.slice(7), item.body['kind']]),
    );
    return this.mail.taken.map(({ tag }) => String(all.get(readLetterTag(tag)?.id ?? '')));
  }
}

/** An item as the reader of the outbox hands it on. */
function itemOf({ table, pk, sk, todo }: Item): OutboxItem {
  if (table !== 'cases' && table !== 'people') throw new Error(`no stream of ${table}`);
  return { table, pk, sk, ...(todo === undefined ? {} : { why: todo.why }) };
}

export function mailEvent(
  message: { readonly tag: string; readonly messageId: string },
  eventType: string,
  at: number,
  more: object = {},
) {
  const timestamp = new Date(at).toISOString();
  const details: Record<string, object> = {
    Delivery: { delivery: { timestamp, recipients: ['anna@example.org'] } },
    Bounce: {
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        timestamp,
        bouncedRecipients: [{ emailAddress: 'anna@example.org' }],
      },
    },
    Complaint: { complaint: { timestamp, complainedRecipients: [{ emailAddress: 'anna@example.org' }] } },
    Reject: { reject: { reason: 'Bad content' } },
  };
  return {
    source: 'aws.ses',
    'detail-type': `Email ${eventType}`,
    time: timestamp,
    detail: {
      eventType,
      mail: {
        messageId: message.messageId,
        timestamp,
        destination: ['anna@example.org'],
        tags: { letter: [message.tag] },
      },
      ...details[eventType],
      ...more,
    },
  };
}
