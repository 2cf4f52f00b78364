import { describe, expect, test } from 'vitest';
import { reerase } from '../../../functions/erasures/reerase.ts';
import type { Again } from '../../../shared/records/again.ts';
import { profileKind } from '../../../shared/records/kinds/people.ts';
import { commitWithEvents, readChain } from '../../../shared/records/ledger.ts';
import { personChapter } from '../../../shared/records/person-file.ts';
import { PeopleWorld } from '../account/people-world.ts';
import { HOUR } from '../letters/desk-of-letters.ts';

const again = (world: PeopleWorld, people: Again[], over: object = {}) =>
  reerase(
    { time: new Date(world.at).toISOString(), people },
    { ...world.desk.deps, ...world.deps, report: () => {}, ...over },
  );
const iso = (at: number) => new Date(at).toISOString();

describe('S8: erased again after a restore', () => {
  test('S8: who has used the copy since the list was closed is spared, and named', async () => {
    const world = new PeopleWorld();
    const anna = await world.account();
    const closed = iso(world.at + HOUR);
    const since = personChapter(anna, [{ type: 'session-ended', by: 'person' }], world.at + 2 * HOUR);
    await commitWithEvents(world.deps.records, world.deps.secrets, [], [since]);
    expect(await again(world, [{ person: anna, closed }])).toEqual([[anna, 'spared']]);
    expect(await world.body(anna)).toBeDefined();
    expect(await again(world, [{ person: anna, closed: iso(world.at + 3 * HOUR) }])).toEqual([
      [anna, 'destroyed'],
    ]);
    expect(await world.body(anna)).toBeUndefined();
  });

  test('S8: what a hold kept back then stays, though the hold was lost with the copy; the chain says so', async () => {
    const world = new PeopleWorld();
    const anna = await world.account();
    expect(await again(world, [{ person: anna, held: [profileKind.kept] }])).toEqual([[anna, 'held']]);
    expect(await world.body(anna)).toBeDefined();
    const last = (await readChain(world.deps.records, anna)).findLast(
      ({ body }) => body.type === 'destroyed',
    );
    expect(last?.body).toMatchObject({ reason: 'restored', data: { held: profileKind.kept } });
  });

  test('S8: somebody who is not in the copy is nothing; one who fails holds up nobody; it ends when the time is up', async () => {
    const world = new PeopleWorld();
    const anna = await world.account();
    const boris = await world.account('boris@example.org');
    const broken = { ...world.desk.deps.wrapper, unwrap: () => Promise.reject(new Error('throttled')) };
    expect(await again(world, [{ person: 'P-NOBODY' }, { person: anna }], { wrapper: broken })).toEqual([
      ['P-NOBODY', 'nothing'],
      [anna, 'failed'],
    ]);
    const short = { remaining: () => 0 };
    expect(await again(world, [{ person: anna }, { person: boris }], short)).toEqual([[anna, 'destroyed']]);
    expect(await again(world, [{ person: anna }, { person: boris }])).toEqual([
      [anna, 'nothing'],
      [boris, 'destroyed'],
    ]);
  });
});
