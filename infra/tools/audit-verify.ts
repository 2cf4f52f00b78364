/**
 * `npm run audit:verify -- [--endpoint URL] [--settings NAME] [--roots FILE]` verifies integrity and completeness of
 * the ledger (A1). Without `--endpoint`: the local cloud's default address for the settings `local`, AWS (or the
 * settings' own records service) for all others. `--roots`: lines `{"day", "mac"}` of the auditor's letters.
 * Prints a report; exits 1 when anything is wrong, 2 when it could not be verified.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { TABLES, type TableName } from '../../shared/names.ts';
import { type AuditReport, audit } from '../../shared/records/audit.ts';
import { dynamoRecords } from '../../shared/records/dynamo.ts';
import type { Records } from '../../shared/records/port.ts';
import { secretsOf } from '../../shared/records/secrets.ts';
import { secretReader, secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import { readKnownRoots } from './known-roots.ts';

/** Where `npm start` serves AWS unless it was told another `--port`. */
const LOCAL_ENDPOINT = 'http://127.0.0.1:4001';
const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Longest wait for one page of a scan, ms. */
const PATIENCE = 20_000;

const accessKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/** The report as people read it. */
export function reportText(report: AuditReport): string {
  const { chains, events, records, roots, lastRoot, findings } = report;
  const closed =
    lastRoot === undefined
      ? 'No daily root yet: a tail cut off before the first one would not be seen.'
      : `${roots} daily root${roots === 1 ? '' : 's'}, the newest of ${lastRoot}.`;
  return [
    `${events} events in ${chains} chains, ${records} records. ${closed}`,
    ...findings.map(({ where, what }) => `  FAULT  ${where}: ${what}`),
    findings.length === 0
      ? 'The ledger is intact and complete.'
      : `The ledger is NOT intact: ${findings.length} fault${findings.length === 1 ? '' : 's'}.`,
  ].join('\n');
}

const tablesOf = (prefix: string): Record<TableName, string> =>
  Object.fromEntries(TABLES.map((name) => [name, `${prefix}${name}`])) as Record<TableName, string>;

/** Records elsewhere, with the access key that lies in AWS (L2). */
function externalRecords(
  records: Extract<Settings['records'], { kind: 'external' }>,
  aws: Parameters<typeof secretReader>[0],
): Records {
  const { endpoint, region, secret, tablePrefix } = records;
  const credentials = async () => accessKey.parse(JSON.parse(await secretReader(aws)(secret)));
  return dynamoRecords({
    tables: tablesOf(tablePrefix),
    client: { endpoint, region, credentials },
    timeoutMs: PATIENCE,
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      endpoint: { type: 'string' },
      settings: { type: 'string', default: 'local' },
      roots: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { deployment, region, records } = loadSettings(values.settings);
  const local = values.settings === 'local';
  const endpoint = values.endpoint ?? (local ? LOCAL_ENDPOINT : undefined);
  const place = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // The local cloud takes any credentials; everything else takes those of the caller's own AWS profile.
    ...(local ? { credentials: LOCAL_CREDENTIALS } : {}),
  };
  const store =
    values.endpoint === undefined && records.kind === 'external'
      ? externalRecords(records, place)
      : dynamoRecords({ tables: tablesOf(`${deployment}-`), client: place, timeoutMs: PATIENCE });
  const home = secretsManagerHome(`${deployment}/root`, Date.now, place);
  const known = values.roots === undefined ? [] : readKnownRoots(readFileSync(values.roots, 'utf8'));
  const report = await audit(store, secretsOf(await home()), Date.now(), known);
  console.log(values.json ? JSON.stringify(report) : reportText(report));
  return report.findings.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(
      `The ledger could not be verified: ${error instanceof Error ? error.message : String(error)}`,
    );
    if (error instanceof Error && error.cause instanceof Error) console.error(`  ${error.cause.message}`);
    process.exitCode = 2;
  }
}
