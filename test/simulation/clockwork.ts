interface Due {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

const isBefore = (one: Due, other: Due): boolean =>
  one.at !== other.at ? one.at < other.at : one.order < other.order;

/** Lets everything run that waits for nothing outside: promises settle until each part waits for the clockwork again. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Virtual time: things happen one after the other at their instants, and between two of them every promise has come to
 * rest. Nothing else moves, so that the same seed gives the same run.
 */
export class Clockwork {
  /** Epoch ms. */
  now: number;
  /** Things that have happened. */
  happened = 0;
  readonly #heap: Due[] = [];
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Has something happen at an instant, or at once if it is past. */
  at(instant: number, act: () => void): void {
    this.#order += 1;
    this.#push({ at: Math.max(Math.round(instant), this.now), order: this.#order, act });
  }

  after(ms: number, act: () => void): void {
    this.at(this.now + ms, act);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs until nothing is due before `until`. `between` looks on after each thing that happened. */
  async run(until: number, between: () => void): Promise<void> {
    for (let first = this.#heap[0]; first !== undefined && first.at <= until; first = this.#heap[0]) {
      this.#pop();
      this.now = first.at;
      this.happened += 1;
      first.act();
      await settle();
      between();
    }
    this.now = Math.max(this.now, until);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(due, heap[parent] as Due)) break;
      heap[at] = heap[parent] as Due;
      at = parent;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Due;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Due, heap[child] as Due)) child += 1;
      if (!isBefore(heap[child] as Due, last)) break;
      heap[at] = heap[child] as Due;
      at = child;
    }
    heap[at] = last;
  }
}
