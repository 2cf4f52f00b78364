import { signal, toStdout } from '../../shared/http/log.ts';
import { ENV } from '../../shared/names.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { scheduleEvent } from '../../shared/schedule.ts';
import { parseSettings } from '../../shared/settings.ts';
import { destroyersOf } from './destroyers.ts';
import { type SettleDeps, settleDuties } from './settle-duties.ts';

const settings = parseSettings(process.env['SETTINGS']);
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);

const scheduled = scheduleEvent('sweep-duties');

/** Door of the schedule `sweep-duties`: settles the legal clocks of withdrawals (C5). */
export async function handler(event: unknown): Promise<void> {
  const { time, detail } = scheduled.parse(event);
  const at = Date.parse(time);
  const report: SettleDeps['report'] = (code, { detail: error }) =>
    signal(toStdout, settings, { door: 'consent-task', route: detail.schedule, at, code, error });
  const book = purposeBook({ records, settings }, () => at);
  const destroyers = destroyersOf({ records });
  await settleDuties(at, { records, secrets: secretsOf(await home()), book, destroyers, report });
}
