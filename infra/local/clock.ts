/**
 * The virtual clock. Time runs 1:1 with an offset that only grows and is persisted; a jump moves the offset
 * from one due instant to the next, and waits at each until everything that it set off is done.
 */
import type { Log, Millis, Repeat, TimerFn, VirtualClock } from './types.ts';

/** In a jump an idle frequent schedule runs at least this often, whatever is known of what falls due. */
export const IDLE_RUN_MS = 24 * 3_600_000;
/** Timers due within the same second fire together: their order means nothing, and they may share the workers. */
const SAME_INSTANT_MS = 1_000;
/** No single JavaScript timer is longer; `setTimeout` itself overflows at 24.8 days. */
const LONGEST_SLEEP_MS = 60_000;
/** A jump goes on when something is still busy after this long in real time (steady load never gets quiet). */
const QUIET_PATIENCE_MS = 60_000;

export interface ClockOptions {
  /** Offset in milliseconds to begin with. */
  readonly offset: Millis;
  /** Called with the new offset before anything of the new time happens. */
  readonly persist: (offset: Millis) => void;
  readonly log: Log;
  readonly realNow?: () => Millis;
}

interface Timer {
  readonly key: string;
  readonly due: Millis;
  readonly order: number;
  readonly fn: TimerFn;
}

interface Running extends Repeat {
  readonly key: string;
  due: Millis | undefined;
  lastRun: Millis;
  /** Value of the change counter when it last ran. */
  seen: number;
}

/** A clock with its timers. `start` lets timers fire; `stop` ends that. */
export interface RunningClock extends VirtualClock {
  start(): void;
  stop(): void;
}

export function createClock(options: ClockOptions): RunningClock {
  const realNow = options.realNow ?? (() => Date.now());
  const sharedOffset = new SharedArrayBuffer(8);
  const shared = new BigInt64Array(sharedOffset);
  let offset = Math.trunc(options.offset);
  Atomics.store(shared, 0, BigInt(offset));

  const timers = new Map<string, Timer>();
  const repeats = new Map<string, Running>();
  const stored: ((after: Millis) => Millis | undefined)[] = [];
  let order = 0;
  let changes = 0;
  let going = 0;
  let waiting: (() => void)[] = [];
  let started = false;
  let jumping = false;
  let sleep: NodeJS.Timeout | undefined;
  let armedFor: Millis = Number.POSITIVE_INFINITY;
  let jumps: Promise<unknown> = Promise.resolve();

  const now = (): Millis => realNow() + offset;

  function moveTo(instant: Millis): void {
    const wanted = instant - realNow();
    if (wanted <= offset) return;
    offset = Math.trunc(wanted);
    options.persist(offset);
    Atomics.store(shared, 0, BigInt(offset));
  }

  function enter(): () => void {
    going += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      going -= 1;
      if (going === 0) settle();
    };
  }

  /** Things often go on in the next turn of the event loop (a pump that was just woken): quiet means still nothing after it. */
  function settle(): void {
    if (waiting.length === 0) return;
    setImmediate(() => {
      if (going > 0) return;
      const done = waiting;
      waiting = [];
      for (const wake of done) wake();
    });
  }

  function quiet(): Promise<void> {
    return new Promise((resolve) => {
      waiting.push(resolve);
      if (going === 0) settle();
    });
  }

  async function quietOrPatience(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        options.log.warn(`clock: still busy after ${QUIET_PATIENCE_MS / 1000} s, going on`);
        resolve();
      }, QUIET_PATIENCE_MS);
    });
    await Promise.race([quiet(), patience]);
    clearTimeout(timer);
  }

  function run(key: string, fn: TimerFn, due: Millis): void {
    const leave = enter();
    const failed = (error: unknown) =>
      options.log.warn(`clock: ${key} failed: ${error instanceof Error ? error.message : 'unknown error'}`);
    try {
      Promise.resolve(fn(due)).catch(failed).finally(leave);
    } catch (error) {
      failed(error);
      leave();
    }
  }

  function runRepeat(repeat: Running, due: Millis): void {
    repeat.lastRun = due;
    repeat.seen = changes;
    repeat.due = repeat.next(due);
    run(repeat.key, repeat.fn, due);
  }

  /** Latest instant of a repeat that is not after `limit`; looks at each instant, so only for bounded spans. */
  function latest(repeat: Running, limit: Millis): Millis | undefined {
    let found: Millis | undefined;
    for (let due = repeat.due; due !== undefined && due <= limit; due = repeat.next(due)) found = due;
    return found;
  }

  /** Fires one-shot timers and schedules due by `limit`, in order. */
  function fireUpTo(limit: Millis): number {
    const due: { at: Millis; order: number; fire: () => void }[] = [];
    for (const timer of timers.values()) {
      if (timer.due > limit) continue;
      timers.delete(timer.key);
      due.push({ at: timer.due, order: timer.order, fire: () => run(timer.key, timer.fn, timer.due) });
    }
    for (const repeat of repeats.values()) {
      if (repeat.due === undefined || repeat.due > limit) continue;
      if (repeat.coalesce) {
        const at = latest(repeat, limit) ?? repeat.due;
        due.push({ at, order: Number.MAX_SAFE_INTEGER, fire: () => runRepeat(repeat, at) });
        continue;
      }
      for (let at: Millis | undefined = repeat.due; at !== undefined && at <= limit; at = repeat.next(at)) {
        const instant = at;
        due.push({ at, order: Number.MAX_SAFE_INTEGER, fire: () => runRepeat(repeat, instant) });
      }
    }
    due.sort((a, b) => a.at - b.at || a.order - b.order);
    for (const entry of due) entry.fire();
    return due.length;
  }

  function earliest(): Millis | undefined {
    let found: Millis | undefined;
    for (const timer of timers.values()) if (found === undefined || timer.due < found) found = timer.due;
    for (const { due } of repeats.values())
      if (due !== undefined && (found === undefined || due < found)) found = due;
    return found;
  }

  function arm(): void {
    clearTimeout(sleep);
    sleep = undefined;
    armedFor = Number.POSITIVE_INFINITY;
    if (!started || jumping) return;
    const next = earliest();
    if (next === undefined) return;
    armedFor = next;
    const wait = Math.min(Math.max(next - now(), 0), LONGEST_SLEEP_MS);
    sleep = setTimeout(() => {
      if (jumping) return;
      fireUpTo(now());
      arm();
    }, wait);
  }

  /**
   * Next instant of a jump towards `to`. Timers and schedules rarer than hourly count at each of their instants.
   * A frequent schedule counts at its next instant when something changed since it last ran; else at the first one that
   * finds something stored fallen due, or at the last one that lies not after the next timer, the jump's end, or
   * {@link IDLE_RUN_MS} since it ran.
   */
  function nextStop(to: Millis): Millis | undefined {
    let horizon = to;
    let stop: Millis | undefined;
    const take = (at: Millis | undefined) => {
      if (at !== undefined && at <= to && (stop === undefined || at < stop)) stop = at;
    };
    for (const timer of timers.values()) take(timer.due);
    for (const repeat of repeats.values()) if (!repeat.coalesce) take(repeat.due);
    if (stop !== undefined) horizon = stop;
    for (const repeat of repeats.values()) {
      if (!repeat.coalesce || repeat.due === undefined || repeat.due > horizon) continue;
      if (repeat.seen !== changes) take(repeat.due);
      else take(idle(repeat, Math.min(horizon, repeat.lastRun + IDLE_RUN_MS)));
    }
    return stop;
  }

  /** When a frequent schedule runs next although nothing changed. */
  function idle(repeat: Running, limit: Millis): Millis | undefined {
    const falls = Math.min(...stored.map((next) => next(repeat.lastRun) ?? Number.POSITIVE_INFINITY));
    const finds = falls <= limit ? repeat.next(falls - 1) : undefined;
    return finds !== undefined && finds <= limit ? finds : (latest(repeat, limit) ?? repeat.due);
  }

  async function jump(to: Millis): Promise<{ now: Millis; fired: number }> {
    if (to < now()) throw new RangeError('The clock only goes forward.');
    jumping = true;
    clearTimeout(sleep);
    let fired = 0;
    try {
      await quietOrPatience();
      for (let stop = nextStop(to); stop !== undefined; stop = nextStop(to)) {
        moveTo(Math.max(stop, now()));
        fired += fireDuring(stop, Math.min(stop + SAME_INSTANT_MS, to));
        await quietOrPatience();
      }
      moveTo(to);
    } finally {
      jumping = false;
      arm();
    }
    return { now: now(), fired };
  }

  /** Fires what counts at `stop` and everything else due within the same second. */
  function fireDuring(stop: Millis, limit: Millis): number {
    const last = [...timers.values()].reduce((max, t) => (t.due <= limit && t.due > max ? t.due : max), stop);
    moveTo(last);
    return fireUpTo(last);
  }

  const changed = (due: Millis | undefined) => {
    if (!jumping && due !== undefined && due < armedFor) arm();
  };

  return {
    sharedOffset,
    now,
    iso: () => new Date(now()).toISOString(),
    at(due, key, fn) {
      order += 1;
      timers.set(key, { key, due, order, fn });
      changed(due);
    },
    repeat(key, repeat) {
      const due = repeat.next(repeat.last);
      repeats.set(key, { ...repeat, key, due, lastRun: repeat.last, seen: -1 });
      changed(due);
    },
    fallsDue(next) {
      stored.push(next);
    },
    cancel(key) {
      timers.delete(key);
      repeats.delete(key);
    },
    busy<T>(work: Promise<T>): Promise<T> {
      const leave = enter();
      work.then(leave, leave);
      return work;
    },
    enter,
    quiet,
    touch() {
      changes += 1;
    },
    advanceTo(to) {
      const done = jumps.then(() => jump(to));
      jumps = done.catch(() => undefined);
      return done;
    },
    start() {
      started = true;
      arm();
    },
    stop() {
      started = false;
      clearTimeout(sleep);
    },
  };
}
