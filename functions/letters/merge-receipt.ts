import { createHash } from 'node:crypto';
import { digestData, readDigest, withReceipt } from '../../shared/domain/letters/digest.ts';
import { dataOf } from '../../shared/domain/letters/kinds.ts';
import { nextSend, stopped } from '../../shared/domain/letters/state.ts';
import { morningAfter } from '../../shared/domain/letters/turns.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { queueStanding } from '../../shared/letters/standing.ts';
import { putNext, read } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import type { Write } from '../../shared/records/port.ts';
import { noted } from './case-news.ts';
import { settle } from './commit.ts';
import type { LetterDeps, Prepared } from './deps.ts';
import { LETTERS_TODO, type LetterFile } from './letter-file.ts';

/**
 * The day's letters to this address are used up: the receipt goes into the digest of the day instead, which leaves the
 * next morning (security.md, bots). The claim itself is registered, its clock runs, and the page has told so.
 */
export async function mergeReceipt(
  letter: LetterFile,
  prepared: Prepared,
  at: number,
  deps: LetterDeps,
): Promise<void> {
  const day = localDate(at, REGIME_ZONE);
  const leaves = morningAfter(at);
  await settle(letter, at, deps, async (state, file) => {
    const { reference } = state.body;
    if (nextSend(state, at) !== 'attempt' || file === undefined || reference === undefined) return undefined;
    const next = stopped(state, 'merged', at);
    return {
      letter: next,
      change: noted('letter-stopped', next.body, { why: 'merged' })(file.state),
      more: [await digestWrite(reference, day, leaves)],
    };
  });

  async function digestWrite(reference: string, on: string, when: number): Promise<Write> {
    const ofDay = digestId(prepared.lookup ?? '', on);
    const todo = { group: LETTERS_TODO, at: new Date(when).toISOString(), why: 'send' } as const;
    const standing = await read(deps.records, letterKind, { id: ofDay }, at);
    const carried = dataOf('receipts-digest', standing?.body.data);
    if (standing?.body.status === 'queued' && carried.ok) {
      const data = digestData(withReceipt(readDigest(carried.data), reference));
      return putNext(letterKind, standing, { ...standing.body, data }, { todo });
    }
    // A digest that has left already (a clock went wrong) is followed by one of this receipt's own.
    const id = standing === undefined ? ofDay : `${ofDay}-${letter.state.body.id}`;
    const data = digestData(withReceipt({ day: on, references: [], count: 0 }, reference));
    const first = { id, kind: 'receipts-digest', to: 'requester', data } as const;
    return queueStanding(first, letter.state.body.language, { at, leaves: when });
  }
}

/** One digest per address and day: named by a hash of the keyed hash, so that the id tells nothing by itself. */
const digestId = (lookup: string, day: string) =>
  `receipts-${day}-${createHash('sha256').update(lookup).digest('base64url').slice(0, 22)}`;
