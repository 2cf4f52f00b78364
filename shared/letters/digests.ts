import { createHash } from 'node:crypto';
import { collectedData, collectedIn, withEntry } from '../domain/letters/digest.ts';
import { type DigestKind, factsOf, LETTERS } from '../domain/letters/kinds.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { morningAfter } from '../domain/letters/turns.ts';
import { putNext, read } from '../records/kinds/kind.ts';
import { letterKind } from '../records/kinds/letters.ts';
import type { Records, Write } from '../records/port.ts';
import { queueStanding, standingTodo } from './standing.ts';

/**
 * The id of a digest says what there is only one of: kind and day, and – where its readers are many – whose it is, by a hash of
 * the keyed hash of the address, so that the id tells nothing by itself.
 */
export const digestId = (kind: DigestKind<'listed' | 'collected'>, day: string, whose?: string): string =>
  whose === undefined
    ? `${kind}-${day}`
    : `${kind}-${day}-${createHash('sha256').update(whose).digest('base64url').slice(0, 22)}`;

/** When a digest leaves that is begun at an instant, epoch ms. */
const leavesAt = (kind: DigestKind<'listed' | 'collected'>, at: number): number =>
  factsOf(kind).digest?.leaves === 'morning' ? morningAfter(at) : at;

/**
 * Queues a digest whose entries are read when it leaves (D0, T3); one that has none then is not sent. A second one of the day is
 * refused. @param day local date it tells of; `at` epoch ms
 */
export const queueDigest = (
  kind: DigestKind<'listed'>,
  day: string,
  language: LetterBody['language'],
  at: number,
): Write =>
  queueStanding({ id: digestId(kind, day), kind, to: LETTERS[kind].digest.to, data: { day } }, language, {
    ...{ at, leaves: leavesAt(kind, at) },
  });

/** One more entry for a digest. */
export interface Addition {
  readonly kind: DigestKind<'collected'>;
  readonly day: string;
  /** Keyed hash of the address of its reader. */
  readonly whose: string;
  readonly entry: string;
  readonly language: LetterBody['language'];
  /** Names a digest of this entry's own, for the case that the day's has left already (a clock went wrong). */
  readonly alone: string;
}

/** The write that puts an entry into the digest of a day, which is begun with the first. `at`: epoch ms. */
export async function addToDigest(
  records: Records,
  { kind, day, whose, entry, language, alone }: Addition,
  at: number,
): Promise<Write> {
  const ofDay = digestId(kind, day, whose);
  const leaves = leavesAt(kind, at);
  const standing = await read(records, letterKind, { id: ofDay }, at);
  const carried = standing && collectedIn(standing.body);
  if (standing?.body.status === 'queued' && carried !== undefined) {
    const data = { ...collectedData(withEntry(carried, entry)) };
    return putNext(letterKind, standing, { ...standing.body, data }, { todo: standingTodo(leaves) });
  }
  const id = standing === undefined ? ofDay : `${ofDay}-${alone}`;
  const data = collectedData(withEntry({ day, entries: [], count: 0 }, entry));
  return queueStanding({ id, kind, to: LETTERS[kind].digest.to, data }, language, { at, leaves });
}
