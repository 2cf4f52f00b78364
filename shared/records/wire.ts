import { ENV } from '../names.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { CaseDeps } from './case-file.ts';
import { dynamoRecords } from './dynamo.ts';
import type { Records } from './port.ts';
import { type Secrets, secretsOf } from './secrets.ts';
import { secretsManagerHome } from './secrets-manager.ts';
import { kmsWrapper } from './wrapper-kms.ts';

/** Environment of a door, as its entry file reads it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the entry file of a door makes once: the records, and per invocation the rest (secrets may have been rotated). */
export interface Wired {
  readonly records: Records;
  /** Reads the root secret when it is not fresh any more, so call it for each invocation. */
  readonly deps: () => Promise<CaseDeps>;
}

/** A needed variable; its absence stops the door at start, by name. */
export function needed(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set in the environment of this function`);
  return value;
}

/** Real dependencies of a door on AWS or on the local cloud. `now` is the door's clock, for the age of the secret only. */
export function wire(env: Environment, settings: RuntimeSettings, now: () => number): Wired {
  const name = (table: keyof typeof ENV.tables) => env[ENV.tables[table]];
  const external = settings.records.kind === 'external' ? settings.records : undefined;
  const records = dynamoRecords({
    tables: {
      people: name('people') ?? '',
      cases: name('cases') ?? '',
      ledger: name('ledger') ?? '',
      short: name('short') ?? '',
    },
    ...(external === undefined ? {} : { client: { endpoint: external.endpoint, region: external.region } }),
  });
  const wrapper = kmsWrapper(needed(env, ENV.dataKey));
  const home = secretsManagerHome(needed(env, ENV.rootSecret), now);
  let known: { readonly root: unknown; readonly secrets: Secrets } | undefined;
  return {
    records,
    async deps() {
      const root = await home();
      if (known?.root !== root) known = { root, secrets: secretsOf(root) };
      return { records, wrapper, secrets: known.secrets };
    },
  };
}
