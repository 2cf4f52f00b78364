/**
 * Cold start: import of each door's bundle in a fresh process, against a handler with only the clients that it uses (the
 * floor), and against the same source built as `NodejsFunction` builds by default: esbuild's own settings, ESM packages
 * by `main`, nothing left out, not minified.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { BUILD_DIR, BUNDLE, buildDoors } from '../../infra/build.ts';
import { DOORS, type DoorName } from '../../shared/names.ts';
import { BUNDLE_LIMITS, COLD_LIMITS } from './budgets.ts';
import { outputOf, ROOT } from './bundled.ts';
import { count, median, type Row, time } from './rows.ts';

/** Fresh processes for each figure; all variants of a door take turns, so that a busy machine hits them alike. */
const RUNS = 15;

const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-dynamodb': [
    'DynamoDBClient',
    'GetItemCommand',
    'QueryCommand',
    'PutItemCommand',
    'TransactWriteItemsCommand',
  ],
  '@aws-sdk/client-kms': ['KMSClient', 'GenerateDataKeyCommand', 'DecryptCommand'],
  '@aws-sdk/client-secrets-manager': ['SecretsManagerClient', 'GetSecretValueCommand'],
  '@aws-sdk/client-ses': ['SESClient', 'SendRawEmailCommand'],
  '@aws-sdk/client-sfn': [
    'SFNClient',
    'StartExecutionCommand',
    'SendTaskSuccessCommand',
    'DescribeExecutionCommand',
  ],
};

/** Clients in a door's bundle. */
const clientsOf = (metafile: Metafile, door: DoorName): readonly string[] => {
  const output = Object.entries(metafile.outputs).find(([name]) => name.includes(`${door}/index.`));
  const inputs = Object.keys(output?.[1].inputs ?? {});
  return Object.keys(CLIENTS).filter((client) =>
    inputs.some((input) => input.includes(`node_modules/${client}/`)),
  );
};

const floorOf = (clients: readonly string[]): string =>
  [
    ...clients.map((client) => `import { ${CLIENTS[client]?.join(', ')} } from '${client}';`),
    `const made = [${clients.map((client) => `new ${CLIENTS[client]?.[0]}({})`).join(', ')}];`,
    `export const commands = [${clients.flatMap((client) => CLIENTS[client]?.slice(1) ?? []).join(', ')}];`,
    'export const handler = async () => made.length;',
  ].join('\n');

const importMs = async (file: string): Promise<number> => {
  const program = `const t=process.hrtime.bigint();require(${JSON.stringify(file)});process.stdout.write(String(Number(process.hrtime.bigint()-t)/1e6));process.exit(0)`;
  return Number(await outputOf(['-e', program]));
};

/** Builds every variant of every door, and measures. */
export async function coldRows(folder: string): Promise<readonly Row[]> {
  const { metafile, bytes } = await buildDoors();
  const rows: Row[] = [];
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, 'exports.handler = async () => 0;');
  copyFileSync(join(BUILD_DIR, 'openapi.json'), join(folder, 'openapi.json'));
  for (const [door, entry] of Object.entries(DOORS) as [DoorName, string][]) {
    const { kilobytes, why } = BUNDLE_LIMITS[door];
    const size = Math.round((bytes.get(door) ?? Number.NaN) / 1024);
    rows.push(
      count(`bundle of ${door}`, size, kilobytes, {
        unit: 'KB',
        ...(why === undefined ? {} : { note: why }),
      }),
    );
    const floorSource = join(ROOT, 'test/bench', `.floor-${door}.mjs`);
    const defaults = join(folder, `${door}-defaults.cjs`);
    const floor = join(folder, `${door}-floor.cjs`);
    await build({
      stdin: { contents: floorOf(clientsOf(metafile, door)), resolveDir: ROOT, sourcefile: floorSource },
      ...omitEntry,
      outfile: floor,
    });
    await build({
      entryPoints: [join(ROOT, entry)],
      outfile: defaults,
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'silent',
    });
    const variants = { own: join(BUILD_DIR, door, 'index.cjs'), floor, defaults, empty };
    const times: Record<string, number[]> = { own: [], floor: [], defaults: [], empty: [] };
    for (let run = 0; run < RUNS; run += 1)
      for (const [name, file] of Object.entries(variants)) times[name]?.push(await importMs(file));
    const [own, low, high, none] = ['own', 'floor', 'defaults', 'empty'].map((name) =>
      median(times[name] ?? []),
    );
    if (own === undefined || low === undefined || high === undefined || none === undefined)
      throw new Error('no times');
    const note = `${own.toFixed(1)} ms; floor ${low.toFixed(1)}, defaults ${high.toFixed(1)}, empty ${none.toFixed(1)}`;
    // Without a client there is no floor to be compared with.
    if (clientsOf(metafile, door).length > 0)
      rows.push(
        time(`import of ${door} against its floor`, own / low, COLD_LIMITS.floor, { unit: '×', note }),
      );
    rows.push(time(`import of ${door} against defaults`, own / high, COLD_LIMITS.defaults, { unit: '×' }));
  }
  return rows;
}

/** Our build settings for one file. */
const { outExtension: _, ...omitEntry } = BUNDLE;
