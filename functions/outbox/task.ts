import type { DynamoDBBatchResponse } from 'aws-lambda';
import { signal, toStdout } from '../../shared/http/log.ts';
import { ENV } from '../../shared/names.ts';
import { needed, wire } from '../../shared/records/wire.ts';
import { parseSettings } from '../../shared/settings.ts';
import { stepFunctions } from '../../shared/workflows/step-functions.ts';
import { type OutboxDeps, takeEvent } from './events.ts';

const settings = parseSettings(process.env['SETTINGS']);
const wired = wire(process.env, settings, Date.now);
const workflows = stepFunctions(needed(process.env, ENV.claimsWorkflow));

const report: OutboxDeps['report'] = (code, { case: reference, detail }) =>
  signal(toStdout, settings, {
    door: 'outbox-task',
    route: 'dispatch',
    at: Date.now(),
    code,
    case: reference,
    error: detail,
  });

/** Door of the dispatcher: the table's stream, the schedules that sweep and poll, and executions that died. */
export async function handler(event: unknown): Promise<DynamoDBBatchResponse | undefined> {
  return takeEvent(event, {
    ...(await wired.deps()),
    workflows,
    settings,
    report,
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
