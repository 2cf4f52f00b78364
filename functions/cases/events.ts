import * as z from 'zod/mini';
import { NotAllDone, outboxEvent } from '../../shared/outbox/event.ts';
import { parseReference } from '../../shared/records/references.ts';
import { dispatchAll, executionDied, type SweepDeps, sweepCases } from './sweep.ts';

/** What the door of the cases needs for what is no step: its clock beside what sweeping needs. */
export interface CaseEventDeps extends SweepDeps {
  readonly now: () => number;
}

const handedOn = outboxEvent('case');
const statusChange = z.object({
  source: z.literal('aws.states'),
  time: z.string(),
  detail: z.object({ executionArn: z.string(), input: z.optional(z.nullable(z.string())) }),
});

/**
 * Reads which kind of event knocks, and does the work: intents of cases that the reader of the outbox hands on, and
 * executions that died. Throws {@link NotAllDone} when a case could not be dispatched: it is brought again.
 */
export async function takeEvent(event: unknown, deps: CaseEventDeps): Promise<void> {
  const outbox = handedOn.safeParse(event);
  if (outbox.success) {
    const { items, time } = outbox.data;
    if (items === undefined) await sweepCases(Date.parse(time), deps);
    else if (!(await dispatchAll(items, deps.now(), deps))) throw new NotAllDone('case');
    return;
  }
  const died = statusChange.parse(event);
  const reference = referenceOf(died.detail.input ?? '');
  const { executionArn: execution } = died.detail;
  if (reference !== undefined) await executionDied({ execution, reference }, Date.parse(died.time), deps);
}

/** The case of an execution, from its input: executions started by hand have names of their own. */
function referenceOf(input: string): string | undefined {
  try {
    const { case: reference } = JSON.parse(input) as { case?: unknown };
    return typeof reference === 'string' ? parseReference(reference) : undefined;
  } catch {
    return undefined;
  }
}
