import { describe, expect, it } from 'vitest';
import { createClock, IDLE_RUN_MS, type RunningClock } from '../../../infra/local/clock.ts';
import { compileSchedule } from '../../../infra/local/schedules.ts';

const START = Date.parse('2026-11-02T06:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Bench {
  readonly clock: RunningClock;
  readonly offsets: number[];
}

/** A clock whose real time stands still, so that every instant in a test is exact. */
function aClock(): Bench {
  const offsets: number[] = [];
  const log = { info: () => {}, warn: () => {}, debug: () => {} };
  const clock = createClock({
    offset: 0,
    persist: (offset) => offsets.push(offset),
    log,
    realNow: () => START,
  });
  return { clock, offsets };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the virtual clock', () => {
  it('fires timers of a jump in the order of their instants, each at its own time', async () => {
    const { clock } = aClock();
    const fired: [string, number][] = [];
    for (const [name, days] of [
      ['due', 30],
      ['reminder', 20],
      ['escalation', 29],
    ] as const) {
      clock.at(START + days * DAY, name, () => fired.push([name, (clock.now() - START) / DAY]));
    }
    const result = await clock.advanceTo(START + 31 * DAY);
    expect(fired).toEqual([
      ['reminder', 20],
      ['escalation', 29],
      ['due', 30],
    ]);
    expect(result).toEqual({ now: START + 31 * DAY, fired: 3 });
  });

  it('waits until everything that a timer set off is done before it goes to the next', async () => {
    const { clock } = aClock();
    const seen: string[] = [];
    clock.at(START + HOUR, 'first', async () => {
      await pause(20);
      void clock.busy(pause(20).then(() => seen.push('what the first set off')));
    });
    clock.at(START + 2 * HOUR, 'second', () => seen.push('second'));
    await clock.advanceTo(START + 3 * HOUR);
    expect(seen).toEqual(['what the first set off', 'second']);
  });

  it('fires in the same jump what a timer asked for within it, and nothing beyond its end', async () => {
    const { clock } = aClock();
    const seen: string[] = [];
    clock.at(START + HOUR, 'a', () => {
      clock.at(START + 2 * HOUR, 'inside', () => seen.push('inside'));
      clock.at(START + 9 * HOUR, 'beyond', () => seen.push('beyond'));
    });
    await clock.advanceTo(START + 3 * HOUR);
    expect(seen).toEqual(['inside']);
  });

  it('the same key replaces a timer, and cancel forgets it', async () => {
    const { clock } = aClock();
    const seen: string[] = [];
    clock.at(START + HOUR, 'key', () => seen.push('replaced'));
    clock.at(START + HOUR, 'key', () => seen.push('kept'));
    clock.at(START + HOUR, 'other', () => seen.push('cancelled'));
    clock.cancel('other');
    await clock.advanceTo(START + DAY);
    expect(seen).toEqual(['kept']);
  });

  it('persists the offset before anything of the new time happens, and shares it with threads', async () => {
    const { clock, offsets } = aClock();
    let persisted: number | undefined;
    clock.at(START + DAY, 'timer', () => {
      persisted = offsets.at(-1);
    });
    await clock.advanceTo(START + 2 * DAY);
    expect(persisted).toBe(DAY);
    expect(offsets.at(-1)).toBe(2 * DAY);
    expect(Number(new BigInt64Array(clock.sharedOffset)[0])).toBe(2 * DAY);
  });

  it('refuses to go back', async () => {
    const { clock } = aClock();
    await expect(clock.advanceTo(START - 1)).rejects.toThrow(RangeError);
  });

  it('a timer of more than 24.8 days does not fire at once', async () => {
    const { clock } = aClock();
    clock.start();
    let fired = false;
    clock.at(START + 60 * DAY, 'far', () => {
      fired = true;
    });
    await pause(30);
    clock.stop();
    expect(fired).toBe(false);
  });

  it('fires a past timer at once when time runs', async () => {
    const { clock } = aClock();
    clock.start();
    const fired = new Promise((resolve) => clock.at(START - DAY, 'late', resolve));
    expect(await fired).toBe(START - DAY);
    clock.stop();
  });

  it('a timer that fails does not keep the jump from its end', async () => {
    const { clock } = aClock();
    clock.at(START + HOUR, 'bad', () => {
      throw new Error('broken');
    });
    clock.at(START + HOUR, 'worse', () => Promise.reject(new Error('broken')));
    expect((await clock.advanceTo(START + DAY)).fired).toBe(2);
  });

  it('a second jump waits for the first', async () => {
    const { clock } = aClock();
    const seen: number[] = [];
    clock.at(START + HOUR, 'slow', () => pause(20).then(() => seen.push(1)));
    clock.at(START + 2 * HOUR, 'next', () => seen.push(2));
    await Promise.all([clock.advanceTo(START + HOUR), clock.advanceTo(START + 2 * HOUR)]);
    expect(seen).toEqual([1, 2]);
  });
});

describe('schedules in a jump', () => {
  const every5 = compileSchedule('rate(5 minutes)');
  const daily = compileSchedule('cron(0 6 * * ? *)');

  function aSchedule(bench: Bench, key: string, next = every5, coalesce = true) {
    const runs: number[] = [];
    bench.clock.repeat(key, { next, last: START, coalesce, fn: (due) => runs.push((due - START) / MINUTE) });
    return runs;
  }

  it('a daily schedule runs on each of 30 days', async () => {
    const bench = aClock();
    const runs = aSchedule(bench, 'digest', daily, false);
    await bench.clock.advanceTo(START + 30 * DAY);
    expect(runs).toEqual(Array.from({ length: 30 }, (_, day) => (day + 1) * 24 * 60));
  });

  it('a frequent schedule runs after five minutes, then at least once a day while nothing changes', async () => {
    const bench = aClock();
    const runs = aSchedule(bench, 'sweep');
    await bench.clock.advanceTo(START + 30 * DAY);
    const gaps = runs.slice(1).map((run, i) => run - (runs[i] ?? 0));
    expect(runs[0]).toBe(5);
    expect(Math.max(...gaps)).toBe(IDLE_RUN_MS / MINUTE);
    expect(runs.at(-1)).toBe(30 * 24 * 60);
    expect(runs.length).toBeLessThan(35);
  });

  it('while nothing changes it runs at the first instant at which something stored has fallen due', async () => {
    const bench = aClock();
    const runs = aSchedule(bench, 'sweep');
    const dues = [START + 2 * HOUR, START + 2 * HOUR + 1, START + 30 * HOUR];
    bench.clock.fallsDue((after) => dues.find((due) => due > after));
    await bench.clock.advanceTo(START + 30 * HOUR + 20 * MINUTE);
    expect(runs).toEqual([5, 120, 125, 1565, 1800, 1820]);
  });

  it('it runs as the last thing before any other timer, and five minutes after what that changed', async () => {
    const bench = aClock();
    const runs = aSchedule(bench, 'sweep');
    await bench.clock.advanceTo(START + 20 * MINUTE);
    runs.length = 0;
    bench.clock.at(START + 3 * HOUR + 7 * MINUTE, 'reminder', () => bench.clock.touch());
    await bench.clock.advanceTo(START + 5 * HOUR);
    expect(runs).toEqual([3 * 60 + 5, 3 * 60 + 10, 5 * 60]);
  });

  it('while its own runs change something it misses none', async () => {
    const bench = aClock();
    const runs: number[] = [];
    bench.clock.repeat('sweep', {
      next: every5,
      last: START,
      coalesce: true,
      fn: (due) => {
        runs.push((due - START) / MINUTE);
        if (runs.length < 4) bench.clock.touch();
      },
    });
    await bench.clock.advanceTo(START + HOUR);
    expect(runs).toEqual([5, 10, 15, 20, 60]);
  });

  it('runs that fell due while the program was off are made up: each daily one, the last frequent one', async () => {
    const bench = aClock();
    const days: number[] = [];
    const sweeps: number[] = [];
    const last = START - 3 * DAY;
    bench.clock.repeat('digest', { next: daily, last, coalesce: false, fn: (due) => days.push(due) });
    bench.clock.repeat('sweep', { next: every5, last, coalesce: true, fn: (due) => sweeps.push(due) });
    bench.clock.start();
    await pause(20);
    bench.clock.stop();
    expect(days).toEqual([START - 2 * DAY, START - DAY, START]);
    expect(sweeps).toEqual([START]);
  });
});
