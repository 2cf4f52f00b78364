import { describe, expect, test } from 'vitest';
import { cancelAccountClosing } from '../../../functions/account/cancel-closing.ts';
import { approveLegalHold, proposeLegalHold } from '../../../functions/erasures/holds.ts';
import { approveBy } from '../../../shared/domain/requests/approve-by.ts';
import { legalHoldKind } from '../../../shared/records/kinds/holds.ts';
import { read, storedOf, toItem } from '../../../shared/records/kinds/kind.ts';
import { destructionKind } from '../../../shared/records/kinds/people.ts';
import { personTextKind } from '../../../shared/records/kinds/person-texts.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { findings, OLD, PeopleWorld } from '../account/people-world.ts';
import { WholeStory } from '../account/whole-story.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { ErasureCase, said } from './decided.ts';

const DAY = 24 * HOUR;

/** The acts of destruction of a person. */
async function acts({ world, person }: ErasureCase) {
  const { items } = await world.deps.records.query('people', `PERSON#${person}`, { prefix: 'DESTRUCTION#' });
  return items.map((item) => storedOf(destructionKind, item).body);
}
const typesOf = async ({ world, reference }: ErasureCase) =>
  (await readChain(world.deps.records, reference)).map(({ body }) => body.type);

describe('S3, S8: a destruction that a request asks for', () => {
  test('two officers, 72 hours, the last letter, then everything that goes; the clock is met and the act is there', async () => {
    const asked = await ErasureCase.asked(new WholeStory());
    const { world, person } = asked;
    await asked.decided();
    expect((await world.body(person))?.state).toBe('closing');
    await world.pass(3 * DAY - HOUR);
    expect(await world.body(person)).toBeDefined();
    await world.pass(2 * HOUR);
    expect(await world.body(person)).toBeUndefined();
    expect(await asked.run).toMatchObject({ state: 'destroyed' });
    expect((await asked.body).own.parts).toMatchObject([{ part: 'erasure', state: 'done' }]);
    expect(await asked.clock('erasure.destroy')).toBe('met');
    expect(await acts(asked)).toMatchObject([
      { why: 'request', case: asked.reference, rules: expect.arrayContaining(['profile']) },
    ]);
    expect(await world.letters(person)).toContain('account-closed owner sent');
    expect(await typesOf(asked)).toEqual(
      expect.arrayContaining(['plan-proposed', 'plan-approved', 'destroyed']),
    );
    expect(await findings(world)).toEqual([]);
  });

  test('nobody approves their own plan, nor one that is not what they saw, nor without a plan', async () => {
    const asked = await ErasureCase.asked();
    expect(await asked.approve()).toBe('nothing-proposed');
    expect(await asked.propose('anna')).toBe('done');
    expect(await asked.approve('anna')).toBe('approver-same');
    expect(await asked.approve('boris', 'another')).toBe('plan-changed');
    expect((await asked.world.body(asked.person))?.state).toBe('active');
    expect(await asked.approve('boris')).toBe('done');
    expect(await asked.approve('boris')).toBe('erasure-under-way');
    expect(await asked.propose('anna')).toBe('erasure-under-way');
  });

  test('whoever reads the mailbox cancels: the run stops, the case is the officers’ again, the clock goes on', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    await asked.decided();
    await world.pass(DAY);
    const token = await world.link(person, 'cancel-erasure', 'closing');
    expect((await cancelAccountClosing({ token }, world.at, world.deps)).ok).toBe(true);
    await world.pass(4 * DAY);
    expect((await world.body(person))?.state).toBe('active');
    expect(await asked.run).toMatchObject({ state: 'cancelled' });
    expect(await asked.clock('erasure.destroy')).toBe('running');
    expect(world.mails('officer@example.com')).toBeGreaterThan(0);
    // The officers decide anew.
    await asked.decided();
    expect(await asked.run).toMatchObject({ state: 'approved' });
    expect(await findings(world)).toEqual([]);
  });

  test('a link to cancel somebody else’s destruction is worth nothing', async () => {
    const world = new PeopleWorld();
    const hers = await ErasureCase.asked(world);
    await hers.decided();
    const other = await world.account('boris@example.org');
    const token = (await world.link(hers.person, 'cancel-erasure', 'closing')).split('.');
    const forged = `${Buffer.from(
      Buffer.from(token[0] ?? '', 'base64url')
        .toString()
        .replace(hers.person, other),
    ).toString('base64url')}.${token[1]}`;
    expect((await cancelAccountClosing({ token: forged }, world.at, world.deps)).ok).toBe(false);
    expect(await hers.run).toMatchObject({ state: 'approved' });
  });

  test('one store fails in the middle: the case says so, stays open, and it is tried again', async () => {
    const asked = await ErasureCase.asked(new WholeStory());
    const { world, person } = asked;
    await asked.decided();
    let broken = true;
    world.desk.faults = ({ op, when, writes }) => {
      const destroys = writes?.some((write) => write.op === 'delete-version' && write.key.table === 'short');
      if (broken && op === 'commit' && when === 'before' && destroys) throw new Error('torn');
    };
    await world.pass(3 * DAY + HOUR);
    expect(await world.body(person)).toBeDefined();
    expect(await asked.run).toMatchObject({ state: 'approved', failed: { times: 1 } });
    expect(await asked.clock('erasure.destroy')).toBe('running');
    broken = false;
    await world.pass(HOUR);
    expect(await asked.run).toMatchObject({ state: 'destroyed' });
    expect((await asked.run)?.failed).toBeUndefined();
    expect(await findings(world)).toEqual([]);
  });

  test('it must be approved 72 hours and a working day before the day to finish by', async () => {
    const asked = await ErasureCase.asked();
    const { clocks } = await asked.body;
    // Monday 7 December 2026 + 30 days: Wednesday 6 January, a holiday; work to Wednesday 30 December; the Sunday before; Friday.
    expect(clocks.find(({ id }) => id === 'erasure.destroy')?.workBy).toBe('2026-12-30');
    expect(approveBy(await asked.body)).toBe('2026-12-25');
    await asked.decided();
    expect(approveBy(await asked.body)).toBeUndefined();
  });
});

describe('S8: a legal hold', () => {
  const hold = (asked: ErasureCase, rules: readonly string[], until: string) =>
    proposeLegalHold(
      { person: asked.person, sub: 'anna', hold: { article: '402-ФЗ, ст. 29', rules, until, told: true } },
      asked.world.at,
      asked.world.desk.deps,
    );
  const standing = async (asked: ErasureCase, rules: readonly string[], until: string) => {
    const made = await hold(asked, rules, until);
    if (!made.ok) throw new Error(made.refusal.code);
    const { person, world } = asked;
    const done = await approveLegalHold({ person, sub: 'boris', ...made.value }, world.at, world.desk.deps);
    if (!done.ok) throw new Error(done.refusal.code);
  };

  test('takes two officers, ends within twelve months, and keeps only what would go', async () => {
    const asked = await ErasureCase.asked();
    const code = async (rules: readonly string[], until: string) => {
      const made = await hold(asked, rules, until);
      return made.ok ? 'done' : made.refusal.code;
    };
    expect(await code(['profile'], '2027-12-08')).toBe('hold-too-long');
    expect(await code(['case-file'], '2027-01-08')).toBe('nothing-to-hold');
    const made = await hold(asked, ['profile'], '2027-12-07');
    const { person, world } = asked;
    const approval = { person, sub: 'anna', hold: made.ok ? made.value.hold : '' };
    expect(said((await approveLegalHold(approval, world.at, world.desk.deps)) as never)).toBe(
      'approver-same',
    );
  });

  test('stops destruction only: the rest is erased, it resumes when the hold ends, and the person was told', async () => {
    const asked = await ErasureCase.asked(new WholeStory());
    const { world, person } = asked;
    await standing(asked, ['person-session'], '2026-12-30');
    expect(await asked.propose()).toBe('done');
    expect((await asked.run)?.plan.stays).toContainEqual(
      expect.objectContaining({ rule: 'person-session', heldUntil: '2026-12-30' }),
    );
    expect((await asked.run)?.plan.touches).toContain('hold');
    expect(await asked.approve()).toBe('done');
    await world.pass(3 * DAY + HOUR);
    expect(await world.body(person)).toBeUndefined();
    const sessions = async () =>
      (await world.deps.records.query('short', `PERSON#${person}`, { prefix: 'SESSION#' })).items.length;
    expect(await sessions()).toBeGreaterThan(0);
    expect((await acts(asked))[0]).toMatchObject({
      held: [
        { rule: 'person-session', until: '2026-12-30' },
        { rule: 'legal-hold', until: '2026-12-30' },
      ],
    });
    expect((await world.letters(person)).some((one) => one.startsWith('held-by-law owner'))).toBe(true);
    await world.pass(25 * DAY);
    expect(await sessions()).toBe(0);
    expect(await read(world.deps.records, legalHoldKind, person, world.at)).toBeUndefined();
    expect(await findings(world)).toEqual([]);
  });

  test('set before a batch that tells the chain nothing is refused by the condition of the batch alone', async () => {
    const asked = await ErasureCase.asked();
    const { world, person } = asked;
    for (let n = 0; n < 90; n += 1)
      await world.deps.records.commit([
        {
          op: 'put-absent',
          item: toItem(personTextKind, { person, id: `text-${n}` }, { sealed: new Uint8Array(40) }),
        },
      ]);
    await asked.decided();
    let set = false;
    world.desk.faults = async ({ op, when, writes }) => {
      const batch = writes?.filter((write) => write.op === 'delete-version').length ?? 0;
      if (set || op !== 'commit' || when !== 'before' || batch < 80) return;
      set = true;
      await standing(asked, ['profile'], '2027-06-30');
    };
    await world.pass(3 * DAY + HOUR);
    expect(set).toBe(true);
    const { items } = await world.deps.records.query('people', `PERSON#${person}`, { prefix: 'TEXT#' });
    expect(items).toHaveLength(90);
  });

  test('set a moment before wins: what was listed without it is not destroyed', async () => {
    const asked = await ErasureCase.asked(new WholeStory());
    const { world, person } = asked;
    await asked.decided();
    let set = false;
    world.desk.faults = async ({ op, when, writes }) => {
      const destroys = writes?.some((write) => write.op === 'delete-version' && write.key.table === 'short');
      if (set || op !== 'commit' || when !== 'before' || destroys !== true) return;
      set = true;
      await standing(asked, ['profile', 'person-session'], '2027-06-30');
    };
    await world.pass(3 * DAY + HOUR);
    expect(set).toBe(true);
    expect(await world.body(person)).toBeDefined();
    const { items } = await world.deps.records.query('short', `PERSON#${person}`, { prefix: 'SESSION#' });
    expect(items.length).toBeGreaterThan(0);
  });
});

test('S3: the last letter goes to the address before its key goes', async () => {
  const asked = await ErasureCase.asked();
  const { world } = asked;
  await asked.decided();
  await world.pass(3 * DAY + 30 * MINUTE);
  const last = world.desk.mail.to(OLD).at(-1);
  expect(last?.text).toContain('Что уничтожается');
});

test('S8, order 179: the act is kept three years under its own key, then it goes too', async () => {
  const asked = await ErasureCase.asked();
  const { world } = asked;
  await asked.decided();
  await world.pass(3 * DAY + HOUR);
  expect(await acts(asked)).toHaveLength(1);
  await world.pass(3 * 365 * DAY - 5 * DAY);
  expect(await acts(asked)).toHaveLength(1);
  await world.pass(7 * DAY);
  expect(await acts(asked)).toEqual([]);
});
