import { describe, expect, test } from 'vitest';
import { type Destroyer, type SettleDeps, settleDuties } from '../../../functions/consent/settle-duties.ts';
import type { ConsentAct } from '../../../shared/domain/consent/decide.ts';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { audit } from '../../../shared/records/audit.ts';
import { actOnConsent } from '../../../shared/records/consent-acts.ts';
import { dutyKind } from '../../../shared/records/kinds/consents.ts';
import { keyFor, read } from '../../../shared/records/kinds/kind.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { newPersonId } from '../../../shared/records/person-ids.ts';
import { AT, seeded, someSecrets } from '../records/builders.ts';
import { FIRST, PROMOTIONS } from './builders.ts';

const secrets = someSecrets();
const book = { facts: () => PROMOTIONS, versions: async () => [FIRST] };
const DAY = 86_400_000;

/** A person who gave consent on 23 November 2026 and withdrew it an hour later. */
async function aWithdrawal() {
  const records = new MemoryRecords();
  const person = newPersonId(seeded('duties'));
  const deps = { records, secrets, book, destroyers: {} };
  const act = async (what: ConsentAct, at: number) => {
    const text = { version: 'promotions-1', hash: 'ru-1', shown: new Date(at).toISOString(), proof: 'p' };
    const by = { purpose: 'promotions', by: 'person', channel: 'web', language: 'ru', text } as const;
    const acted = await actOnConsent(deps, person, { act: what, ...by }, at);
    expect(acted.ok).toBe(true);
  };
  await act('give', AT);
  await act('withdraw', AT + 3_600_000);
  const duty = async () => (await read(records, dutyKind, { person, event: 2 }, AT))?.body;
  const settled = async () => (await readChain(records, person)).map(({ body }) => body.data);
  const reports: string[] = [];
  const report: SettleDeps['report'] = (code, { detail }) => reports.push(`${code} ${detail}`);
  return { ...deps, person, act, duty, settled, report, reports };
}

/** Wednesday, 23 December 2026, 09:00 in Moscow: thirty days after the withdrawal. */
const DUE = Date.UTC(2026, 11, 23, 6);

describe('C5: what a withdrawal asks for', () => {
  test('is done on its day, once, with an event; not a minute before', async () => {
    const world = await aWithdrawal();
    expect(await settleDuties(DUE - 60_000, world)).toBe(0);
    expect(await settleDuties(DUE, world)).toBe(1);
    expect(await settleDuties(DUE + DAY, world)).toBe(0);
    expect(await world.duty()).toMatchObject({ state: 'done', settledAt: '2026-12-23T06:00:00.000Z' });
    expect(await world.settled()).toEqual([
      { purpose: 'promotions', withdrawal: 2, outcome: 'nothing-rested', records: 0 },
    ]);
    // The person's own record is not part of this world.
    const { findings } = await audit(world.records, secrets, DUE);
    expect(findings.filter(({ where }) => !where.startsWith('chain P-'))).toEqual([]);
  });

  test('destroys in the same transaction what rested on the consent only', async () => {
    const world = await aWithdrawal();
    const key = { table: 'people', pk: `PERSON#${world.person}`, sk: 'TASTE' } as const;
    await world.records.commit([{ op: 'put-absent', item: { ...key, kind: 'taste', v: 1, body: {} } }]);
    const promotions: Destroyer = async () => ({ writes: [{ op: 'delete-version', key, v: 1 }] });
    expect(await settleDuties(DUE, { ...world, destroyers: { promotions } })).toBe(1);
    expect(await world.records.get(key, DUE)).toBeUndefined();
    expect((await world.settled())[0]).toMatchObject({ outcome: 'destroyed', records: 1 });
  });

  test('what has changed meanwhile is left, with its duty open, for the next run', async () => {
    const world = await aWithdrawal();
    const key = keyFor(dutyKind, { person: world.person, event: 99 });
    const promotions: Destroyer = async () => ({ writes: [{ op: 'delete-version', key, v: 1 }] });
    expect(await settleDuties(DUE, { ...world, destroyers: { promotions } })).toBe(0);
    expect(await world.duty()).toMatchObject({ state: 'open' });
    expect(await world.settled()).toEqual([]);
  });

  test('withdrawn again on a later day, the clock of the first day goes on; a consent between begins another', async () => {
    const { act, records, person } = await aWithdrawal();
    const dutyOf = (event: number) => read(records, dutyKind, { person, event }, AT);
    await act('withdraw', AT + DAY);
    expect(await dutyOf(3)).toBeUndefined();
    await act('give', AT + 2 * DAY);
    await act('withdraw', AT + 3 * DAY);
    // Thursday, 26 November 2026.
    expect((await dutyOf(5))?.body.start).toBe('2026-11-26');
  });

  test('lapses when the person has consented anew', async () => {
    const world = await aWithdrawal();
    await world.act('give', AT + 2 * DAY);
    const promotions: Destroyer = async () => {
      throw new Error('destroyed what is used by consent');
    };
    expect(await settleDuties(DUE, { ...world, destroyers: { promotions } })).toBe(1);
    expect(await world.duty()).toMatchObject({ state: 'void' });
    expect((await world.settled())[0]).toMatchObject({ outcome: 'consented-anew' });
  });

  test('one that fails is told and stays; the others of that day are settled', async () => {
    const world = await aWithdrawal();
    const other = newPersonId(seeded('another'));
    const text = { version: 'promotions-1', hash: 'ru-1', shown: new Date(AT).toISOString(), proof: 'p' };
    const by = { purpose: 'promotions', by: 'person', channel: 'web', language: 'ru', text } as const;
    for (const [act, at] of [
      ['give', AT + 60_000],
      ['withdraw', AT + 7_200_000],
    ] as const)
      expect((await actOnConsent(world, other, { act, ...by }, at)).ok).toBe(true);
    const promotions: Destroyer = async ({ person }) => {
      if (person === world.person) throw new StoreTrouble('unavailable');
      return { writes: [] };
    };
    const later = DUE + DAY;
    expect(await settleDuties(later, { ...world, destroyers: { promotions } })).toBe(1);
    expect(world.reports).toEqual(['duty-failed StoreTrouble']);
    expect(await world.duty()).toMatchObject({ state: 'open' });
    expect(await settleDuties(later, world)).toBe(1);
    expect(await world.duty()).toMatchObject({ state: 'done' });
  });
});
