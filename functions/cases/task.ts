import type { Context } from 'aws-lambda';
import type { Plan, StepEvent } from '../../shared/domain/workflow-payloads.ts';
import { signal, toStdout } from '../../shared/http/log.ts';
import { ENV } from '../../shared/names.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { needed, wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { stepFunctions } from '../../shared/workflows/step-functions.ts';
import { type CaseEventDeps, takeEvent } from './events.ts';
import { openStep, waitStep } from './steps.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const workflows = stepFunctions(needed(process.env, ENV.workflows));
const newId = idsFrom(systemRandom);

const report: CaseEventDeps['report'] = (code, { case: reference, detail }) =>
  signal(toStdout, settings, {
    ...{ door: 'cases-task', route: 'dispatch', at: Date.now(), code },
    ...{ case: reference, error: detail },
  });

/** Door of the clocks of cases: the steps of their workflow, what they want of it, and executions that died (K3, K6). */
export async function handler(
  event: StepEvent | object,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<Plan | string | undefined> {
  const deps = { ...(await wired.deps()), workflows, newId };
  if ('step' in event) return event.step === 'open' ? openStep(event, deps) : waitStep(event, deps);
  const remaining = () => context.getRemainingTimeInMillis();
  await takeEvent(event, { ...deps, report, remaining, now: Date.now });
  return undefined;
}
