import type { Context } from 'aws-lambda';
import { signal, toStdout } from '../../shared/http/log.ts';
import { outboxEvent } from '../../shared/outbox/event.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import type { PeopleSweepDeps } from './people-deps.ts';
import { sweepPeople } from './sweep.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const newId = idsFrom(systemRandom);

const handedOn = outboxEvent('person');

/** Door of the outbox's group of people: what their records want done in their time (R2, R5, R7). */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<void> {
  const remaining = () => context.getRemainingTimeInMillis();
  const { time, group } = handedOn.parse(event);
  const at = Date.parse(time);
  const report: PeopleSweepDeps['report'] = (code, { detail: error }) =>
    signal(toStdout, settings, { door: 'account-task', route: group, at, code, error });
  await sweepPeople(at, { ...(await wired.deps()), settings, newId, report, remaining });
}
