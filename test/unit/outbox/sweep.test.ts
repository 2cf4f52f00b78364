import { describe, expect, test } from 'vitest';
import { poll } from '../../../functions/outbox/poll.ts';
import { sweep } from '../../../functions/outbox/sweep.ts';
import { OUTBOX_GROUPS, reactionOf } from '../../../shared/names.ts';
import { AT, Reader } from './reader.ts';

describe('one sweep for all groups of the outbox (G1)', () => {
  test('only groups of which something is due are handed on, wherever their items lie; cases are counted (D1) and texts looked for (P5) always', async () => {
    const reader = new Reader();
    await reader.wants('case', 'CASE#1', AT + 1);
    await reader.wants('letter', 'PERSON#1', AT, 'people');
    await reader.wants('duty', 'PERSON#1-duty', AT - 1, 'people');
    expect(await sweep(AT, reader.deps)).toEqual(['case', 'letter', 'duty', 'document']);
    expect(reader.told).toEqual(
      expect.arrayContaining(['letters-task due', 'consent-task due', 'policy-task due']),
    );
    expect(reader.handed.every(({ event }) => event.time === '2026-11-23T07:00:00.000Z')).toBe(true);
    expect(reader.reports).toEqual(['swept']);
  });

  test('every group is found by it, in each of its tables', async () => {
    for (const group of OUTBOX_GROUPS)
      for (const table of reactionOf(group).tables) {
        const reader = new Reader();
        await reader.wants(group, 'X#1', AT, table);
        expect(await sweep(AT, reader.deps)).toContain(group);
        expect(reader.told).toContain(`${reactionOf(group).door} due`);
      }
  });

  test('a group that is not taken, however much is due in it, holds up no other; the sweep comes again', async () => {
    const reader = new Reader();
    for (const group of ['case', 'person', 'letter'] as const)
      for (let n = 0; n < 300; n += 1)
        await reader.wants(group, `${group}#${n}`, AT, group === 'person' ? 'people' : 'cases');
    reader.deaf.add('cases-task');
    await expect(sweep(AT, reader.deps)).rejects.toThrow(/^case$/);
    expect(reader.told).toEqual(
      expect.arrayContaining(['letters-task due', 'lifecycle-task due', 'policy-task due']),
    );
    expect(reader.reports).toEqual(['hand-on-failed case']);
  });
});

describe('L2: where the records have no stream', () => {
  const RHYTHM = { everySeconds: 5, forSeconds: 55 };

  test('what is to be done at once is handed on within the rhythm, each once; the minute ends', async () => {
    const reader = new Reader();
    await reader.wants('letter', 'CASE#1');
    await reader.wants('person', 'PERSON#1', AT, 'people');
    let pauses = 0;
    reader.paused = async () => {
      pauses += 1;
      if (pauses === 3) await reader.wants('case', 'CASE#2');
    };
    await poll(RHYTHM, reader.deps);
    expect(reader.told).toEqual(['letters-task CASE#1', 'cases-task CASE#2']);
    expect(reader.now - AT).toBe(55_000);
  });

  test('more than a page that its door does not get done hides nobody behind it', async () => {
    const reader = new Reader();
    for (let n = 0; n < 450; n += 1) await reader.wants('letter', `CASE#${n}`, AT - 1_000 + n);
    await poll(RHYTHM, reader.deps);
    const all = reader.handed.flatMap(({ event }) => event.items?.map(({ pk }) => pk) ?? []);
    expect(all).toHaveLength(450);
    expect(new Set(all).size).toBe(450);
  });

  test('a door that takes nothing does not spin, and is tried again in each round', async () => {
    const reader = new Reader();
    await reader.wants('letter', 'CASE#1');
    await reader.wants('case', 'CASE#1-case');
    reader.deaf.add('letters-task');
    let pauses = 0;
    reader.paused = () => {
      pauses += 1;
      if (pauses === 5) reader.deaf.clear();
    };
    await poll(RHYTHM, reader.deps);
    expect(reader.told).toEqual(['cases-task CASE#1-case', 'letters-task CASE#1']);
    expect(reader.now - AT).toBe(55_000);
    expect(reader.reports.length).toBeLessThan(30);
  });
});
