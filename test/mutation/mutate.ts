/**
 * `npm run mutate -- [room …] [file …] [--changed] [--minutes N]`: changes the program one spot at a time and counts what the
 * tests notice (Stryker); each room must reach 85 %. What was found is kept in `kept.json`, file by file, with what nobody
 * noticed. `--changed` tries only files that are not as they were tried, `--minutes` what can be tried in that time: the rest
 * is named. Whole rooms take an hour and more.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onDemand } from '../tools/on-demand.ts';
import { hashOf, type Kept, type Reported, readKept, resultOf, writeKept } from './kept.ts';
import { ROOMS, WANTED } from './rooms.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Its runner takes the program's own vitest. */
const STRYKER = '10.1.1';
const REPORTS = join(ROOT, 'reports/mutation');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changed: { type: 'boolean', default: false }, minutes: { type: 'string' } },
});
const until = Date.now() + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
let kept: Kept = readKept();

const filesOf = (room: string): readonly string[] =>
  globSync(ROOMS[room]?.files ?? '', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const isKept = (file: string): boolean => kept[file]?.hash === hashOf(textOf(file));

/** Files to try: those named, or of the rooms named, or all; `--changed` leaves out what is as it was tried. */
function chosenOf(room: string): readonly string[] {
  const rooms = positionals.filter((one) => one in ROOMS);
  const files = positionals.filter((one) => !(one in ROOMS));
  const all = filesOf(room);
  const mine =
    rooms.includes(room) || positionals.length === 0 ? all : all.filter((file) => files.includes(file));
  return values.changed ? mine.filter((file) => !isKept(file)) : mine;
}

/** Seconds a file may take: as long as it took, or by its length as others of the room. */
function secondsFor(room: string, file: string): number {
  const before = kept[file]?.seconds;
  if (before !== undefined) return before;
  const known = filesOf(room).flatMap((one) => kept[one] ?? []);
  const each =
    known.reduce((sum, { seconds }) => sum + seconds, 0) / known.reduce((sum, { tried }) => sum + tried, 1) ||
    0.5;
  return textOf(file).split('\n').length * each;
}

/** As many files as the time that is left will do for, half of it kept in hand for the start and for what takes longer. */
function withinTime(room: string, files: readonly string[]): readonly string[] {
  let left = (until - Date.now()) / 1000 / 2;
  return files.filter((file) => {
    const fits = secondsFor(room, file) <= left;
    if (fits) left -= secondsFor(room, file);
    return fits;
  });
}

/** Tries one room's files; what could not end in time leaves no result. */
async function tryRoom(program: string, room: string, files: readonly string[]): Promise<void> {
  const report = join(REPORTS, `${room}.json`);
  const config = join(REPORTS, `${room}.config.json`);
  rmSync(report, { force: true });
  const plugins = ['@stryker-mutator/vitest-runner'];
  const settings = {
    plugins,
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    tsconfigFile: 'no-tsconfig-typescript-7-has-no-api-that-stryker-could-read-it-with.json',
    coverageAnalysis: 'perTest',
    concurrency: 2,
    timeoutMS: 4000,
    mutate: files,
    ignorePatterns: ['/.build', '/.local', '/cdk.out', '/coverage', '/reports'],
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
    packageManager: 'npm',
  };
  writeFileSync(config, JSON.stringify(settings));
  const started = Date.now();
  const child = spawn(process.execPath, [program, 'run', config], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, MUTATE_ROOM: room },
  });
  const wait = until - Date.now();
  const timer = Number.isFinite(wait) ? setTimeout(() => child.kill('SIGINT'), wait) : undefined;
  await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  let reported: Readonly<Record<string, Reported>>;
  try {
    reported = (JSON.parse(readFileSync(report, 'utf8')) as { readonly files: typeof reported }).files;
  } catch {
    return;
  }
  const all = Object.values(reported).reduce((sum, { mutants }) => sum + mutants.length, 0);
  const each = (Date.now() - started) / 1000 / Math.max(1, all);
  const results = Object.entries(reported).map(([file, one]) => [file, resultOf(one, each)] as const);
  kept = { ...kept, ...Object.fromEntries(results) };
  writeKept(kept);
}

const unknown = positionals.filter(
  (one) => !(one in ROOMS) && !Object.keys(ROOMS).some((room) => filesOf(room).includes(one)),
);
if (unknown.length > 0) {
  console.error(`neither a room (${Object.keys(ROOMS).join(', ')}) nor a file of one: ${unknown.join(', ')}`);
  process.exit(2);
}
const folder = await onDemand('mutate', {
  '@stryker-mutator/core': STRYKER,
  '@stryker-mutator/vitest-runner': STRYKER,
});
mkdirSync(REPORTS, { recursive: true });
const left: string[] = [];
for (const room of Object.keys(ROOMS)) {
  const chosen = chosenOf(room);
  const files = withinTime(room, chosen);
  if (files.length > 0)
    await tryRoom(join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'), room, files);
  left.push(...chosen.filter((file) => !isKept(file)));
}
// A file that is gone has no result any more.
const present = new Set(Object.keys(ROOMS).flatMap(filesOf));
writeKept(Object.fromEntries(Object.entries(kept).filter(([file]) => present.has(file))));

let failed = 0;
for (const room of Object.keys(ROOMS)) {
  const files = filesOf(room).filter(isKept);
  const sum = (of: 'tried' | 'noticed') => files.reduce((all, file) => all + (kept[file]?.[of] ?? 0), 0);
  const share = sum('noticed') / Math.max(1, sum('tried'));
  const ok = sum('tried') === 0 || share >= WANTED;
  if (!ok) failed += 1;
  console.log(
    `${ok ? '✓' : '✗'} ${room}: ${(share * 100).toFixed(1)} % of ${sum('tried')} changes noticed, in ${files.length} of ${filesOf(room).length} files as they are now`,
  );
}
if (left.length > 0)
  console.log(`left, not tried as they are now (npm run mutate -- FILE): ${left.join(' ')}`);
process.exitCode = failed === 0 ? 0 : 1;
