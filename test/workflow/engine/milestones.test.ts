import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { countTransitions } from '../../support/transitions.ts';
import {
  aMachine,
  arnOf,
  type Cloud,
  machineArn,
  newDataDir,
  openCloud,
  recorder,
  until,
  writeApp,
} from './support.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const DAY = 86_400;

/** A shortened case workflow of the same make as the product's: open, jump, and waits that are timers. */
const waiting = (milestone: string, state: string, next: string) => ({
  Type: 'Task',
  Resource: `${INVOKE}.waitForTaskToken`,
  Parameters: {
    FunctionName: arnOf('steps'),
    Payload: {
      step: 'milestone',
      milestone,
      'input.$': '$$.Execution.Input',
      'execution.$': '$$.Execution.Id',
      'at.$': '$$.State.EnteredTime',
      'token.$': '$$.Task.Token',
    },
  },
  TimeoutSecondsPath: `$.plan.gaps.${state}`,
  Catch: [
    { ErrorEquals: ['States.Timeout'], ResultPath: null, Next: next },
    { ErrorEquals: ['Replan'], ResultPath: null, Next: 'Open' },
  ],
  End: true,
});

const CLAIMS = {
  StartAt: 'Open',
  States: {
    Open: {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: {
        FunctionName: arnOf('steps'),
        Payload: {
          step: 'open',
          'input.$': '$$.Execution.Input',
          'execution.$': '$$.Execution.Id',
          'at.$': '$$.State.EnteredTime',
        },
      },
      ResultSelector: { 'plan.$': '$.Payload' },
      Retry: [
        {
          ErrorEquals: ['Lambda.ServiceException', 'Sandbox.Timedout'],
          IntervalSeconds: 2,
          MaxAttempts: 4,
          BackoffRate: 2,
          JitterStrategy: 'FULL',
        },
      ],
      Next: 'Jump',
    },
    Jump: {
      Type: 'Choice',
      Choices: [{ Variable: '$.plan.next', StringEquals: 'Until', Next: 'Until' }],
      Default: 'Done',
    },
    Until: waiting('received', 'Until', 'Reminder'),
    Reminder: waiting('reminder-10', 'Reminder', 'Overdue'),
    Overdue: {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: {
        FunctionName: arnOf('steps'),
        Payload: { step: 'milestone', milestone: 'overdue', 'at.$': '$$.State.EnteredTime' },
      },
      OutputPath: '$.Payload',
      End: true,
    },
    Done: { Type: 'Succeed' },
  },
};

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

interface Seen {
  readonly event: {
    step: string;
    milestone?: string;
    token?: string;
    at: string;
    input: unknown;
    execution: string;
  };
  readonly at: string;
}

async function aCase(plan: unknown) {
  const data = newDataDir();
  const file = join(data, 'seen.jsonl');
  const app = writeApp({
    functions: {
      steps: recorder(file, `event.step === 'open' ? ${JSON.stringify(plan)} : { done: event.milestone }`),
    },
    resources: { Claims: aMachine('claims', CLAIMS, ['steps']) },
  });
  cloud = await openCloud(app, data, '2026-11-02T06:00:00Z');
  const { sfn, compute } = cloud;
  const seen = (): Seen[] =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Seen);
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: machineArn('claims'),
      name: 'PD-2026-K7M4QX-9-1',
      input: '{"case":"PD-2026-K7M4QX-9"}',
    }),
  );
  await compute.clock.quiet();
  const describe = () => cloud?.sfn.send(new DescribeExecutionCommand({ executionArn }));
  const types = async () => {
    const { events = [] } = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
    );
    return events.map((event) => String(event.type));
  };
  return { sfn, compute, executionArn, seen, describe, types };
}

const PLAN = { next: 'Until', gaps: { Until: 20 * DAY, Reminder: 10 * DAY } };

describe('a case workflow on the local engine', () => {
  it('K3: a claim answered in time without reminders takes three transitions', async () => {
    const { sfn, seen, describe, types } = await aCase(PLAN);
    const wait = seen().at(-1)?.event;
    expect(wait).toMatchObject({
      milestone: 'received',
      input: { case: 'PD-2026-K7M4QX-9' },
      execution: 'arn:aws:states:eu-central-1:000000000000:execution:claims:PD-2026-K7M4QX-9-1',
    });
    await sfn.send(new SendTaskSuccessCommand({ taskToken: wait?.token, output: '{"decided":true}' }));
    expect(await describe()).toMatchObject({ status: 'SUCCEEDED', output: '{"decided":true}' });
    expect(countTransitions(await types())).toBe(3);
  });

  it('K3: time alone brings the reminder after 20 days and the overdue milestone 10 days later', async () => {
    const { compute, seen, describe, types } = await aCase(PLAN);
    const start = compute.clock.now();
    const jump = await compute.clock.advanceTo(start + 31 * DAY * 1000);
    expect(jump.fired).toBe(2);
    const steps = seen();
    expect(steps.map(({ event }) => event.milestone ?? event.step)).toEqual([
      'open',
      'received',
      'reminder-10',
      'overdue',
    ]);
    const entered = steps.map(({ event }) => event.at.slice(0, 10));
    expect(entered).toEqual(['2026-11-02', '2026-11-02', '2026-11-22', '2026-12-02']);
    expect(steps.map(({ at }) => at.slice(0, 10))).toEqual(entered);
    expect(await describe()).toMatchObject({ status: 'SUCCEEDED', output: '{"done":"overdue"}' });
    expect((await types()).filter((type) => type === 'TaskTimedOut')).toHaveLength(2);
    expect(countTransitions(await types())).toBe(5);
  });

  it('K3: changed dates send the wait back to the first state, which plans anew', async () => {
    const { sfn, compute, seen, describe } = await aCase(PLAN);
    await sfn.send(
      new SendTaskFailureCommand({
        taskToken: seen().at(-1)?.event.token,
        error: 'Replan',
        cause: 'receipt date',
      }),
    );
    await compute.clock.quiet();
    expect(seen().map(({ event }) => event.milestone ?? event.step)).toEqual([
      'open',
      'received',
      'open',
      'received',
    ]);
    expect((await describe())?.status).toBe('RUNNING');
  });

  it('a used token is TaskTimedOut, a made-up one TaskDoesNotExist, nonsense InvalidToken', async () => {
    const { sfn, seen } = await aCase(PLAN);
    const taskToken = seen().at(-1)?.event.token ?? '';
    const finish = (token: string) =>
      sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
    await finish(taskToken);
    await expect(finish(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(finish(`AQ${'x'.repeat(taskToken.length - 2)}`)).rejects.toMatchObject({
      name: 'TaskDoesNotExist',
    });
    await expect(finish('nonsense')).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it('a token whose time has run out is TaskTimedOut, and the next milestone is untouched', async () => {
    const { sfn, compute, seen, describe } = await aCase(PLAN);
    const late = seen().at(-1)?.event.token;
    await compute.clock.advanceTo(compute.clock.now() + 20 * DAY * 1000 + 60_000);
    await expect(
      sfn.send(new SendTaskFailureCommand({ taskToken: late, error: 'Replan' })),
    ).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
    expect((await describe())?.status).toBe('RUNNING');
    expect(seen().at(-1)?.event.milestone).toBe('reminder-10');
  });

  it('a gap of zero seconds fails the execution as in AWS, before the function is called', async () => {
    const { seen, describe } = await aCase({ next: 'Until', gaps: { Until: 0, Reminder: 1 } });
    expect(await describe()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(seen().map(({ event }) => event.step)).toEqual(['open']);
  });

  it('a plan without the gap fails naming the path', async () => {
    const { describe } = await aCase({ next: 'Until', gaps: {} });
    const failed = await describe();
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(failed?.cause).toContain('$.plan.gaps.Until');
  });

  it('a case that needs no waiting ends through the default of the choice', async () => {
    const { describe, types } = await aCase({ next: 'end', gaps: {} });
    expect((await describe())?.status).toBe('SUCCEEDED');
    expect(countTransitions(await types())).toBe(3);
  });
});

it('a decision that the function itself makes before it returns ends the wait at once', async () => {
  const data = newDataDir();
  const app = writeApp({
    functions: {
      steps: `export const handler = async (event) => {
        await fetch(event.input.url, { method: 'POST', headers: { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess', 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify({ taskToken: event.token, output: '"decided"' }) });
        return 'late';
      };`,
    },
    resources: {
      Claims: aMachine(
        'claims',
        {
          StartAt: 'Wait',
          States: { Wait: { ...waiting('received', 'x', 'Wait'), Catch: [], TimeoutSecondsPath: '$.gap' } },
        },
        ['steps'],
      ),
    },
  });
  cloud = await openCloud(app, data);
  const input = JSON.stringify({ url: cloud.url, gap: 60 });
  const { executionArn } = await cloud.sfn.send(
    new StartExecutionCommand({ stateMachineArn: machineArn('claims'), input }),
  );
  const done = await until('the end', async () => {
    const now = await cloud?.sfn.send(new DescribeExecutionCommand({ executionArn }));
    return now?.status === 'RUNNING' ? undefined : now;
  });
  expect(done).toMatchObject({ status: 'SUCCEEDED', output: '"decided"' });
});
