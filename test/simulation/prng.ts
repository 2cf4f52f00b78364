/** A number of 32 bits for a text (FNV-1a): streams of chance are told apart by name. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * Chance that repeats (sfc32). Each part of the simulated world has a stream of its own, so that one more draw in one
 * part moves nothing in another.
 */
export class Prng {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #n = 1;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = hashOf(`${seed} a`);
    this.#b = hashOf(`${seed} b`);
    this.#c = hashOf(`${seed} c`);
    for (let i = 0; i < 12; i += 1) this.uint32();
  }

  /** A stream of its own. */
  fork(name: string): Prng {
    return new Prng(`${this.#seed}/${name}`);
  }

  uint32(): number {
    const sum = (this.#a + this.#b + this.#n) | 0;
    this.#n = (this.#n + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** 0 ≤ x < 1. */
  next = (): number => this.uint32() / 2 ** 32;

  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  /** Whole number from 0 to `below - 1`. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.int(most - least + 1);
  }

  /** Whole number from `least` to `most`, small ones far more often: times are short as a rule and long at times. */
  skewed(least: number, most: number): number {
    return Math.round(least + (most - least) * this.next() ** 4);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T;
  }

  /** As the program asks for random bytes. */
  bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => this.uint32() >>> 24);
}
