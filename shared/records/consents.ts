import { type ConsentEvent, consentEvent, latestEffect } from '../domain/consent/events.ts';
import { type MayAnswer, may } from '../domain/consent/may.ts';
import type { PurposeFacts, TextVersion } from '../domain/consent/purpose.ts';
import type { LedgerDeps } from './deps.ts';
import type { Staleness } from './documents.ts';
import { CorruptRecord } from './kinds/kind.ts';
import type { EventBody } from './kinds/ledger.ts';
import {
  type Chapter,
  commitWithEvents,
  type Head,
  headAt,
  type NewEvent,
  newChain,
  readChain,
} from './ledger.ts';
import { consentChain } from './person-ids.ts';
import type { CommitResult, Write } from './port.ts';

/** Where the check learns of a purpose and of the versions of its text (policy). */
export interface PurposeBook {
  /** Facts of a purpose; undefined for one that nobody declared. */
  facts(purpose: string): PurposeFacts | undefined;
  /** Every version of the purpose's text, whenever it comes into force; strongly consistent, unless it is only shown. */
  versions(purpose: string, how?: Staleness): Promise<readonly TextVersion[]>;
}

/** A person's consent chain as read: its events, and the end to which the next one is sealed. */
export interface ConsentHistory {
  readonly events: readonly ConsentEvent[];
  readonly head: Head;
}

/** Name of an event for people and programs: the person's id and its number in the chain. */
export const consentEventId = (person: string, n: number): string => `${person}-${n}`;

/** An event of the chain, checked. Throws {@link CorruptRecord}: an event that cannot be read must not count as none. */
export const toConsentEvent = ({ n, at, type, by, reason, data }: EventBody): ConsentEvent =>
  checked({ n, at, type, by, ...(reason === undefined ? {} : { reason }), data: data ?? {} });

function checked(event: unknown): ConsentEvent {
  const parsed = consentEvent.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new CorruptRecord(
    `consent event: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
  );
}

/** Reads a person's consents and blocks (strongly consistent; one read unit for about six events). */
export async function readConsents(
  { records }: Pick<LedgerDeps, 'records'>,
  person: string,
): Promise<ConsentHistory> {
  const subject = consentChain(person);
  const chain = await readChain(records, subject);
  const last = chain.at(-1);
  return {
    events: chain.map(({ body }) => toConsentEvent(body)),
    head: last === undefined ? newChain(subject) : headAt(subject, last),
  };
}

/** What is asked of {@link mayNow}. */
export interface MayAsked {
  readonly person: string;
  readonly purpose: string;
  readonly field?: string;
  /** State of the account; only purposes that rest on the contract need it. */
  readonly account?: 'open' | 'closed' | 'none';
}

/**
 * May a person's data be used for a purpose now (C4)? Ask at the moment of use. `at` (epoch ms) decides what has
 * expired; whatever is already recorded counts, also from a function whose clock is a little ahead.
 */
export async function mayNow(
  deps: Pick<LedgerDeps, 'records'> & { readonly book: PurposeBook },
  { person, purpose, field, account }: MayAsked,
  at: number,
): Promise<MayAnswer> {
  const facts = deps.book.facts(purpose);
  const [{ events }, versions] = await Promise.all([
    readConsents(deps, person),
    facts?.ground === 'consent' ? deps.book.versions(purpose) : [],
  ]);
  return may(events, { purpose, field, account, facts, versions, at: latestEffect(events, at) });
}

/** An event for the consent chain, of whichever type. */
export type NewConsentEvent = { [E in ConsentEvent as E['type']]: Omit<E, 'n'> }[ConsentEvent['type']];

/**
 * Appends events to a person's consent chain; one without further writes and chapters is a single put without a transaction. With
 * `head`, as {@link readConsents} gave it, the end of the chain is not read again: the commit is refused when others have
 * appended since.
 */
export async function recordConsents(
  { records, secrets }: LedgerDeps,
  person: string,
  events: readonly NewConsentEvent[],
  more: {
    readonly writes?: readonly Write[];
    readonly chapters?: readonly Chapter[];
    readonly head?: Head;
  } = {},
): Promise<CommitResult> {
  const { writes = [], chapters = [], head } = more;
  const chapter = { ...consentChapter(person, events), ...(head === undefined ? {} : { head }) };
  return commitWithEvents(records, secrets, writes, [chapter, ...chapters]);
}

/**
 * Events of a person's consent chain as a chapter of a commit; `isNew` where the chain cannot have begun yet. Throws
 * {@link CorruptRecord} for one that could not be read again: it would stop every later check of this person.
 */
export const consentChapter = (
  person: string,
  events: readonly NewConsentEvent[],
  isNew = false,
): Chapter => ({
  subject: consentChain(person),
  isNew,
  events: events.map((event): NewEvent => {
    const { n: _, data, ...rest } = checked({ ...event, n: 1 });
    return { ...rest, data: codesOf(data) };
  }),
});

/** Data of an event as the ledger takes it: ids, codes and numbers. */
const codesOf = (data: ConsentEvent['data']): NonNullable<NewEvent['data']> =>
  Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (isCode(value) ? [[name, value]] : [])));

const isCode = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
