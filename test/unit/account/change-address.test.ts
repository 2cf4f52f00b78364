import { describe, expect, test } from 'vitest';
import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { askClosingCode } from '../../../functions/account/ask-closing.ts';
import { confirmNewAddress, lookAtNewAddress } from '../../../functions/account/prove-address.ts';
import { lookAtUndo, undoNewAddress } from '../../../functions/account/undo-address.ts';
import { bringCode } from '../../../functions/registration/sign-in.ts';
import { readSession, startSession } from '../../../shared/identity/person-sessions.ts';
import { codeIn } from '../../support/desk-client.ts';
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

describe('T3: budgets are counted by who asks', () => {
  test('twenty changes to her address that others ask for take nothing from her own: she closes, moves and withdraws', async () => {
    const world = new PeopleWorld();
    const anna = await world.account(OLD);
    for (let n = 0; n < 4; n += 1) {
      const stranger = await world.account(`stranger-${n}@example.net`);
      for (let asks = 0; asks < 6; asks += 1)
        expect((await askNewAddress(stranger, OLD, world.at, world.deps)).ok).toBe(true);
    }
    expect((await askClosingCode(anna, world.at, world.deps)).ok).toBe(true);
    expect((await askNewAddress(anna, NEW, world.at, world.deps)).ok).toBe(true);
  });

  test('her own changes of address take nothing from the codes to close, and are few a day themselves', async () => {
    const world = new PeopleWorld();
    const anna = await world.account(OLD);
    const told = [];
    for (let asks = 0; asks < 21; asks += 1)
      told.push(outcome(await askNewAddress(anna, `new-${asks}@example.net`, world.at, world.deps)));
    expect(told.filter((one) => typeof one !== 'string')).toHaveLength(20);
    expect(told.at(-1)).toBe('too-many-codes');
    expect((await askClosingCode(anna, world.at, world.deps)).ok).toBe(true);
  });
});

describe('a change of address', () => {
  test('R5: not confirmed in a day, the new address is destroyed', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await askNewAddress(person, NEW, world.at, world.deps);
    await world.pass(5 * MINUTE);
    expect([world.mails(NEW), world.mails(OLD)]).toEqual([1, 0]);
    expect((await world.details(person)).newEmail).toBe(NEW);
    await world.pass(DAY);
    expect(await world.details(person)).toEqual({ email: OLD, name: 'Анна Петрова' });
    expect((await world.events(person)).at(-1)).toBe('address-change-lapsed');
  });

  test('N6: a worker that dies before its call: the letter to the new address goes after the lease, with the same link', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await askNewAddress(person, NEW, world.at, world.deps);
    world.desk.mail.killed = true;
    await world.desk.stream();
    world.desk.mail.killed = false;
    expect(world.mails(NEW)).toBe(0);
    await world.pass(30 * MINUTE);
    expect(world.mails(NEW)).toBe(1);
    const [sent] = world.desk.mail.to(NEW);
    const text = sent?.text ?? '';
    expect(text).toContain(encodeURIComponent(await world.link(person, 'confirm', 'change')));
    // Its code held ten minutes.
    expect(codeIn(text)).toBeUndefined();
    expect(await world.letters(person)).toContain('address-confirm owner-new sent');
    expect(await findings(world)).toEqual([]);
  });

  test('N6: a code alone goes at most once: ten minutes later it is dead, and the page asks for the next', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    world.desk.mail.killed = true;
    await world.signInCode(OLD);
    await codesToClose(world, person);
    await world.desk.stream();
    world.desk.mail.killed = false;
    const before = world.mails(OLD);
    await world.pass(HOUR);
    expect(world.mails(OLD)).toBe(before);
    expect((await world.letters(person)).filter((one) => one.includes('code'))).toEqual([
      'sign-in-code owner stopped',
      'fresh-code owner stopped',
    ]);
  });

  test('R5: confirmed by code, it is the person’s; both addresses are told, all other sessions end', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const [mine, other] = [await world.signIn(OLD), await world.signIn(OLD)];
    await askNewAddress(person, NEW, world.at, world.deps);
    await world.pass(5 * MINUTE);
    const asked = { person, sid: mine, code: await world.addressCode(person) };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBeUndefined();
    await world.pass(5 * MINUTE);
    expect(await live(world, person)).toEqual([mine]);
    expect(other).not.toBe(mine);
    expect([await world.owner(NEW), await world.owner(OLD)]).toEqual([person, undefined]);
    const told = (await world.letters(person)).filter((one) => one.startsWith('address'));
    expect(told.toSorted()).toEqual([
      'address-changed owner sent',
      'address-changed owner-old sent',
      'address-confirm owner-new sent',
    ]);
    expect(await findings(world)).toEqual([]);
  });

  test('R5, issue 8, 1: the link acts in a session of the very account; of any other it makes nothing hers', async () => {
    const world = new PeopleWorld();
    const [stranger, anna] = [await world.account('stranger@example.net'), await world.account(OLD)];
    await askNewAddress(stranger, NEW, world.at, world.deps);
    const token = await world.link(stranger, 'confirm', 'change');
    const hers = { person: anna, sid: await world.signIn(OLD), token };
    expect(outcome(await confirmNewAddress(hers, world.at, world.deps))).toBe('link-elsewhere');
    expect(await world.owner(NEW)).toBeUndefined();
    expect((await world.details(stranger)).newEmail).toBe(NEW);
    expect((await world.events(stranger)).at(-1)).toBe('address-change-asked');

    const [mine, other] = [
      await world.signIn('stranger@example.net'),
      await world.signIn('stranger@example.net'),
    ];
    const own = { person: stranger, sid: mine, token };
    expect(outcome(await confirmNewAddress(own, world.at, world.deps))).toBeUndefined();
    expect(await world.owner(NEW)).toBe(stranger);
    // As with the code: the session in which it was pressed goes on, the others end.
    expect(await live(world, stranger)).toEqual([mine]);
    expect(other).not.toBe(mine);
  });

  test('G3, R5: the form pressed twice sends one letter, whose code works; the code and the link pressed twice say twice that it is done', async () => {
    for (const how of ['code', 'link'] as const) {
      const world = new PeopleWorld();
      const person = await world.account();
      const stranger = await world.account('stranger@example.net');
      const sid = await world.signIn(OLD);
      const onceFor = (route: string) => ({ route, who: person, key: 'k'.repeat(22), body: {} });
      const ask = async () =>
        outcome(await askNewAddress(person, NEW, world.at, world.deps, { once: onceFor('ask') }));
      const first = await ask();
      const code = await world.addressCode(person);
      expect(await ask()).toEqual(first);
      expect(first).toMatchObject({ changed: [] });
      await world.pass(5 * MINUTE);
      expect(world.mails(NEW)).toBe(1);
      const token = await world.link(person, 'confirm', 'change');
      const once = onceFor('confirm');
      const asked = how === 'code' ? { person, sid, code, once } : { person, sid, token };
      const confirm = async () => outcome(await confirmNewAddress(asked, world.at, world.deps));
      expect([await confirm(), await confirm()]).toEqual([undefined, undefined]);
      expect((await world.events(person)).filter((type) => type === 'address-changed')).toHaveLength(1);
      const looked = async (who: string) =>
        outcome(await lookAtNewAddress({ token, who }, world.at, world.deps));
      expect(await looked(person)).toBe(how === 'link' ? 'link-used' : 'link-invalid');
      expect(await looked(stranger)).toBe('link-invalid');
      const elsewhere = { person: stranger, sid: 'none', token };
      expect(outcome(await confirmNewAddress(elsewhere, world.at, world.deps))).toBe('link-invalid');
      expect(await findings(world)).toEqual([]);
    }
  });

  test('R5: after 72 hours the old address is free and gone from the record', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const token = await world.link(person, 'undo-address', 'undo');
    await world.pass(3 * DAY);
    expect(await world.details(person)).toEqual({ email: NEW, name: 'Анна Петрова' });
    expect(outcome(await undoNewAddress({ token }, world.at, world.deps))).toBe('link-invalid');
    const next = await world.account(OLD);
    expect(await world.owner(OLD)).toBe(next);
    expect(await findings(world)).toEqual([]);
  });

  test('T3: undone by the old address without a session: it is back, every session ends, both are told', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    await world.signIn(NEW);
    const thief = await world.signInCode(NEW);
    const token = await world.link(person, 'undo-address', 'undo');
    expect((await lookAtUndo(token, world.at, world.deps)).ok).toBe(true);
    expect(outcome(await undoNewAddress({ token }, world.at, world.deps))).toBeUndefined();
    expect(await live(world, person)).toEqual([]);
    expect([await world.owner(NEW), await world.owner(OLD)]).toEqual([undefined, person]);
    // The code that had gone to the other address signs nobody in.
    expect(outcome(await bringCode(thief, world.at, world.deps))).toBe('code-expired');
    // The link works once; pressed twice it says so twice (G3).
    expect(outcome(await undoNewAddress({ token }, world.at, world.deps))).toBeUndefined();
    expect(outcome(await lookAtUndo(token, world.at, world.deps))).toBe('link-used');
    expect((await world.events(person)).filter((type) => type === 'address-change-undone')).toHaveLength(1);
    await world.pass(10 * MINUTE);
    const undone = (await world.letters(person)).filter((one) => one.startsWith('address-undone'));
    expect(undone.toSorted()).toEqual(['address-undone owner sent', 'address-undone owner-new sent']);
    await world.pass(DAY);
    expect(await world.details(person)).toEqual({ email: OLD, name: 'Анна Петрова' });
    expect(await findings(world)).toEqual([]);
  });

  test('G7: an address that is somebody’s: answer, letters and events of the asker are alike; no code is right', async () => {
    const seen = await Promise.all(
      [true, false].map(async (taken) => {
        const world = new PeopleWorld();
        if (taken) await world.account(NEW);
        const person = await world.account(OLD);
        const answer = outcome(await askNewAddress(person, NEW, world.at, world.deps));
        const code = await world.addressCode(person);
        await world.pass(5 * MINUTE);
        return {
          world,
          person,
          code,
          told: [answer, await world.letters(person), await world.events(person)],
        };
      }),
    );
    const [known, free] = seen;
    expect(known?.told).toEqual(free?.told);
    if (known === undefined) return;
    const { world, person, code } = known;
    const asked = { person, sid: 'none', code };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBe('code-wrong');
    const token = await world.link(person, 'confirm', 'change');
    expect(outcome(await confirmNewAddress({ person, sid: 'none', token }, world.at, world.deps))).toBe(
      'link-invalid',
    );
    // Its owner got the letter that says there is an account.
    expect(world.mails(NEW)).toBe(1);
  });

  test('two who prove one address: the second is told so, and keeps the old one', async () => {
    const world = new PeopleWorld();
    const [anna, boris] = [await world.account(OLD), await world.account('boris@example.org')];
    for (const person of [anna, boris]) await askNewAddress(person, NEW, world.at, world.deps);
    const [first, second] = await Promise.all(
      [anna, boris].map(async (person) => {
        const token = await world.link(person, 'confirm', 'change');
        return confirmNewAddress({ person, sid: 'none', token }, world.at, world.deps);
      }),
    );
    expect([first, second].map((one) => one && outcome(one)).toSorted()).toEqual([
      'address-taken',
      undefined,
    ]);
    expect(await findings(world)).toEqual([]);
  });

  test('more sessions than a transaction takes all end', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const { records, secrets, random } = world.deps;
    const made = Array.from({ length: 150 }, () =>
      startSession(
        secrets,
        { person, from: { agent: 'a', network: 'n' }, technicalDays: 90 },
        random,
        world.at,
      ),
    );
    for (const { write } of made) await records.commit([write]);
    await askNewAddress(person, NEW, world.at, world.deps);
    const token = await world.link(person, 'confirm', 'change');
    const asked = { person, sid: 'none', token };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBeUndefined();
    expect(await live(world, person)).toEqual([]);
    expect(await readSession(records, secrets, made[0]?.token, world.at)).toBeUndefined();
  });
});
