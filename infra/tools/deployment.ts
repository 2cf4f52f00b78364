/**
 * Records and secrets of a deployment, for commands. Without an endpoint: the local cloud that runs on the data in
 * `.local/` for the settings `local`, AWS (or the settings' own records service) for all others.
 */
import type { LambdaClientConfig } from '@aws-sdk/client-lambda';
import { TABLES, type TableName } from '../../shared/names.ts';
import { dynamoRecords } from '../../shared/records/dynamo.ts';
import type { Records } from '../../shared/records/port.ts';
import type { Wrapper } from '../../shared/records/sealing.ts';
import { type Secrets, secretsOf } from '../../shared/records/secrets.ts';
import {
  accessKeyIn,
  secretReader,
  secretSince,
  secretsManagerHome,
} from '../../shared/records/secrets-manager.ts';
import { kmsWrapper } from '../../shared/records/wrapper-kms.ts';
import { DATA_DIR, findRunning } from '../local/running.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';

const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Longest wait for one page of a scan, ms. */
const PATIENCE = 20_000;

const tablesOf = (prefix: string): Record<TableName, string> =>
  Object.fromEntries(TABLES.map((name) => [name, `${prefix}${name}`])) as Record<TableName, string>;

/** Records elsewhere, with the access key that lies in AWS (L2). */
function externalRecords(
  records: Extract<Settings['records'], { kind: 'external' }>,
  aws: Parameters<typeof secretReader>[0],
): Records {
  const { endpoint, region, secret, tablePrefix } = records;
  const credentials = accessKeyIn(secretReader(aws), secret, Date.now);
  return dynamoRecords({
    tables: tablesOf(tablePrefix),
    client: { endpoint, region, credentials },
    timeoutMs: PATIENCE,
  });
}

/** Which deployment a command is for, as its options say. */
export const DEPLOYMENT_OPTIONS = {
  settings: { type: 'string', default: 'local' },
  endpoint: { type: 'string' },
  /** Data directory of a local cloud that was started with another. */
  data: { type: 'string', default: DATA_DIR },
} as const;

/** What a command works on. */
export interface Deployment {
  /** Which deployment was asked, and where: commands say it before they say anything else. */
  readonly asked: string;
  readonly settings: Settings;
  readonly records: Records;
  readonly secrets: Secrets;
  /** Where its AWS is, for clients of the SDK. */
  readonly place: LambdaClientConfig;
  /** Its data keys, for who may use its KMS key. */
  readonly wrapper: Wrapper;
  /** Since when the root secret has its present value, epoch ms. */
  readonly secretSince: () => Promise<number>;
  /** Its time, epoch ms: the clock of the local cloud may have been moved, which its AWS endpoint tells (to the second). */
  readonly now: () => Promise<number>;
}

/** The time at an endpoint of the local cloud, by the `Date` of its answer. */
async function timeAt(endpoint: string): Promise<number> {
  const answer = await fetch(endpoint, { method: 'POST', signal: AbortSignal.timeout(PATIENCE) });
  const at = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(at)) throw new Error(`${endpoint} does not tell its time`);
  return at;
}

/** The local cloud's own endpoint. Throws where none runs on these data. */
function runningEndpoint(dataDir: string): { readonly endpoint: string; readonly how: string } {
  const running = findRunning(dataDir);
  if (running === undefined)
    throw new Error(
      `no local cloud runs on the data in ${dataDir}: start it (npm start), or name its data with --data, its AWS endpoint with --endpoint, or a deployment with --settings`,
    );
  return { endpoint: running.aws, how: `the local cloud that runs on ${dataDir}, ${running.site}` };
}

/** Opens a deployment by the name (or file) of its settings. Throws what reading settings and secrets throws. */
export async function openDeployment({
  settings: name,
  endpoint: endpointGiven,
  data,
}: {
  readonly settings: string;
  readonly endpoint?: string | undefined;
  readonly data: string;
}): Promise<Deployment> {
  const settings = loadSettings(name);
  const { deployment, region, records } = settings;
  const local = name === 'local';
  const found = local && endpointGiven === undefined ? runningEndpoint(data) : undefined;
  const endpoint = endpointGiven ?? found?.endpoint;
  const outside = records.kind === 'external' && endpointGiven === undefined ? records.endpoint : undefined;
  const where =
    endpoint === undefined
      ? `in AWS, ${region}${outside === undefined ? '' : `, its records at ${outside}`}`
      : `at ${endpoint} (${found?.how ?? '--endpoint'})`;
  const place = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // The local cloud takes any credentials; everything else takes those of the caller's own AWS profile.
    ...(local ? { credentials: LOCAL_CREDENTIALS } : {}),
  };
  const store =
    endpointGiven === undefined && records.kind === 'external'
      ? externalRecords(records, place)
      : dynamoRecords({ tables: tablesOf(`${deployment}-`), client: place, timeoutMs: PATIENCE });
  const root = `${deployment}/root`;
  const home = secretsManagerHome(root, Date.now, place);
  const wrapper = kmsWrapper(`alias/${deployment}-data`, place);
  const now = async () => (local && endpoint !== undefined ? timeAt(endpoint) : Date.now());
  return {
    asked: `deployment ${deployment} (settings ${name}) ${where}`,
    settings,
    records: store,
    secrets: secretsOf(await home()),
    place,
    wrapper,
    secretSince: () => secretSince(root, place),
    now,
  };
}
