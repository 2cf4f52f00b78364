import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { SCHEDULE_SOURCE } from '../../shared/names.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { type Pace, poll } from './poll.ts';
import { dispatchOne, executionDied, type SweepDeps, sweepCases } from './sweep.ts';

/** What the door of the dispatcher needs: its clock and pause beside what sweeping needs. */
export interface OutboxDeps extends SweepDeps, Pace {
  readonly settings: Pick<RuntimeSettings, 'outbox'>;
}

const scheduled = z.object({
  source: z.literal(SCHEDULE_SOURCE),
  time: z.string(),
  detail: z.object({ schedule: z.enum(['sweep-cases', 'poll-cases']) }),
});
const statusChange = z.object({
  source: z.literal('aws.states'),
  time: z.string(),
  detail: z.object({ executionArn: z.string(), input: z.optional(z.nullable(z.string())) }),
});

/**
 * Reads which kind of event knocks, and does the work: intents of cases from the table's stream, from the sweep every
 * five minutes, from polling where the records have no stream (L2), and executions that died. Only a stream is answered.
 */
export async function takeEvent(
  event: unknown,
  deps: OutboxDeps,
): Promise<DynamoDBBatchResponse | undefined> {
  if (isStream(event)) return dispatchStream(event, deps);
  const schedule = scheduled.safeParse(event);
  if (schedule.success) {
    const { detail, time } = schedule.data;
    if (detail.schedule === 'sweep-cases') await sweepCases(Date.parse(time), deps);
    else if (deps.settings.outbox.kind === 'poll')
      await poll(deps.settings.outbox, deps, (at) => sweepCases(at, deps));
    return undefined;
  }
  const died = statusChange.parse(event);
  const reference = referenceOf(died.detail.input ?? '');
  const { executionArn: execution } = died.detail;
  if (reference !== undefined) await executionDied({ execution, reference }, Date.parse(died.time), deps);
  return undefined;
}

const isStream = (event: unknown): event is DynamoDBStreamEvent =>
  typeof event === 'object' && event !== null && 'Records' in event;

/** Only the records that failed are given again (partial batch response). */
async function dispatchStream(
  { Records }: DynamoDBStreamEvent,
  deps: OutboxDeps,
): Promise<DynamoDBBatchResponse> {
  const failed: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of Records) {
    const reference = dynamodb?.Keys?.['pk']?.S?.replace(/^CASE#/, '');
    const done = reference === undefined || (await dispatchOne(reference, deps.now(), deps));
    if (!done) failed.push({ itemIdentifier: dynamodb?.SequenceNumber ?? '' });
  }
  return { batchItemFailures: failed };
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
