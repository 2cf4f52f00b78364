/**
 * `npm run test:deploy`: `cdk bootstrap` and `cdk deploy` on an AWS emulator (MiniStack from PyPI), then the black-box
 * suites against what was deployed. Needs python3 (3.10 or newer) with venv. What the emulator lacks, and how the run
 * makes up for it: test/deploy/README.md. Ends with `N passed, N failed[, N skipped]`; exits 1 when anything failed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { addressesOf, choosePorts } from '../../infra/local/addresses.ts';
import type { LocalAddresses } from '../../infra/local/types.ts';
import { loadSettings } from '../../infra/settings/load.ts';
import { gatewayRoutes } from '../../shared/api/prefixes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { NAMES, STACKS } from '../../shared/names.ts';
import { type Emulator, startEmulator } from '../deploy/emulator.ts';
import { startIssuer } from '../deploy/issuer.ts';
import { startMail } from '../deploy/mail.ts';
import { type RunOptions, run } from '../deploy/run.ts';
import { startSiteProxy } from '../deploy/site-proxy.ts';
import { pythonPrograms } from '../deploy/venv.ts';
import { aClaimBody, DeskClient } from '../support/desk-client.ts';

/** Profile that is deployed. */
const PROFILE = 'demo';
const MANY = 1_000_000;
const STAFF = {
  STAFF_TOKEN_OFFICER: 'officer@example.com',
  STAFF_TOKEN_OFFICER2: 'officer2@example.com',
  STAFF_TOKEN_AGENT: 'agent@example.com',
  STAFF_TOKEN_AUDITOR: 'auditor@example.com',
  STAFF_TOKEN_PROGRAM: 'program:crm',
};

/** The whole run; it takes one to four minutes. */
const LIMIT_MS = 15 * 60_000;

/** The same profile as a company with its own login has it; limits as for the local runs of the suites. */
const overridesFor = ({ site, issuer }: LocalAddresses) => ({
  deployment: 'privacy-login',
  // The pages' own address leads to AWS here; forms come from where the suite finds them.
  sites: [site],
  staff: {
    login: {
      kind: 'oidc',
      issuer,
      clientId: 'privacy-desk',
      audience: 'privacy-desk',
      programAudience: 'privacy-desk',
      rolesClaim: 'roles',
      roles: { agent: ['agent'], officer: ['officer'], auditor: ['auditor'], program: ['program'] },
    },
  },
  programs: { crm: ['promotions'] },
  limits: { networkPerHour: MANY, lettersPerDay: MANY, codesPerDay: MANY },
});

const started = performance.now();
const dir = mkdtempSync(join(tmpdir(), 'privacy-desk-deploy-'));
const ended = new AbortController();
const closing: (() => Promise<void>)[] = [];
let passed = 0;
let failed = 0;
let skipped = 0;

function told(good: boolean, what: string, out = ''): void {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? '✓' : '✗'} ${what} (at ${Math.round((performance.now() - started) / 1000)} s)`);
  if (!good && out !== '') console.log(out.split('\n').slice(-60).join('\n'));
}

/** Runs one step, which counts as a test. Throws when the rest makes no sense without it. */
async function step(
  what: string,
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<void> {
  const { code, out } = await run(command, args, { ...options, signal: ended.signal });
  told(code === 0, what, out);
  if (code !== 0) throw new Error(`${what}: stopped here`);
}

/** What a deployment told. */
interface Deployed {
  readonly outDir: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The parts of API Gateway's answers that are looked at. */
interface ApiAnswer {
  readonly items?: readonly {
    readonly routeKey?: string;
    readonly target?: string;
    readonly integrationId?: string;
    readonly integrationUri?: string;
  }[];
  readonly routeSettings?: Readonly<Record<string, unknown>>;
}

/** Deploys; returns the outputs of the stack of the API. */
async function deploy(env: Emulator['env'], name: string, overrides?: object): Promise<Deployed> {
  const outDir = join(dir, `cdk-${name}`);
  const file = join(dir, `outputs-${name}.json`);
  const laid = overrides === undefined ? [] : ['-c', `overrides=${JSON.stringify(overrides)}`];
  const how = ['--require-approval', 'never', '--no-notices', '--output', outDir, '--outputs-file', file];
  const args = ['deploy', '--all', '-c', `settings=${PROFILE}`, ...laid, ...how];
  await step(
    `cdk deploy --all -c settings=${PROFILE}${laid.length > 0 ? ' -c overrides=…' : ''}`,
    'cdk',
    args,
    { env },
  );
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  return { outDir, outputs: all[NAMES.stack(name, 'api')] ?? {} };
}

/**
 * Deploys the API as it was before a change: one more route with a throttle of its own, and addresses at other doors
 * (test/deploy/former-app.ts). What {@link deploy} makes of it afterwards must be what it makes on an empty account.
 */
async function deployFormer(env: Emulator['env']): Promise<void> {
  const app = ['--app', 'node test/deploy/former-app.ts', '-c', `settings=${PROFILE}`];
  const how = ['--require-approval', 'never', '--no-notices', '--output', join(dir, 'cdk-former')];
  await step('cdk deploy --all of the API as it was', 'cdk', ['deploy', '--all', ...app, ...how], { env });
}

/** The throttled route is gone from API and stage, and each address leads to its door of today. */
async function isMoved({ outputs }: Deployed, endpoint: string, name: string): Promise<void> {
  const ask = async (path: string): Promise<ApiAnswer> => {
    const answer = await fetch(`${endpoint}/v2/apis/${outputs['ApiId']}${path}`);
    return (await answer.json()) as ApiAnswer;
  };
  const [routes, ways, stage] = [
    await ask('/routes'),
    await ask('/integrations'),
    await ask('/stages/$default'),
  ];
  const doors = new Map(
    (ways.items ?? []).map((way) => [
      `integrations/${way.integrationId}`,
      way.integrationUri?.split(':').at(-1),
    ]),
  );
  const today = gatewayRoutes(ROUTES);
  const found = (routes.items ?? []).map(({ routeKey, target = '' }) => `${routeKey} ${doors.get(target)}`);
  const wanted = today.map(({ key, door }) => `${key} ${NAMES.door(name, door)}`);
  const own = Object.keys(stage.routeSettings ?? {}).toSorted();
  const throttled = today.flatMap((route) => (route.throttled ? [route.key] : [])).toSorted();
  told(
    isDeepStrictEqual(found.toSorted(), wanted.toSorted()) && isDeepStrictEqual(own, throttled),
    'a throttled route is gone, and addresses have moved to doors of their stack and of a later one',
    [
      ...found.filter((one) => !wanted.includes(one)),
      ...wanted.filter((one) => !found.includes(one)),
      ...own,
    ].join('\n'),
  );
}

/** The deployment that nobody has changed takes a claim and sends its receipt; its own login is Cognito's. */
async function takesClaim(outputs: Readonly<Record<string, string>>, endpoint: string, mail: string) {
  const desk = new DeskClient({ site: endpoint, mail });
  const email = 'as-it-is@example.org';
  const path = `/_aws/execute-api/${outputs['ApiId']}/$default/claims`;
  const reply = await desk.post(path, aClaimBody({ claimant: { name: 'Анна Петрова', email } }));
  const letter = reply.status === 201 && (await desk.untilLetter(email, () => true).catch(() => undefined));
  const good = typeof letter === 'object' && letter.subject.includes(reply.json.reference);
  told(good, `${PROFILE} as it is takes a claim and sends the receipt (K1, K2)`, reply.text);
}

/** What the doctor finds in order there; the rest the emulator lacks (README beside it), or nobody has set up. */
const HEALTHY = [
  ...['concurrency', 'calendar', 'stacks', 'root secret', 'stream of people', 'stream of cases'],
  ...['alarms, urgent', 'alarms, later', 'alarms'],
];

/** The doctor looks at the deployment from outside, and asks every service that it would ask on AWS. */
async function examined(env: Emulator['env'], endpoint: string): Promise<void> {
  const args = ['infra/tools/doctor.ts', '-c', `settings=${PROFILE}`, '--endpoint', endpoint, '--json'];
  const { out } = await run(process.execPath, args, { env, signal: ended.signal });
  const report = out.split('\n').find((line) => line.startsWith('['));
  const findings = JSON.parse(report ?? '[]') as readonly { about: string; state: string }[];
  const well = new Set(findings.filter(({ state }) => state === 'ok').map(({ about }) => about));
  const good =
    HEALTHY.every((about) => well.has(about)) && !findings.some(({ state }) => state === 'unknown');
  told(good, 'the doctor asks all that it needs, and finds the deployment as it was made', out);
}

/** Runs the black-box suites by `npm test`'s own runner and adds its closing line. */
async function suites(env: NonNullable<RunOptions['env']>): Promise<void> {
  const { code, out } = await run(process.execPath, ['test/tools/run.ts', 'api', 'deploy'], {
    env,
    signal: ended.signal,
    shown: true,
  });
  const counts = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(out);
  passed += Number(counts?.[1] ?? 0);
  failed += Number(counts?.[2] ?? (code === 0 ? 0 : 1));
  skipped += Number(counts?.[3] ?? 0);
}

async function main(): Promise<void> {
  const programs = await pythonPrograms(ended.signal);
  const { region, deployment, mail } = loadSettings(PROFILE);
  const addresses = addressesOf(await choosePorts(0));
  const { ports, site } = addresses;
  const emulator = await startEmulator({
    programs,
    dir,
    port: ports.aws,
    region,
    sesEndpoint: `http://127.0.0.1:${ports.smtp}`,
  });
  closing.push(() => emulator.stop());
  const letters = await startMail({ dir, sesPort: ports.smtp, inboxPort: ports.mail, region, emulator });
  closing.push(() => letters.close());
  const { env, endpoint } = emulator;

  const account = `aws://000000000000/${region}`;
  const bootstrap = [
    'bootstrap',
    account,
    '-c',
    `settings=${PROFILE}`,
    '--no-notices',
    '--output',
    join(dir, 'cdk'),
  ];
  await step('cdk bootstrap', 'cdk', bootstrap, { env });
  // What an engineer does first (README): the sender must be verified.
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ses = new SESClient({ endpoint, region, credentials });
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: mail.sender }));

  await deployFormer(env);
  const asItIs = await deploy(env, deployment);
  await isMoved(asItIs, endpoint, deployment);
  const overrides = overridesFor(addresses);
  const own = await deploy(env, overrides.deployment, overrides);
  const templates = [asItIs, own].flatMap(({ outDir }) =>
    STACKS.map((stack) => {
      const name = outDir === own.outDir ? overrides.deployment : deployment;
      return join(outDir, `${NAMES.stack(name, stack)}.template.json`);
    }),
  );
  // W3005: the CDK's own DependsOn beside a GetAtt.
  const lint = await run(join(programs, 'cfn-lint'), ['--ignore-checks', 'W3005', '--', ...templates], {
    signal: ended.signal,
  });
  told(lint.code === 0, 'cfn-lint has nothing against the templates', lint.out);

  await examined(env, endpoint);
  await emulator.askRoles();
  await takesClaim(asItIs.outputs, endpoint, addresses.mail);
  const issuer = await startIssuer(dir, own.outDir, addresses);
  closing.push(() => issuer.close());
  const proxy = await startSiteProxy(site, endpoint, {
    apiId: own.outputs['ApiId'] ?? '',
    baseUrl: own.outputs['BaseUrl'] ?? '',
  });
  closing.push(() => proxy.close());
  const tokens = await Promise.all(
    Object.entries(STAFF).map(async ([name, who]) => [name, await issuer.token(who)] as const),
  );
  await suites({
    ...env,
    ...Object.fromEntries(tokens),
    BASE_URL: site,
    INBOX_URL: addresses.mail,
    AWS_URL: endpoint,
    DEPLOYMENT: overrides.deployment,
  });

  const settings = join(dir, 'settings.json');
  writeFileSync(settings, JSON.stringify(loadSettings(PROFILE, overrides)));
  await step(
    'the ledger that the suites left is intact and complete (A1)',
    process.execPath,
    ['infra/tools/audit-verify.ts', '--settings', settings, '--endpoint', endpoint],
    { env },
  );
  const { asked, refused } = await emulator.roles();
  const what = `no role refused what its door had to do (asked ${asked} times)`;
  told(asked > 0 && refused.length === 0, what, [...new Set(refused)].join('\n'));
}

const limit = setTimeout(() => {
  console.log(`ended: it took more than ${LIMIT_MS / 60_000} minutes`);
  ended.abort();
}, LIMIT_MS);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
try {
  await main();
} catch (error) {
  if (failed === 0) failed += 1;
  console.log(error instanceof Error ? error.message : String(error));
}
clearTimeout(limit);
for (const close of closing.toReversed()) await close();
if (failed === 0) rmSync(dir, { recursive: true, force: true });
else console.log(`What the run left, with the emulator's log: ${dir}`);
console.log(`took ${Math.round((performance.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
