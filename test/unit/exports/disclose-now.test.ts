import { beforeEach, describe, expect, test } from 'vitest';
import { askNewAddress } from '../../../functions/account/ask-address.ts';
import { confirmNewAddress } from '../../../functions/account/prove-address.ts';
import { exportWork } from '../../../functions/exports/due.ts';
import { releasePersonHold } from '../../../functions/people/release-hold.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { casesOwnedBy } from '../../../shared/records/own-cases.ts';
import type { Records } from '../../../shared/records/port.ts';
import { findings, NEW, OLD, PeopleWorld } from '../account/people-world.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { askInSession, disclosed, requestOf } from './own-request.ts';

let world: PeopleWorld;
let person: string;

beforeEach(async () => {
  world = new PeopleWorld();
  person = await world.account();
});

const changeAddress = async () => {
  await askNewAddress(person, NEW, world.at, world.deps);
  const code = await world.addressCode(person);
  const done = await confirmNewAddress({ person, sid: 'none', code }, world.at, world.deps);
  if (!done.ok) throw new Error(done.refusal.code);
};
const heldWhy = async (reference: string) =>
  (await readChain(world.deps.records, reference))
    .filter(({ body }) => body.type === 'disclosure-held')
    .map(({ body }) => body.data?.['why']);

describe('S3, S6: what is asked in a session, with a code', () => {
  test('is disclosed at once, once, by the program: the letter with the link goes to the address on file and meets the clock', async () => {
    const reference = await askInSession(world, { person });
    expect(
      await world.deps.records.listTodo('export', { upTo: new Date(world.at).toISOString(), limit: 9 }),
    ).toHaveLength(1);
    expect(await disclosed(world, person, reference)).toBe('disclosed');
    expect(await disclosed(world, person, reference)).toBe('nothing');
    expect(await world.deps.records.listTodo('export', { upTo: '2030-01-01T00:00:00Z', limit: 9 })).toEqual(
      [],
    );
    await world.pass(MINUTE);
    const mails = world.desk.mail.to(OLD).filter(({ text }) => text.includes('/exports/'));
    expect(mails).toHaveLength(1);
    const { clocks, status } = await requestOf(world, reference);
    expect(clocks).toMatchObject([{ id: 'access.answer', state: 'met' }]);
    expect(status).toBe('sent');
    const chain = (await readChain(world.deps.records, reference)).map(({ body }) => body.type);
    expect(chain.filter((type) => type === 'disclosed')).toHaveLength(1);
    expect(await findings(world)).toEqual([]);
  });

  test('is found by its door in the list as well as from the stream, and one that fails holds up no other', async () => {
    const first = await askInSession(world, { person });
    const second = await askInSession(world, { person });
    const failed: (string | undefined)[] = [];
    const deps = { ...world.desk.deps, ...world.deps, remaining: () => 60_000 };
    const torn: Records['get'] = (key, at) => {
      if (key.sk === 'CASE' && key.pk.endsWith(first)) throw new Error('torn');
      return deps.records.get(key, at);
    };
    const records = new Proxy(deps.records, {
      get(target, name) {
        const member: unknown = name === 'get' ? torn : Reflect.get(target, name, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const work = exportWork({ ...deps, records, report: (_, about) => failed.push(about?.case) });
    await work.due(world.at);
    expect(failed).toEqual([first]);
    expect((await requestOf(world, second)).status).toBe('answered');
    const item = { table: 'cases', pk: `PERSON#${person}`, sk: `CASE#${first}` } as const;
    expect(await work.items?.([item], world.at)).toBe(false);
    const healed = exportWork({ ...deps, report: () => {} });
    expect(await healed.items?.([item], world.at)).toBe(true);
    expect((await requestOf(world, first)).status).toBe('answered');
  });

  test('is theirs from its commit on, and a stranger’s request is nobody’s', async () => {
    const own = await askInSession(world, { person });
    const { person: _, ...unknown } = await requestOf(world, own);
    expect(unknown.own.proof).toMatchObject({ how: 'session' });
    await askInSession(world, { person: undefined as never, changes: { proof: undefined as never } });
    expect(await casesOwnedBy(world.deps.records, person)).toEqual([own]);
  });
});

describe('R5: an address that has just changed could be that of who took the account over', () => {
  test('for 72 hours after a change nothing is disclosed without an officer, and the case says why', async () => {
    await changeAddress();
    const reference = await askInSession(world, { person, email: NEW });
    expect(await disclosed(world, person, reference)).toBe('left');
    expect(await heldWhy(reference)).toEqual(['address-held']);
    expect((await requestOf(world, reference)).status).toBe('open');
    expect(await findings(world)).toEqual([]);
  });

  test('after the 72 hours, or once an officer has released the hold, the program discloses again', async () => {
    await changeAddress();
    await world.pass(73 * HOUR);
    const later = await askInSession(world, { person, email: NEW });
    expect(await disclosed(world, person, later)).toBe('disclosed');
    await askNewAddress(person, OLD, world.at, world.deps);
    const code = await world.addressCode(person);
    await confirmNewAddress({ person, sid: 'none', code }, world.at, world.deps);
    await world.pass(5 * MINUTE);
    const revision = (await world.body(person))?.revision ?? 0;
    const request = { reason: 'Позвонили по прежнему телефону', revision };
    const released = await releasePersonHold({ person, request, sub: 'officer' }, world.at, world.desk.deps);
    expect(released.ok).toBe(true);
    const reference = await askInSession(world, { person, email: OLD });
    expect(await disclosed(world, person, reference)).toBe('disclosed');
  });

  test('an address changed while the request was open: an officer discloses, however long ago that was', async () => {
    const reference = await askInSession(world, { person });
    await world.pass(MINUTE);
    await changeAddress();
    await world.pass(80 * HOUR);
    expect(await disclosed(world, person, reference)).toBe('left');
    expect(await heldWhy(reference)).toEqual(['address-differs']);
  });

  test('S9: an answer that would go elsewhere than to the address on file, or to who has no account, is an officer’s', async () => {
    const elsewhere = await askInSession(world, { person, email: 'somebody@example.net' });
    expect(await disclosed(world, person, elsewhere)).toBe('left');
    expect(await heldWhy(elsewhere)).toEqual(['address-differs']);
    const stranger = await world.registered('stranger@example.net');
    const reference = await askInSession(world, { person: stranger, email: 'stranger@example.net' });
    expect(await disclosed(world, stranger, reference)).toBe('left');
    expect(await heldWhy(reference)).toEqual(['no-account']);
  });
});
