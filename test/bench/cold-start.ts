/**
 * Cold start of each door: the import of its bundle in a fresh Node process, against an empty handler, against a handler
 * with nothing but the same AWS clients (the floor), and against the same source built as CDK's `NodejsFunction` builds by
 * default. All take turns, so that a busy machine hits all alike.
 *
 * The floor has the SDK whole, with the build's own settings (package fields, credentials from the environment): that
 * the doors leave parts of the SDK out is theirs to gain. Against a floor that leaves out the same the row tells too.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { plugins } from '../../infra/build.ts';
import { type BuiltFiles, INDEX } from '../../infra/bundling/bundle.ts';
import { DOORS, type DoorName } from '../../shared/names.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { COLD_LIMITS } from './budgets.ts';
import { outputOf, ROOT } from './bundled.ts';
import { median, type Row, time } from './rows.ts';

/**
 * What `NodejsFunction` passes to esbuild when nothing is said: `--bundle --target=node24 --platform=node --format=cjs`;
 * not minified, esbuild's own `mainFields` (`main` first for Node) and `charset` (ASCII), no alias, no define. It also
 * leaves `@aws-sdk/*` out for Lambda's own copy, which cannot be measured here and loads slower; so `bundleAwsSDK: true`.
 */
const NODEJS_FUNCTION: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  target: 'node24',
  platform: 'node',
  format: 'cjs',
  logLevel: 'error',
};

const IMPORT = `const cpu = process.cpuUsage(), began = performance.now();
require(process.argv[2]);
const ms = performance.now() - began, { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000 }), () => process.exit(0));`;

/** One import: by the clock, and of the processor's time (which others on the machine disturb less), ms. */
interface Import {
  readonly ms: number;
  readonly cpu: number;
}

/** AWS commands that ended up in a door's bundle, by client package. */
function commandsOf(files: BuiltFiles, door: DoorName): ReadonlyMap<string, readonly string[]> {
  const clients = new Map<string, string[]>();
  for (const file of files[`${door}/${INDEX}`]?.modules ?? []) {
    const found = /(@aws-sdk\/client-[a-z-]+)\/dist-es\/commands\/(\w+Command)\.js$/.exec(file);
    if (found === null) continue;
    const [, client = '', command = ''] = found;
    // Part of the client itself, whatever is called.
    if (command === 'DescribeEndpointsCommand') continue;
    clients.set(client, [...(clients.get(client) ?? []), command]);
  }
  return clients;
}

/** A handler that has these clients, and would send these commands. */
function floorSource(clients: ReadonlyMap<string, readonly string[]>): string {
  const parts = [...clients].map(([client, commands], index) => {
    const names = [...commands].sort().map((name) => `${name} as ${name}${index}`);
    const known = commands.map((name) => `${name}: ${name}${index}`);
    const type = CLIENT_CLASSES[client];
    if (type === undefined) throw new Error(`name the class of ${client} in CLIENT_CLASSES`);
    return `import { ${type}, ${names.join(', ')} } from '${client}';
      const client${index} = new ${type}({});
      const commands${index} = { ${known.join(', ')} };`;
  });
  const sends = [...clients].map(
    (_, index) =>
      `if (commands${index}[event.name]) return client${index}.send(new commands${index}[event.name](event.input));`,
  );
  return `${parts.join('\n')}\nexport const handler = async (event) => { ${sends.join('\n')} };`;
}

const CLIENT_CLASSES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-kms': 'KMSClient',
  '@aws-sdk/client-lambda': 'LambdaClient',
  '@aws-sdk/client-secrets-manager': 'SecretsManagerClient',
  '@aws-sdk/client-sfn': 'SFNClient',
  '@aws-sdk/client-ses': 'SESClient',
};

interface Candidates {
  readonly door: DoorName;
  readonly ours: string;
  /** AWS clients alone, and the same without what the build leaves out; absent for a door without AWS. */
  readonly floors?: readonly [whole: string, lean: string];
  readonly usual: string;
}

/** Bundles the clients alone; doors with the same clients and commands share the files. */
async function floorsOf(source: string, folder: string): Promise<readonly [string, string]> {
  const name = createHash('sha256').update(source).digest('hex').slice(0, 12);
  const [whole, lean] = await Promise.all([
    bundleProgram(join(folder, 'floor', `${name}-whole`), source, []),
    bundleProgram(join(folder, 'floor', `${name}-lean`), source, plugins()),
  ]);
  return [whole.file, lean.file];
}

/** Builds what a door is compared with. */
async function candidatesOf(
  door: DoorName,
  built: string,
  files: BuiltFiles,
  folder: string,
): Promise<Candidates> {
  const entry = DOORS[door];
  const ours = join(built, door, 'index.cjs');
  const usual = join(folder, 'usual', door, 'index.cjs');
  await build({ ...NODEJS_FUNCTION, entryPoints: [entry], outfile: usual });
  // The same file beside it that the build puts beside ours.
  if (door === 'site-public') writeFileSync(join(dirname(usual), 'openapi.json'), '{}');
  const clients = commandsOf(files, door);
  return clients.size === 0
    ? { door, ours, usual }
    : { door, ours, floors: await floorsOf(floorSource(clients), folder), usual };
}

/** Imports by file, one in each of `rounds` fresh processes; round by round, so that what disturbs one disturbs all. */
async function importTimes(
  folder: string,
  files: readonly string[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Import[]>> {
  const program = join(folder, 'import.cjs');
  writeFileSync(program, IMPORT);
  const times = new Map(files.map((file) => [file, [] as Import[]]));
  // Once for nothing: the files come from the disk.
  for (let round = -1; round < rounds; round += 1) {
    for (const [file, taken] of times) {
      const one = JSON.parse(await outputOf([program, file])) as Import;
      if (round >= 0) taken.push(one);
    }
  }
  return times;
}

/**
 * Rows of every door.
 * @param built folder of the doors' bundles
 * @param rounds fresh processes for each figure
 */
export async function coldStartRows(
  { built, files, folder }: { readonly built: string; readonly files: BuiltFiles; readonly folder: string },
  rounds: number,
): Promise<readonly Row[]> {
  mkdirSync(join(folder, 'floor'), { recursive: true });
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, 'exports.handler = async () => ({ statusCode: 204 });');
  const all: Candidates[] = [];
  for (const door of Object.keys(DOORS) as DoorName[])
    all.push(await candidatesOf(door, built, files, folder));
  const compared = new Set([
    empty,
    ...all.flatMap(({ ours, floors = [], usual }) => [ours, ...floors, usual]),
  ]);
  const times = await importTimes(folder, [...compared], rounds);
  const taken = (file: string) => times.get(file) ?? [];
  const ms = (file: string) => median(taken(file).map((one) => one.ms));
  /** Median of the ratios within each round. */
  const ratio = (file: string, to: string, of: keyof Import = 'ms') =>
    median(taken(file).map((one, round) => one[of] / (taken(to)[round]?.[of] ?? Number.NaN)));
  return [
    time('cold start, an empty handler', ms(empty), null, { unit: 'ms' }),
    ...all.flatMap(({ door, ours, floors, usual }) => [
      time(`cold start, ${door}`, ms(ours), null, { unit: 'ms' }),
      ...(floors === undefined
        ? []
        : [
            time(`cold start, ${door} : its AWS clients`, ratio(ours, floors[0]), COLD_LIMITS.floor, {
              unit: '×',
              note: `floor ${ms(floors[0]).toFixed(0)} ms; processor's time ${ratio(ours, floors[0], 'cpu').toFixed(2)} ×; ${ratio(ours, floors[1]).toFixed(2)} × with the same left out of it`,
            }),
          ]),
      // Without the SDK there is nothing to leave out.
      time(
        `cold start, ${door} : usual build`,
        ratio(ours, usual),
        floors === undefined ? null : COLD_LIMITS.usual,
        {
          unit: '×',
          note: `usual ${ms(usual).toFixed(0)} ms`,
        },
      ),
    ]),
  ];
}
