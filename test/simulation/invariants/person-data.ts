import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import type { ProfileBody } from '../../../shared/domain/registration/person.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import type { EventBody } from '../../../shared/records/kinds/ledger.ts';
import { profileKind } from '../../../shared/records/kinds/people.ts';
import type { Change } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';
import type { Mail, Taken } from '../cloud/mail.ts';
import type { Store } from '../cloud/store.ts';
import type { Download } from '../people/asked.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';
import { type PeopleHistory, SKEW_MS } from './people-history.ts';
import { standingBlocks } from './slow-may.ts';

type Request = KnownCase<'request'>;

const HOUR = 3_600_000;
/** Hours of notice before anything of a person is destroyed (R7, S3); said a second time, so that the product may be wrong. */
const NOTICE_MS = 72 * HOUR;
/** A function that sends may run for so long after it has read. */
const UNDER_WAY_MS = 2 * 60_000;

/** What alleges something blocks fully once it is known who asks, as long as it is examined (S4): the table, by hand. */
const BLOCKS: Readonly<Record<string, string>> = {
  correction: 'inaccuracy',
  'erasure-unlawful': 'unlawful-use',
  complaint: 'unlawful-use',
};

/** Kinds of record of which nothing of a person is left once they were destroyed, by hand (R7). */
const GONE: ReadonlySet<string> = new Set([
  ...['profile', 'address', 'person-session', 'person-text', 'published', 'duty', 'own-case'],
]);

/** What becomes of people's data: blocked, disclosed, destroyed (S3–S8). Looks at each change, and at each download. */
export class PersonData {
  readonly #checks: Checks;
  readonly #history: History;
  readonly #people: PeopleHistory;
  /** Who was destroyed, and when. */
  readonly #destroyed = new Map<string, number>();

  constructor(checks: Checks, history: History, people: PeopleHistory) {
    this.#checks = checks;
    this.#history = history;
    this.#people = people;
  }

  /** Takes what one thing that happened has written, after the histories have. */
  see(changes: readonly Change[], now: number): void {
    for (const { before, after, key } of changes) {
      if (before?.kind === profileKind.name && after === undefined) this.#gone(bodyOf(before), now);
      if (after?.kind === caseKind.name) this.#blocked(bodyOf<KnownCase>(after));
      const id = after === undefined ? undefined : ownerOf(after);
      if (before === undefined && id !== undefined)
        this.#checks.hold('erased', !this.#destroyed.has(id), () => `${key.sk} of ${id} is written anew`);
    }
  }

  /** What a copy brings back was not destroyed. */
  backup(): () => void {
    const kept = new Map(this.#destroyed);
    return () => {
      this.#destroyed.clear();
      for (const [person, at] of kept) this.#destroyed.set(person, at);
    };
  }

  /** S4: what is alleged by who is known blocks from the very commit on that tells of it. */
  #blocked(body: KnownCase): void {
    if (body.kind !== 'request' || body.person === undefined) return;
    const { person, reference, own } = body;
    const events = this.#people.consents(person);
    if (own.proof.state !== 'proven' || events.some(({ type }) => type === 'closed')) return;
    for (const { part, state, lifted } of own.parts) {
      const kind = BLOCKS[part];
      if (kind === undefined || state !== 'asked' || lifted !== undefined) continue;
      this.#checks.hold(
        'blocked',
        standingBlocks(events).some(
          (one) => one.case === reference && one.kind === kind && one.scope === 'full',
        ),
        () => `${reference}: ${part} is examined, and ${person} is not fully blocked for ${kind}`,
      );
    }
  }

  #gone(was: ProfileBody, now: number): void {
    const { person, closing } = was;
    this.#destroyed.set(person, now);
    if (closing === undefined) return;
    const asked = this.#of(person).findLast(({ type }) => type === 'closing-asked');
    const from = Date.parse(asked?.at ?? '');
    this.#checks.hold(
      'approved',
      now >= from + NOTICE_MS - SKEW_MS,
      () => `${person} was destroyed at ${iso(now)}, asked at ${asked?.at}`,
    );
    if (closing.case !== undefined) this.#approved(closing.case, person);
  }

  /** S3: the person's own wish in a session, or two officers of whom one is not the other, and nobody has called it off since. */
  #approved(reference: string, person: string): void {
    const chain = this.#of(reference);
    const n = chain.findLastIndex(({ type }) => type === 'plan-approved');
    const approved = chain[n];
    const proposed = chain.slice(0, Math.max(n, 0)).findLast(({ type }) => type === 'plan-proposed');
    const body = this.#history.cases.get(reference)?.body as Request | undefined;
    const isOwn =
      approved?.data?.['own'] === true && approved.by === 'requester' && body?.own.proof.how === 'session';
    const byTwo =
      proposed !== undefined &&
      proposed.by !== approved?.by &&
      proposed.data?.['plan'] === approved?.data?.['plan'];
    const off = chain.slice(n + 1).find(({ type }) => type === 'erasure-called-off');
    this.#checks.hold(
      'approved',
      approved !== undefined && (isOwn || byTwo) && off === undefined,
      () =>
        `${person} was destroyed for ${reference}: proposed by ${proposed?.by}, approved by ${approved?.by}, called off ${off?.at ?? 'never'}`,
    );
    this.#checks.hold(
      'approved',
      body?.own.proof.state === 'proven' && body.person === person,
      () => `${person} was destroyed for ${reference}, of which nobody knows who asks`,
    );
  }

  /** S6: a link gives nothing away once the data are destroyed, or their unlawful use is examined. */
  downloaded({ reference, at, until, given }: Download): void {
    const body = this.#history.cases.get(reference)?.body;
    if (body?.kind !== 'request' || !given) return;
    const { person, own } = body;
    const made = Date.parse(own.disclosure?.until ?? '') - 7 * 24 * HOUR;
    this.#checks.hold(
      'disclosed',
      at < made + 7 * 24 * HOUR + SKEW_MS,
      () => `${reference}: its link was good at ${iso(until)}, made at ${iso(made)}`,
    );
    if (person === undefined) return;
    const gone = this.#destroyed.get(person) ?? Number.POSITIVE_INFINITY;
    this.#checks.hold('disclosed', at < gone, () => `${reference}: disclosed after ${person} was destroyed`);
    const blocked = standingBlocks(this.#people.consents(person)).find(
      ({ scope, kind, from }) =>
        scope === 'full' && kind !== 'inaccuracy' && from > made && from < at - SKEW_MS,
    );
    this.#checks.hold(
      'disclosed',
      blocked === undefined,
      () =>
        `${reference}: disclosed at ${iso(at)}, blocked by ${blocked?.case} since ${iso(blocked?.from ?? 0)}`,
    );
  }

  /** At the end: letters with links went where who asks is known to be, none to a person after they were destroyed; nothing is left. */
  check(
    { mail, store }: { readonly mail: Mail; readonly store: Store },
    contactOf: (reference: string) => { readonly contact?: string; readonly truthful: boolean } | undefined,
  ): void {
    for (const message of mail.taken) this.#letter(message, contactOf);
    for (const item of store.twin.everything()) {
      const id = ownerOf(item);
      if (id !== undefined)
        this.#checks.hold('erased', !this.#destroyed.has(id), () => `${item.kind} of ${id} is left over`);
    }
  }

  #letter(
    { tag, at, to }: Taken,
    contactOf: (reference: string) => { readonly contact?: string; readonly truthful: boolean } | undefined,
  ): void {
    const letter = this.#history.letters.get(tag);
    if (letter?.kind === 'request-disclosure') {
      const sender = contactOf(letter.reference ?? '');
      this.#checks.hold(
        'disclosed',
        sender === undefined || (sender.truthful && to.join() === sender.contact),
        () => `${tag}: the link went to ${to.join()}, the request is of ${sender?.contact ?? 'nobody'}`,
      );
    }
    const gone = this.#destroyed.get(letter?.person ?? '');
    this.#checks.hold(
      'erased',
      gone === undefined || at <= gone + UNDER_WAY_MS,
      () => `${letter?.kind} ${tag} left at ${iso(at)}, ${letter?.person} was destroyed at ${iso(gone ?? 0)}`,
    );
  }

  #of = (subject: string): readonly EventBody[] => this.#history.chains.get(subject) ?? [];
}

/** Whose record it is, of the kinds that go. */
function ownerOf({ kind, pk, body }: Item): string | undefined {
  if (!GONE.has(kind)) return undefined;
  return pk.startsWith('PERSON#') ? pk.slice('PERSON#'.length) : String(body['person']);
}

const bodyOf = <T>({ body }: Item): T => body as unknown as T;
const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms));
