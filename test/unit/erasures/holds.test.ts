import { describe, expect, test } from 'vitest';
import {
  approveLegalHold,
  endLegalHold,
  proposeLegalHold,
  showHolds,
} from '../../../functions/erasures/holds.ts';
import { currentPlan } from '../../../shared/records/current-plan.ts';
import { listHeld } from '../../../shared/records/holds.ts';
import { legalHoldKind } from '../../../shared/records/kinds/holds.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { findings, outcome } from '../account/people-world.ts';
import { WholeStory } from '../account/whole-story.ts';
import { HOUR } from '../letters/desk-of-letters.ts';
import { ErasureCase } from './decided.ts';

const DAY = 24 * HOUR;
type Asked = Pick<ErasureCase, 'world' | 'person'>;

/** Anna proposes, on Monday, 7 December 2026. */
async function proposed({ world, person }: Asked, rules: readonly string[], until: string, told = true) {
  const hold = { article: 'ч. 1 ст. 29 402-ФЗ', rules, until, told };
  const made = await proposeLegalHold({ person, sub: 'anna', hold }, world.at, world.desk.deps);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.hold;
}
const approve = async ({ world, person }: Asked, hold: string, sub = 'boris') =>
  outcome(await approveLegalHold({ person, sub, hold }, world.at, world.desk.deps));
const end = async ({ world, person }: Asked, hold: string, sub: string) =>
  outcome(await endLegalHold({ person, sub, hold }, world.at, world.desk.deps));
const types = async ({ world, person }: Asked) =>
  (await readChain(world.deps.records, person)).map(({ body }) => body.type);

async function standing(asked: Asked, rules: readonly string[], until: string) {
  const hold = await proposed(asked, rules, until);
  await approve(asked, hold);
  return hold;
}

describe('S8: legal holds on the desk', () => {
  test('those whose records are held stand in a list by the day on which the first hold ends, with what waits', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    await standing(asked, ['profile'], '2027-06-30');
    await proposed(asked, ['person-session'], '2027-03-31', false);
    const { items } = await listHeld(world.deps.records, { limit: 10 });
    expect(items).toEqual([{ person, until: '2027-03-31', holds: 2, waiting: 1 }]);
    const shown = outcome(await showHolds(person, world.at, world.deps));
    expect(shown).toMatchObject({
      holds: [
        { state: 'standing', told: true },
        { state: 'proposed', told: false },
      ],
      holdable: expect.arrayContaining(['profile', 'person-session']),
    });
    expect(JSON.stringify(shown)).not.toContain('case-file');
    expect(outcome(await showHolds('P-00000000000000000000', world.at, world.deps))).toBe('unknown-person');
  });

  test('a proposal is taken back by one officer, and nothing is left of it but the chain', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    const hold = await proposed(asked, ['profile'], '2027-06-30');
    expect(await end(asked, hold, 'anna')).toEqual({ hold });
    expect(await read(world.deps.records, legalHoldKind, person, world.at)).toBeUndefined();
    expect(await approve(asked, hold)).toBe('no-such-hold');
    expect((await listHeld(world.deps.records, { limit: 10 })).items).toEqual([]);
    expect((await types(asked)).slice(-2)).toEqual(['hold-proposed', 'hold-ended']);
  });

  test('one that stands ends before its day by two officers only: what it kept goes then, and once', async () => {
    const asked = await ErasureCase.asked();
    const hold = await standing(asked, ['person-session'], '2027-06-30');
    expect(await end(asked, hold, 'anna')).toEqual({ hold });
    expect(await end(asked, hold, 'anna')).toBe('approver-same');
    expect((await types(asked)).at(-1)).toBe('hold-end-proposed');
    expect(await end(asked, hold, 'boris')).toEqual({ hold });
    expect(await end(asked, hold, 'anna')).toBe('no-such-hold');
    await asked.world.pass(HOUR);
    expect((await types(asked)).filter((type) => type === 'hold-ended')).toHaveLength(1);
    expect(await read(asked.world.deps.records, legalHoldKind, asked.person, asked.world.at)).toBeUndefined();
    expect(await findings(asked.world)).toEqual([]);
  });

  test('a profile that it kept back from an erasure goes when it has ended early, not on its first day', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    const hold = await standing(asked, ['profile'], '2027-06-30');
    await asked.decided();
    await world.pass(3 * DAY + HOUR);
    expect((await world.body(person))?.closing?.due).toContain('2027-07-0');
    await end(asked, hold, 'anna');
    await world.pass(HOUR);
    expect(await world.body(person)).toBeDefined();
    await end(asked, hold, 'boris');
    await world.pass(HOUR);
    expect(await world.body(person)).toBeUndefined();
    expect(await findings(world)).toEqual([]);
  });

  test('while another hold still keeps the profile, it waits for that one', async () => {
    const asked = await ErasureCase.asked(new WholeStory());
    const { world, person } = asked;
    const long = await standing(asked, ['profile'], '2027-06-30');
    await standing(asked, ['profile'], '2027-01-15');
    await asked.decided();
    await world.pass(3 * DAY + HOUR);
    await end(asked, long, 'anna');
    await end(asked, long, 'boris');
    await world.pass(2 * HOUR);
    expect((await world.body(person))?.closing?.due).toBe('2027-01-15T21:00:00.000Z');
    await world.pass(40 * DAY);
    expect(await world.body(person)).toBeUndefined();
  });

  test('while one stands, the plan says that the record of the holds stays too, until the last of them ends', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    const plan = async () => currentPlan(person, world.at, world.deps);
    expect((await plan()).goes).toContain('legal-hold');
    await standing(asked, ['profile'], '2027-06-30');
    await standing(asked, ['person-session'], '2027-03-31');
    const { goes, stays } = await plan();
    expect(goes).not.toContain('legal-hold');
    expect(stays.filter(({ heldUntil }) => heldUntil !== undefined)).toMatchObject([
      { rule: 'profile', heldUntil: '2027-06-30' },
      { rule: 'person-session', heldUntil: '2027-03-31' },
      { rule: 'legal-hold', heldUntil: '2027-06-30' },
    ]);
  });

  test('who may not be told gets no letter; who may gets one, and none when it ends', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    const told = async () => {
      await world.pass(HOUR);
      return (await world.letters(person)).filter((one) => one.startsWith('held-by-law')).length;
    };
    await approve(asked, await proposed(asked, ['person-session'], '2027-06-30', false));
    expect(await told()).toBe(0);
    const hold = await standing(asked, ['profile'], '2027-06-30');
    expect(await told()).toBe(1);
    await end(asked, hold, 'anna');
    await end(asked, hold, 'boris');
    expect(await told()).toBe(1);
  });
});
