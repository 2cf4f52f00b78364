/** `rate(…)` and `cron(…)` of EventBridge and EventBridge Scheduler. */
import { Temporal } from 'temporal-polyfill';
import { TemplateError } from './intrinsics.ts';
import type { Millis } from './types.ts';

/** The first instant strictly after `after`, or undefined when a schedule is over. */
export type Schedule = (after: Millis) => Millis | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAY_MS = 86_400_000;
/** A cron that has no instant in so many days never has one (29 February comes within eight years). */
const DAYS_AHEAD = 9 * 366;

/**
 * Compiles a schedule expression. `zone` (IANA name, default UTC) is that of cron's fields; where a clock change
 * leaves a time out, the run is at the moment after the gap; a time that comes twice runs the first time.
 * Rates run at whole multiples of their period, so that they are the same after every start.
 */
export function compileSchedule(expression: string, zone = 'UTC'): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const period = Number(rate[1]) * (UNIT_MS[rate[2] ?? ''] ?? 0);
    if (period === 0) throw new TemplateError(`the schedule ${expression} is not understood`);
    return (after) => (Math.floor(after / period) + 1) * period;
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  const fields = cron?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== 6) throw new TemplateError(`the schedule ${expression} is not understood`);
  return compileCron(fields, zone, expression);
}

function parseField(
  field: string,
  low: number,
  high: number,
  names: readonly string[],
  expression: string,
): ReadonlySet<number> {
  const values = new Set<number>();
  const number = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + low : Number(text);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new TemplateError(`${text} in the schedule ${expression} is not understood`);
    }
    return value;
  };
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    let [from, to] = [low, high];
    if (range !== '*' && range !== '?') {
      const [first = '', last] = range.split('-');
      from = number(first);
      to = last === undefined ? (step === undefined ? from : high) : number(last);
    }
    const by = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(by) || by < 1) {
      throw new TemplateError(`${part} in the schedule ${expression} is not understood`);
    }
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function compileCron(fields: readonly string[], zone: string, expression: string): Schedule {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const parse = (field: string, low: number, high: number, names: readonly string[] = []) =>
    parseField(field, low, high, names, expression);
  const minutes = [...parse(minute, 0, 59)].sort((a, b) => a - b);
  const hours = [...parse(hour, 0, 23)].sort((a, b) => a - b);
  const days = parse(dayOfMonth, 1, 31);
  const months = parse(month, 1, 12, MONTHS);
  const weekdays = parse(dayOfWeek, 1, 7, WEEKDAYS);
  const years = parse(year, 1970, 2199);

  const onDay = (day: Date): boolean =>
    years.has(day.getUTCFullYear()) &&
    months.has(day.getUTCMonth() + 1) &&
    days.has(day.getUTCDate()) &&
    weekdays.has(day.getUTCDay() + 1);

  return (after) => {
    for (let day = dayStart(after, zone), i = 0; i < DAYS_AHEAD; day += DAY_MS, i += 1) {
      if (!onDay(new Date(day))) continue;
      for (const h of hours) {
        if (instantOf(day, h, 59, zone) <= after) continue;
        for (const m of minutes) {
          const instant = instantOf(day, h, m, zone);
          if (instant > after) return instant;
        }
      }
    }
    return undefined;
  };
}

/** Midnight of the local day that holds an instant, written as if the zone were UTC. */
function dayStart(at: Millis, zone: string): Millis {
  if (zone === 'UTC') return Math.floor(at / DAY_MS) * DAY_MS;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return Date.UTC(local.year, local.month - 1, local.day);
}

function instantOf(day: Millis, hour: number, minute: number, zone: string): Millis {
  const wall = day + hour * 3_600_000 + minute * 60_000;
  if (zone === 'UTC') return wall;
  const text = new Date(wall).toISOString().slice(0, 19);
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
}

/** Whether a schedule runs hourly or more often from `now` on: a jump may leave out its idle runs. */
export function isFrequent(schedule: Schedule, now: Millis): boolean {
  const first = schedule(now);
  const second = first === undefined ? undefined : schedule(first);
  return first !== undefined && second !== undefined && second - first <= 3_600_000;
}
