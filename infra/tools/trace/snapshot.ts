/** What stands in the records and in the workflow engine at one instant. */
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { NAMES, TABLES, WORKFLOW_KINDS, type WorkflowKind } from '../../../shared/names.ts';
import type { Item } from '../../../shared/records/port.ts';
import type { TraceCloud } from './cloud.ts';

/** One execution: where it waits and until when, and what it has asked of functions so far. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly state?: string;
  /** Epoch ms at which the wait in that state ends by itself. */
  readonly until?: number;
  /** Why it ended, where it failed. */
  readonly cause?: string;
  /** Calls of functions, in order: `cases-task: open`. */
  readonly calls: readonly string[];
  /** Task token of the state that waits. */
  readonly token?: string;
}

export interface Snapshot {
  /** Every item, by table and key. */
  readonly items: ReadonlyMap<string, Item>;
  readonly executions: ReadonlyMap<string, Execution>;
}

export async function takeSnapshot(cloud: TraceCloud): Promise<Snapshot> {
  const [items, executions] = await Promise.all([itemsOf(cloud), executionsOf(cloud)]);
  return {
    items: new Map(items.map((item) => [`${item.table} ${item.pk} ${item.sk}`, item])),
    executions: new Map(executions.map((one) => [one.arn, one])),
  };
}

async function itemsOf({ records }: TraceCloud): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (const table of TABLES) {
    let cursor: string | undefined;
    do {
      const page = await records.scan(table, cursor);
      found.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found;
}

/** The state machine of a kind of case in the local cloud. */
export async function machineOf({ workflows, deployment }: TraceCloud, kind: WorkflowKind): Promise<string> {
  const name = NAMES.workflow(deployment, kind);
  const { stateMachines } = await workflows.send(new ListStateMachinesCommand({}));
  const arn = stateMachines?.find((one) => one.name === name)?.stateMachineArn;
  if (arn === undefined) throw new Error(`the local cloud has no workflow ${name}`);
  return arn;
}

/** All executions, kind by kind, oldest first. */
export async function executionsOf(cloud: TraceCloud): Promise<readonly Execution[]> {
  const listed = await Promise.all(
    WORKFLOW_KINDS.map(async (kind) => {
      const stateMachineArn = await machineOf(cloud, kind);
      return cloud.workflows.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }));
    }),
  );
  const arns = listed.flatMap(({ executions = [] }) => executions.toReversed());
  return Promise.all(arns.map(({ executionArn = '' }) => execution(cloud, executionArn)));
}

const call = z.object({
  FunctionName: z.string(),
  Payload: z.object({
    step: z.string(),
    planned: z.object({ from: z.string() }).optional(),
    token: z.string().optional(),
  }),
});

const callIn = (event: HistoryEvent) => {
  const parameters = event.taskScheduledEventDetails?.parameters;
  return parameters === undefined ? undefined : call.parse(JSON.parse(parameters));
};

async function execution({ workflows, deployment }: TraceCloud, executionArn: string): Promise<Execution> {
  const told = await workflows.send(new DescribeExecutionCommand({ executionArn }));
  const { events = [] } = await workflows.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
  );
  const state = events.findLast((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
  const scheduled = events.findLast((event) => event.taskScheduledEventDetails);
  const seconds = scheduled?.taskScheduledEventDetails?.timeoutInSeconds;
  const running = told.status === 'RUNNING';
  const token = scheduled && callIn(scheduled)?.Payload.token;
  const cause = told.cause ?? told.error;
  return {
    arn: executionArn,
    name: told.name ?? '',
    status: told.status ?? '',
    calls: events.flatMap((event) => {
      const made = callIn(event);
      if (made === undefined) return [];
      const { FunctionName, Payload } = made;
      const door = FunctionName.slice(FunctionName.lastIndexOf(':') + 1).replace(`${deployment}-`, '');
      return [
        `${door}: ${Payload.planned === undefined ? Payload.step : `wait from ${Payload.planned.from}`}`,
      ];
    }),
    ...(running && state !== undefined ? { state } : {}),
    ...(running && seconds !== undefined && scheduled?.timestamp !== undefined
      ? { until: scheduled.timestamp.getTime() + seconds * 1000 }
      : {}),
    ...(cause === undefined ? {} : { cause }),
    ...(token === undefined ? {} : { token }),
  };
}
