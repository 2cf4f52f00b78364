import type { Context } from 'aws-lambda';
import { calendarHorizon } from '../../shared/law/horizon.ts';
import { describeError, ran, signal, toStdout } from '../../shared/log.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { scheduleEvent } from '../../shared/schedule.ts';
import { parseSettings } from '../../shared/settings.ts';
import { runDaily } from './run-daily.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);

/** The instant that the schedule names is what counts as today, whenever this runs. */
const scheduled = scheduleEvent('daily-overdue', 'daily-digest');

/** Door of the daily schedules: counts anew, escalates what is overdue, tells the officers what is due (G12, K3, D0). */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  if (settings.restore === true) return;
  const { time, detail } = scheduled.parse(event);
  const at = Date.parse(time);
  const line = { door: 'desk-task', route: detail.schedule, at };
  // Legal dates beyond the loaded calendar are refused (G12): say so while there is time to load the next year.
  if (calendarHorizon(at).level !== 'ok') signal(toStdout, settings, { ...line, code: 'calendar-ends' });
  await runDaily(detail.schedule, at, {
    ...(await wired.deps()),
    newId: idsFrom(systemRandom),
    language: settings.language,
    remaining: () => context.getRemainingTimeInMillis(),
    report: (code, about) =>
      signal(toStdout, settings, { ...line, code, case: about.case, ...describeError(about.error) }),
  });
  ran(toStdout, settings, line);
}
