import type { LetterBody } from '../domain/letters/letter.ts';
import { heldStanding } from './held-letters.ts';
import type { Standing } from './kinds/kind.ts';

/** Group of letters that wait to be printed and posted. */
export const PRINT_QUEUE = 'print';

/** Where a letter stands: to be sent from `at` on, to be printed by the case's `workBy`, or held back for an hour, or for a person. */
export function letterStanding(letter: LetterBody, workBy: string, at: string): Standing {
  if (letter.status === 'held') return heldStanding(letter);
  return letter.channel === 'mail'
    ? { todo: { group: 'letter', at, why: 'send' } }
    : { due: { group: PRINT_QUEUE, sort: `${workBy}#${letter.reference}#${letter.id}` } };
}
