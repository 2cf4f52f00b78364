/**
 * What `npm test` runs: format and lint, types, dead code, the lockfile, then the suites named (default: all fast ones).
 * Each check counts as one test, and so does that no unit test takes over two seconds; tests that did not run are named. Ends with a plain line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tooSlow, watchPace } from './pace.ts';

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'ci', '--reporter=summary', '.'],
  ['types', 'tsc', '--noEmit'],
  ['dead code', 'knip', '--no-progress'],
  [
    'lockfile',
    'lockfile-lint',
    '--path',
    'package-lock.json',
    '--type',
    'npm',
    '--validate-integrity',
    '--allowed-hosts',
    'npm',
  ],
];
const FAST_SUITES = ['unit', 'contract', 'security', 'api', 'workflow'];

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly duration?: number | null;
    }[];
  }[];
}

const run = (command: string, args: readonly string[], env = process.env): Promise<number> =>
  new Promise((resolve) => {
    spawn(command, args, { stdio: 'inherit', env }).on('close', (code) => resolve(code ?? 1));
  });

const suites = process.argv.slice(2);
const checksToo = suites.length === 0;
let passed = 0;
let failed = 0;
let skipped = 0;

if (checksToo) {
  for (const [name, command, ...args] of CHECKS) {
    const code = await run(command, args);
    if (code === 0) passed += 1;
    else failed += 1;
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'privacy-desk-test-'));
const file = join(folder, 'report.json');
const projects = (checksToo ? FAST_SUITES : suites).flatMap((suite) => ['--project', suite]);
const pace = watchPace();
const code = await run('vitest', [
  'run',
  ...projects,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${file}`,
]);
const looks = pace();
const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
rmSync(folder, { recursive: true });
passed += report.numPassedTests;
failed += report.numFailedTests;
const notRun = report.testResults.flatMap((result) =>
  result.assertionResults
    .filter((one) => !['passed', 'failed'].includes(one.status))
    .map((one) => one.fullName),
);
skipped += notRun.length;
for (const name of notRun) console.log(`not run: ${name}`);
// A file that could not be loaded has no tests to count, yet it failed.
const broken = report.testResults.filter(
  (result) => result.status === 'failed' && result.assertionResults.length === 0,
);
for (const result of broken) console.log(`could not be loaded: ${result.name}`);
failed += broken.length;
const slow = tooSlow(report.testResults, looks);
for (const one of slow) console.log(`over two seconds: ${one}`);
if (slow.length > 0) failed += 1;
else passed += 1;
if (code !== 0 && failed === 0) failed += 1;
if (passed + failed === 0) failed += 1;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
