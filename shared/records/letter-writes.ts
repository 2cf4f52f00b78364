import type { LetterBody } from '../domain/cases/letter.ts';
import { type CaseDeps, letterStanding } from './case-file.ts';
import { casePartition, letterKind } from './kinds/cases.ts';
import { putNext, type Stored, storedOf } from './kinds/kind.ts';
import type { Write } from './port.ts';

/** Letters of a case as stored, so that an act can change them in its own transaction. */
export async function storedLetters(
  { records }: Pick<CaseDeps, 'records'>,
  reference: string,
): Promise<readonly Stored<LetterBody>[]> {
  const { items } = await records.query('cases', casePartition(reference), { prefix: 'LETTER#' });
  return items.map((item) => storedOf(letterKind, item));
}

/** Lets held letters go: staff have found that the claim is no robot's (security.md, bots). `at` in epoch ms. */
export function releaseWrites(
  letters: readonly Stored<LetterBody>[],
  at: number,
  workBy: string,
): readonly Write[] {
  return letters
    .filter(({ body }) => body.status === 'held')
    .map((stored) => {
      const body: LetterBody = { ...stored.body, status: 'queued' };
      return putNext(letterKind, stored, body, letterStanding(body, workBy, new Date(at).toISOString()));
    });
}

/** Whether a letter waits in the print queue. */
export const waitsForPrint = ({ channel, status }: LetterBody): boolean =>
  channel === 'print' && status === 'queued';

/** Takes a letter out of the print queue: it is on paper and on its way (K1, K4). */
export function printedWrites(
  letters: readonly Stored<LetterBody>[],
  id: string | undefined,
  at: number,
): readonly Write[] {
  return letters
    .filter(({ body }) => body.id === id && waitsForPrint(body))
    .map((stored) => {
      const body: LetterBody = { ...stored.body, status: 'printed', outcomeAt: new Date(at).toISOString() };
      return putNext(letterKind, stored, body);
    });
}
