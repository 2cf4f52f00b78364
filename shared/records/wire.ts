import { ENV, TABLES } from '../names.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { RecordDeps } from './deps.ts';
import { dynamoRecords } from './dynamo.ts';
import type { Records } from './port.ts';
import { type Secrets, secretsOf } from './secrets.ts';
import { accessKeyIn, secretReader, secretsManagerHome } from './secrets-manager.ts';
import { kmsWrapper } from './wrapper-kms.ts';

/** Environment of a door, as its entry file reads it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the entry file of a door makes once: the records, and per invocation the rest (secrets may have been rotated). */
export interface Wired {
  readonly records: Records;
  /** How often this instance has found somebody else quicker and decided anew: the log says how much of it was whose. */
  readonly overtaken: () => number;
  /** Reads the root secret when it is not fresh any more, so call it for each invocation. */
  readonly deps: () => Promise<RecordDeps>;
}

/** A needed variable; its absence stops the door at start, by name. */
export function needed(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set in the environment of this function`);
  return value;
}

/**
 * The records of a deployment: AWS's own tables, or an external DynamoDB-compatible service in Russia (L1, L2). A door
 * has the names of those tables only that it may use. `now` is the door's clock, for the age of the access key only.
 */
export function wireRecords(
  env: Environment,
  settings: RuntimeSettings,
  now: () => number,
  onGiveWay: () => void = () => {},
): Records {
  const tables = Object.fromEntries(TABLES.map((table) => [table, env[ENV.tables[table]] ?? '']));
  if (settings.records.kind === 'aws') return dynamoRecords({ tables, onGiveWay });
  const { endpoint, region } = settings.records;
  const credentials = accessKeyIn(secretReader(), needed(env, ENV.recordsSecret), now);
  return dynamoRecords({ tables, onGiveWay, client: { endpoint, region, credentials } });
}

/** Real dependencies of a door on AWS or on the local cloud. `now` is the door's clock, for the age of the secret only. */
export function wire(env: Environment, settings: RuntimeSettings, now: () => number): Wired {
  let lost = 0;
  const records = wireRecords(env, settings, now, () => {
    lost += 1;
  });
  const wrapper = kmsWrapper(needed(env, ENV.dataKey));
  const home = secretsManagerHome(needed(env, ENV.rootSecret), now);
  let known: { readonly root: unknown; readonly secrets: Secrets } | undefined;
  return {
    records,
    overtaken: () => lost,
    async deps() {
      const root = await home();
      if (known?.root !== root) known = { root, secrets: secretsOf(root) };
      return { records, wrapper, secrets: known.secrets };
    },
  };
}
