import { expect, test } from 'vitest';
import { escalateApprovals } from '../../../functions/desk/approvals.ts';
import { HOUR } from '../letters/desk-of-letters.ts';
import { ErasureCase } from './decided.ts';

const DAY = 24 * HOUR;

test('S3: a destruction that nobody approves in time is told to the officers once a day, until it is approved', async () => {
  const asked = await ErasureCase.asked();
  const { world } = asked;
  const run = () =>
    escalateApprovals(
      { ...world.desk.deps, remaining: () => 60_000, report: () => expect.fail('failed') },
      world.at,
    );
  // Monday 7 December 2026, to be approved by Friday the 25th.
  await world.pass(18 * DAY);
  expect((await run()).done).toBe(0);
  await world.pass(DAY);
  expect((await run()).done).toBe(1);
  expect((await run()).done).toBe(0);
  await world.pass(DAY);
  expect((await run()).done).toBe(1);
  await asked.decided();
  await world.pass(DAY);
  expect((await run()).done).toBe(0);
});
