import type { LetterBody } from '../domain/cases/letter.ts';
import { type CaseDeps, letterStanding } from './case-file.ts';
import { casePartition, letterKind } from './kinds/cases.ts';
import { putNext, type Stored, storedOf } from './kinds/kind.ts';
import type { Write } from './port.ts';

/** Letters of a case that are held back until a member of staff has looked. */
export async function heldLetters(
  { records }: Pick<CaseDeps, 'records'>,
  reference: string,
): Promise<readonly Stored<LetterBody>[]> {
  const { items } = await records.query('cases', casePartition(reference), { prefix: 'LETTER#' });
  return items.map((item) => storedOf(letterKind, item)).filter(({ body }) => body.status === 'held');
}

/** The writes that let held letters go. `at` in epoch ms. */
export function releaseWrites(
  held: readonly Stored<LetterBody>[],
  at: number,
  workBy: string,
): readonly Write[] {
  return held.map((stored) => {
    const body: LetterBody = { ...stored.body, status: 'queued' };
    return putNext(letterKind, stored, body, letterStanding(body, workBy, new Date(at).toISOString()));
  });
}
