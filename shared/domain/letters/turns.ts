import { addDays } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { atHour, localDate } from '../../law/zones.ts';

/** So long a letter waits whose address has had its day's letters, ms; then the day's one late letter may be it. */
export const LATE_MS = 5 * 60_000;
/** Hour at which what still waits has its turn, and at which a digest of receipts leaves. */
const MORNING = 8;

/** Next 08:00 after the day of an instant. */
export const morningAfter = (at: number): number =>
  atHour(addDays(localDate(at, REGIME_ZONE), 1), MORNING, REGIME_ZONE);

/**
 * When a letter that proves an address is tried again after it found no place (T3): within minutes, and at the next 08:00.
 * @param asked instant at which it was asked for, epoch ms
 */
export function turnsOf(asked: number): readonly [soon: number, morning: number] {
  const today = atHour(localDate(asked, REGIME_ZONE), MORNING, REGIME_ZONE);
  return [asked + LATE_MS, today > asked + LATE_MS ? today : morningAfter(asked)];
}
