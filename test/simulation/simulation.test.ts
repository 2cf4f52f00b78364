import { expect, test } from 'vitest';
import { definition, loadSimulation } from './bundle.ts';

const { simulate } = await loadSimulation();

test('the same seed gives the same run, step by step', async () => {
  const lines: [string[], string[]] = [[], []];
  for (const run of [0, 1] as const)
    await simulate(7, { definition, trace: (line) => lines[run].push(line) });
  expect(lines[0].length).toBeGreaterThan(50);
  expect(lines[1].map(withoutSecrets)).toEqual(lines[0].map(withoutSecrets));
});

const withoutSecrets = (line: string): string => line.replace(/"signature":"[^"]*"/, '');
