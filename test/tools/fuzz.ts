/**
 * `npm run fuzz -- [--examples N] [--seed S]`: Schemathesis (PyPI) against the OpenAPI document that a local cloud of
 * its own serves, at once as an officer with cases to work on and as a stranger. An operation fails on any 5xx, on an
 * answer that the document does not have (status, media type, headers, body), and on staff routes that let somebody in
 * without a token. Needs python3 (3.10 or newer) with venv; the first run installs the tool into node_modules/.cache.
 * Ends with `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { aClaimBody, DeskClient } from '../support/desk-client.ts';
import { startLocalCloud } from '../support/local-cloud.ts';

const VERSION = '4.32.5';
const VENV = resolve(`node_modules/.cache/privacy-desk/schemathesis-${VERSION}`);
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'ignored_auth',
];
const MANY = 1_000_000;
/** One network sends more here than people do; API Gateway's own throttling answers outside of the document. */
const LIMITS = {
  networkPerHour: MANY,
  lettersPerDay: MANY,
  codesPerDay: MANY,
  api: { perSecond: MANY, burst: MANY },
  intake: { perSecond: MANY, burst: MANY },
};
/** Cases that the officer's run may change. */
const CASES = 30;
/** A run that takes longer hangs: alone it takes four minutes. */
const PATIENCE_MS = 12 * 60_000;

const { values } = parseArgs({
  options: { examples: { type: 'string', default: '8' }, seed: { type: 'string' } },
});

/** Runs a program to its end; resolves to its exit code and what it wrote. */
function run(command: string, args: readonly string[], cwd = '.'): Promise<{ code: number; out: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, timeout: PATIENCE_MS });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        out += chunk.toString();
      });
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, out }));
  });
}

async function must(command: string, ...args: readonly string[]): Promise<void> {
  const { code, out } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}\n${out}`);
}

/** Installs Schemathesis once a version; a folder that was left half done is made anew. */
async function install(): Promise<string> {
  const ready = join(VENV, 'ready');
  if (!existsSync(ready)) {
    await must('python3', '-m', 'venv', '--clear', VENV);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await must(join(VENV, 'bin', 'python'), ...pip, `schemathesis==${VERSION}`);
    writeFileSync(ready, '');
  }
  return join(VENV, 'bin', 'st');
}

/** What of the product the officer's run gets to know, as Schemathesis' own configuration. */
async function knowledge(desk: DeskClient): Promise<string> {
  const opened: { reference: string; statusUrl: string }[] = [];
  for (let n = 0; n < CASES; n += 1) opened.push((await desk.post('/claims', aClaimBody())).json);
  const [{ reference, statusUrl } = { reference: '', statusUrl: desk.target.site }] = opened;
  const key = new URL(statusUrl).searchParams.get('key') ?? '';
  const letter = (await desk.staffCase(reference)).json.letters[0].id as string;
  const style = /\/assets\/([^"]+\.css)/.exec((await desk.get('/', { accept: 'text/html' })).text)?.[1] ?? '';
  const text = (value: unknown) => JSON.stringify(value);
  const often = (dictionary: string, probability: number) =>
    `{ dictionary = "${dictionary}", probability = ${probability} }`;
  const texts = ['facts', 'demand', 'text', 'reason', 'reasons', 'claimant.name', 'claimant.postalAddress'];
  return [
    '[dictionaries.cases]',
    `values = ${text(opened.map((one) => one.reference))}`,
    '[dictionaries.texts]',
    `values = ${text(['Карта не читается.', 'Верните деньги', 'Plain words', '<b>"quoted" & \'more\'</b>'])}`,
    '[dictionaries.keys]',
    `values = ${text([key])}`,
    '[dictionaries.revisions]',
    'values = [1, 2, 3]',
    '[parameters]',
    `"path.reference" = ${often('cases', 0.9)}`,
    `"path.id" = ${text(letter)}`,
    `"path.file" = ${text(style)}`,
    ...texts.map((name) => `"body.${name}" = ${often('texts', 0.7)}`),
    `"body.revision" = ${often('revisions', 0.8)}`,
    // The link and the letter belong to the first case.
    ...['^/cases/', '/letters/'].flatMap((path) => [
      '[[operations]]',
      `include-path-regex = ${text(path)}`,
      '[operations.parameters]',
      `"path.reference" = ${text(reference)}`,
      `"path.id" = ${text(letter)}`,
      `"query.key" = ${often('keys', 0.8)}`,
      `"body.key" = ${often('keys', 0.8)}`,
    ]),
  ].join('\n');
}

/** The parts of Schemathesis' report that count. */
interface Report {
  readonly operations: { readonly tested: number; readonly errored: number };
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly { readonly operations: readonly string[] }[];
}

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** One run of Schemathesis; prints what it found. */
async function fuzz(
  st: string,
  who: string,
  site: string,
  config: string,
  headers: Record<string, string>,
): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-fuzz-'));
  try {
    writeFileSync(join(folder, 'schemathesis.toml'), config);
    const { code, out } = await run(
      st,
      [
        ...['--config-file', 'schemathesis.toml', '--no-color', 'run', `${site}/openapi.json`, '--url', site],
        ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
        ...['--max-examples', values.examples, '--checks', CHECKS.join(',')],
        ...['--phases', 'examples,coverage,fuzzing', '--workers', '1', '--request-timeout', '20'],
        ...['--generation-database', 'none', '--report', 'json', '--report-json-path', 'report.json'],
        ...['--warnings', 'off', '--continue-on-failure'],
        ...(values.seed === undefined ? [] : ['--seed', values.seed]),
      ],
      folder,
    );
    const file = join(folder, 'report.json');
    if (!existsSync(file)) throw new Error(out);
    const text = readFileSync(file, 'utf8');
    const report = JSON.parse(text) as Report;
    // Longer than a number of JavaScript is exact.
    const seed = /"seed": ?(\d+)/.exec(text)?.[1];
    const broken = new Set(report.failures.flatMap((failure) => failure.operations));
    const failed = broken.size + report.operations.errored;
    if (code !== 0) console.log(out);
    console.log(
      `${who}: ${report.operations.tested} operations, ${report.test_cases.generated} requests, seed ${seed}`,
    );
    for (const operation of broken) console.log(`✗ ${who}: ${operation}`);
    // A run that fails without naming an operation has failed all the same.
    return {
      passed: report.operations.tested - broken.size,
      failed: code !== 0 ? Math.max(1, failed) : failed,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const st = await install();
const cloud = await startLocalCloud({ args: ['--overrides', JSON.stringify({ limits: LIMITS })] });
try {
  const { site } = cloud.addresses;
  const desk = new DeskClient(cloud.addresses);
  const officer = await desk.as('officer@example.com');
  // Schemathesis knows the header by this spelling when it leaves it out to see what happens.
  const headers = { Authorization: officer['authorization'] ?? '' };
  const counts = await Promise.all([
    fuzz(st, 'officer', site, await knowledge(desk), headers),
    fuzz(st, 'stranger', site, '', {}),
  ]);
  const sum = (of: keyof Count) => counts.reduce((all, count) => all + count[of], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
} finally {
  await cloud.stop();
}
