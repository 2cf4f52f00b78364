/**
 * `npm run simulate -- --seeds N [--seed S] [--also S,S…] [--play P] [--trace]`: N runs from seed S on (1), the last of
 * them with the seeds named by `--also` in place of the next ones. Prints runs, faults fired of each kind
 * and invariants checked; each failing seed with how to repeat it. Exit code 1 when one fails or a fault never fired.
 */
import { parseArgs } from 'node:util';
import { definition, withSimulation } from './bundle.ts';
import { neverFired } from './faults.ts';
import { INVARIANTS } from './invariants/checks.ts';
import { PLAYS } from './play.ts';
import { Tally } from './tally.ts';
import { runEverywhere } from './workers.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    also: { type: 'string', default: '' },
    play: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const count = Number(values.seeds ?? 1);
const also = values.also === '' ? [] : values.also.split(',').map(Number);
const play = PLAYS.find((name) => name === values.play);
if (
  (values.play !== undefined && play === undefined) ||
  !Number.isSafeInteger(first) ||
  !Number.isSafeInteger(count) ||
  !also.every(Number.isSafeInteger) ||
  count < Math.max(1, also.length)
) {
  console.error(
    `usage: npm run simulate -- --seeds <number of runs> [--seed <first seed>] [--also <seed>,<seed>…] [--play ${PLAYS.join('|')}] [--trace]`,
  );
  process.exit(2);
}

const tally = new Tally();
const started = performance.now();
const before = process.cpuUsage();
const range = Array.from({ length: count - also.length }, (_, n) => first + n);
const options = { definition, ...(play === undefined ? {} : { play }) };
const wanted = [...range, ...also].map((seed) => ({ seed, options, traced: values.trace }));
await withSimulation((file) =>
  runEverywhere(file, wanted, ({ report, lines }, { seed }) => {
    tally.add(report);
    if (values.trace) console.log(lines.join('\n'));
    if (report.failure !== undefined)
      console.log(
        `seed ${seed} failed. Repeat it: npm run simulate -- --seed ${seed} --trace\n  ${report.failure.message}\n`,
      );
  }),
);
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(before);
const busy = (cpu.user + cpu.system) / 1_000_000;

const list = (title: string, rows: Iterable<readonly [string, number]>): void => {
  console.log(title);
  for (const [name, n] of rows) console.log(`  ${String(n).padStart(9)}  ${name}`);
};
list(
  'faults fired',
  [...tally.fired].toSorted(([a], [b]) => (a < b ? -1 : 1)),
);
list(
  'invariants checked',
  Object.entries(INVARIANTS).map(([name, text]) => [text, tally.checked.get(name) ?? 0] as const),
);
const missing = count >= 200 ? [...neverFired(tally.fired), ...tally.neverChecked()] : [];
for (const name of missing) console.log(`never: ${name}`);
console.log(
  `${tally.runs} runs, ${tally.failures.length} failed; ${tally.cases} claims, ${Math.round(tally.simulated / 86_400_000)} days, ${tally.happened} steps in ${seconds.toFixed(1)} s, ${busy.toFixed(1)} s of one core: ${(tally.runs / busy).toFixed(1)} runs a second of it`,
);
process.exit(tally.failures.length + missing.length === 0 ? 0 : 1);
