import type { Prng } from './prng.ts';

/**
 * Every fault that a run may meet (quality.md, reliability.md: what claims can meet), with its greatest rate: per call,
 * message or occasion as the name says. A suite fails when one of these was never fired.
 */
export const FAULTS = {
  'records: throttled': 0.06,
  'records: transaction conflict': 0.06,
  'records: 5xx before the effect': 0.04,
  'records: timeout before the commit': 0.04,
  'records: timeout after the commit': 0.06,
  'records: out of service for minutes': 0.002,
  'records: condition failed': 1,
  'records: index lags': 0.2,
  'kms: does not answer': 0.04,
  'workflow: call throttled': 0.1,
  'workflow: answer lost': 0.1,
  'workflow: describe is stale': 1,
  'workflow: execution exists already': 1,
  'workflow: token used, late or unknown': 1,
  'workflow: execution stopped': 0.1,
  'workflow: execution timed out': 0.02,
  'workflow: execution vanished': 0.02,
  'workflow: step answer lost, step runs again': 0.06,
  'workflow: step throttled': 0.1,
  'workflow: started by hand': 0.1,
  'workflow: started with a wrong input': 0.03,
  'workflow: status change lost': 0.3,
  'workflow: status change twice': 0.2,
  'workflow: timer late': 0.1,
  'function: killed before an effect': 0.03,
  'function: killed after an effect': 0.03,
  'function: slow call': 0.01,
  'function: ran out of time': 1,
  'function: clock goes wrong by minutes': 0.5,
  'http: answer lost': 0.08,
  'http: request sent twice': 0.1,
  'stream: record twice': 0.15,
  'stream: record late': 0.1,
  'stream: records out of order': 0.1,
  'stream: record lost': 0.2,
  'stream: poison record': 0.03,
  'stream: lost for a day': 0.003,
  'hand-on: not taken': 0.05,
  'hand-on: lost': 0.05,
  'hand-on: twice': 0.1,
  'hand-on: late': 0.1,
  'schedule: late': 0.1,
  'schedule: twice': 0.1,
  'schedule: lost': 0.1,
  'mail: throttled': 0.2,
  'mail: account paused for hours': 0.01,
  'mail: refused': 0.03,
  'mail: taken, answer lost': 0.06,
  'mail: not taken, answer lost': 0.06,
  'mail: bounce': 1,
  'mail: bounce after delivery': 1,
  'mail: complaint': 1,
  'mail: automatic reply': 1,
  'mail: event twice': 0.3,
  'mail: event late or out of order': 0.2,
  'mail: event lost': 0.1,
  'records: restored from an older backup': 1,
  'people: two officers at once': 1,
  'people: decision in the instant of a timer': 1,
  'people: act on a stale revision': 1,
  'people: same key again': 1,
  'people: same key, other body': 1,
  'people: same address at once': 1,
  'people: known address': 1,
  'people: never confirms': 1,
  'people: wrong code': 1,
  'people: registered by a stranger': 1,
  'people: proof of another browser': 1,
  'people: proven address left': 1,
  'people: proof after its end': 1,
  'people: proof used again': 1,
  'people: letter asked for again': 1,
  'people: paper of an earlier day': 1,
  'people: withdrawal and consent at once': 1,
  'people: consent taken back within minutes': 1,
  'people: request by a stranger': 1,
  'people: not me': 1,
  'people: link of an export refused': 1,
  'people: erasure called off by its owner': 1,
  'people: erasure called off by an officer': 1,
  'people: one officer twice': 1,
  'people: plan of another day': 1,
} as const;
export type Fault = keyof typeof FAULTS;

const NAMES = Object.keys(FAULTS) as Fault[];

/** Faults of one run: some of them at some rate, drawn from the seed; none after {@link Faults.stop}. */
export class Faults {
  readonly fired = new Map<Fault, number>();
  readonly #rates = new Map<Fault, number>();
  readonly #chance: Prng;
  on = true;

  constructor(chance: Prng, wanted: 'drawn' | 'none') {
    this.#chance = chance;
    if (wanted === 'none') return;
    // Half of the kinds in each run, at rates from hardly ever to the greatest; in some runs all of them at once.
    const isStorm = chance.chance(0.08);
    const weather = isStorm ? 0.5 + chance.next() / 2 : chance.next();
    for (const name of NAMES)
      if (isStorm || chance.chance(0.5))
        this.#rates.set(name, FAULTS[name] * weather * (isStorm ? 1 : chance.next()));
  }

  /** Whether the fault happens now. */
  fires(name: Fault): boolean {
    if (!this.on || !this.#chance.chance(this.#rates.get(name) ?? 0)) return false;
    this.note(name);
    return true;
  }

  /** A fault that came about by itself. */
  note(name: Fault): void {
    this.fired.set(name, (this.fired.get(name) ?? 0) + 1);
  }

  stop(): void {
    this.on = false;
  }
}

/** Names of faults that no run of a suite has met. */
export const neverFired = (fired: ReadonlyMap<string, number>): readonly Fault[] =>
  NAMES.filter((name) => !fired.has(name));
