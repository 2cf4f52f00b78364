import type { Prng } from '../prng.ts';
import type { World } from '../world.ts';

const HOUR = 3_600_000;

/** Somebody at the console of the workflow engine: stops executions, starts others by hand; some end by themselves. */
export class Engineer {
  readonly #world: World;
  readonly #chance: Prng;
  #started = 0;

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance.fork('engineer');
  }

  /** Comes by every few hours while faults go on. */
  async watch(): Promise<void> {
    const { clock, faults } = this.#world;
    while (faults.on) {
      await clock.sleep(this.#chance.skewed(HOUR / 4, 12 * HOUR));
      this.#meddle();
    }
  }

  #meddle(): void {
    const { executions, faults, history } = this.#world;
    const chance = this.#chance;
    const running = [...executions.runs.values()].filter(({ status }) => status === 'RUNNING');
    const references = [...history.cases.keys()];
    if (references.length === 0) return;
    if (running.length > 0) {
      if (faults.fires('workflow: execution stopped')) executions.end(chance.pick(running), 'ABORTED');
      if (faults.fires('workflow: execution timed out')) executions.end(chance.pick(running), 'TIMED_OUT');
      if (faults.fires('workflow: execution vanished')) executions.forget(chance.pick(running));
    }
    if (faults.fires('workflow: started by hand')) this.#start({ case: chance.pick(references) });
    if (faults.fires('workflow: started with a wrong input'))
      this.#start(
        chance.pick<object>([
          {},
          { case: 7 },
          { case: chance.pick(references), note: 'x' },
          { case: 'PD-2026-000000-9' },
        ]),
      );
  }

  /** With `events/claims/start.json`; the console draws a name of its own. */
  #start(input: object): void {
    this.#started += 1;
    this.#world.executions.start(`by-hand-${this.#started}`, JSON.stringify(input));
  }
}
