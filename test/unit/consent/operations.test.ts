import { describe, expect, test } from 'vitest';
import { answerProgram } from '../../../functions/consent/answer-may.ts';
import { unsubscribe } from '../../../functions/consent/unsubscribe.ts';
import { enterConsent } from '../../../functions/people/enter-consent.ts';
import type { ToldConsent } from '../../../shared/api/consent.ts';
import { builtInText } from '../../../shared/policy/built-in.ts';
import { audit } from '../../../shared/records/audit.ts';
import { readConsents, recordConsents } from '../../../shared/records/consents.ts';
import { ensureFirst } from '../../../shared/records/documents.ts';
import { dutyKind } from '../../../shared/records/kinds/consents.ts';
import { putNew, read } from '../../../shared/records/kinds/kind.ts';
import { addressKind } from '../../../shared/records/kinds/people.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { createPerson } from '../../../shared/records/person-file.ts';
import { newPersonId } from '../../../shared/records/person-ids.ts';
import { purposeBook } from '../../../shared/records/purpose-book.ts';
import { verifyReceipt } from '../../../shared/records/receipt-signing.ts';
import { receiptFor } from '../../../shared/records/receipts.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { publicKeys } from '../../../shared/records/signing-keys.ts';
import { unsubscribeLink } from '../../../shared/records/unsubscribe.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { answerFor } from '../../../shared/views/answer-for.ts';
import { settings } from '../letters/desk-of-letters.ts';
import { AT, seeded, someSecrets } from '../records/builders.ts';

const DAY = 86_400_000;
const EMAIL = 'vera@example.org';
const random = seeded('consent operations');

/** Records with one confirmed person and the first text of each consent, in force for a month. */
async function aWorld() {
  const records = new MemoryRecords();
  const secrets = someSecrets();
  const person = newPersonId(random);
  const deps = {
    records,
    secrets,
    wrapper: memoryWrapper(),
    book: purposeBook({ records, settings }, () => AT),
    settings: { ...settings, programs: { crm: ['promotions'] } },
  };
  const lookup = addressHash(secrets, EMAIL);
  const since = new Date(AT - 30 * DAY).toISOString();
  const body = {
    person,
    state: 'active' as const,
    revision: 1,
    language: 'ru' as const,
    registeredAt: since,
    confirmedAt: since,
    lookup,
    policy: { version: 'policy-1', hash: 'h', at: since },
  };
  const events = [
    { type: 'registered' as const, by: 'person' as const, revision: 1 },
    { type: 'confirmed' as const, by: 'person' as const },
  ];
  await createPerson(deps, { body, details: { email: EMAIL, name: 'Вера' }, events }, AT - 30 * DAY, [
    putNew(addressKind, lookup, { person, since }),
  ]);
  const texts = () => ({
    ru: builtInText('promotions', 'ru', settings),
    en: builtInText('promotions', 'en', settings),
  });
  await ensureFirst(deps, 'promotions', texts, AT - 30 * DAY);
  return { ...deps, person };
}
type World = Awaited<ReturnType<typeof aWorld>>;

const aPaper = (changes: Partial<ToldConsent> = {}): ToldConsent => ({
  purpose: 'promotions',
  act: 'give',
  channel: 'paper',
  on: '2026-11-20',
  language: 'ru',
  text: 'promotions-1',
  reason: 'asked-by-person',
  ...changes,
});
const enter = (world: World, told: ToldConsent, at = AT, key?: string) =>
  enterConsent(
    {
      person: world.person,
      told,
      sub: 'local-agent',
      ...(key === undefined ? {} : { once: { route: 'consents', who: 'local-agent', key, body: told } }),
    },
    at,
    world,
  );

const findings = async ({ records, secrets }: World) => (await audit(records, secrets, AT)).findings;

describe('C4: programs ask', () => {
  test('by id and by address, however it is written, and are told the event that decided', async () => {
    const world = await aWorld();
    await enter(world, aPaper());
    const yes = { ok: true, value: { allowed: true, because: 'given', event: `${world.person}-1` } };
    for (const who of [{ person: world.person }, { email: EMAIL }, { email: 'VERA@example.org' }])
      expect(await answerProgram({ ...who, purpose: 'promotions' }, 'program:crm', AT, world)).toEqual(yes);
  });

  test('G7: about a stranger and about a person without consents: the same answer after the same reads', async () => {
    const world = await aWorld();
    const ask = async (email: string) => {
      const { read: before, calls } = world.records.units;
      const answer = await answerProgram({ email, purpose: 'promotions' }, 'program:crm', AT, world);
      const after = world.records.units;
      return { answer, read: after.read - before, calls: after.calls - calls };
    };
    expect(await ask('nobody@example.org')).toEqual(await ask(EMAIL));
  });

  test('S4: under a full block `blocked`; under one of who has proven nothing what a stranger is answered, and staff see it', async () => {
    const blockedBy = async (scope: 'full' | 'precautionary') => {
      const world = await aWorld();
      await enter(world, aPaper());
      const data = { block: 'PD-1.inaccuracy', kind: 'inaccuracy', scope, case: 'PD-2026-K7M4QX-1' } as const;
      await recordConsents(world, world.person, [
        { at: new Date(AT).toISOString(), type: 'blocked', by: 'requester', data },
      ]);
      return world;
    };
    const ask = (world: World, email: string) =>
      answerProgram({ email, purpose: 'promotions' }, 'program:crm', AT, world);
    const full = await blockedBy('full');
    expect(await ask(full, EMAIL)).toEqual({
      ok: true,
      value: { allowed: false, because: 'blocked', event: `${full.person}-2` },
    });
    const quiet = await blockedBy('precautionary');
    expect(await ask(quiet, EMAIL)).toEqual(await ask(quiet, 'nobody@example.org'));
    expect(await answerFor(quiet.person, 'promotions', AT, quiet)).toMatchObject({
      because: 'blocked',
      scope: 'precautionary',
    });
  });

  test('a program that the settings do not name, or not for this purpose, is told nothing', async () => {
    const world = await aWorld();
    for (const [purpose, program] of [
      ['promotions', 'program:other'],
      ['promotions', 'program:constructor'],
      ['partners', 'program:crm'],
    ] as const)
      expect(await answerProgram({ email: EMAIL, purpose }, program, AT, world)).toMatchObject({
        refusal: { code: 'purpose-not-yours' },
      });
    const none = { ...world, settings: {} };
    const asked = { email: EMAIL, purpose: 'promotions' };
    expect((await answerProgram(asked, 'program:crm', AT, none)).ok).toBe(false);
  });

  test('purposes of the contract hold for a confirmed person only', async () => {
    const world = await aWorld();
    expect(await answerFor(world.person, 'account', AT, world)).toEqual({
      allowed: true,
      because: 'contract',
    });
    const nobody = await answerFor(newPersonId(random), 'account', AT, world);
    expect(nobody).toEqual({ allowed: false, because: 'no-account' });
  });
});

describe('C3, C5: one click', () => {
  test('ends promotions at once, leaves one event a day however often it is pressed, and starts the legal clock', async () => {
    const world = await aWorld();
    await enter(world, aPaper());
    const { token, write } = unsubscribeLink(world.secrets, world.person, random, AT);
    await world.records.commit([write]);
    const clicks = await Promise.all([1, 2, 3].map(() => unsubscribe(token, 'ru', AT, world)));
    expect(clicks.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await unsubscribe(token, 'ru', AT + DAY, world)).ok).toBe(true);
    const { events } = await readConsents(world, world.person);
    expect(events.map(({ type }) => type)).toEqual([
      'consent-given',
      'consent-withdrawn',
      'consent-withdrawn',
    ]);
    expect(await answerFor(world.person, 'promotions', AT, world)).toEqual({
      allowed: false,
      because: 'withdrawn',
      event: `${world.person}-3`,
    });
    // The clock runs from the first: nothing was given since.
    expect(await read(world.records, dutyKind, { person: world.person, event: 3 }, AT)).toBeUndefined();
    const duty = await read(world.records, dutyKind, { person: world.person, event: 2 }, AT);
    // Monday 23 November + 30 days is Wednesday 23 December 2026.
    expect(duty?.body).toMatchObject({
      start: '2026-11-23',
      due: '2026-12-23',
      workBy: '2026-12-23',
      state: 'open',
    });
    expect(duty?.item.todo).toEqual({ group: 'duty', at: '2026-12-23T06:00:00.000Z', why: 'destroy' });
    expect(await findings(world)).toEqual([]);
  });

  test('withdraws although nothing was given, and then owes no destruction', async () => {
    const world = await aWorld();
    const { token, write } = unsubscribeLink(world.secrets, world.person, random, AT);
    await world.records.commit([write]);
    const before = world.records.units;
    expect((await unsubscribe(token, 'ru', AT, world)).ok).toBe(true);
    expect(world.records.units.write - before.write).toBe(1);
    expect(await read(world.records, dutyKind, { person: world.person, event: 1 }, AT)).toBeUndefined();
  });

  test('G15: the link works for three years after its letter; a link of another purpose, id or key never', async () => {
    const world = await aWorld();
    const { token, write } = unsubscribeLink(world.secrets, world.person, random, AT);
    await world.records.commit([write]);
    const [head = '', mac = ''] = token.split('.');
    const other = unsubscribeLink(world.secrets, world.person, random, AT);
    const foreign = unsubscribeLink(someSecrets('k9'), world.person, random, AT);
    for (const wrong of [
      `${head}.${'A'.repeat(43)}`,
      other.token,
      foreign.token,
      `${other.token.split('.')[0]}.${mac}`,
      'x',
    ])
      expect(await unsubscribe(wrong, 'ru', AT, world)).toMatchObject({ refusal: { code: 'link-invalid' } });
    const last = Date.parse('2029-11-22T20:59:59.999Z');
    expect((await unsubscribe(token, 'ru', last + 1, world)).ok).toBe(false);
    expect((await unsubscribe(token, 'ru', last, world)).ok).toBe(true);
  });
});

describe('C6: receipts', () => {
  test('are made of each act, the same whenever asked for, and verify with the published keys', async () => {
    const world = await aWorld();
    await enter(world, aPaper());
    await enter(world, aPaper({ act: 'withdraw', on: '2026-11-21', text: undefined }));
    for (const [n, act] of [
      [1, 'consent-given'],
      [2, 'consent-withdrawn'],
    ] as const) {
      const receipt = await receiptFor(world, world.person, n, 'ru', AT);
      expect(await receiptFor(world, world.person, n, 'ru', AT + DAY)).toBe(receipt);
      const verified = await verifyReceipt(receipt ?? '', publicKeys(world.secrets, 'receipt'));
      expect(verified).toMatchObject({
        valid: true,
        content: {
          piiPrincipalId: world.person,
          policyUrl: 'https://privacy.example.com/policy',
          services: [{ purposes: [{ purpose: 'Рекламные письма', purposeCategory: ['promotions'] }] }],
          privacyDesk: { event: `${world.person}-${n}`, act },
        },
      });
      expect(JSON.stringify(verified)).not.toMatch(/vera|Вера/i);
    }
    expect(await receiptFor(world, world.person, 3, 'ru', AT)).toBeUndefined();
  });
});

describe('C2, C4: staff enter what they were told', () => {
  test('a consent on paper, with version, words, date, channel, reason and who entered it', async () => {
    const world = await aWorld();
    const entered = await enter(world, aPaper());
    expect(entered).toMatchObject({
      ok: true,
      value: { event: `${world.person}-1`, now: { allowed: true } },
    });
    const { events } = await readConsents(world, world.person);
    expect(events[0]).toMatchObject({
      type: 'consent-given',
      by: 'staff:local-agent',
      reason: 'asked-by-person',
      data: { channel: 'paper', text: 'promotions-1', effective: '2026-11-19T21:00:00.000Z' },
    });
    expect(await findings(world)).toEqual([]);
  });

  test('of a withdrawal on paper the clock counts from its date', async () => {
    const world = await aWorld();
    await enter(world, aPaper({ on: '2026-11-01' }));
    await enter(world, aPaper({ act: 'withdraw', on: '2026-11-06', text: undefined }));
    const duty = await read(world.records, dutyKind, { person: world.person, event: 2 }, AT);
    // 6 November + 30 days is Sunday 6 December: the law moves it to Monday, staff finish on Friday.
    expect(duty?.body).toMatchObject({ start: '2026-11-06', due: '2026-12-07', workBy: '2026-12-04' });
  });

  test('G3: the same key gives the same answer and one event; another body is refused', async () => {
    const world = await aWorld();
    const key = 'k'.repeat(22);
    const first = await enter(world, aPaper(), AT, key);
    expect(await enter(world, aPaper(), AT + 5, key)).toEqual(first);
    expect(await enter(world, aPaper({ on: '2026-11-19' }), AT, key)).toMatchObject({
      refusal: { code: 'idempotency-mismatch' },
    });
    expect((await readConsents(world, world.person)).events).toHaveLength(1);
  });

  test.each([
    ['without the text that was signed', { text: undefined }, 'text-needed'],
    ['to a text nobody posted', { text: 'promotions-2' }, 'text-replaced'],
    ['to the text of another purpose', { text: 'partners-1' }, 'text-replaced'],
    ['from before its text was in force', { on: '2026-10-01' }, 'text-replaced'],
    ['of tomorrow', { on: '2026-11-24' }, 'consent-in-future'],
    ['for what rests on the contract', { purpose: 'account' }, 'not-by-consent'],
    ['for nothing of ours', { purpose: 'nonsense' }, 'unknown-purpose'],
  ] as const)('a consent %s is refused', async (_, changes, code) => {
    const world = await aWorld();
    expect(await enter(world, aPaper(changes))).toMatchObject({ refusal: { code } });
    expect((await readConsents(world, world.person)).events).toEqual([]);
  });

  test('about nobody, nothing is entered', async () => {
    const world = await aWorld();
    const nobody = { person: newPersonId(random), told: aPaper(), sub: 'local-agent' };
    expect(await enterConsent(nobody, AT, world)).toMatchObject({ refusal: { code: 'unknown-person' } });
  });
});
