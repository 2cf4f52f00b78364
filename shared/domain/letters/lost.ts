import { factsOf } from './kinds.ts';
import type { LetterBody } from './letter.ts';
import type { LetterState, StopReason } from './state.ts';

/** Whether a letter that will not be sent leaves its reader without what law or policy asks for (closed list). */
const LEAVES_UNTOLD: { readonly [reason in StopReason]: boolean } = {
  'no-recipient': true,
  'nothing-to-say': true,
  'outcome-unknown': true,
  'too-many': true,
  // Its reader is told by the digest of the day.
  merged: false,
  // It would remind of what is done, or name a code that is right no more.
  'case-decided': false,
  'code-expired': false,
};
export const leavesUntold = (reason: StopReason): boolean => LEAVES_UNTOLD[reason];

/** Whether the letter did not reach its reader, and will not. */
const isLost = ({ status, stopReason }: LetterBody): boolean =>
  status === 'bounced' ||
  (status === 'stopped' && stopReason !== undefined && LEAVES_UNTOLD[stopReason as StopReason]);

/**
 * A digest stands for letters of cases: if it is lost, they are told (K4, N4). Kept as what it wants done, so that a crash
 * before that loses nothing, and once, however often it comes back.
 * @param at epoch ms
 */
export function owingNews(before: LetterState, next: LetterState, at: number): LetterState {
  if (factsOf(next.body.kind).digest?.entries !== 'collected' || !isLost(next.body)) return next;
  if (!isLost(before.body)) return { ...next, todo: { why: 'tell', at: new Date(at).toISOString() } };
  return before.todo?.why === 'tell' ? { ...next, todo: before.todo } : next;
}
