/** `rate(…)` and `cron(…)` of EventBridge and EventBridge Scheduler. */
import { Cron } from 'croner';
import { TemplateError } from './intrinsics.ts';
import type { Millis } from './types.ts';

/** The first instant strictly after `after`, or undefined when a schedule is over. */
export type Schedule = (after: Millis) => Millis | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

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
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  // Of day of month and day of week AWS takes one only: the other is `?`.
  if (fields.length !== 6 || (fields[2] === '?') === (fields[4] === '?'))
    throw new TemplateError(`the schedule ${expression} is not understood`);
  const cron = compileCron(fields, zone, expression);
  return (after) => cron.nextRun(new Date(after))?.getTime();
}

/** AWS writes steps with a number before them (`0/15`) and counts weekdays from 1 for Sunday. */
function compileCron(fields: readonly string[], timezone: string, expression: string): Cron {
  const options = {
    timezone,
    mode: '7-part',
    alternativeWeekdays: true,
    sloppyRanges: true,
    paused: true,
  } as const;
  try {
    return new Cron(['0', ...fields].join(' '), options);
  } catch (error) {
    throw new TemplateError(`the schedule ${expression} is not understood: ${(error as Error).message}`);
  }
}

/** Whether a schedule runs hourly or more often from `now` on: a jump may leave out its idle runs. */
export function isFrequent(schedule: Schedule, now: Millis): boolean {
  const first = schedule(now);
  const second = first === undefined ? undefined : schedule(first);
  return first !== undefined && second !== undefined && second - first <= 3_600_000;
}
