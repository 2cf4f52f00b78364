import { ran, signal, toStdout } from '../../shared/log.ts';
import { ENV } from '../../shared/names.ts';
import { handOnByLambda } from '../../shared/outbox/hand-on.ts';
import { needed, wireRecords } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import type { OutboxDeps } from './deps.ts';
import { takeEvent } from './events.ts';
import type { BatchAnswer } from './stream.ts';

const env = process.env;
const settings = parseSettings(env[ENV.settings]);
const tables = { cases: needed(env, ENV.tables.cases), people: needed(env, ENV.tables.people) };
const deps: OutboxDeps = {
  records: wireRecords(env, settings, Date.now),
  handOn: handOnByLambda(settings.deployment),
  settings,
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  swept: () => ran(toStdout, settings, { door: 'outbox-task', route: 'sweep', at: Date.now() }),
  report: (code, { group }) =>
    signal(toStdout, settings, { door: 'outbox-task', route: group, at: Date.now(), code }),
};

/** Door of the outbox: the streams of the tables, and the schedules that sweep and poll. It hands on, and does nothing itself (G1). */
export async function handler(event: unknown): Promise<BatchAnswer | undefined> {
  // What is not handed on now stays in the records, where the first sweep afterwards finds it (S8).
  return settings.restore === true ? undefined : takeEvent(event, tables, deps);
}
