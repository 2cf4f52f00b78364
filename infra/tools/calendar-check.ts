/**
 * `npm run calendar:check [-- --at ISO]` prints the loaded years, their source and when the calendar runs out.
 * Exits 1 when its content is unsound or has another version than it says, or when a claim that starts today gets no
 * legal date any more; a calendar that ends soon is only a warning.
 */
import { parseArgs } from 'node:util';
import { type CalendarYear, calendarFaults, type WorkCalendar } from '../../shared/law/calendars/calendar.ts';
import { RU_CALENDAR, RU_YEARS } from '../../shared/law/calendars/ru.ts';
import { calendarHorizon } from '../../shared/law/horizon.ts';
import { parseInstant } from '../../shared/law/zones.ts';
import { calendarVersion } from './calendar-version.ts';

/** The report about a calendar at an instant (epoch ms), and whether it may be used. */
export function calendarReport(
  nowMs: number,
  calendar: WorkCalendar = RU_CALENDAR,
  years: readonly CalendarYear[] = RU_YEARS,
): { readonly lines: readonly string[]; readonly ok: boolean } {
  const horizon = calendarHorizon(nowMs, calendar);
  const version = calendarVersion(years);
  const faults = [
    ...calendarFaults(years),
    ...(version === calendar.version
      ? []
      : [`The version says ${calendar.version}, the content is ${version}.`]),
  ];
  const label = { ok: 'OK', warn: 'WARNING', alarm: 'ALARM' }[horizon.level];
  const year = horizon.nextYear;
  const lines = [
    `Working-day calendar ${calendar.version}`,
    ...years.map(
      (entry) =>
        `  ${entry.year}  ${entry.workingDays} working days, ${entry.status}; source: ${entry.source}`,
    ),
    `Runs out on ${horizon.lastDay}.`,
    `${label}: ${horizon.message}`,
    `To add ${year}: write shared/law/calendars/ru-${year}.ts like its neighbour from the government's decree for ${year}, ` +
      `list it in shared/law/calendars/ru.ts with the version that this command then asks for, run npm test, deploy. ` +
      `Provisional cases are then counted again.`,
    ...faults.map((fault) => `FAULT: ${fault}`),
  ];
  return { lines, ok: faults.length === 0 && horizon.level !== 'alarm' };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { at: { type: 'string' } } });
  const { lines, ok } = calendarReport(values.at === undefined ? Date.now() : parseInstant(values.at));
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
}
