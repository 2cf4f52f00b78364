import { describe, expect, test } from 'vitest';
import { audit } from '../../../shared/records/audit.ts';
import { dutyKind } from '../../../shared/records/kinds/consents.ts';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { personPartition } from '../../../shared/records/kinds/partitions.ts';
import { publishedOf } from '../../../shared/records/publications.ts';
import { DETAILS, type PeopleWorld } from '../account/registered-people.ts';
import {
  AT,
  acts,
  aStoredRequest,
  consents,
  detailsOf,
  fileOf,
  LATER,
  makePublic,
  mays,
  requestWorld,
} from './request-world.ts';

const CORRECTIONS = {
  ...{ phoneIs: DETAILS.phone, phoneShouldBe: '+7 495 111-22-33' },
  nameShouldBe: 'Анна Поправкина',
};
const told = async (world: PeopleWorld, chain: string) =>
  (await world.chain(chain)).map(({ type, by, data }) => [type, by, data]);
/** What was withdrawn of the person's consents; blocks stand in the same chain. */
const withdrawals = async (world: PeopleWorld) =>
  (await told(world, `${world.person}.consent`)).filter(([type]) => type === 'consent-withdrawn');
const publics = async ({ records, person }: PeopleWorld) =>
  (await publishedOf(records, person)).map(({ body }) => body.field);
const duties = async ({ records, person }: PeopleWorld) =>
  (await records.query('people', personPartition(person), { prefix: 'DUTY#' })).items.map(
    (item) => storedOf(dutyKind, item).body,
  );
const findings = async (world: PeopleWorld) => (await audit(world.records, world.secrets, LATER)).findings;

describe('S7: corrections are carried out', () => {
  test('S7, R6: what the officer chose stands in the profile from the commit on, the rest stays; a public copy of it goes', async () => {
    const world = await requestWorld();
    await makePublic(world, 'phone');
    await makePublic(world, 'organisation');
    const reference = await aStoredRequest(world, { parts: ['correction'] }, CORRECTIONS);
    expect(await acts(world, reference, 'correct', { part: 'correction', fields: ['phone'] })).toBe('ok');
    expect(await detailsOf(world)).toMatchObject({
      phone: '+7 495 111-22-33',
      name: DETAILS.name,
      revision: 2,
    });
    expect(await publics(world)).toEqual(['organisation']);
    expect((await told(world, reference)).at(-1)).toEqual([
      'corrected',
      'staff:officer-1',
      { part: 'correction', fields: 'phone' },
    ]);
    const own = await told(world, world.person);
    expect(own.slice(-2)).toEqual([
      ['profile-changed', 'staff:officer-1', { fields: 'phone', case: reference }],
      ['unpublished', 'staff:officer-1', { field: 'phone' }],
    ]);
    expect((await withdrawals(world)).at(-1)).toMatchObject([
      'consent-withdrawn',
      'staff:officer-1',
      { purpose: 'distribution', field: 'phone', case: reference, channel: 'web' },
    ]);
    expect((await fileOf(world, reference)).state.body.own).toMatchObject({ parts: [{ state: 'done' }] });
    expect(await findings(world)).toEqual([]);
    expect(world.plain()).not.toContain('Поправкин');
  });

  test('S7: nothing chosen, a field that nobody asked for, and what cannot stand there are refused by name, and nothing is half done', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(
      world,
      { parts: ['correction'] },
      { ...CORRECTIONS, languageShouldBe: 'de' },
    );
    const tried = (fields: readonly string[]) =>
      acts(world, reference, 'correct', { part: 'correction', fields });
    expect(await tried([])).toBe('field-needed');
    expect(await tried(['organisation'])).toBe('field-not-asked');
    expect(await tried(['phone', 'language'])).toBe('field-cannot-be');
    expect(await detailsOf(world)).toMatchObject({ phone: DETAILS.phone, revision: 1 });
    expect((await fileOf(world, reference)).state.body.revision).toBe(1);
  });

  test('S3, S7: before proof nothing is corrected; where nobody has an account, the case says so by name', async () => {
    const world = await requestWorld();
    const typed = CORRECTIONS;
    const unproven = await aStoredRequest(
      world,
      { parts: ['correction'], proof: undefined as never, person: undefined as never },
      typed,
    );
    const stranger = await aStoredRequest(
      world,
      { parts: ['correction'], proof: 'code', person: undefined as never },
      typed,
    );
    const gone = await aStoredRequest(world, { parts: ['correction'], person: 'P-0000000000' }, typed);
    const body = { part: 'correction', fields: ['phone'] };
    expect(await acts(world, unproven, 'correct', body)).toBe('act-not-lawful');
    expect(await acts(world, stranger, 'correct', body)).toBe('nobody-here');
    expect(await acts(world, gone, 'correct', body)).toBe('nobody-here');
    expect(await detailsOf(world)).toMatchObject({ phone: DETAILS.phone });
  });

  test('S7: what the profile says already is corrected without a new revision of it', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(
      world,
      { parts: ['correction'] },
      { phoneShouldBe: DETAILS.phone },
    );
    expect(await acts(world, reference, 'correct', { part: 'correction', fields: ['phone'] })).toBe('ok');
    expect(await detailsOf(world)).toMatchObject({ revision: 1 });
  });
});

describe('C5, R6: uses end', () => {
  test('C4, C5: the consents that are named are withdrawn as of the receipt, with case and channel; their duties begin, the others stand', async () => {
    const world = await requestWorld();
    const receivedOn = '2026-11-23';
    const reference = await aStoredRequest(world, {
      parts: ['withdraw-consent'],
      channel: 'paper',
      receivedOn,
      proof: 'document',
    });
    const purposes = ['promotions'];
    expect(await acts(world, reference, 'end-consents', { part: 'withdraw-consent', purposes })).toBe('ok');
    expect(await mays(world, ['promotions', 'partners'])).toEqual({
      promotions: 'withdrawn',
      partners: 'given',
    });
    expect((await told(world, `${world.person}.consent`)).at(-1)).toMatchObject([
      'consent-withdrawn',
      'staff:officer-1',
      { purpose: 'promotions', channel: 'paper', case: reference, form: 'request' },
    ]);
    expect(await duties(world)).toMatchObject([
      { purpose: 'promotions', start: receivedOn, due: '2026-12-23' },
    ]);
    expect((await told(world, reference)).at(-1)).toEqual([
      'consents-withdrawn',
      'staff:officer-1',
      { part: 'withdraw-consent', purposes: 'promotions' },
    ]);
    expect(await findings(world)).toEqual([]);
  });

  test('C4: what was consented to after the request came is a later word, and stands', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['withdraw-consent'] });
    await acts(world, reference, 'end-consents', { part: 'withdraw-consent', purposes: ['promotions'] });
    await consents(world, 'promotions', AT + 90_000);
    const again = await aStoredRequest(world, { parts: ['withdraw-consent'] }, {}, AT + 30_000);
    expect(await acts(world, again, 'end-consents', { part: 'withdraw-consent' }, AT + 120_000)).toBe('ok');
    expect(await mays(world, ['promotions', 'partners'], AT + 180_000)).toEqual({
      promotions: 'given',
      partners: 'withdrawn',
    });
  });

  test('S1, C4: a demand to stop ends all that rests on consent, an objection to promotions those alone; the answer clock of the stop is met', async () => {
    const world = await requestWorld();
    await makePublic(world, 'organisation');
    const objection = await aStoredRequest(world, { parts: ['objection-promotions'] });
    expect(await acts(world, objection, 'stop', { part: 'objection-promotions' })).toBe('ok');
    expect(await mays(world, ['promotions', 'partners'])).toEqual({
      promotions: 'withdrawn',
      partners: 'given',
    });
    const stop = await aStoredRequest(world, { parts: ['stop'] });
    expect(await acts(world, stop, 'stop', { part: 'stop' })).toBe('ok');
    expect(await mays(world, ['promotions', 'partners', 'distribution', 'security'])).toEqual({
      promotions: 'withdrawn',
      partners: 'withdrawn',
      distribution: 'withdrawn',
      security: 'legitimate-interest',
    });
    expect(await publics(world)).toEqual([]);
    expect((await fileOf(world, stop)).state.body.clocks).toMatchObject([{ id: 'stop.stop', state: 'met' }]);
    expect(await findings(world)).toEqual([]);
  });

  test('R6: public data are taken back at once, the fields named or all', async () => {
    const world = await requestWorld();
    for (const field of ['phone', 'organisation', 'name'] as const) await makePublic(world, field);
    const one = await aStoredRequest(world, { parts: ['unpublish'] });
    expect(await acts(world, one, 'unpublish', { part: 'unpublish', fields: ['phone'] })).toBe('ok');
    expect(await publics(world)).toEqual(['name', 'organisation']);
    const all = await aStoredRequest(world, { parts: ['unpublish'] });
    expect(await acts(world, all, 'unpublish', { part: 'unpublish' })).toBe('ok');
    expect(await publics(world)).toEqual([]);
    expect(await mays(world, ['promotions'])).toEqual({ promotions: 'given' });
    expect((await told(world, world.person)).at(-1)).toEqual([
      'unpublished',
      'staff:officer-1',
      { field: 'organisation', case: all },
    ]);
    expect(await findings(world)).toEqual([]);
  });

  test('S1: an act is done about the parts that ask for it only: nobody who asks to see loses a consent', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, { parts: ['access', 'objection-automated'] });
    expect(await acts(world, reference, 'stop', { part: 'access' })).toBe('not-done-about');
    expect(await acts(world, reference, 'end-consents', { part: 'objection-automated' })).toBe(
      'not-done-about',
    );
    expect(await mays(world, ['promotions'])).toEqual({ promotions: 'given' });
  });

  test('S1, S8: what a complaint has found is stopped though the person was destroyed since (found by the simulation: its case stayed open for ever)', async () => {
    const world = await requestWorld();
    const gone = await aStoredRequest(world, { parts: ['complaint'], person: 'P-0000000000' });
    const found = { detectedOn: '2026-11-23', reason: 'Списки покупались.' };
    expect(await acts(world, gone, 'find-unlawful', found)).toBe('ok');
    expect(await acts(world, gone, 'stop', { part: 'complaint', purposes: ['promotions'] })).toBe(
      'nobody-here',
    );
    expect(await acts(world, gone, 'stop', { part: 'complaint' })).toBe('ok');
    expect(await acts(world, gone, 'make-lawful', { part: 'complaint', reason: 'Уничтожены.' })).toBe('ok');
    const { clocks } = (await fileOf(world, gone)).state.body;
    expect(clocks.filter(({ state }) => state === 'running').map(({ id }) => id)).toEqual([
      'complaint.answer',
    ]);
  });

  test('S1: what a complaint has found is stopped where the officer says; the operator’s own finding names nobody', async () => {
    const world = await requestWorld();
    const mine = await aStoredRequest(world, { parts: ['complaint'] });
    expect(await acts(world, mine, 'stop', { part: 'complaint' })).toBe('ok');
    expect(await withdrawals(world)).toEqual([]);
    expect(await acts(world, mine, 'stop', { part: 'complaint', purposes: ['promotions'] })).toBe('ok');
    expect(await withdrawals(world)).toMatchObject([
      ['consent-withdrawn', 'staff:officer-1', { purpose: 'promotions', case: mine }],
    ]);
    const own = await aStoredRequest(world, {
      ...{ parts: ['complaint'], by: 'operator', actor: 'staff:officer-1', proof: 'not-needed' },
      person: undefined as never,
    });
    expect(await acts(world, own, 'stop', { part: 'complaint' })).toBe('ok');
    expect(await acts(world, own, 'stop', { part: 'complaint', purposes: ['promotions'] })).toBe(
      'nobody-here',
    );
  });
});
