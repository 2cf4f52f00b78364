import type { WorkCalendar } from './calendars/calendar.ts';
import { RU_CALENDAR } from './calendars/ru.ts';
import { daysBetween } from './dates.ts';
import { computeDeadline } from './deadline.ts';
import { REGIME_ZONE } from './regimes.ts';
import { localDate } from './zones.ts';

/** Days before the calendar's end from which everybody is warned. Decrees for the next year are signed by end of September. */
export const HORIZON_WARNING_DAYS = 100;

/** When the working-day calendar runs out, seen from an instant (G12). */
export interface CalendarHorizon {
  /** `alarm`: a claim or an extended answer that starts today gets no legal date any more. */
  readonly level: 'ok' | 'warn' | 'alarm';
  /** Last day whose status is known. */
  readonly lastDay: string;
  /** Days from today (Moscow) to the last day; negative when it has passed. */
  readonly daysLeft: number;
  /** The year to load next. */
  readonly nextYear: number;
  /** One English sentence for engineers: synth output, logs, alarms. */
  readonly message: string;
}

/** Says how long the calendar lasts, for synth, `npm run calendar:check` and the daily schedule. `nowMs`: epoch ms. */
export function calendarHorizon(nowMs: number, calendar: WorkCalendar = RU_CALENDAR): CalendarHorizon {
  const today = localDate(nowMs, REGIME_ZONE);
  const nextYear = Math.max(...calendar.years) + 1;
  const lastDay = `${nextYear - 1}-12-31`;
  const daysLeft = daysBetween(today, lastDay);
  const refused = (['ru-claim-30', 'ru-access-answer-extended'] as const).some(
    (rule) => computeDeadline(rule, today, calendar).refused !== undefined,
  );
  const level = refused ? 'alarm' : daysLeft <= HORIZON_WARNING_DAYS ? 'warn' : 'ok';
  const ends = `The working-day calendar ends on ${lastDay}`;
  const add = `add ${nextYear} as shared/law/README.md tells.`;
  const message = {
    ok: `${ends}, ${daysLeft} days from now.`,
    warn: `${ends}, ${daysLeft} days from now: ${add}`,
    alarm: `${ends}: cases opened today get provisional dates; ${add}`,
  }[level];
  return { level, lastDay, daysLeft, nextYear, message };
}
