import { describe, expect, test } from 'vitest';
import { definition, loadSimulation } from './bundle.ts';

/** A run with one claim, mail and an answer, and no fault but the one death. */
const SHORT = 36;

const { simulate } = await loadSimulation();

describe('the product in a simulated cloud, by seeds', () => {
  test('the same seed gives the same run, step by step', async () => {
    const lines: [string[], string[]] = [[], []];
    for (const run of [0, 1] as const)
      await simulate(7, { definition, trace: (line) => lines[run].push(line) });
    expect(lines[0].length).toBeGreaterThan(50);
    expect(lines[1].map(withoutSecrets)).toEqual(lines[0].map(withoutSecrets));
  });

  test('crash between any two effects: a function that dies at the n-th call of a run does no harm, for every n', async () => {
    const whole = await simulate(SHORT, { definition, faults: 'none', play: 'claims' });
    expect(whole.failure).toBeUndefined();
    const failures: string[] = [];
    for (let effect = 1; effect <= whole.effects; effect += 1) {
      const when = effect % 2 === 0 ? 'before' : 'after';
      const { failure } = await simulate(SHORT, {
        definition,
        faults: 'none',
        play: 'claims',
        killAt: { effect, when },
      });
      if (failure !== undefined) failures.push(`${when} effect ${effect}: ${failure.message}`);
    }
    expect(failures).toEqual([]);
  });
});

const withoutSecrets = (line: string): string => line.replace(/"signature":"[^"]*"/, '');
