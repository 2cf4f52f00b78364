import { describe, expect, test } from 'vitest';
import { registerPerson } from '../../functions/registration/register.ts';
import { processorTime } from '../support/processor-time.ts';
import { ANNA, granted, NETWORK, RegistrationDesk } from '../unit/registration/registration-desk.ts';

/** Requests about each kind of address, after some for the compiler to warm up. */
const RUNS = 300;
const WARM = 100;
/** The slower half is the machine's doing: who measures from outside leaves it out too. */
const TRIMMED = 0.5;
/** What nobody can tell from the jitter of a network and of Lambda, as a part of the answer's own time in the same run. */
const MARGIN = 0.15;
/** 99 % of a normal distribution, one side. */
const Z = 2.326;

const mean = (times: readonly number[]): number => times.reduce((sum, one) => sum + one, 0) / times.length;
const variance = (times: readonly number[]): number => {
  const middle = mean(times);
  return times.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (times.length - 1);
};

/** Two one-sided Welch tests: the largest difference of the means that the times still allow, as a part of the second. */
function largestDifference(one: readonly number[], other: readonly number[]): number {
  const error = Math.sqrt(variance(one) / one.length + variance(other) / other.length);
  return (Math.abs(mean(one) - mean(other)) + Z * error) / mean(other);
}

const trimmed = (times: readonly number[]): readonly number[] =>
  times.toSorted((a, b) => a - b).slice(0, Math.floor(times.length * TRIMMED));

/** Times of the processor for `ask` about an address that has an account and about ones that have none, in an order that no drift follows. */
async function measure(ask: (email: string) => Promise<unknown>): Promise<number> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (let n = 0; n < 2 * (RUNS + WARM); n += 1) {
    const isKnown = n % 4 === 0 || n % 4 === 3;
    const email = isKnown ? ANNA : `boris-${crypto.randomUUID()}@example.org`;
    const worked = processorTime();
    await ask(email);
    const took = worked();
    if (n >= 2 * WARM) (isKnown ? known : unknown).push(took);
  }
  return largestDifference(trimmed(known), trimmed(unknown));
}

/** What a difference that is really there comes to at the least: a busy machine makes some measurements wrong. */
async function leastOfThree(ask: (email: string) => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 3 && least >= MARGIN; n += 1) least = Math.min(least, await measure(ask));
  return least;
}

// That the same calls go to the store is shown call by call elsewhere (test/attacks); this looks at the time of all the
// rest, in one process: a page drawn, a key derived, a text hashed for one kind of address only.
describe('G7: the time of an answer tells nothing of who has an account', () => {
  test.each([
    ['POST /sessions', async (desk: RegistrationDesk) => (email: string) => desk.ask(email)],
    [
      'POST /registrations',
      async (desk: RegistrationDesk) => {
        const form = await desk.form();
        return async (email: string) =>
          granted(
            await registerPerson(
              { request: { ...form, email }, network: NETWORK },
              desk.at,
              desk.registration,
            ),
          );
      },
    ],
  ])('%s', async (_, asking) => {
    const limits = { networkPerHour: 1_000_000, lettersPerDay: 1_000_000, codesPerDay: 1_000_000 };
    const desk = new RegistrationDesk({ settings: { limits } });
    await desk.account(ANNA);
    expect(await leastOfThree(await asking(desk))).toBeLessThan(MARGIN);
  });

  test('a fourth more for one of them is seen', async () => {
    const busy = (ms: number) => {
      for (const worked = processorTime(); worked() < ms; );
    };
    const difference = await leastOfThree(async (email) => {
      await Promise.resolve();
      busy(email === ANNA ? 0.25 : 0.2);
    });
    expect(difference).toBeGreaterThan(MARGIN);
  });
});
