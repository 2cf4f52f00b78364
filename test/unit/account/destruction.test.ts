import { describe, expect, test } from 'vitest';
import { viewClosing } from '../../../functions/account/ask-closing.ts';
import { closeAccount } from '../../../functions/account/close-account.ts';
import { erasurePlan } from '../../../shared/records/erasure-plan.ts';
import { KINDS, kindOf } from '../../../shared/records/kinds/registry.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { destroyLeftOver } from '../../../shared/records/left-over.ts';
import type { Item } from '../../../shared/records/port.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { codesToClose, findings, NEW, OLD, outcome } from './people-world.ts';
import { WholeStory } from './whole-story.ts';

const DAY = 24 * HOUR;
/** What lies about a person when everything was done that can be done, and must go with the account. */
const GOES = [
  ...['address', 'duty', 'legal-hold', 'person-session', 'person-text', 'profile'],
  ...['public-page', 'published'],
];

/** Every stored item, but those that have had their term, that names the person or one of their addresses' hashes, in its key or its body. */
function hers(world: WholeStory, person: string): readonly Item[] {
  const names = [person, ...[OLD, NEW].map((email) => addressHash(world.deps.secrets, email))];
  return [...world.desk.records.everything()].filter((item) => {
    if (item.expires !== undefined && item.expires * 1000 <= world.at) return false;
    const text = JSON.stringify(item, (_, value: unknown) => (value instanceof Uint8Array ? '' : value));
    return names.some((name) => text.includes(name));
  });
}
const kindsOf = (items: readonly Item[]) => [...new Set(items.map(({ kind }) => kind))].toSorted();

async function asked(): Promise<{ readonly world: WholeStory; readonly person: string }> {
  const world = new WholeStory();
  const person = await world.live();
  const done = outcome(await closeAccount(person, await codesToClose(world, person), world.at, world.deps));
  expect(done).toHaveProperty('due');
  return { world, person };
}

async function closed() {
  const { world, person } = await asked();
  const before = hers(world, person);
  await world.pass(3 * DAY + 15 * MINUTE);
  return { world, person, before };
}

describe('R7: what is left of somebody who did everything and closed the account', () => {
  test('by a look at all that is stored, nothing but what the plan that was shown says stays', async () => {
    const { world, person, before } = await closed();
    expect(kindsOf(before)).toEqual(expect.arrayContaining(GOES));
    const left = hers(world, person);
    const stays = new Set<string>(erasurePlan().stays.map(({ rule }) => rule));
    const broken = left.filter(({ kind }) => !stays.has(kindOf(kind)?.kept ?? ''));
    expect(broken.map(({ kind, pk, sk }) => `${kind} ${pk} ${sk}`)).toEqual([]);
    expect(kindsOf(left)).toEqual([
      'case',
      'destruction',
      'erased',
      'event',
      'letter',
      'personal',
      'unsubscribe',
    ]);
    expect(await findings(world)).toEqual([]);
  });

  test('S6: the story leaves a record of every kind that belongs to a person: a new kind needs its place in it', async () => {
    const { before } = await closed();
    const personal = Object.values(KINDS).filter(
      ({ belongs }) => typeof belongs !== 'string' && 'person' in belongs,
    );
    // The act of destruction comes with the destruction.
    const expected = personal.map(({ name }) => name).filter((name) => name !== 'destruction');
    expect(kindsOf(before)).toEqual(expect.arrayContaining(expected));
  });

  test('C5, R6: the chain tells that what was public is not any more, and that each open duty is done', async () => {
    const { world, person } = await closed();
    const chain = await readChain(world.deps.records, person);
    const last = chain.slice(-6).map(({ body: { type, data } }) => `${type} ${data?.['field'] ?? ''}`.trim());
    expect(last.filter((one) => one.startsWith('unpublished'))).toEqual([
      'unpublished name',
      'unpublished organisation',
    ]);
    expect(chain.filter(({ body }) => body.type === 'withdrawal-settled').length).toBe(3);
    expect(chain.at(-1)?.body).toMatchObject({ type: 'destroyed', reason: 'closed' });
  });

  test('more records than a transaction takes go in steps; who dies between any two of them goes on', async () => {
    const { world, person } = await asked();
    await world.look(person, 150);
    let commits = 0;
    let deaths = 0;
    world.desk.faults = ({ op, when, writes }) => {
      const destroys = op === 'commit' && writes?.some((write) => write.op === 'delete-version');
      if (destroys !== true || when !== 'before') return;
      commits += 1;
      if (commits % 2 === 1) return;
      deaths += 1;
      throw new Error('killed');
    };
    await world.pass(3 * DAY);
    for (let n = 0; n < 10; n += 1) await world.pass(15 * MINUTE);
    world.desk.faults = () => {};
    expect(deaths).toBeGreaterThan(1);
    expect(kindsOf(hers(world, person)).filter((kind) => GOES.includes(kind))).toEqual([]);
    expect(await findings(world)).toEqual([]);
  });
});

test('R6, R7: while the account is being closed its page and its letter say what becomes of the public page', async () => {
  const { world, person } = await asked();
  const letter = () => world.desk.mail.to(NEW).at(-1)?.text;
  await world.pass(5 * MINUTE);
  expect(letter()).toContain('До закрытия её, как и прежде, видят все');
  expect(letter()).toContain('/me/public');
  expect(outcome(await viewClosing(person, world.at, world.deps))).toMatchObject({ isPublic: true });
  const other = await world.account('boris@example.org');
  expect(outcome(await viewClosing(other, world.at, world.deps))).toMatchObject({ isPublic: false });
});

describe('R7, A1: what was left over', () => {
  test('of accounts closed before is named by the audit, and goes by its command, with an event', async () => {
    const { world, person, before } = await closed();
    const { records } = world.desk;
    const lost = before.filter(({ kind }) => ['duty', 'person-text'].includes(kind));
    expect(lost.length).toBeGreaterThan(3);
    await records.commit(lost.map((item) => ({ op: 'put-absent', item: { ...item, v: 1 } })));
    const found = await findings(world);
    expect(found).toHaveLength(lost.length);
    expect(found[0]).toMatchObject({
      what: 'is left of a person whose data were destroyed',
      person,
    });
    expect(await destroyLeftOver(world.deps, person, world.at)).toBe(lost.length);
    expect(await findings(world)).toEqual([]);
    expect((await readChain(records, person)).at(-1)?.body).toMatchObject({
      type: 'leftovers-destroyed',
      data: { records: lost.length },
    });
    expect(await destroyLeftOver(world.deps, person, world.at)).toBe(0);
  });

  test('whatever kind it is of: each that must go is named when it comes back with older tables', async () => {
    const { world, person, before } = await closed();
    const gone = before.filter(({ kind }) => GOES.includes(kind));
    for (const kind of GOES) {
      const [item] = gone.filter((one) => one.kind === kind);
      if (item === undefined) throw new Error(kind);
      await world.desk.records.commit([{ op: 'put-absent', item: { ...item, v: 1 } }]);
      expect((await findings(world)).map((one) => one.person)).toEqual([person]);
      await world.desk.records.commit([{ op: 'delete-version', key: item, v: 1 }]);
    }
  });

  test('nothing of somebody who is there is touched', async () => {
    const world = new WholeStory();
    const person = await world.live();
    const before = hers(world, person).length;
    expect(await destroyLeftOver(world.deps, person, world.at)).toBe(0);
    expect(hers(world, person)).toHaveLength(before);
    expect(await findings(world)).toEqual([]);
  });
});
