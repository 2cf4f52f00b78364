import { describe, expect, test } from 'vitest';
import { sendDigest } from '../../../functions/desk/digest.ts';
import { escalateOverdue } from '../../../functions/desk/overdue.ts';
import { recalculateCases } from '../../../functions/desk/recalculate.ts';
import { DailyUnfinished, runDaily } from '../../../functions/desk/run-daily.ts';
import { openExecution } from '../../../shared/domain/cases/plan.ts';
import { dueDigest } from '../../../shared/letters/due-digest.ts';
import type { MemoryRecords } from '../../../shared/records/memory.ts';
import { at, CANARIES, DeskWorld, POSTAL } from './desk-world.ts';

// Received on Monday 23 November 2026; promised for Wednesday 23 December; overdue from Thursday 24 December, 00:00 in Moscow.
const LAST_DAY = at('2026-12-23T06:00:00Z');
const MIDNIGHT = at('2026-12-23T21:00:00Z');
const FIRST_MORNING = at('2026-12-24T06:00:00Z');
const SECOND_MORNING = at('2026-12-25T06:00:00Z');

const overdueLetters = async (world: DeskWorld, reference: string) =>
  (await world.letters(reference)).filter(({ kind }) => kind === 'case-overdue');
const escalations = async (world: DeskWorld, reference: string) =>
  (await world.events(reference)).filter((event) => event.data?.['milestone'] === 'overdue');

describe('the daily escalation of what is overdue', () => {
  test('K3: on the last promised day nothing is escalated as overdue, the next morning it is', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    await escalateOverdue(world.deps, LAST_DAY);
    expect(await overdueLetters(world, reference)).toEqual([]);
    await escalateOverdue(world.deps, FIRST_MORNING);
    expect(await overdueLetters(world, reference)).toMatchObject([
      { id: 'overdue-2026-12-24', to: 'officers', status: 'queued' },
    ]);
  });

  test('K3: on the first overdue day officers get one letter: at midnight from the workflow, none at nine', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    expect(await world.milestone(reference, 'overdue', MIDNIGHT)).toBe('act');
    await escalateOverdue(world.deps, FIRST_MORNING);
    expect(await overdueLetters(world, reference)).toHaveLength(1);
    await escalateOverdue(world.deps, SECOND_MORNING);
    expect((await overdueLetters(world, reference)).map(({ id }) => id)).toContain('overdue-2026-12-25');
    expect(await overdueLetters(world, reference)).toHaveLength(2);
  });

  test('K3: a workflow that was down at midnight and comes after the sweep tells nobody a second time', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    await escalateOverdue(world.deps, FIRST_MORNING);
    await world.milestone(reference, 'overdue', FIRST_MORNING + 60_000);
    const file = await world.file(reference);
    const { change, plan } = openExecution(file.state, 'arn:x:1', FIRST_MORNING + 120_000, world.deps.newId);
    expect(plan.waits.Wait1?.until).toBeUndefined();
    expect(change.letters).toEqual([]);
    expect(await overdueLetters(world, reference)).toHaveLength(1);
  });

  test('K3: a run that comes twice, even at once, escalates once; each escalation has its event and moves no revision', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const { revision } = await world.body(reference);
    await Promise.all([
      escalateOverdue(world.deps, FIRST_MORNING),
      escalateOverdue(world.deps, FIRST_MORNING),
    ]);
    await escalateOverdue(world.deps, FIRST_MORNING);
    expect(await overdueLetters(world, reference)).toHaveLength(1);
    expect(await escalations(world, reference)).toMatchObject([
      { type: 'milestone', by: 'system', data: { milestone: 'overdue', day: '2026-12-24' } },
    ]);
    expect((await world.body(reference)).revision).toBe(revision);
  });

  test('K3: it goes on day by day until answered, and not after the answer was sent', async () => {
    const world = new DeskWorld();
    const reference = await world.claim();
    for (const day of [24, 25, 26, 27]) await escalateOverdue(world.deps, at(`2026-12-${day}T06:00:00Z`));
    expect(await overdueLetters(world, reference)).toHaveLength(4);
    await world.act(
      reference,
      { act: 'answer', outcome: 'satisfied', text: 'Вернём.' },
      at('2026-12-27T08:00:00Z'),
    );
    await world.delivered(reference, at('2026-12-27T08:01:00Z'));
    await escalateOverdue(world.deps, at('2026-12-28T06:00:00Z'));
    expect(await overdueLetters(world, reference)).toHaveLength(4);
  });

  test('K4: a decision that lies in the print queue is not sent: it is escalated until it is posted', async () => {
    const world = new DeskWorld();
    const reference = await world.claim(POSTAL);
    await world.act(
      reference,
      { act: 'answer', outcome: 'satisfied', text: 'Вернём.' },
      at('2026-12-22T08:00:00Z'),
    );
    await escalateOverdue(world.deps, FIRST_MORNING);
    expect(await overdueLetters(world, reference)).toHaveLength(1);
    await world.act(
      reference,
      { act: 'deliver', tracking: '80110012345678', on: '2026-12-24' },
      FIRST_MORNING + 1,
    );
    await escalateOverdue(world.deps, SECOND_MORNING);
    expect(await overdueLetters(world, reference)).toHaveLength(1);
  });

  test('K3: one case that fails does not keep the others from being escalated, and the run is tried again', async () => {
    const world = new DeskWorld();
    const good = await world.claim();
    const bad = await world.claim();
    const { records } = world;
    const broken = new Proxy(records, {
      get(target, name) {
        if (name === 'query')
          return async (...args: Parameters<MemoryRecords['query']>) => {
            if (args[1].includes(bad)) throw new Error('this one breaks');
            return target.query(...args);
          };
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const run = runDaily('daily-overdue', FIRST_MORNING, { ...world.deps, records: broken });
    await expect(run).rejects.toThrow(DailyUnfinished);
    expect(world.reports).toEqual([`daily-failed ${bad}`]);
    expect(await overdueLetters(world, good)).toHaveLength(1);
    await runDaily('daily-overdue', FIRST_MORNING, world.deps);
    expect(await overdueLetters(world, good)).toHaveLength(1);
    expect(await overdueLetters(world, bad)).toHaveLength(1);
  });

  test('K3: a run whose time is up says so; the next one does what is left, nothing twice', async () => {
    const world = new DeskWorld();
    const references: string[] = [];
    for (let n = 0; n < 20; n += 1) references.push(await world.claim());
    let begun = 0;
    const deps = {
      ...world.deps,
      remaining: () => {
        begun += 1;
        return begun > 10 ? 0 : 60_000;
      },
    };
    await expect(runDaily('daily-overdue', FIRST_MORNING, deps)).rejects.toThrow(DailyUnfinished);
    const told = async () =>
      (await Promise.all(references.map((one) => overdueLetters(world, one)))).map(({ length }) => length);
    expect((await told()).filter((count) => count === 1).length).toBeGreaterThan(0);
    expect(await told()).toContain(0);
    await runDaily('daily-overdue', FIRST_MORNING, world.deps);
    expect(new Set(await told())).toEqual(new Set([1]));
  });

  test('cases that are not overdue are not even read: the list ends at today', async () => {
    const world = new DeskWorld();
    await world.claim();
    const late = await escalateOverdue(world.deps, at('2026-12-01T06:00:00Z'));
    expect(late).toEqual({ lookedAt: 0, done: 0, failed: 0, unfinished: false });
  });
});

describe('counting anew when the calendar has changed', () => {
  const withOldCalendar = async (dates: object) => {
    const world = new DeskWorld();
    const reference = await world.claim();
    const file = await world.file(reference);
    const { body } = file.state;
    const clocks = body.clocks.map((clock) => ({ ...clock, calendar: 'ru-0', ...dates }));
    await world.commit(file, { body: { ...body, clocks }, events: [], letters: [], texts: [] }, LAST_DAY);
    return { world, reference };
  };

  test('G12, S5: a clock of another calendar version is counted anew, with its event; nothing the second time', async () => {
    const { world, reference } = await withOldCalendar({});
    const first = await recalculateCases(world.deps, LAST_DAY);
    expect(first.done).toBe(1);
    expect((await world.body(reference)).clocks[0]?.calendar).not.toBe('ru-0');
    expect((await world.events(reference)).at(-1)).toMatchObject({ type: 'recalculated', by: 'system' });
    expect((await recalculateCases(world.deps, LAST_DAY)).done).toBe(0);
    expect((await world.letters(reference)).map(({ kind }) => kind)).toEqual(['claim-receipt']);
  });

  test('S5: a date that moves has its letter, new timers and a revision', async () => {
    const { world, reference } = await withOldCalendar({ workBy: '2026-12-21', provisional: true });
    const { revision } = await world.body(reference);
    await recalculateCases(world.deps, LAST_DAY);
    const { body, todo } = (await world.file(reference)).state;
    expect(body).toMatchObject({ workBy: '2026-12-23', revision: revision + 1 });
    expect(todo?.why).toBe('replan');
    expect((await world.letters(reference)).map(({ kind }) => kind)).toContain('claim-corrected');
  });

  test('G12: with the calendar of today nothing is written', async () => {
    const world = new DeskWorld();
    await world.claim();
    world.records.resetUnits();
    await recalculateCases(world.deps, LAST_DAY);
    expect(world.records.units.write).toBe(0);
  });
});

describe("the officers' digest", () => {
  test('D0: what is due today and what is overdue is in it; no digest when there is nothing', async () => {
    const world = new DeskWorld();
    expect(await sendDigest(world.deps, LAST_DAY)).toBe('nothing');
    const reference = await world.claim();
    expect(await sendDigest(world.deps, at('2026-12-22T06:05:00Z'))).toBe('nothing');
    expect(await sendDigest(world.deps, LAST_DAY)).toBe('queued');
    expect(await dueDigest(world.deps, '2026-12-23', LAST_DAY)).toMatchObject({
      overdue: [],
      today: [{ reference }],
    });
    expect(await sendDigest(world.deps, SECOND_MORNING)).toBe('queued');
    expect(await dueDigest(world.deps, '2026-12-25', SECOND_MORNING)).toMatchObject({
      overdue: [{ reference }],
    });
  });

  test('D0: a schedule that comes twice a day queues one digest, to the officers, without a reference and without personal data', async () => {
    const world = new DeskWorld();
    await world.claim();
    expect(await sendDigest(world.deps, LAST_DAY)).toBe('queued');
    expect(await sendDigest(world.deps, LAST_DAY + 60_000)).toBe('already');
    const letters = [...world.records.everything()].filter(({ pk }) => pk.startsWith('MAIL#'));
    expect(letters).toMatchObject([
      { body: { kind: 'desk-digest', to: 'officers', data: { day: '2026-12-23' } }, todo: { why: 'send' } },
    ]);
    for (const canary of CANARIES) expect(JSON.stringify(letters)).not.toContain(canary);
  });
});
