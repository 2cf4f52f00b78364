import { expect, test } from 'vitest';
import { definition, loadSimulation } from './bundle.ts';

/** A short run of people, and every how many of its effects a function dies: each is a run of its own. */
const PEOPLE = { seed: 7, each: 5 };

const { simulate } = await loadSimulation();

test(`R1-R7, C1-C5: so it is for people who register, consent and close, at every ${PEOPLE.each}th call`, async () => {
  const quiet = { definition, faults: 'none', play: 'people' } as const;
  const whole = await simulate(PEOPLE.seed, quiet);
  expect(whole.failure).toBeUndefined();
  const failures: string[] = [];
  for (let effect = 1; effect <= whole.effects; effect += PEOPLE.each) {
    const when = effect % 2 === 0 ? 'before' : 'after';
    const { failure } = await simulate(PEOPLE.seed, { ...quiet, killAt: { effect, when } });
    if (failure !== undefined) failures.push(`${when} effect ${effect}: ${failure.message}`);
  }
  expect(failures).toEqual([]);
});
