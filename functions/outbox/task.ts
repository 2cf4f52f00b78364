import { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { log, toStdout } from '../../shared/http/log.ts';
import { ENV, SCHEDULE_SOURCE } from '../../shared/names.ts';
import { parseReference } from '../../shared/records/references.ts';
import { needed, wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { stepFunctions } from '../../shared/workflows/step-functions.ts';
import { poll } from './poll.ts';
import { dispatchOne, executionDied, type SweepDeps, sweepCases } from './sweep.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const workflows = stepFunctions(new SFNClient({}), needed(process.env, ENV.claimsWorkflow));

const ready = async (): Promise<SweepDeps> => ({
  ...(await wired.deps()),
  workflows,
  report: (code, { case: reference, detail }) =>
    log(toStdout, {
      door: 'outbox-task',
      route: 'dispatch',
      at: Date.now(),
      code,
      case: reference,
      error: detail,
    }),
});

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
 * Door of the dispatcher: intents of cases from the table's stream, from the sweep every five minutes, from polling
 * where the records have no stream (L2), and executions that died.
 */
export async function handler(event: unknown): Promise<DynamoDBBatchResponse | undefined> {
  if (isStream(event)) return dispatchStream(event);
  const schedule = scheduled.safeParse(event);
  if (schedule.success) {
    await (schedule.data.detail.schedule === 'poll-cases'
      ? pollCases()
      : sweepCases(Date.parse(schedule.data.time), await ready()));
    return undefined;
  }
  const died = statusChange.parse(event);
  const reference = referenceOf(died.detail.input ?? '');
  if (reference !== undefined)
    await executionDied(
      { execution: died.detail.executionArn, reference },
      Date.parse(died.time),
      await ready(),
    );
  return undefined;
}

const isStream = (event: unknown): event is DynamoDBStreamEvent =>
  typeof event === 'object' && event !== null && 'Records' in event;

/** Only the records that failed are given again (partial batch response). */
async function dispatchStream({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const deps = await ready();
  const failed: { itemIdentifier: string }[] = [];
  for (const { dynamodb } of Records) {
    const reference = dynamodb?.Keys?.['pk']?.S?.replace(/^CASE#/, '');
    const done = reference === undefined || (await dispatchOne(reference, Date.now(), deps));
    if (!done) failed.push({ itemIdentifier: dynamodb?.SequenceNumber ?? '' });
  }
  return { batchItemFailures: failed };
}

async function pollCases(): Promise<void> {
  if (settings.outbox.kind !== 'poll') return;
  await poll(
    settings.outbox,
    { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    async (at) => sweepCases(at, await ready()),
  );
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
