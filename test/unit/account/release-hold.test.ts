import { describe, expect, test } from 'vitest';
import { askClosingCode } from '../../../functions/account/ask-closing.ts';
import { closeAccount } from '../../../functions/account/close-account.ts';
import { lookAtUndo, undoNewAddress } from '../../../functions/account/undo-address.ts';
import { type AskedRelease, releasePersonHold } from '../../../functions/people/release-hold.ts';
import { audit } from '../../../shared/records/audit.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { openPerson } from '../../../shared/records/open-person.ts';
import { readWholePerson } from '../../../shared/records/whole-person.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { changedAddress, codesToClose, NEW, OLD, outcome, PeopleWorld } from './people-world.ts';

const DAY = 24 * HOUR;
const findings = async ({ deps, at }: PeopleWorld) => (await audit(deps.records, deps.secrets, at)).findings;
const revisionOf = async (world: PeopleWorld, person: string) => (await world.body(person))?.revision ?? 0;

/** An officer releases the hold, with the revision that stands in the record unless told otherwise. */
async function release(
  world: PeopleWorld,
  person: string,
  { reason = 'mailbox-lost', revision, once }: Partial<AskedRelease['request'] & AskedRelease> = {},
) {
  const request = { reason, revision: revision ?? (await revisionOf(world, person)) };
  const asked = { person, request, sub: 'officer-1', ...(once === undefined ? {} : { once }) };
  return outcome(await releasePersonHold(asked, world.at, world.desk.deps));
}

describe('an officer releases the hold', () => {
  test('R5: then the code of the present address is enough to close; both addresses are told, the old one with its link', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const before = await codesToClose(world, person);
    expect(before.oldChallenge).toEqual(expect.any(String));
    const revision = await revisionOf(world, person);
    expect(await release(world, person)).toEqual({ revision: revision + 1 });
    await world.pass(5 * MINUTE);
    const told = (await world.letters(person)).filter((one) => one.startsWith('hold-released'));
    expect(told.toSorted()).toEqual(['hold-released owner sent', 'hold-released owner-old sent']);
    const token = await world.link(person, 'undo-address', 'undo');
    expect((await lookAtUndo(token, world.at, world.deps)).ok).toBe(true);

    const posed = await askClosingCode(person, world.at, world.deps);
    expect(posed).toEqual({ ok: true, value: { challenge: expect.any(String) } });
    const codes = await codesToClose(world, person);
    const done = await closeAccount(person, codes, world.at, world.deps);
    expect(outcome(done)).toEqual({ due: new Date(world.at + 3 * DAY).toISOString() });
    expect(await findings(world)).toEqual([]);
  });

  test('R5, T3: the old address can still undo the change; the account that was to be closed stays', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    await release(world, person);
    await closeAccount(person, await codesToClose(world, person), world.at, world.deps);
    const token = await world.link(person, 'undo-address', 'undo');
    expect(outcome(await undoNewAddress({ token }, world.at, world.deps))).toBeUndefined();
    expect([await world.owner(OLD), await world.owner(NEW)]).toEqual([person, undefined]);
    expect(await world.body(person)).toMatchObject({ state: 'active' });
    expect((await world.events(person)).slice(-4)).toEqual([
      'hold-released',
      'closing-asked',
      'address-change-undone',
      'closing-cancelled',
    ]);
    await world.pass(4 * DAY);
    expect(await world.body(person)).toMatchObject({ state: 'active' });
    expect(await findings(world)).toEqual([]);
  });

  test('R5: a letter that is overtaken by an undo is not sent: nothing it says is true any more', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    await release(world, person);
    const token = await world.link(person, 'undo-address', 'undo');
    await undoNewAddress({ token }, world.at, world.deps);
    await world.pass(5 * MINUTE);
    const told = (await world.letters(person)).filter((one) => one.startsWith('hold-released'));
    expect(told.toSorted()).toEqual(['hold-released owner stopped', 'hold-released owner-old stopped']);
  });

  test('R5: a second release, one without a change and one after 72 hours are refused; nothing is written', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    await release(world, person);
    const revision = await revisionOf(world, person);
    expect(await release(world, person)).toBe('nothing-held');
    expect(await revisionOf(world, person)).toBe(revision);
    const other = await world.account('boris@example.org');
    expect(await release(world, other)).toBe('nothing-held');
    expect(await release(world, 'P-K7M4QX9TBWZ3R5N8C2HD')).toBe('unknown-person');

    const later = new PeopleWorld();
    const late = await changedAddress(later);
    await later.pass(3 * DAY);
    expect(await release(later, late)).toBe('nothing-held');
  });

  test('G3: the same request again is answered alike and done once; a stale revision is refused', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const revision = await revisionOf(world, person);
    const body = { revision, reason: 'mailbox-lost' };
    const once = { route: `release ${person}`, who: 'officer-1', key: 'k'.repeat(22), body };
    const first = await release(world, person, { revision, once });
    expect(await release(world, person, { revision, once })).toEqual(first);
    expect(await release(world, person, { revision })).toBe('stale-revision');
    const differs = { ...once, body: { ...body, reason: 'court' } };
    expect(await release(world, person, { revision, once: differs })).toBe('idempotency-mismatch');
    expect((await world.events(person)).filter((type) => type === 'hold-released')).toHaveLength(1);
  });

  test('G3: two who release at once: one does, the other finds the record moved', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const both = await Promise.all([release(world, person), release(world, person)]);
    expect(both.filter((one) => one === 'stale-revision')).toHaveLength(1);
    expect((await world.events(person)).filter((type) => type === 'hold-released')).toHaveLength(1);
  });

  test('G17: the officer’s words are sealed beside the record; the ledger has their keyed hash, and the audit finds nothing', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    await release(world, person, { reason: 'канарейка: показала паспорт' });
    const chain = await readChain(world.deps.records, person);
    const event = chain.map(({ body }) => body).find(({ type }) => type === 'hold-released');
    expect(event).toMatchObject({
      by: 'staff:officer-1',
      reason: 'other',
      text: expect.stringMatching(/\S{20,}/),
    });
    const stored = JSON.stringify([...world.desk.records.everything()], (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(stored).not.toContain('канарейка');
    const whole = await readWholePerson(world.desk.records, person);
    if (whole === undefined) throw new Error('gone');
    const words = (await openPerson(world.deps, whole.body, 'staff-view', world.at)).textsIn(whole.texts);
    expect(words.get(String(event?.data?.['text']))).toBe('канарейка: показала паспорт');
    expect(await findings(world)).toEqual([]);
  });

  test('A1: a record that says it was released without an event does not pass the audit', async () => {
    const world = new PeopleWorld();
    const person = await changedAddress(world);
    const key = { table: 'people', pk: `PERSON#${person}`, sk: 'PROFILE' } as const;
    const item = await world.deps.records.get(key, world.at);
    if (item === undefined) throw new Error('no profile');
    const body = { ...item.body, releasedAt: new Date(world.at).toISOString() };
    await world.deps.records.commit([{ op: 'put-version', item: { ...item, v: item.v + 1, body } }]);
    expect(await findings(world)).toEqual([
      { where: expect.stringContaining(person), what: expect.stringContaining('hold-released') },
    ]);
  });
});
