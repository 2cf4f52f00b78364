import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { StoredClock } from '../../../shared/domain/cases/case.ts';
import { datesOf } from '../../../shared/domain/cases/clocks.ts';
import { type KnownCase, typeOf } from '../../../shared/domain/cases/kinds.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { recompute } from '../../../shared/law/deadline.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { type EventBody, subjectOf } from '../../../shared/records/kinds/ledger.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import type { Change } from '../../../shared/records/memory.ts';
import { indexUnits, writeUnits } from '../../../shared/records/memory-units.ts';
import type { Item } from '../../../shared/records/port.ts';
import { sizeOfItem } from '../../../shared/records/sizes.ts';
import type { Checks } from './checks.ts';

/** A case as it was last written, and its intent. */
export interface Image {
  readonly body: KnownCase;
  readonly todo: Item['todo'];
  /** Instant since which its dates and its state call for these milestones. */
  readonly since: number;
}

/** Write units that opening a claim may cost (some hundred bytes): 12, the ledger's index of days and that of addresses. */
const MOST_UNITS = 14;

/** Letters that tell a requester of a date that moved. */
const TELLS_OF_DATES: ReadonlySet<string> = new Set(['claim-corrected', 'request-corrected']);
/** Events with which a case gets clocks besides those of its receipt. */
const STARTS_CLOCKS: ReadonlySet<string> = new Set([
  ...['consumer-flagged', 'proven', 'evidence-received', 'found-unlawful', 'blocked-instead'],
]);

const tagOf = ({ reference, person, id }: LetterBody): string => `${reference ?? person ?? 'mail'}__${id}`;

/** Everything written, in the order of its commits; looks at each change as it comes. */
export class History {
  readonly cases = new Map<string, Image>();
  /** Letters by tag (`<owner>__<id>`). */
  readonly letters = new Map<string, LetterBody>();
  readonly chains = new Map<string, EventBody[]>();
  /** When the records last came back from a copy: what was due before is done after it. */
  restoredAt = Number.NEGATIVE_INFINITY;
  /** Told when an execution has claimed a case. */
  claimed: (reference: string) => void = () => {};
  readonly #checks: Checks;

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  /** All of it as it is now, to come back to. */
  backup(): (now: number) => void {
    const cases = new Map(this.cases);
    const letters = new Map(this.letters);
    const chains = [...this.chains].map(([subject, events]) => [subject, [...events]] as const);
    return (now) => {
      this.restoredAt = now;
      fill(
        this.cases,
        [...cases].map(([reference, image]) => [reference, { ...image, since: now }] as const),
      );
      fill(this.letters, letters);
      fill(this.chains, chains);
    };
  }

  /** Takes what one thing that happened has written. */
  see(changes: readonly Change[], now: number): void {
    const events: EventBody[] = [];
    const letters: LetterBody[] = [];
    for (const change of changes) {
      if (change.key.table === 'ledger') this.#event(change, events);
      else if (change.after?.kind === letterKind.name) {
        const body = bodyOf<LetterBody>(change.after);
        if (change.before === undefined) letters.push(body);
        this.letters.set(tagOf(body), body);
      } else if (change.after === undefined && change.before?.kind === letterKind.name)
        this.#gone(change.before);
    }
    for (const change of changes)
      if (change.after?.kind === caseKind.name) this.#case(change.after, { events, letters, changes }, now);
  }

  /** Only what stood in for a letter to nobody may go: it is no proof of anything. */
  #gone(item: Item): void {
    const body = bodyOf<LetterBody>(item);
    const stoodIn = body.to === 'owner' && body.person === undefined && body.reference === undefined;
    this.#checks.hold('letters', stoodIn, () => `${body.kind} ${body.id} is deleted`);
    this.letters.delete(tagOf(body));
  }

  #event({ key, event, after }: Change, events: EventBody[]): void {
    this.#checks.hold('ledger', event === 'INSERT', () => `${event} of ${key.pk} ${key.sk}`);
    const subject = subjectOf(key.pk);
    if (subject === undefined || after === undefined) return;
    const body = bodyOf<EventBody>(after);
    const chain = this.chains.get(subject) ?? [];
    this.chains.set(subject, chain);
    this.#checks.hold(
      'ledger',
      body.n === chain.length + 1,
      () => `${subject}: event ${body.n} after ${chain.length}`,
    );
    chain.push(body);
    events.push(body);
  }

  #case(item: Item, written: Written, now: number): void {
    const body = bodyOf<KnownCase>(item);
    const before = this.cases.get(body.reference);
    if (before === undefined || datesText(before.body) !== datesText(body)) this.#deadlines(body);
    if (before === undefined) this.#opened(body, written.changes);
    else this.#moved(before.body, body, written);
    if (body.executions > (before?.body.executions ?? 0)) this.claimed(body.reference);
    const sameBasis =
      before !== undefined &&
      before.body.status === body.status &&
      datesText(before.body) === datesText(body);
    this.cases.set(body.reference, { body, todo: item.todo, since: sameBasis ? before.since : now });
  }

  #deadlines(body: KnownCase): void {
    for (const clock of body.clocks) {
      const { changed } = recompute(clock);
      this.#checks.hold(
        'deadlines',
        changed.length === 0,
        () => `${body.reference} ${clock.rule}: ${changed.join()}`,
      );
    }
    const { dueOn, workBy } = datesOf(body.clocks);
    this.#checks.hold(
      'deadlines',
      dueOn === body.dueOn && workBy === body.workBy,
      () => `${body.reference}: ${dueOn} ${workBy}`,
    );
  }

  #opened({ kind, reference }: KnownCase, changes: readonly Change[]): void {
    // What requests cost depends on what is asked: the bench has a row for each kind.
    if (kind !== 'claim') return;
    const units = changes
      .filter(({ key }) => key.pk.endsWith(`#${reference}`))
      .reduce(
        (sum, { after }) =>
          sum + (after ? 2 * writeUnits(sizeOfItem(after)) + indexUnits(undefined, after) : 0),
        0,
      );
    this.#checks.hold('budget', units <= MOST_UNITS, () => `${reference}: opened for ${units} write units`);
  }

  #moved(before: KnownCase, after: KnownCase, { events, letters }: Written): void {
    const { reference } = after;
    const types = events.map(({ type }) => type);
    const to = Object.values<string | readonly string[]>(
      typeOf(before.kind).transitions[before.status] ?? {},
    ).flat();
    const lawful = before.status === after.status || to.includes(after.status);
    this.#checks.hold(
      'lawful',
      lawful,
      () => `${reference}: ${before.status} to ${after.status} by ${types.join()}`,
    );
    const reopened = before.closedAt !== undefined && after.closedAt === undefined;
    this.#checks.hold(
      'lawful',
      !reopened || types.includes('reopened'),
      () => `${reference}: reopened by ${types.join()}`,
    );
    this.#checks.hold(
      'lawful',
      !reopened || lastAnswer(after)?.post === undefined,
      () => `${reference}: answered by post, reopened by mail`,
    );
    const step = after.revision - before.revision;
    // What a request asks and nobody has to decide is done with its proof: several acts in one commit, each told.
    const told = Array.from({ length: Math.max(step, 0) }, (_, n) => before.revision + 1 + n).every((n) =>
      events.some(({ revision }) => revision === n),
    );
    this.#checks.hold(
      'revision',
      step >= 0 && told && (step <= 1 || after.kind === 'request'),
      () => `${reference}: revision ${before.revision} to ${after.revision}`,
    );
    const corrected = types.includes('receipt-date-corrected') || types.includes('recalculated');
    const extended = types.includes('extended') || types.includes('extension-returned');
    for (const clock of after.clocks) {
      const old = before.clocks.find(({ id }) => id === clock.id);
      if (old === undefined || datesOfClock(old) === datesOfClock(clock)) continue;
      const letter = letters.some(
        ({ kind, to: reader }) => TELLS_OF_DATES.has(kind) && reader === 'requester',
      );
      // The notice of an extension has left before; the operator's own finding has no reader.
      this.#checks.hold(
        'moved',
        extended || (corrected && (letter || after.answerTo === undefined)),
        () => `${reference} ${clock.rule}: moved by ${types.join()}`,
      );
    }
    const ids = (body: KnownCase): string => body.clocks.map(({ id, rule }) => `${id} ${rule}`).join();
    const flagged = corrected || extended || types.some((type) => STARTS_CLOCKS.has(type));
    this.#checks.hold(
      'moved',
      ids(before) === ids(after) || flagged,
      () => `${reference}: clocks by ${types.join()}`,
    );
  }
}

/** A body as the product has checked it before it was written. */
const bodyOf = <T>({ body }: Item): T => body as unknown as T;

function fill<K, V>(map: Map<K, V>, entries: Iterable<readonly [K, V]>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

interface Written {
  readonly events: readonly EventBody[];
  /** New ones. */
  readonly letters: readonly LetterBody[];
  readonly changes: readonly Change[];
}

const datesOfClock = ({ nominal, due, workBy }: StoredClock): string => `${nominal} ${due} ${workBy}`;
const datesText = ({ clocks, dueOn, workBy }: KnownCase): string =>
  [
    dueOn,
    workBy,
    ...clocks.map((clock) => `${clock.rule} ${clock.start} ${clock.calendar} ${datesOfClock(clock)}`),
  ].join();
