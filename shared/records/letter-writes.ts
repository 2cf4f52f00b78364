import type { CaseBody } from '../domain/cases/case.ts';
import type { Change } from '../domain/cases/change.ts';
import { caseOf } from '../domain/cases/kinds.ts';
import { letterEvent } from '../domain/cases/letters.ts';
import { isUndecided } from '../domain/cases/type.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { released, stopped } from '../domain/letters/state.ts';
import { storedLetters } from './case-file.ts';
import type { RecordDeps } from './deps.ts';
import { putNext, type Stored } from './kinds/kind.ts';
import { letterKind } from './kinds/letters.ts';
import { letterStanding } from './letter-standing.ts';
import type { Write } from './port.ts';

const isHeld = ({ body }: Stored<LetterBody>): boolean => body.status === 'held';

/** Lets held letters go: a person has looked (security.md, bots). `at` in epoch ms. */
export function releaseWrites(
  letters: readonly Stored<LetterBody>[],
  at: number,
  workBy: string,
): readonly Write[] {
  return letters.filter(isHeld).map((stored) => {
    const { body } = released({ body: stored.body }, at);
    return putNext(letterKind, stored, body, letterStanding(body, workBy, new Date(at).toISOString()));
  });
}

/**
 * A change that decides a case overtakes what is held of it: a receipt would come after the answer, with a promise that is
 * no more. Dropped in the same write, with its event (T3). `at` in epoch ms.
 */
export async function dropHeld(
  deps: Pick<RecordDeps, 'records' | 'types'>,
  before: CaseBody,
  made: Change,
  at: number,
): Promise<{ readonly change: Change; readonly writes: readonly Write[] }> {
  if (before.heldFor === undefined || isUndecided(caseOf(made.body, undefined, deps.types)))
    return { change: made, writes: [] };
  const held = (await storedLetters(deps, before.reference)).filter(isHeld);
  const events = held.map(({ body }) => letterEvent('letter-stopped', body, { why: 'case-decided' }));
  return {
    change: { ...made, events: [...made.events, ...events] },
    writes: held.map((stored) =>
      putNext(letterKind, stored, stopped({ body: stored.body }, 'case-decided', at).body),
    ),
  };
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
