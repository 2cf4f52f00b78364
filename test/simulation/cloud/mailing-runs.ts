import { SIDE_BY_SIDE } from '../../../shared/domain/mailings/mailing.ts';
import type { Frozen, MailingStep, Told } from '../../../shared/domain/mailings/steps.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Ended } from '../functions.ts';
import type { Prng } from '../prng.ts';

const EXECUTIONS = 'arn:aws:states:eu-central-1:000000000000:execution:simulation-mailings';
const MINUTE = 60_000;

export interface MailingParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly chance: Prng;
  /** Calls the function of a step. */
  readonly step: (step: MailingStep) => Promise<Ended<unknown>>;
}

class StepFailed extends Error {}

/**
 * The state machine of mailings as its chart says (infra/constructs/mailing-workflow.ts): settle, freeze, an execution a
 * chunk, finish; steps are tried again, and at times the whole dies.
 */
export class MailingRuns {
  readonly #parts: MailingParts;
  readonly #running = new Map<string, boolean>();

  constructor(parts: MailingParts) {
    this.#parts = parts;
  }

  start(id: string, n: number): 'started' | 'exists' {
    const arn = `${EXECUTIONS}:${id}-${n}`;
    if (this.#running.has(arn)) return 'exists';
    this.#running.set(arn, true);
    void this.#run(id, arn)
      .catch((error: unknown) => {
        if (!(error instanceof StepFailed)) throw error;
      })
      .finally(() => this.#running.set(arn, false));
    return 'started';
  }

  /** Undefined: no execution of a mailing. */
  isRunning = (arn: string): boolean | undefined =>
    arn.startsWith(EXECUTIONS) ? this.#running.get(arn) === true : undefined;

  async #run(mailing: string, execution: string): Promise<void> {
    const { clock } = this.#parts;
    await clock.sleep(MINUTE);
    const at = new Date(clock.now).toISOString();
    const { chunks } = (await this.#step({ step: 'freeze', mailing, execution, at })) as Frozen;
    const waiting = chunks[Symbol.iterator]();
    const child = async () => {
      for (const chunk of waiting) await this.#tell(mailing, chunk);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, child));
    await this.#step({ step: 'finish', mailing });
  }

  async #tell(mailing: string, chunk: number): Promise<void> {
    for (;;) {
      const told = (await this.#step({ step: 'send', mailing, chunk })) as Told;
      if (told.done) return;
      await this.#parts.clock.sleep(told.waitSeconds * 1_000);
    }
  }

  async #step(step: MailingStep): Promise<unknown> {
    const { chance, clock, faults } = this.#parts;
    for (let tries = 0; tries < 5; tries += 1) {
      if (faults.fires('workflow: execution stopped')) throw new StepFailed();
      if (!faults.fires('workflow: step throttled')) {
        const ended = await this.#parts.step(step);
        if (ended.kind === 'done') return ended.value;
      }
      await clock.sleep(chance.skewed(1_000, 5 * MINUTE));
    }
    throw new StepFailed();
  }
}
