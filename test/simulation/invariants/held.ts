import { holdEnds } from '../../../shared/domain/letters/hold.ts';
import { localDate } from '../../../shared/law/zones.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';
import type { PeopleHistory } from './people-history.ts';

/** Records may be out of service for hours; a sweep comes every five minutes. */
const LATE_MS = 12 * 3_600_000;

const dayOf = (instant: string): string => localDate(Date.parse(instant), 'Europe/Moscow');

/** What is held past its hour waits for a person, and the staff were told of it on that day or later (T3). */
export function checkHeld(
  history: History,
  { replaced }: Pick<PeopleHistory, 'replaced'>,
  now: number,
  checks: Checks,
): void {
  const told = [...history.letters.values()].filter(({ kind }) => kind === 'letters-held');
  for (const [tag, letter] of history.letters) {
    const ends = holdEnds(letter.at);
    // Of records that came back from a copy the sweep finds anew what it had let go since.
    const from = Math.max(Date.parse(ends), history.restoredAt);
    // A first letter that another took the place of, or whose registration is gone, is no letter any more.
    if (letter.status !== 'held' || replaced.has(tag)) continue;
    const waits = letter.heldFor?.person === true;
    checks.hold('held', waits || now <= from + LATE_MS, () => `${tag} is held since ${letter.at}`);
    if (!waits) continue;
    // Who registers has the button on the page; the staff have nothing to do with it.
    if (letter.reference === undefined) continue;
    checks.hold(
      'held',
      told.some(({ at }) => dayOf(at) >= dayOf(ends)),
      () => `${tag} waits for a person since ${ends}; told ${told.map(({ at }) => at).join() || 'nobody'}`,
    );
  }
}
