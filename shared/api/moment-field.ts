import * as z from 'zod/mini';
import { isDate } from '../law/dates.ts';
import { REGIME_OFFSET } from '../law/regimes.ts';
import { late } from './late.ts';

/** As forms post it: date and time of the regime's wall clock. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** An ISO instant; what JavaScript would guess of anything else is not taken. */
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant in UTC with milliseconds, of whatever ISO form it came in; nothing when its day or time is not in the calendar. */
function inUtc(typed: string): string {
  const zoned = LOCAL.test(typed) ? `${typed}${REGIME_OFFSET}` : typed;
  // JavaScript takes the 30th of February for the 2nd of March.
  if (!ZONED.test(zoned) || !isDate(zoned.slice(0, 10))) return '';
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}

/**
 * An instant: ISO with `Z` or an offset; without one, as forms post it, the time of the regime's zone (G11). Taken as an ISO
 * instant in UTC.
 */
export const momentField = late(() =>
  z
    .string()
    .check(
      z.maxLength(40, { abort: true }),
      z.overwrite(inUtc),
      z.regex(/^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, { error: 'moment' }),
    ),
);
