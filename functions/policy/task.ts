import type { Context } from 'aws-lambda';
import { signal, toStdout } from '../../shared/http/log.ts';
import { ENV } from '../../shared/names.ts';
import { outboxEvent } from '../../shared/outbox/event.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { recordFirst } from './record-first.ts';
import { tellPeople } from './tell-people.ts';

const settings = parseSettings(process.env['SETTINGS']);
const records = wireRecords(process.env, settings, Date.now);
const home = secretsManagerHome(needed(process.env, ENV.rootSecret), Date.now);

const handedOn = outboxEvent('notice');

/** Door of the outbox's group of notices, knocked at by each sweep: records the built-in text of each document that has no version yet (P5), tells people of new ones (P3). */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  const { time, group } = handedOn.parse(event);
  const at = Date.parse(time);
  const secrets = secretsOf(await home());
  const outdated = await recordFirst(at, { records, secrets, settings });
  if (outdated.length > 0)
    signal(toStdout, settings, { door: 'policy-task', route: group, at, code: 'policy-outdated' });
  await tellPeople(at, { records, secrets }, () => context.getRemainingTimeInMillis());
}
