import type { StepEvent } from '../../shared/domain/workflow-payloads.ts';
import { ENV } from '../../shared/names.ts';
import { doorOf } from '../../shared/outbox/door-of.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { needed, wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { stepFunctions } from '../../shared/workflows/step-functions.ts';
import { casesWork } from './events.ts';
import { openStep, StepFailed, waitStep } from './steps.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const workflows = stepFunctions(needed(process.env, ENV.workflows));
const newId = idsFrom(systemRandom);

const isStep = (event: unknown): event is StepEvent =>
  typeof event === 'object' && event !== null && 'step' in event;

/** While a copy is being restored an execution ends with its step, and is started again from its record afterwards (S8). */
async function meanwhile(event: unknown): Promise<void> {
  if (isStep(event)) throw new StepFailed('A copy is being restored; nothing is done until it is over.');
}

/** Door of the clocks of cases: the steps of their workflow, what they want of it, and executions that died (K3, K6). */
export const handler = doorOf('case', { settings, now: Date.now, meanwhile }, async (door) => {
  const deps = { ...(await wired.deps()), ...door, workflows, newId, now: Date.now };
  const work = casesWork(deps);
  return {
    ...work,
    async others(event) {
      if (!isStep(event)) return work.others?.(event);
      return event.step === 'open' ? openStep(event, deps) : waitStep(event, deps);
    },
  };
});
