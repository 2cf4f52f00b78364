import { change } from '../../../shared/domain/cases/change.ts';
import type { CaseLetter } from '../../../shared/domain/letters/new-letter.ts';
import { commitCase, readCase } from '../../../shared/records/case-file.ts';
import type { DeskOfLetters } from './desk-of-letters.ts';

/** Queues a letter of a case as a milestone does: with the case's own change. */
export async function queueCaseLetter(
  desk: DeskOfLetters,
  reference: string,
  letter: CaseLetter,
): Promise<void> {
  const file = await readCase(desk.deps, reference, desk.at);
  if (file === undefined) throw new Error('no case');
  await commitCase(desk.deps, file, change(file.state.body, { letters: [letter] }), desk.at);
}
