import { describe, expect, test } from 'vitest';
import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { confirmNewAddress } from '../../../functions/account/prove-address.ts';
import { undoNewAddress } from '../../../functions/account/undo-address.ts';
import { destroyPerson } from '../../../functions/erasures/destroy.ts';
import { askForCode, bringCode } from '../../../functions/registration/sign-in.ts';
import { endOwn } from '../../../shared/identity/end-sessions.ts';
import { startSession } from '../../../shared/identity/person-sessions.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { readPerson } from '../../../shared/records/person-file.ts';
import type { Records, Write } from '../../../shared/records/port.ts';
import { changedAddress, findings, live, NEW, OLD, outcome, PeopleWorld } from './people-world.ts';

/** A store where somebody else is quicker, once: `other` runs just before the first transaction that fits. */
function overtaken(
  records: Records,
  fits: (writes: readonly Write[]) => boolean,
  other: () => Promise<unknown>,
): Records {
  let done = false;
  const commit: Records['commit'] = async (writes) => {
    if (!done && fits(writes)) {
      done = true;
      await other();
    }
    return records.commit(writes);
  };
  return new Proxy(records, {
    get: (target, name) => {
      if (name === 'commit') return commit;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const kindOf = (write: Write): string => ('item' in write ? write.item.kind : '');
const signsIn = (writes: readonly Write[]) => writes.some((write) => kindOf(write) === 'person-session');
const changesProfile = (writes: readonly Write[]) => writes.some((write) => kindOf(write) === 'profile');

describe('T3, R5: a sign-in at the same instant as what ends all sessions', () => {
  test('an undo that comes between the reading and the writing of a sign-in leaves no session', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const token = await world.link(person, 'undo-address', 'undo');
    const thief = await world.signInCode(NEW);
    const undo = () => undoNewAddress({ token }, world.at, world.deps);
    const records = overtaken(world.deps.records, signsIn, undo);
    expect(outcome(await bringCode(thief, world.at, { ...world.deps, records }))).toBe('code-expired');
    expect(await live(world, person)).toEqual([]);
    expect(await findings(world)).toEqual([]);
  });

  test('a sign-in that comes between the reading and the writing of an undo is ended too', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const token = await world.link(person, 'undo-address', 'undo');
    const thief = await world.signInCode(NEW);
    const records = overtaken(world.deps.records, changesProfile, () =>
      bringCode(thief, world.at, world.deps),
    );
    expect(outcome(await undoNewAddress({ token }, world.at, { ...world.deps, records }))).toBeUndefined();
    expect(await live(world, person)).toEqual([]);
    expect(await findings(world)).toEqual([]);
  });

  test('a sign-in by the old address at the instant of a change is ended too', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const mine = await world.signIn(OLD);
    await askNewAddress(person, NEW, world.at, world.deps);
    const asked = { person, sid: mine, code: await world.addressCode(person) };
    const thief = await world.signInCode(OLD);
    const records = overtaken(world.deps.records, changesProfile, () =>
      bringCode(thief, world.at, world.deps),
    );
    expect(outcome(await confirmNewAddress(asked, world.at, { ...world.deps, records }))).toBeUndefined();
    expect(await live(world, person)).toEqual([mine]);
  });

  test('R7: nobody is signed in to an account that is destroyed at that instant', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const code = await world.signInCode(OLD);
    const destroy = async () => {
      const file = await readPerson(world.deps, person, world.at);
      if (file !== undefined) await destroyPerson(file, undefined, world.at, world.desk.deps);
    };
    const records = overtaken(world.deps.records, signsIn, destroy);
    expect(outcome(await bringCode(code, world.at, { ...world.deps, records }))).toBe('code-expired');
    expect(await live(world, person)).toEqual([]);
  });

  test('R5: a code that was asked for while the undo was being written went to the other address: it signs nobody in', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const token = await world.link(person, 'undo-address', 'undo');
    let challenge = '';
    const began = world.at;
    // The undo's instant is that of its request; the thief's request comes a moment later, before the undo is written.
    const asking = async () => {
      const asked = { email: NEW, language: 'ru', network: '192.0.2.0/24' } as const;
      const begun = await askForCode(asked, began + 50, world.deps);
      challenge = begun.ok ? begun.value.challenge : '';
    };
    const records = overtaken(world.deps.records, changesProfile, asking);
    expect(outcome(await undoNewAddress({ token }, began, { ...world.deps, records }))).toBeUndefined();
    const thief = { challenge, code: await world.code(challenge), agent: 'test', network: '192.0.2.0/24' };
    expect(outcome(await bringCode(thief, began + 300, world.deps))).toBe('code-expired');
    expect(await live(world, person)).toEqual([]);
  });

  test('T3: somebody with more sessions than one transaction takes can end all the others', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const mine = await world.signIn(OLD);
    const { records, secrets, random } = world.deps;
    const from = { agent: 'test', network: '192.0.2.0/24' };
    for (let n = 0; n < 120; n += 1)
      await records.commit([
        startSession(secrets, { person, from, technicalDays: 90 }, random, world.at).write,
      ]);
    expect(outcome(await endOwn({ id: person, sid: mine }, 'others', world.at, world.deps))).toEqual({
      self: false,
    });
    expect(await live(world, person)).toEqual([mine]);
    const ended = (await readChain(records, person)).at(-1)?.body;
    expect(ended).toMatchObject({ type: 'session-ended', data: { kept: mine, count: 120 } });
  });
});
