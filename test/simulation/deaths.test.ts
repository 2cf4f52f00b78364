import { expect, test } from 'vitest';
import { definition, withSimulation } from './bundle.ts';
import type { Play } from './play.ts';
import { runEverywhere } from './workers.ts';

/** A run without any fault but the one death, and every how many of its effects a function dies: each is a run of its own. */
interface Quiet {
  readonly what: string;
  readonly play: Play;
  readonly seed: number;
  readonly each: number;
  /** Doors at whose effects they die; all, if not said. */
  readonly numbered?: RegExp;
}

const RUNS: readonly Quiet[] = [
  { what: 'a claim with mail and an answer', play: 'claims', seed: 36, each: 1 },
  { what: 'R1-R7, C1-C5: people who register, consent and close', play: 'people', seed: 7, each: 5 },
  {
    what: 'S1-S8: requests, a destruction by two officers',
    ...{ play: 'requests', seed: 8, each: 25, numbered: /^(?:requests|erasures|exports|desk)-/ },
  },
];

test.each(RUNS)(
  'crash between any two effects: a function that dies at the n-th call of a run does no harm, $what, at one of $each calls',
  async ({ play, seed, each, numbered }) => {
    const options = { definition, faults: 'none', play, numbered } as const;
    await withSimulation(async (file) => {
      let effects = 0;
      await runEverywhere(file, [{ seed, options }], ({ report }) => {
        expect(report.failure).toBeUndefined();
        effects = report.effects;
      });
      const deaths = Array.from({ length: Math.ceil(effects / each) }, (_, n) => {
        const effect = 1 + n * each;
        return { seed, options: { ...options, killAt: { effect, when: when(effect) } } };
      });
      const failures: string[] = [];
      await runEverywhere(file, deaths, ({ report: { failure } }, { options: { killAt } }) => {
        if (failure !== undefined)
          failures.push(`${killAt?.when} effect ${killAt?.effect}: ${failure.message}`);
      });
      expect(deaths.length).toBeGreaterThan(20);
      expect(failures).toEqual([]);
    });
  },
);

const when = (effect: number): 'before' | 'after' => (effect % 2 === 0 ? 'before' : 'after');
