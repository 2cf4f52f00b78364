import { describe, expect, test } from 'vitest';
import { tellOfActs } from '../../../functions/desk/tell-of-acts.ts';
import { type ActLook, actsInState, showAct } from '../../../functions/erasures/acts.ts';
import { actLog } from '../../../functions/erasures/pages/act-log.ts';
import { signDestruction } from '../../../functions/erasures/sign-act.ts';
import type { SignRequest } from '../../../shared/api/destructions.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { destructionKind } from '../../../shared/records/kinds/people.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { hashOfText } from '../../../shared/records/text-hash.ts';
import { findings, outcome } from '../account/people-world.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { ErasureCase } from './decided.ts';

const DAY = 24 * HOUR;

/** Somebody's data are destroyed on Thursday, 10 December 2026, by two officers; an act is there. */
async function destroyed() {
  const asked = await ErasureCase.asked();
  const { world, person } = asked;
  await asked.decided();
  await world.pass(3 * DAY + HOUR);
  const act = (await asked.run)?.act ?? '';
  const look = async (more: Partial<ActLook> = {}) =>
    outcome(await showAct({ person, act, sub: 'anna', ...more }, world.at, world.deps));
  const sign = async (request: Partial<SignRequest> = {}, once?: string) =>
    outcome(
      await signDestruction(
        {
          ...{ person, act, sub: 'anna', request: { number: '12-ПД', signedOn: '2026-12-10', ...request } },
          ...(once === undefined ? {} : { once: { route: 'sign', who: 'anna', key: once, body: request } }),
        },
        world.at,
        world.deps,
      ),
    );
  const list = (state: 'signed' | 'unsigned') => actsInState({ state }, world.at, world.deps);
  const types = async () => (await readChain(world.deps.records, person)).map(({ body }) => body.type);
  return { ...asked, world, person, act, look, sign, list, types };
}

describe('S8, order 179: acts of destruction on the desk', () => {
  test('the list names no person but by id; the act says everything that p. 3 wants, without a name until a reason is given', async () => {
    const { list, look, act, person, reference, types } = await destroyed();
    expect(await list('unsigned')).toMatchObject({
      items: [{ person, act, why: 'request', case: reference, signBy: '2026-12-15', late: false }],
      cursor: null,
    });
    const shut = await look();
    expect(shut).toMatchObject({
      ...{ act, person, why: 'request', case: reference, on: '2026-12-10', signed: null },
      operator: { name: 'АО «СмартКард-Сервис»', postalAddress: expect.any(String) },
      rules: expect.arrayContaining(['profile']),
      ...{ system: 'test', backupsUntil: '2027-01-14', keptUntil: '2029-12-10' },
    });
    expect(JSON.stringify(shut)).not.toContain('Петрова');
    expect(await types()).not.toContain('read-personal');
    const open = await look({ reason: 'audit' });
    expect(open).toMatchObject({
      names: { name: 'Анна Петрова', officers: [{ name: 'anna' }, { name: 'boris' }] },
    });
  });

  test('G10: each look at the names, and each log export, is in the chain of the person before anything is shown', async () => {
    const { look, types, world, person } = await destroyed();
    await look({ reason: 'печать на подпись' });
    await look({ reason: 'court', log: true });
    expect((await types()).slice(-2)).toEqual(['read-personal', 'exported']);
    expect(JSON.stringify(await readChain(world.deps.records, person))).not.toContain('печать');
    world.desk.faults = ({ op }) => {
      if (op === 'commit') throw new Error('torn');
    };
    await expect(look({ reason: 'audit' })).rejects.toThrow();
  });

  test('the log export has a line for each category: subject, category, system, reason, date; safe in a spreadsheet', async () => {
    const { look } = await destroyed();
    const view = await look({ reason: 'check', log: true });
    if (typeof view === 'string') throw new Error(view);
    const lines = actLog(view, 'ru').trim().split('\r\n');
    expect(lines).toHaveLength(view.rules.length + 1);
    expect(lines[0]).toContain('"субъект","категория данных","информационная система","причина"');
    for (const line of lines.slice(1)) expect(line).toMatch(/"Анна Петрова".*"test","обращение PD-2026-/);
    const evil = { ...view, names: { name: '=HYPERLINK("x")', officers: [] } };
    expect(actLog(evil, 'en')).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('it is unsigned until an officer records number and day; then it stands among the signed ones, for good', async () => {
    const { sign, list, look, types, act, world } = await destroyed();
    expect(await sign({}, 'key-of-the-first-request')).toEqual({ act });
    expect(await list('unsigned')).toMatchObject({ items: [] });
    expect(await list('signed')).toMatchObject({ items: [{ act, signedOn: '2026-12-10' }] });
    expect(await look()).toMatchObject({
      signed: { number: '12-ПД', on: '2026-12-10', by: 'staff:anna' },
      late: false,
    });
    // G3: the same request again is the same answer, another one is refused.
    expect(await sign({}, 'key-of-the-first-request')).toEqual({ act });
    expect(await sign({ number: '13-ПД' }, 'key-of-the-first-request')).toBe('idempotency-mismatch');
    expect(await sign({ number: '13-ПД' })).toBe('act-signed');
    expect((await types()).filter((type) => type === 'act-signed')).toHaveLength(1);
    expect(await findings(world)).toEqual([]);
  });

  test.each([
    ['the day before the destruction', '2026-12-09'],
    ['tomorrow', '2026-12-11'],
  ])('a signature of %s is refused by the field', async (_, on) => {
    const { sign, list } = await destroyed();
    expect(await sign({ signedOn: on })).toBe('act-signed-on');
    expect((await list('unsigned')).items).toHaveLength(1);
  });

  test('an e-signature lies sealed under the act’s own key, its hash in the chain; anything else is refused', async () => {
    const { sign, look, world, person, act } = await destroyed();
    const plain = Buffer.from('a detached signature of two officers').toString('base64');
    const pem = `-----BEGIN PKCS7-----\n${plain.slice(0, 20)}\r\n${plain.slice(20)}\n-----END PKCS7-----\n`;
    for (const signature of ['no base64!', 'abc', Buffer.alloc(65_537).toString('base64')])
      expect(await sign({ signature })).toBe('act-signature');
    expect(await sign({ signature: pem })).toEqual({ act });
    expect(await look()).toMatchObject({ signed: { signature: hashOfText(plain) } });
    expect(await look({ reason: 'audit' })).toMatchObject({ names: { signature: plain } });
    const stored = await read(world.deps.records, destructionKind, { person, act }, world.at);
    expect(Buffer.from(stored?.body.signature ?? []).toString('latin1')).not.toContain(plain.slice(0, 12));
    expect(await findings(world)).toEqual([]);
  });

  test('after three working days (Tuesday, 15 December) the officers are told each day until it is signed', async () => {
    const { sign, list, world } = await destroyed();
    const morning = async (day: string) => {
      world.desk.at = Date.parse(`2026-12-${day}T07:00:00Z`);
      const before = world.mails('officer@example.com');
      const deps = { records: world.deps.records, language: 'ru' } as const;
      // The schedule may come twice.
      await tellOfActs(deps, world.at);
      await tellOfActs(deps, world.at);
      await world.pass(10 * MINUTE);
      return world.mails('officer@example.com') - before;
    };
    expect(await morning('15')).toBe(0);
    expect(await morning('16')).toBe(1);
    expect(world.desk.mail.to('officer@example.com').at(-1)?.text).toContain('15 декабря 2026');
    expect((await list('unsigned')).items).toMatchObject([{ late: true }]);
    expect(await morning('17')).toBe(1);
    await sign({ signedOn: '2026-12-17' });
    expect(await morning('18')).toBe(0);
  });
});
