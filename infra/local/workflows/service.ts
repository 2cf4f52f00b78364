/** The wire API of Step Functions (AWS JSON 1.0, `X-Amz-Target: AWSStepFunctions.*`). */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { jsonAnswer } from '../answers.ts';
import { AwsFault, type Millis, type Service } from '../types.ts';
import type { Engine, Machine } from './engine.ts';
import { type HistoryEvent, type Run, STATUSES } from './run.ts';

const arn = z.string().min(1).max(256);
const page = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const token = z.string().min(1).max(2048);

const INPUTS = {
  StartExecution: z.object({
    stateMachineArn: arn,
    name: z.string().optional(),
    input: z.string().optional(),
  }),
  StopExecution: z.object({
    executionArn: arn,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  DescribeExecution: z.object({ executionArn: arn }),
  ListExecutions: z.object({
    stateMachineArn: arn.optional(),
    mapRunArn: arn.optional(),
    statusFilter: z.enum(STATUSES).optional(),
    ...page,
  }),
  GetExecutionHistory: z.object({
    executionArn: arn,
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
    ...page,
  }),
  SendTaskSuccess: z.object({ taskToken: token, output: z.string() }),
  SendTaskFailure: z.object({
    taskToken: token,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  SendTaskHeartbeat: z.object({ taskToken: token }),
  ListStateMachines: z.object({ ...page }),
  DescribeStateMachine: z.object({ stateMachineArn: arn }),
  DescribeStateMachineForExecution: z.object({ executionArn: arn }),
} as const;

type Inputs = { readonly [Name in keyof typeof INPUTS]: z.infer<(typeof INPUTS)[Name]> };
type Operations = { readonly [Name in keyof Inputs]: (input: Inputs[Name]) => unknown };

/** Timestamps of AWS JSON: seconds with a fraction. */
const seconds = (at: Millis): number => at / 1000;

const from = (nextToken: string | undefined, first: number): number => {
  if (nextToken === undefined) return first;
  const value = Number(nextToken);
  if (!Number.isSafeInteger(value)) throw new AwsFault('InvalidToken', "Invalid Token: 'Invalid token'");
  return value;
};

/** Cuts a page of `limit` from rows of which one more was asked for. */
function cut<T extends { readonly [key: string]: unknown }>(rows: readonly T[], limit: number, key: keyof T) {
  const items = rows.slice(0, limit);
  return { items, nextToken: rows.length > limit ? String(items.at(-1)?.[key]) : undefined };
}

/** Builds the service. `createdAt` is what it tells as the machines' creation date. */
export function createWorkflowService(engine: Engine, createdAt: Millis): Service {
  const { store } = engine;

  function machineOf(machineArn: string): Machine {
    const machine = engine.machines.find((candidate) => candidate.arn === machineArn);
    if (machine === undefined) {
      throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
    }
    return machine;
  }

  function runOf(executionArn: string): Run {
    if (!/^arn:aws:states:[^:]+:\d+:execution:[^:]+:.+$/.test(executionArn)) {
      throw new AwsFault('InvalidArn', `Invalid Arn: 'Invalid ARN: ${executionArn}'`);
    }
    const run = store.load(executionArn);
    if (run === undefined)
      throw new AwsFault('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return run;
  }

  const describe = (machine: Machine) => ({
    stateMachineArn: machine.arn,
    name: machine.name,
    type: 'STANDARD',
    creationDate: seconds(createdAt),
  });

  const operations: Operations = {
    StartExecution(input) {
      const run = engine.start(input.stateMachineArn, input.name ?? randomUUID(), input.input ?? '{}');
      return { executionArn: run.arn, startDate: seconds(run.startedAt) };
    },
    StopExecution(input) {
      runOf(input.executionArn);
      const run = engine.stop(input.executionArn, input.error, input.cause);
      return { stopDate: seconds(run.stoppedAt ?? 0) };
    },
    DescribeExecution(input) {
      const run = runOf(input.executionArn);
      return {
        executionArn: run.arn,
        stateMachineArn: run.machine.arn,
        name: run.name,
        status: run.status,
        startDate: seconds(run.startedAt),
        ...(run.stoppedAt === undefined ? {} : { stopDate: seconds(run.stoppedAt) }),
        input: run.input,
        inputDetails: { included: true },
        ...(run.output === undefined ? {} : { output: run.output, outputDetails: { included: true } }),
        ...(run.error === undefined ? {} : { error: run.error }),
        ...(run.cause === undefined ? {} : { cause: run.cause }),
        redriveCount: 0,
        redriveStatus: 'NOT_REDRIVABLE',
      };
    },
    ListExecutions(input) {
      const limit = input.maxResults || 100;
      const before = from(input.nextToken, Number.MAX_SAFE_INTEGER);
      // The children of a map are listed by its run, as in AWS.
      const rows =
        input.mapRunArn === undefined
          ? store.list(machineOf(input.stateMachineArn ?? '').arn, input.statusFilter, before, limit + 1)
          : store.listChildren(input.mapRunArn, before, limit + 1);
      const { items, nextToken } = cut(
        rows.map((row) => ({ ...row })),
        limit,
        'seq',
      );
      return {
        executions: items.map((row) => ({
          executionArn: row.arn,
          stateMachineArn: row.machine,
          name: row.name,
          status: row.status,
          startDate: seconds(row.started),
          ...(row.stopped === null ? {} : { stopDate: seconds(row.stopped) }),
        })),
        ...(nextToken === undefined ? {} : { nextToken }),
      };
    },
    GetExecutionHistory(input) {
      const run = runOf(input.executionArn);
      const limit = input.maxResults || 100;
      const reverse = input.reverseOrder === true;
      const first = from(input.nextToken, reverse ? Number.MAX_SAFE_INTEGER : 0);
      const events = store.history(run.arn, first, limit + 1, reverse);
      const { items, nextToken } = cut(
        events.map((event) => ({ ...event })),
        limit,
        'id',
      );
      return {
        events: items.map((event) => eventOnWire(event, input.includeExecutionData !== false)),
        ...(nextToken === undefined ? {} : { nextToken }),
      };
    },
    SendTaskSuccess(input) {
      engine.succeed(input.taskToken, input.output);
      return {};
    },
    SendTaskFailure(input) {
      engine.fail(input.taskToken, input.error ?? 'States.TaskFailed', input.cause ?? '');
      return {};
    },
    SendTaskHeartbeat(input) {
      engine.heartbeat(input.taskToken);
      return {};
    },
    ListStateMachines: () => ({ stateMachines: engine.machines.map(describe) }),
    DescribeStateMachine(input) {
      const machine = machineOf(input.stateMachineArn);
      return { ...describe(machine), status: 'ACTIVE', definition: machine.text, roleArn: machine.roleArn };
    },
    DescribeStateMachineForExecution(input) {
      const run = runOf(input.executionArn);
      return {
        stateMachineArn: run.machine.arn,
        name: run.machine.name,
        definition: store.definitionText(run.arn),
        roleArn: run.machine.roleArn,
        updateDate: seconds(createdAt),
      };
    },
  };

  return {
    name: 'states',
    handle(request) {
      const name = request.operation as keyof Inputs;
      if (!Object.hasOwn(operations, name)) {
        throw new AwsFault('UnknownOperationException', `${request.operation} is not run by the local cloud`);
      }
      return jsonAnswer(perform(operations, name, request.body));
    },
  };
}

function perform<Name extends keyof Inputs>(operations: Operations, name: Name, body: Buffer): unknown {
  const parsed = INPUTS[name].safeParse(JSON.parse(body.toString('utf8') || '{}'));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AwsFault(
      'ValidationException',
      `${issue?.path.join('.') ?? 'input'}: ${issue?.message ?? 'invalid'}`,
    );
  }
  return operations[name](parsed.data as Inputs[Name]);
}

function eventOnWire(event: HistoryEvent, withData: boolean): Readonly<Record<string, unknown>> {
  const [member, details] = event.details ?? [undefined, {}];
  const {
    input: _input,
    output: _output,
    parameters: _parameters,
    ...bare
  } = details as Readonly<Record<string, unknown>>;
  return {
    id: event.id,
    previousEventId: event.previous,
    timestamp: seconds(event.at),
    type: event.type,
    ...(member === undefined ? {} : { [member]: withData ? details : bare }),
  };
}
