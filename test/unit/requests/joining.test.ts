import { describe, expect, test } from 'vitest';
import { presentPublicCase } from '../../../shared/api/present-case.ts';
import { audit } from '../../../shared/records/audit.ts';
import { loadCase } from '../../../shared/views/load-case.ts';
import type { PeopleWorld } from '../account/registered-people.ts';
import { AT, acts, aStoredRequest, fileOf, LATER, requestWorld } from './request-world.ts';

const DAY = 86_400_000;
const NOBODY = { proof: undefined as never, person: undefined as never };

/** What the holder of the secret link is shown. */
async function shown(world: PeopleWorld, reference: string) {
  const parts = await loadCase(world, reference, LATER);
  if (parts === undefined) throw new Error('no case');
  const { revision: _, ...view } = presentPublicCase(parts, LATER, 'ru');
  return view;
}
const clocks = async (world: PeopleWorld, reference: string) =>
  Object.fromEntries(
    (await fileOf(world, reference)).state.body.clocks.map(({ id, start, due, state }) => [
      id,
      `${state} ${start.slice(0, 10)} ${due}`,
    ]),
  );

describe('S9: duplicates are joined', () => {
  test('S9, S5: the case that goes on takes over what is asked; the earliest receipt governs every clock, and the person is told the dates', async () => {
    const world = await requestWorld();
    const early = await aStoredRequest(world, { ...NOBODY, parts: ['access', 'stop'] }, {}, AT - 3 * DAY);
    const late = await aStoredRequest(world, { parts: ['access'] });
    expect((await clocks(world, late))['access.answer']).toBe('running 2026-11-23 2026-12-07');
    expect(await acts(world, early, 'join', { to: late })).toBe('ok');
    expect(await clocks(world, late)).toEqual({
      'access.answer': 'running 2026-11-20 2026-12-04',
      'stop.stop': 'running 2026-11-20 2026-12-04',
    });
    const { body, todo } = (await fileOf(world, late)).state;
    expect(body).toMatchObject({ status: 'open', own: { joinedFrom: [early] }, dueOn: '2026-12-04' });
    expect(todo).toMatchObject({ why: 'replan' });
    expect((await world.chain(late)).at(-1)).toMatchObject({
      type: 'joined',
      by: 'staff:officer-1',
      data: { from: early, dueOn: '2026-12-04' },
    });
    expect((await fileOf(world, early)).state.body).toMatchObject({
      status: 'joined',
      own: { joinedTo: late },
    });
    expect((await world.chain(early)).map(({ type }) => type)).toEqual(['opened', 'joined', 'closed']);
    expect((await audit(world.records, world.secrets, LATER)).findings).toEqual([]);
  });

  test('S9, G7: the page of an unproven request that was joined is the page it was', async () => {
    const world = await requestWorld();
    const early = await aStoredRequest(world, { ...NOBODY, parts: ['access', 'stop'] });
    const late = await aStoredRequest(world, { parts: ['access'] });
    const before = await shown(world, early);
    expect(await acts(world, early, 'join', { to: late })).toBe('ok');
    expect(await shown(world, early)).toEqual(before);
    expect(JSON.stringify(await shown(world, early))).not.toContain(late);
  });

  test('S9: of a proven person the page says that it was joined', async () => {
    const world = await requestWorld();
    const one = await aStoredRequest(world, { parts: ['access'] });
    const other = await aStoredRequest(world, { parts: ['access'] });
    expect(await acts(world, one, 'join', { to: other })).toBe('ok');
    expect(await shown(world, one)).toMatchObject({ status: 'joined' });
  });

  test('S9: nothing is joined to itself, to another address, to another person, to a case without proof, to one that is not there', async () => {
    const world = await requestWorld();
    const mine = await aStoredRequest(world, { parts: ['access'] });
    const unproven = await aStoredRequest(world, { ...NOBODY, parts: ['access'] });
    const elsewhere = await aStoredRequest(world, { parts: ['access'] }, {}, AT, 'other@example.org');
    const theirs = await aStoredRequest(world, { parts: ['access'], person: 'P-00000000000000000000' });
    expect(await acts(world, mine, 'join', { to: mine })).toBe('join-itself');
    expect(await acts(world, mine, 'join', { to: unproven })).toBe('join-other-address');
    expect(await acts(world, unproven, 'join', { to: elsewhere })).toBe('join-other-address');
    expect(await acts(world, mine, 'join', { to: theirs })).toBe('join-other-address');
    const second = await aStoredRequest(world, { ...NOBODY, parts: ['access'] });
    expect(await acts(world, unproven, 'join', { to: second })).toBe('join-unproven');
    expect(await acts(world, mine, 'join', { to: 'PD-2026-K7M4QX-0' })).toBe('not-found');
    for (const reference of [mine, unproven, elsewhere, theirs, second])
      expect((await world.chain(reference)).map(({ type }) => type)).toEqual(['opened']);
  });

  test('S9: a death between the two commits leaves nobody unanswered; joined again, nothing is handed over twice', async () => {
    const world = await requestWorld();
    const early = await aStoredRequest(world, { ...NOBODY, parts: ['stop'] }, {}, AT - DAY);
    const late = await aStoredRequest(world, { parts: ['access'] });
    let commits = 0;
    const records = new Proxy(world.records, {
      get: (target, name) =>
        name === 'commit'
          ? (writes: Parameters<typeof target.commit>[0]) => {
              commits += 1;
              if (commits === 2) throw new Error('died');
              return target.commit(writes);
            }
          : (Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name)),
    });
    await expect(acts({ ...world, records }, early, 'join', { to: late })).rejects.toThrow('died');
    expect((await fileOf(world, early)).state.body.status).toBe('unproven');
    expect(await acts(world, early, 'join', { to: late })).toBe('ok');
    expect((await fileOf(world, early)).state.body.status).toBe('joined');
    expect((await world.chain(late)).map(({ type }) => type)).toEqual(['opened', 'joined']);
  });
});
