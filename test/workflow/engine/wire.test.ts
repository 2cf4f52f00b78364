import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMachine, arnOf, type Cloud, machineArn, newDataDir, openCloud, writeApp } from './support.ts';

const HOUR = 3_600_000;
const waiting = {
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: arnOf('steps'), Payload: { 'token.$': '$$.Task.Token' } },
      HeartbeatSeconds: 3600,
      End: true,
    },
  },
};
const quick = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', Result: { ok: true }, End: true } } };

let cloud: Cloud;
let sfn: SFNClient;
const stateMachineArn = machineArn('waiting');

beforeAll(async () => {
  const app = writeApp({
    functions: { steps: 'export const handler = async () => ({});' },
    resources: { Waiting: aMachine('waiting', waiting, ['steps']), Quick: aMachine('quick', quick, []) },
  });
  cloud = await openCloud(app, newDataDir(), '2026-11-02T06:00:00Z');
  sfn = cloud.sfn;
});
afterAll(() => cloud.close());

const start = (name: string, input = '{"case":"PD-2026-K7M4QX-9"}') =>
  sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));

/** The token in an execution's history, where AWS shows it too. */
async function tokenOf(executionArn: string | undefined): Promise<string> {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  const parameters = events.find((event) => event.type === 'TaskScheduled')?.taskScheduledEventDetails
    ?.parameters;
  return (JSON.parse(parameters ?? '{}') as { Payload: { token: string } }).Payload.token;
}

describe('Step Functions over the wire, asked by the real SDK', () => {
  it('K6: the same name and input while it runs is the same execution; another input is refused', async () => {
    const first = await start('same-1');
    const again = await start('same-1');
    expect(again.executionArn).toBe(first.executionArn);
    expect(again.startDate).toEqual(first.startDate);
    await expect(start('same-1', '{"case":"other"}')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  it('K6: a closed execution keeps its name', async () => {
    const { executionArn } = await start('closed-1');
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await expect(start('closed-1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it.each(['', 'with space', 'a/b', 'x'.repeat(81), 'a:b', 'a\nb'])(
    'the name %j is InvalidName',
    async (name) => {
      await expect(start(name)).rejects.toMatchObject({ name: 'InvalidName' });
    },
  );

  it('input that is no JSON is InvalidExecutionInput; an unknown machine does not exist', async () => {
    await expect(start('bad-input', '{')).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    const other = new StartExecutionCommand({ stateMachineArn: machineArn('none') });
    await expect(sfn.send(other)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  it('an unknown execution does not exist, and something else is no ARN', async () => {
    const describe = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));
    await expect(
      describe(stateMachineArn.replace('stateMachine', 'execution').concat(':none')),
    ).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
    await expect(describe('nonsense')).rejects.toMatchObject({ name: 'InvalidArn' });
  });

  it('a stopped execution is ABORTED with error and cause, and its token is void', async () => {
    const { executionArn } = await start('stop-1');
    const taskToken = await tokenOf(executionArn);
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Closed', cause: 'by hand' }));
    const stopped = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(stopped).toMatchObject({ status: 'ABORTED', error: 'Closed', cause: 'by hand', name: 'stop-1' });
    expect(stopped.stopDate).toBeInstanceOf(Date);
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  it('output that is no JSON is InvalidOutput and leaves the execution running', async () => {
    const { executionArn } = await start('output-1');
    const taskToken = await tokenOf(executionArn);
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{' }))).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    expect((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('RUNNING');
  });

  it('a heartbeat puts the heartbeat timeout off; without one the task times out', async () => {
    const { executionArn } = await start('heart-1');
    await cloud.compute.clock.quiet();
    const taskToken = await tokenOf(executionArn);
    const status = async () => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
    await cloud.compute.clock.advanceTo(cloud.compute.clock.now() + 0.9 * HOUR);
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await cloud.compute.clock.advanceTo(cloud.compute.clock.now() + 0.9 * HOUR);
    expect(await status()).toBe('RUNNING');
    await cloud.compute.clock.advanceTo(cloud.compute.clock.now() + 0.2 * HOUR);
    expect(await status()).toBe('FAILED');
    const { error } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(error).toBe('States.HeartbeatTimeout');
  });

  it('lists executions newest first, by status, page by page', async () => {
    const quickArn = machineArn('quick');
    for (let n = 1; n <= 5; n += 1) {
      await sfn.send(new StartExecutionCommand({ stateMachineArn: quickArn, name: `quick-${n}` }));
    }
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(
        new ListExecutionsCommand({
          stateMachineArn: quickArn,
          statusFilter: 'SUCCEEDED',
          maxResults: 2,
          nextToken,
        }),
      );
      expect(page.executions?.length).toBeLessThanOrEqual(2);
      names.push(...(page.executions ?? []).map((execution) => execution.name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual(['quick-5', 'quick-4', 'quick-3', 'quick-2', 'quick-1']);
    const none = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn: quickArn, statusFilter: 'RUNNING' }),
    );
    expect(none.executions).toEqual([]);
  });

  it('tells the history forwards and backwards, page by page, with numbered events', async () => {
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: machineArn('quick') }),
    );
    const read = async (reverseOrder: boolean) => {
      const ids: [number | undefined, string | undefined][] = [];
      let nextToken: string | undefined;
      do {
        const page = await sfn.send(
          new GetExecutionHistoryCommand({ executionArn, reverseOrder, maxResults: 2, nextToken }),
        );
        ids.push(
          ...(page.events ?? []).map((event): [number | undefined, string | undefined] => [
            event.id,
            event.type,
          ]),
        );
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return ids;
    };
    const forwards = await read(false);
    expect(forwards).toEqual([
      [1, 'ExecutionStarted'],
      [2, 'PassStateEntered'],
      [3, 'PassStateExited'],
      [4, 'ExecutionSucceeded'],
    ]);
    expect(await read(true)).toEqual(forwards.toReversed());
  });

  it('G9: the history can be read without its data', async () => {
    const { executionArn } = await start('bare-1', '{"case":"PD-2026-CANARY-0"}');
    await cloud.compute.clock.quiet();
    const bare = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
    );
    expect(JSON.stringify(bare.events)).not.toContain('CANARY');
    const full = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(JSON.stringify(full.events)).toContain('CANARY');
  });

  it('describes its machines, and the definition that an execution runs', async () => {
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map((machine) => machine.name)).toEqual(['waiting', 'quick']);
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({ status: 'ACTIVE', type: 'STANDARD', name: 'waiting' });
    const { executionArn } = await start('described-1');
    const own = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(own.definition).toBe(described.definition);
    expect(JSON.parse(own.definition ?? '')).toMatchObject({ StartAt: 'Wait' });
  });

  it('refuses what AWS would take but is not run here, by name', async () => {
    const response = await fetch(cloud.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSStepFunctions.CreateStateMachine',
        'content-type': 'application/x-amz-json-1.0',
      },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining('CreateStateMachine'),
    });
  });
});
