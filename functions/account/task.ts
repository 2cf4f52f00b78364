import { signal, toStdout } from '../../shared/http/log.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { scheduleEvent } from '../../shared/schedule.ts';
import { parseSettings } from '../../shared/settings.ts';
import type { PeopleSweepDeps } from './people-deps.ts';
import { sweepPeople } from './sweep.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const newId = idsFrom(systemRandom);

const scheduled = scheduleEvent('sweep-people');

/** Door of the schedule `sweep-people`: what records of people want done in their time (R2, R5, R7). */
export async function handler(event: unknown): Promise<void> {
  const { time, detail } = scheduled.parse(event);
  const at = Date.parse(time);
  const report: PeopleSweepDeps['report'] = (code, { detail: error }) =>
    signal(toStdout, settings, { door: 'account-task', route: detail.schedule, at, code, error });
  await sweepPeople(at, { ...(await wired.deps()), settings, newId, report });
}
