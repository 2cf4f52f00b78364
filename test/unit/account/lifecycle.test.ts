import { describe, expect, test } from 'vitest';
import { askClosingCode, viewClosing } from '../../../functions/account/ask-closing.ts';
import { cancelAccountClosing, lookAtCancel } from '../../../functions/account/cancel-closing.ts';
import { type ClosingAsked, closeAccount } from '../../../functions/account/close-account.ts';
import type { Pressed } from '../../../functions/account/letter-link.ts';
import { undoNewAddress } from '../../../functions/account/undo-address.ts';
import { mayNow, readConsents, recordConsents } from '../../../shared/records/consents.ts';
import { erasurePlan } from '../../../shared/records/erasure-plan.ts';
import { keyFor, putNew, storedOf } from '../../../shared/records/kinds/kind.ts';
import { destructionKind } from '../../../shared/records/kinds/people.ts';
import {
  type PublishedBody,
  publicPageKind,
  publishedKind,
} from '../../../shared/records/kinds/publications.ts';
import { KINDS } from '../../../shared/records/kinds/registry.ts';
import { commitWithEvents } from '../../../shared/records/ledger.ts';
import { purposeBook } from '../../../shared/records/purpose-book.ts';
import { openJson, sealJson } from '../../../shared/records/sealing.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import {
  changedAddress,
  codesToClose,
  findings,
  live,
  NEW,
  OLD,
  outcome,
  PeopleWorld,
} from './people-world.ts';

const DAY = 24 * HOUR;

describe('an unconfirmed registration', () => {
  test('R2: it is destroyed after seven days: one event stays, nothing else', async () => {
    const world = new PeopleWorld();
    const person = await world.registered(OLD);
    await world.pass(7 * DAY - HOUR);
    expect(await world.body(person)).toMatchObject({ state: 'unconfirmed' });
    await world.pass(HOUR + MINUTE);
    expect(await world.body(person)).toBeUndefined();
    expect(await world.events(person)).toEqual(['registered', 'destroyed']);
    const left = [...world.desk.records.everything()].filter(
      ({ table, pk }) => pk.includes(person) && table !== 'ledger',
    );
    expect(left).toEqual([]);
    expect(await findings(world)).toEqual([]);
  });

  test('R2: it goes although its letter could not be sent: the link has run out, so the letter says nothing any more', async () => {
    const world = new PeopleWorld();
    world.desk.mail.next = Array.from({ length: 2000 }, () => ({ type: 'paused', code: 'off' }) as const);
    const person = await world.registered(OLD);
    await world.pass(7 * DAY + HOUR);
    expect(await world.body(person)).toBeUndefined();
  });

  test('one that fails does not hold up the others, and is reported', async () => {
    const world = new PeopleWorld();
    const [first, second] = [await world.registered(OLD), await world.registered(NEW)];
    world.desk.at += 7 * DAY;
    await world.desk.sweep();
    world.desk.faults = ({ writes }) => {
      if (JSON.stringify(writes ?? []).includes(first)) throw new Error('down');
    };
    await world.sweep();
    world.desk.faults = () => {};
    expect([await world.body(first), await world.body(second)]).toEqual([expect.anything(), undefined]);
    expect(world.reports).toHaveLength(1);
  });
});

const close = async (world: PeopleWorld, person: string, codes?: ClosingAsked) =>
  outcome(await closeAccount(person, codes ?? (await codesToClose(world, person)), world.at, world.deps));

describe('closing', () => {
  test('R7: what goes and what stays is made of the kinds and rules, each with its words and its reason', () => {
    const { goes, stays } = erasurePlan();
    expect(goes.map(({ rule }) => rule)).toEqual(['profile', 'address', 'person-session', 'legal-hold']);
    expect(stays.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['case-file', 'destruction-proof', 'audit']),
    );
    for (const { why } of stays) expect(why.ru).toMatch(/[а-яё]/);
    const told = new Set<string>([...goes, ...stays].map(({ rule }) => rule));
    const personal = Object.values(KINDS).filter(
      ({ name, exported }) => name !== 'staff' && exported.how !== 'never',
    );
    for (const { kept } of personal) expect(told).toContain(kept);
  });

  test('R7: a fresh code, 72 hours, the last letter, then nothing but what must stay', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await world.signIn(OLD);
    expect(await close(world, person)).toEqual({ due: new Date(world.at + 3 * DAY).toISOString() });
    await world.pass(3 * DAY - HOUR);
    expect(await world.body(person)).toMatchObject({ state: 'closing' });
    await world.pass(HOUR + 15 * MINUTE);
    expect(await world.body(person)).toBeUndefined();
    expect(await world.letters(person)).toContain('account-closed owner sent');
    expect([await live(world, person), await world.owner(OLD)]).toEqual([[], undefined]);
    expect((await world.events(person)).slice(-2)).toEqual(['closing-asked', 'destroyed']);
    expect(await findings(world)).toEqual([]);
    const book = purposeBook(world.deps, () => world.at);
    for (const purpose of ['promotions', 'account'])
      expect(await mayNow({ ...world.deps, book }, { person, purpose }, world.at)).toMatchObject({
        allowed: false,
        because: 'closed',
      });
    // The address is free: its owner may begin anew, as somebody else.
    expect(await world.account()).not.toBe(person);
  });

  test('R7, C2: the consents that held until then stand in the event that ends their chain; nobody withdrew them', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const act = (type: 'consent-given' | 'consent-withdrawn', purpose: string) => ({
      ...{ type, at: new Date(world.at).toISOString(), by: 'person' },
      data: { purpose, channel: 'web' as const, text: `${purpose}-1` },
    });
    const acts = [
      act('consent-given', 'partners'),
      act('consent-given', 'promotions'),
      act('consent-withdrawn', 'partners'),
    ];
    expect((await recordConsents(world.deps, person, acts)).ok).toBe(true);
    await close(world, person);
    await world.pass(3 * DAY + 15 * MINUTE);
    const { events } = await readConsents(world.deps, person);
    expect(events.map(({ type }) => type)).toEqual([...acts.map(({ type }) => type), 'closed']);
    expect(events.at(-1)?.data).toEqual({ ended: 'promotions' });
    expect(await findings(world)).toEqual([]);
  });

  test('R6, R7: what was public goes too, with its page, and the chain says so', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const { records, secrets, wrapper } = world.deps;
    const page = 'p'.repeat(22);
    const { key, wrapped } = await wrapper.generate({ purpose: 'public', id: page });
    const place = { key: keyFor(publishedKind, { person, field: 'name' }), field: 'sealed' };
    const since = new Date(world.at).toISOString();
    const published: PublishedBody = {
      ...{ person, page, field: 'name', event: 1, since, conditions: [] },
      key: new Uint8Array(wrapped),
      sealed: new Uint8Array(sealJson(key, place, 'Анна Петрова')),
    };
    const writes = [
      putNew(publishedKind, { person, field: 'name' }, published),
      putNew(publicPageKind, page, { person }),
    ];
    const told = { at: since, type: 'published', by: 'person', data: { field: 'name', event: 1 } };
    await commitWithEvents(records, secrets, writes, [{ subject: person, events: [told] }]);
    await close(world, person);
    await world.pass(3 * DAY + 15 * MINUTE);
    const kinds = [...world.desk.records.everything()].map(({ kind }) => kind);
    expect(kinds).not.toContain('published');
    expect(kinds).not.toContain('public-page');
    expect((await world.events(person)).slice(-2)).toEqual(['unpublished', 'destroyed']);
    expect(await findings(world)).toEqual([]);
  });

  test('order 179: the act says what, when, why and by which system, and names the person under a key of its own', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await close(world, person);
    await world.pass(3 * DAY + 15 * MINUTE);
    const [item] = [...world.desk.records.everything()].filter(({ kind }) => kind === 'destruction');
    if (item === undefined) throw new Error('no act');
    const { body } = storedOf(destructionKind, item);
    expect(body).toMatchObject({
      person,
      why: 'closed',
      what: expect.arrayContaining([
        'profile',
        'person-text',
        'published',
        'address',
        'person-session',
        'duty',
      ]),
      how: 'deleted-with-key',
      system: 'test',
    });
    const key = await world.deps.wrapper.unwrap(body.key, { purpose: 'proof', id: body.act });
    const place = { key: keyFor(destructionKind, { person, act: body.act }), field: 'sealed' };
    expect(openJson(key, place, body.sealed, (value) => value)).toEqual({
      name: 'Анна Петрова',
    });
    await expect(world.deps.wrapper.unwrap(body.key, { purpose: 'profile', id: person })).rejects.toThrow();
  });

  test('R7: while the mail service takes nothing the key stays; once it does, the letter comes and the data go', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await close(world, person);
    await world.pass(2 * DAY);
    world.desk.mail.next = Array.from({ length: 40 }, () => ({ type: 'paused', code: 'off' }) as const);
    await world.pass(DAY + 4 * HOUR);
    expect(await world.body(person)).toBeDefined();
    world.desk.mail.next = [];
    await world.pass(2 * HOUR);
    expect(await world.body(person)).toBeUndefined();
    expect(await world.letters(person)).toContain('account-closed owner sent');
  });

  test('R7: cancelled by the link of the letter, nothing happens; pressed twice it says so twice, and acts once (G3)', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await close(world, person);
    const view = await viewClosing(person, world.at, world.deps);
    const token = await world.link(person, 'cancel-erasure', 'closing');
    expect(view).toMatchObject({ value: { closing: { token } } });
    expect(outcome(await cancelAccountClosing({ token }, world.at, world.deps))).toBeUndefined();
    expect(outcome(await cancelAccountClosing({ token }, world.at, world.deps))).toBeUndefined();
    expect(outcome(await lookAtCancel(token, world.at, world.deps))).toBe('link-used');
    await world.pass(4 * DAY);
    expect((await world.events(person)).filter((type) => type === 'closing-cancelled')).toHaveLength(1);
    expect(await world.body(person)).toMatchObject({ state: 'active' });
    expect(await world.letters(person)).toContain('closing-cancelled owner sent');
    expect(await findings(world)).toEqual([]);
  });

  test('R7: a wrong code closes nothing, a code closes once', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const codes = await codesToClose(world, person);
    const wrong = { ...codes, code: codes.code === '000000' ? '000001' : '000000' };
    expect(await close(world, person, wrong)).toBe('code-wrong');
    await close(world, person, codes);
    const token = await world.link(person, 'cancel-erasure', 'closing');
    await cancelAccountClosing({ token }, world.at, world.deps);
    expect(await close(world, person, codes)).toBe('code-expired');
  });

  test('G3, R7: one key closes once, sends one code, and gives the same answer again; without it the closing is under way', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const onceFor = (route: string, body: unknown) => ({ route, who: person, key: 'k'.repeat(22), body });
    const ask = () => askClosingCode(person, world.at, world.deps, onceFor('POST /me/close/code', {}));
    const [asked, again] = [outcome(await ask()), outcome(await ask())];
    if (typeof asked === 'string') throw new Error(asked);
    expect(again).toEqual(asked);
    expect((await world.letters(person)).filter((one) => one.startsWith('fresh-code'))).toHaveLength(1);
    const codes = { challenge: asked.challenge, code: await world.code(asked.challenge) };
    const once = onceFor('POST /me/close', codes);
    const [closed, twice] = [
      await close(world, person, { ...codes, once }),
      await close(world, person, { ...codes, once }),
    ];
    expect(closed).toEqual({ due: new Date(world.at + 3 * DAY).toISOString() });
    expect(twice).toEqual(closed);
    expect(outcome(await ask())).toEqual(asked);
    expect(await close(world, person, codes)).toBe('closing-under-way');
    const other = { ...once, body: { ...codes, code: '000000' } };
    expect(await close(world, person, { ...codes, once: other })).toBe('idempotency-mismatch');
    expect((await world.events(person)).filter((type) => type === 'closing-asked')).toHaveLength(1);
    expect(await findings(world)).toEqual([]);
  });

  test('G3, G15: a used link answers for itself alone: not for another purpose, person or closing, and not for ever', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await close(world, person);
    const token = await world.link(person, 'cancel-erasure', 'closing');
    const press = (pressed: Pressed) => cancelAccountClosing(pressed, world.at, world.deps);
    const once = { route: 'POST /me/close/cancel', key: 'c'.repeat(22), body: { token } };
    expect(outcome(await press({ token, once }))).toBeUndefined();
    expect(outcome(await undoNewAddress({ token }, world.at, world.deps))).toBe('link-invalid');
    const near = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect(outcome(await press({ token: near }))).toBe('link-invalid');
    expect(outcome(await press({ token: near, once: { ...once, body: { token: near } } }))).toBe(
      'idempotency-mismatch',
    );
    // Closed anew: the used link still says what it did, and undoes nothing.
    await close(world, person);
    expect(outcome(await press({ token }))).toBeUndefined();
    expect(await world.body(person)).toMatchObject({ state: 'closing' });
    world.desk.at += 48 * HOUR;
    expect(outcome(await press({ token }))).toBe('link-invalid');
  });

  test('G3: two presses of a cancel at the same instant both find it done', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await close(world, person);
    const token = await world.link(person, 'cancel-erasure', 'closing');
    const press = () => cancelAccountClosing({ token }, world.at, world.deps);
    expect((await Promise.all([press(), press(), press()])).map(outcome)).toEqual(Array(3).fill(undefined));
    expect((await world.events(person)).filter((type) => type === 'closing-cancelled')).toHaveLength(1);
  });

  test('R5: for 72 hours after a change the old address proves too; then the present one is enough', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const { oldChallenge, oldCode, ...alone } = await codesToClose(world, person);
    expect(await close(world, person, alone)).toBe('old-code-needed');
    const swapped = { ...alone, oldChallenge: alone.challenge, oldCode: alone.code };
    expect(await close(world, person, swapped)).toBe('code-expired');
    expect(await close(world, person, { ...alone, oldChallenge, oldCode })).toMatchObject({
      due: expect.anything(),
    });
    await world.pass(5 * MINUTE);
    const told = (await world.letters(person)).filter((one) => one.startsWith('closing-asked'));
    expect(told.toSorted()).toEqual(['closing-asked owner sent', 'closing-asked owner-old sent']);
    await world.pass(3 * DAY + 20 * MINUTE);
    expect(await world.body(person)).toBeUndefined();
    expect([await world.owner(OLD), await world.owner(NEW)]).toEqual([undefined, undefined]);
    expect(await findings(world)).toEqual([]);

    const later = new PeopleWorld();
    const other = await changedAddress(later);
    await later.pass(3 * DAY);
    const codes = await codesToClose(later, other);
    expect(codes.oldChallenge).toBeUndefined();
    expect(await close(later, other, codes)).toMatchObject({ due: expect.anything() });
  });

  test('a store of before the destruction does not pass the audit: what was erased is found again', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await close(world, person);
    const before = await world.deps.records.get(
      { table: 'people', pk: `PERSON#${person}`, sk: 'PROFILE' },
      world.at,
    );
    await world.pass(3 * DAY + 15 * MINUTE);
    if (before === undefined) throw new Error('no profile');
    await world.deps.records.commit([{ op: 'put-absent', item: { ...before, v: 1 } }]);
    expect(await findings(world)).toEqual([
      {
        where: expect.stringContaining(person),
        what: expect.stringContaining('is left of a person'),
        person,
      },
    ]);
  });
});
