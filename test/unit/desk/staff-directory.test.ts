import { describe, expect, test } from 'vitest';
import { staffRecipients } from '../../../functions/letters/recipients.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import type { Wrapper } from '../../../shared/records/sealing.ts';
import { findStaff, listStaff, rememberStaff } from '../../../shared/records/staff-directory.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { NOON, settings } from '../letters/desk-of-letters.ts';

const DAY = 86_400_000;

const anna = { sub: 'sub-anna', role: 'agent', name: 'Анна Агентова', email: 'anna.agent@example.com' };
const oleg = { sub: 'sub-oleg', role: 'officer', name: 'Олег Офицеров', email: 'oleg@example.com' };

function world() {
  const records = new MemoryRecords();
  const kms = memoryWrapper();
  const calls = { unwrapped: 0 };
  const wrapper: Wrapper = {
    generate: kms.generate,
    unwrap(wrapped, context) {
      calls.unwrapped += 1;
      return kms.unwrap(wrapped, context);
    },
  };
  return { records, calls, deps: { records, wrapper } };
}

describe('the staff directory', () => {
  test('D1: who has signed in is listed by name, with the role the login gave', async () => {
    const { deps } = world();
    await rememberStaff(deps, oleg, 'ru', NOON);
    await rememberStaff(deps, anna, 'ru', NOON);
    expect(await listStaff(deps, NOON)).toEqual([
      { sub: 'sub-anna', role: 'agent', name: 'Анна Агентова' },
      { sub: 'sub-oleg', role: 'officer', name: 'Олег Офицеров' },
    ]);
  });

  test('D1: a case can be given by e-mail in any case of letters, or by OIDC subject; strangers are not found', async () => {
    const { deps } = world();
    await rememberStaff(deps, anna, 'ru', NOON);
    for (const who of ['sub-anna', 'anna.agent@example.com', ' Anna.Agent@Example.com'])
      expect((await findStaff(deps, who, NOON))?.sub).toBe('sub-anna');
    for (const who of ['sub-nobody', 'nobody@example.com', '', '@'])
      expect(await findStaff(deps, who, NOON)).toBeUndefined();
  });

  test('K3: a reminder to the assignee goes to the address of the directory', async () => {
    const { deps } = world();
    await rememberStaff(deps, anna, 'ru', NOON);
    const to = await staffRecipients('assignee', 'sub-anna', NOON, { ...deps, settings } as never);
    expect(to).toEqual(['anna.agent@example.com']);
  });

  test('G9: names and addresses of staff stand nowhere in plain bytes', async () => {
    const { records, deps } = world();
    await rememberStaff(deps, anna, 'ru', NOON);
    const stored = JSON.stringify(records.snapshot(), (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(stored).not.toMatch(/Агентова|anna\.agent/);
  });

  test('seen again on the same day nothing is written; on the next day, or with another role, one item', async () => {
    const { records, deps } = world();
    await rememberStaff(deps, anna, 'ru', NOON);
    records.resetUnits();
    await rememberStaff(deps, anna, 'ru', NOON + 60_000);
    expect(records.units.write).toBe(0);
    await rememberStaff(deps, anna, 'ru', NOON + DAY);
    await rememberStaff(deps, { ...anna, role: 'officer' }, 'ru', NOON + DAY);
    expect(records.units.write).toBe(2);
    expect(await listStaff(deps, NOON)).toEqual([
      { sub: 'sub-anna', role: 'officer', name: 'Анна Агентова' },
    ]);
  });

  test('a token without name or e-mail does not wipe what is known', async () => {
    const { deps } = world();
    await rememberStaff(deps, anna, 'ru', NOON);
    await rememberStaff(deps, { sub: anna.sub, role: 'agent' }, 'ru', NOON + DAY);
    expect((await findStaff(deps, 'anna.agent@example.com', NOON))?.name).toBe('Анна Агентова');
  });

  test('two instances that see somebody at the same instant leave one entry', async () => {
    const { deps } = world();
    await Promise.all([rememberStaff(deps, anna, 'ru', NOON), rememberStaff(deps, anna, 'ru', NOON)]);
    expect(await listStaff(deps, NOON)).toHaveLength(1);
  });

  test('a program has no place in the directory', async () => {
    const { records, deps } = world();
    await rememberStaff(deps, { sub: 'crm', role: 'program' }, 'ru', NOON);
    expect([...records.everything()]).toEqual([]);
  });

  test('a second page of the desk unwraps no key again; a changed entry is opened anew', async () => {
    const { deps, calls } = world();
    await rememberStaff(deps, anna, 'ru', NOON);
    await listStaff(deps, NOON);
    const before = calls.unwrapped;
    await listStaff(deps, NOON);
    expect(calls.unwrapped).toBe(before);
    await rememberStaff(deps, { ...anna, name: 'Анна Новая' }, 'ru', NOON);
    expect((await listStaff(deps, NOON))[0]?.name).toBe('Анна Новая');
  });
});
