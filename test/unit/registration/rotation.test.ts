import { describe, expect, it } from 'vitest';
import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { closeAccount } from '../../../functions/account/close-account.ts';
import { confirmNewAddress } from '../../../functions/account/prove-address.ts';
import { undoNewAddress } from '../../../functions/account/undo-address.ts';
import { confirmPerson } from '../../../functions/registration/confirm.ts';
import { registerPerson } from '../../../functions/registration/register.ts';
import { bringCode } from '../../../functions/registration/sign-in.ts';
import { keyFor, toItem } from '../../../shared/records/kinds/kind.ts';
import { addressKind } from '../../../shared/records/kinds/people.ts';
import { rekey } from '../../../shared/records/rekey.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import {
  changedAddress,
  codesToClose,
  findings,
  NEW,
  OLD,
  outcome,
  PeopleWorld,
} from '../account/people-world.ts';
import { HOUR, keysNamed, MINUTE } from '../letters/desk-of-letters.ts';
import { ANNA, codeOf, NETWORK, RegistrationDesk } from './registration-desk.ts';

const DAY = 24 * HOUR;

/** Where addresses stand, by the key that hashed them. */
const standing = (desk: RegistrationDesk | PeopleWorld): readonly string[] =>
  [...(desk instanceof PeopleWorld ? desk.desk : desk).records.everything()]
    .filter(({ kind }) => kind === addressKind.name)
    .map(({ pk }) => pk.slice('ADDRESS#'.length).split('.')[0] ?? '');

/** A registration with its letter's link, under the key that is current now. */
async function registered(desk: RegistrationDesk): Promise<string> {
  await desk.register();
  await desk.stream();
  return desk.tokenTo();
}

/** The two keys as an instance knows them that has not read the secret anew. */
const before = keysNamed('k1', 'k2');

describe('R3: one mailbox has one account, whichever key of the program hashed its address', () => {
  it('registered, rotated, registered, rekeyed, registered: one account, whose owner is told each time', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    desk.rotate('k2', 'k1');
    for (let n = 0; n < 2; n += 1) {
      desk.at += 2 * DAY;
      const mails = desk.mail.to(ANNA).length;
      await desk.register();
      await desk.stream();
      expect(desk.mail.to(ANNA)).toHaveLength(mails + 1);
      expect(desk.letterTo()).toContain('У Вас уже есть учётная запись');
      expect(standing(desk)).toEqual([n === 0 ? 'k1' : 'k2']);
      await rekey(desk.registration, desk.at);
    }
    expect(desk.accounts()).toBe(1);
    expect((await desk.signIn()).split('.')[0]).toBe(person);
    expect(await desk.findings()).toEqual([]);
  });

  it.each([
    ['the one under the old key first', [0, 1]],
    ['the one under the new key first', [1, 0]],
  ])('two registrations, one under each key, both proven: %s', async (_, [first = 0, second = 0]) => {
    const desk = new RegistrationDesk();
    desk.rotate('k1', 'k2');
    const tokens = [await registered(desk)];
    desk.rotate('k2', 'k1');
    tokens.push(await registered(desk));
    expect(await desk.confirm({ token: tokens[first] })).toBe('ok');
    expect(await desk.confirm({ token: tokens[second] })).toBe('address-taken');
    expect(standing(desk)).toEqual(['k2']);
    expect(await desk.findings()).toEqual([]);
  });

  it('both proven in one instant, by a function that knows of the rotation and by one that does not yet', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const desk = new RegistrationDesk();
      desk.rotate('k1', 'k2');
      const old = await registered(desk);
      desk.rotate('k2', 'k1');
      const young = await registered(desk);
      const ways = [
        () => confirmPerson({ token: young }, desk.at, { ...desk.registration, secrets: before }),
        () => confirmPerson({ token: old }, desk.at, desk.registration),
      ];
      const answers = await Promise.all(order.map((n) => ways[n]?.() ?? expect.fail()));
      expect(answers.map(codeOf).toSorted()).toEqual(['address-taken', 'ok']);
      expect(standing(desk)).toHaveLength(1);
    }
  });

  it('typed before the new key was known at all: not proven under it, until the job has seen it', async () => {
    const desk = new RegistrationDesk();
    const token = await registered(desk);
    desk.rotate('k2', 'k1');
    expect(await desk.confirm({ token })).toBe('link-expired');
    expect(desk.accounts()).toBe(0);
    await rekey(desk.registration, desk.at);
    expect(await desk.confirm({ token })).toBe('ok');
    expect(standing(desk)).toEqual(['k2']);
    expect(
      'lookups' in
        (await desk.profile(
          [...desk.records.everything()].find(({ kind }) => kind === 'profile')?.body['person'] as string,
        )),
    ).toBe(false);
  });

  it('an address that waits to become somebody’s, and meanwhile was registered under the other key', async () => {
    const world = new PeopleWorld();
    const person = await world.account(OLD);
    await askNewAddress(person, NEW, world.at, world.deps);
    world.rotate('k2', 'k1');
    const other = await world.account(NEW);
    const asked = { person, sid: 'none', code: await world.addressCode(person) };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBe('address-taken');
    expect(await world.owner(NEW)).toBe(other);
    expect(standing(world).toSorted()).toEqual(['k1', 'k2']);
  });

  it('and the other way round: changed to it under the new key, its registration under the old one is not proven', async () => {
    const world = new PeopleWorld();
    world.rotate('k1', 'k2');
    const token = await world.confirmToken(await world.registered(NEW));
    world.rotate('k2', 'k1');
    const person = await world.account(OLD);
    await askNewAddress(person, NEW, world.at, world.deps);
    const asked = { person, sid: 'none', code: await world.addressCode(person) };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBeUndefined();
    expect(outcome(await confirmPerson({ token }, world.at, world.deps))).toBe('address-taken');
  });
});

describe('the rekey job', () => {
  it('moves every hash that an older key made, says what is retired, and finds nothing the second time', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const waiting = await world.account('waits@example.org');
    await askNewAddress(waiting, 'waits-new@example.org', world.at, world.deps);
    await world.registered('unproven@example.org');
    await world.desk.claim();
    world.rotate('k2', 'k1');
    // Three people and the contact of a case.
    expect(await rekey(world.deps, world.at)).toEqual({ moved: 4, left: new Map([['k1', 0]]), doubles: [] });
    expect(await rekey(world.deps, world.at)).toMatchObject({ moved: 0 });
    expect(
      JSON.stringify(
        [...world.desk.records.everything()]
          .map(({ pk, body }) => [pk, { ...body, lookups: 0 }])
          .filter(([pk]) => !String(pk).startsWith('COUNT')),
      ),
    ).not.toContain('"k1.');
    expect(standing(world)).toEqual(['k2', 'k2', 'k2']);
    // What waits for its proof, and what may still be undone, goes on.
    const asked = { person: waiting, sid: 'none', code: await world.addressCode(waiting) };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBeUndefined();
    const undo = await world.link(person, 'undo-address', 'undo');
    expect(outcome(await undoNewAddress({ token: undo }, world.at, world.deps))).toBeUndefined();
    expect([await world.owner(OLD), await world.owner(NEW)]).toEqual([person, undefined]);
    expect(await findings(world)).toEqual([]);
  });

  it('stopped at any place it goes on when run again, and nobody is lost on the way', async () => {
    let hits = 0;
    for (let stop = 1, hit = true; hit; stop += 1) {
      const desk = new RegistrationDesk();
      for (const n of [1, 2, 3]) await desk.account(`anna-${n}@example.org`);
      desk.rotate('k2', 'k1');
      let commits = 0;
      hit = false;
      desk.faults = ({ op, when }) => {
        if (op !== 'commit' || when !== 'after') return;
        commits += 1;
        hit = commits >= stop;
        if (hit) throw new Error('killed');
      };
      await rekey(desk.registration, desk.at).catch(() => undefined);
      desk.faults = () => {};
      if (hit) hits += 1;
      for (const n of [1, 2, 3]) expect(await desk.signIn(`anna-${n}@example.org`)).toMatch(/^P-/);
      expect((await rekey(desk.registration, desk.at)).left).toEqual(new Map([['k1', 0]]));
      expect(standing(desk)).toEqual(['k2', 'k2', 'k2']);
      expect(await desk.findings()).toEqual([]);
    }
    expect(hits).toBe(3);
  });

  it('beside people who act: a record changed under its hands is read anew', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    world.rotate('k2', 'k1');
    let once = true;
    world.desk.faults = async ({ op, when, writes }) => {
      if (
        op !== 'commit' ||
        when !== 'before' ||
        !once ||
        !JSON.stringify(writes?.map(({ op }) => op)).includes('delete-version')
      )
        return;
      once = false;
      await askNewAddress(person, NEW, world.at, world.deps);
    };
    expect(await rekey(world.deps, world.at)).toMatchObject({ moved: 1, left: new Map([['k1', 0]]) });
    expect(once).toBe(false);
    expect((await world.details(person)).newEmail).toBe(NEW);
    expect(await world.owner(OLD)).toBe(person);
  });

  it('names two accounts that were made of one mailbox, and leaves them to people', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    world.rotate('k2', 'k1');
    const place = addressHash(world.deps.secrets, OLD);
    await world.deps.records.commit([
      {
        op: 'put-absent',
        item: toItem(addressKind, place, { person: 'P-OTHER', since: '2026-12-07T09:00:00.000Z' }),
      },
    ]);
    const done = await rekey(world.deps, world.at);
    expect(done.doubles).toEqual([[person, 'P-OTHER']]);
    expect(done.left.get('k1')).toBeGreaterThan(0);
    expect(await world.deps.records.get(keyFor(addressKind, place), world.at)).toBeDefined();
  });
});

describe('what was begun before the job, and ends after it', () => {
  it('R4: a code to sign in that was on its way', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    world.rotate('k2', 'k1');
    const brought = await world.signInCode(OLD);
    await rekey(world.deps, world.at);
    const done = await bringCode(brought, world.at, world.deps);
    expect(done.ok && done.value.token.split('.')[0]).toBe(person);
  });

  it('R7: codes to close an account, of both addresses; then the mailbox is free under every key', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    world.rotate('k2', 'k1');
    const codes = await codesToClose(world, person);
    await rekey(world.deps, world.at);
    expect(outcome(await closeAccount(person, codes, world.at, world.deps))).toMatchObject({
      due: expect.any(String),
    });
    await world.pass(4 * DAY);
    expect(standing(world)).toEqual([]);
    expect(await world.owner(await world.account(NEW).then(() => NEW))).not.toBe(person);
  });

  it('R7: closed without the job having run, the mailbox is free under every key too', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    world.rotate('k2', 'k1');
    await closeAccount(person, await codesToClose(world, person), world.at, world.deps);
    await world.pass(4 * DAY);
    expect(standing(world)).toEqual([]);
  });

  it('G16: a new address asked for again after a rotation has the tries that were used', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    await askNewAddress(person, NEW, world.at, world.deps);
    const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
    for (let n = 0; n < 5; n += 1)
      await confirmNewAddress(
        { person, sid: 'none', code: wrong(await world.addressCode(person)) },
        world.at,
        world.deps,
      );
    world.desk.at += MINUTE;
    world.rotate('k2', 'k1');
    await askNewAddress(person, NEW, world.at, world.deps);
    const asked = { person, sid: 'none', code: await world.addressCode(person) };
    expect(outcome(await confirmNewAddress(asked, world.at, world.deps))).toBe('code-exhausted');
  });

  it('G3: the same request twice at once, by a function that knows of the rotation and by one that does not yet', async () => {
    const desk = new RegistrationDesk();
    desk.rotate('k2', 'k1');
    const request = await desk.form();
    const once = { route: 'POST /registrations', key: 'k'.repeat(22), body: request };
    const [one, other] = await Promise.all(
      [desk.registration, { ...desk.registration, secrets: before }].map((deps) =>
        registerPerson({ request, network: NETWORK, once }, desk.at, deps),
      ),
    );
    expect([one, other].map((done) => done && codeOf(done))).toEqual(['ok', 'ok']);
    expect([...desk.records.everything()].filter(({ kind }) => kind === 'profile')).toHaveLength(1);
  });
});
