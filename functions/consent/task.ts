import type { Context } from 'aws-lambda';
import { signal, toStdout } from '../../shared/http/log.ts';
import { ENV } from '../../shared/names.ts';
import { outboxEvent } from '../../shared/outbox/event.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { destroyersOf } from './destroyers.ts';
import { type SettleDeps, settleDuties } from './settle-duties.ts';

const settings = parseSettings(process.env['SETTINGS']);
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);

const handedOn = outboxEvent('duty');

/** Door of the outbox's group of duties: settles the legal clocks of withdrawals (C5). */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  const remaining = () => context.getRemainingTimeInMillis();
  const { time, group } = handedOn.parse(event);
  const at = Date.parse(time);
  const report: SettleDeps['report'] = (code, { detail: error }) =>
    signal(toStdout, settings, { door: 'consent-task', route: group, at, code, error });
  const book = purposeBook({ records, settings }, () => at);
  const destroyers = destroyersOf({ records });
  const secrets = secretsOf(await home());
  await settleDuties(at, { records, secrets, book, destroyers, report, remaining });
}
