import type { Plan, StepEvent } from '../../shared/domain/workflow-payloads.ts';
import { ENV } from '../../shared/names.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { needed, wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { stepFunctions } from '../../shared/workflows/step-functions.ts';
import { milestoneStep, openStep } from './steps.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const workflows = stepFunctions(needed(process.env, ENV.claimsWorkflow));
const newId = idsFrom(systemRandom);

/** Door of the case workflow: its first step and its milestones (K3, K6). */
export async function handler(event: StepEvent): Promise<Plan | string> {
  const deps = { ...(await wired.deps()), workflows, newId };
  return event.step === 'open' ? openStep(event, deps) : milestoneStep(event, deps);
}
