import * as z from 'zod/mini';
import type { GroupWork } from '../../shared/outbox/door-of.ts';
import { parseReference } from '../../shared/records/references.ts';
import { countOpen } from '../../shared/records/totals.ts';
import { dispatchAll, executionDied, type SweepDeps, sweepCases } from './sweep.ts';

/** What the door of the cases needs for what is no step: its clock beside what sweeping needs. */
export interface CaseEventDeps extends SweepDeps {
  readonly now: () => number;
}

const statusChange = z.object({
  source: z.literal('aws.states'),
  time: z.string(),
  detail: z.object({ executionArn: z.string(), input: z.optional(z.nullable(z.string())) }),
});

/** What is done with intents of cases, and with executions that died. */
export const casesWork = (deps: CaseEventDeps): GroupWork => ({
  async due(at) {
    await sweepCases(at, deps);
    await countOpen(deps, at, deps.remaining);
  },
  items: (items) => dispatchAll(items, deps.now(), deps),
  async others(event) {
    const died = statusChange.parse(event);
    const reference = referenceOf(died.detail.input ?? '');
    const { executionArn: execution } = died.detail;
    if (reference !== undefined) await executionDied({ execution, reference }, Date.parse(died.time), deps);
  },
});

/** The case of an execution, from its input: executions started by hand have names of their own. */
function referenceOf(input: string): string | undefined {
  try {
    const { case: reference } = JSON.parse(input) as { case?: unknown };
    return typeof reference === 'string' ? parseReference(reference) : undefined;
  } catch {
    return undefined;
  }
}
