import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clockwork } from './clockwork.ts';
import type { Faults } from './faults.ts';
import type { Prng } from './prng.ts';

/** One running invocation of a function. */
export interface Invocation {
  readonly door: string;
  /** Difference of this machine's clock from the true time, ms. */
  readonly skew: number;
  /** True instant at which it is stopped by force. */
  readonly deadline: number;
  /** Calls to the outside so far: its numbered effects. */
  calls: number;
  /** The latest of those that are numbered, counted over the whole run; 0: none. */
  effect: number;
  readonly killed: { readonly call: number; readonly when: 'before' | 'after' } | undefined;
  dead: boolean;
  ended: boolean;
  readonly die: () => void;
}

/** How an invocation ended. `dead`: killed or out of time; nobody knows how far it came. */
export type Ended<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'dead' };

/** One effect of a whole run at which the function that causes it dies (the test that tries them all). */
export interface KillAt {
  readonly effect: number;
  readonly when: 'before' | 'after';
}

/** Which effects are numbered, and at which of them a function dies. */
export interface Deaths {
  readonly killAt?: KillAt | undefined;
  readonly numbered?: RegExp | undefined;
}

const never = (): Promise<never> => new Promise(() => {});
const MOST_SKEW_MS = 5 * 60_000;

/**
 * Runs functions as Lambda does: each call to the outside takes its time, during which all others go on; any of them may
 * be the last thing a function does. What a dead function has under way may still happen, but it learns nothing of it.
 */
export class Functions {
  readonly #clock: Clockwork;
  readonly #faults: Faults;
  readonly #chance: Prng;
  readonly #running = new AsyncLocalStorage<Invocation>();
  readonly #killAt: KillAt | undefined;
  readonly #numbered: RegExp;
  readonly #hasSkew: boolean;
  readonly #live = new Set<Invocation>();
  /** Calls so far of all invocations whose effects are numbered. */
  effects = 0;

  /** @param numbered doors whose effects are numbered, by name */
  constructor(clock: Clockwork, faults: Faults, chance: Prng, { killAt, numbered = /./ }: Deaths = {}) {
    this.#clock = clock;
    this.#faults = faults;
    this.#chance = chance;
    this.#killAt = killAt;
    this.#numbered = numbered;
    this.#hasSkew = chance.chance(0.5);
  }

  /** The true time as a machine tells it that goes wrong by minutes. */
  skew(): number {
    if (!this.#hasSkew || !this.#faults.fires('function: clock goes wrong by minutes')) return 0;
    return this.#chance.between(-MOST_SKEW_MS, MOST_SKEW_MS);
  }

  /** Epoch ms by the clock of the machine that runs this. */
  now = (): number => this.#clock.now + (this.#running.getStore()?.skew ?? 0);

  /** The running invocation. */
  get current(): Invocation | undefined {
    return this.#running.getStore();
  }

  /** Stops everything that runs. */
  killAll(): void {
    for (const one of this.#live) one.die();
  }

  /** Whether no function runs: who looks on from outside meets neither time nor faults. */
  isOutside = (): boolean => this.#running.getStore() === undefined;

  /** Ms that the running invocation has left. */
  remaining = (): number =>
    (this.#running.getStore()?.deadline ?? Number.POSITIVE_INFINITY) - this.#clock.now;

  sleep = async (ms: number): Promise<void> => {
    const running = this.#running.getStore();
    await this.#clock.sleep(ms);
    if (running?.dead) await never();
  };

  invoke<T>(door: string, seconds: number, work: () => Promise<T>): Promise<Ended<T>> {
    return new Promise((resolve) => {
      const end = (how: Ended<T>): void => {
        if (invocation.ended) return;
        invocation.ended = true;
        this.#live.delete(invocation);
        resolve(how);
      };
      const invocation: Invocation = {
        door,
        skew: this.skew(),
        deadline: this.#clock.now + seconds * 1000,
        calls: 0,
        effect: 0,
        killed: this.#drawKill(),
        dead: false,
        ended: false,
        die: () => {
          invocation.dead = true;
          end({ kind: 'dead' });
        },
      };
      this.#live.add(invocation);
      this.#clock.at(invocation.deadline, () => {
        if (invocation.ended) return;
        this.#faults.note('function: ran out of time');
        invocation.die();
      });
      this.#running.run(invocation, () => {
        work().then(
          (value) => end({ kind: 'done', value }),
          (error: unknown) => end({ kind: 'failed', error }),
        );
      });
    });
  }

  #drawKill(): Invocation['killed'] {
    if (this.#faults.fires('function: killed before an effect'))
      return { call: this.#chance.between(1, 9), when: 'before' };
    if (this.#faults.fires('function: killed after an effect'))
      return { call: this.#chance.between(1, 9), when: 'after' };
    return undefined;
  }

  /** Stands before each effect on the outside: takes the time of the call. Without an invocation it lets pass at once. */
  before = async (): Promise<void> => {
    const running = this.#running.getStore();
    if (running === undefined) return;
    if (running.dead) await never();
    running.calls += 1;
    if (this.#numbered.test(running.door)) {
      this.effects += 1;
      running.effect = this.effects;
    }
    if (this.#isKilled(running, 'before')) {
      running.die();
      await never();
    }
    const slow = this.#faults.fires('function: slow call');
    await this.#clock.sleep(slow ? this.#chance.skewed(500, 40_000) : this.#chance.skewed(1, 40));
    if (running.dead && this.#chance.chance(0.5)) await never();
  };

  /** Stands after each effect. */
  after = async (): Promise<void> => {
    const running = this.#running.getStore();
    if (running === undefined) return;
    if (this.#isKilled(running, 'after')) running.die();
    if (running.dead) await never();
  };

  #isKilled({ calls, effect, killed }: Invocation, when: 'before' | 'after'): boolean {
    const planned = this.#killAt;
    if (planned !== undefined && planned.when === when && planned.effect === effect) return true;
    return killed !== undefined && killed.when === when && killed.call === calls;
  }
}
