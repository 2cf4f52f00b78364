import { expect, test } from 'vitest';
import { findings, PeopleWorld } from '../account/people-world.ts';
import { HOUR } from '../letters/desk-of-letters.ts';
import { ErasureCase } from './decided.ts';

/** A representative asks; both officers decide on Monday, 7 December 2026, 12:00 in Moscow: it is due on Thursday, 12:00. */
const decided = async (validUntil: string) => {
  const mandate = { kind: 'power', issuedOn: '2026-11-02', validUntil } as const;
  const how = { by: 'representative', proof: 'authority-to-act', mandate } as const;
  return (await ErasureCase.asked(new PeopleWorld(), ['erasure'], how)).decided();
};

test('S3: an authority to act that ends on Tuesday, 8 December stops the run in that night, not on Thursday; the clock goes on', async () => {
  const asked = await decided('2026-12-08');
  const { world, person } = asked;
  await world.pass(34 * HOUR);
  expect(await asked.run).toMatchObject({ state: 'approved' });
  const told = world.mails('officer@example.com');
  await world.pass(3 * HOUR);
  expect(await asked.run).toMatchObject({ state: 'cancelled' });
  expect((await world.body(person))?.state).toBe('active');
  expect(world.mails('officer@example.com')).toBeGreaterThan(told);
  expect(world.desk.mail.to('officer@example.com').at(-1)?.text).toContain('Кончились полномочия');
  expect((await world.letters(person)).some((one) => one.startsWith('closing-cancelled owner'))).toBe(true);
  expect(await asked.clock('erasure.destroy')).toBe('running');
  expect(await findings(world)).toEqual([]);
});

test.each(['2026-12-10', '2027-06-30'])('S3: one that holds until %s does not stop it', async (until) => {
  const asked = await decided(until);
  const { world, person } = asked;
  await world.pass(74 * HOUR);
  expect(await asked.run).toMatchObject({ state: 'destroyed' });
  expect(await world.body(person)).toBeUndefined();
});
