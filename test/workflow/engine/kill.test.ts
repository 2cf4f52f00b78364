import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, it } from 'vitest';
import { aMachine, arnOf, machineArn, newDataDir, recorder, writeApp } from './support.ts';

const TARGET = fileURLToPath(new URL('./crash-target.ts', import.meta.url));
const DAY = 86_400_000;

interface Running {
  readonly child: ChildProcess;
  readonly sfn: SFNClient;
}

let running: Running | undefined;

async function start(app: string, data: string): Promise<Running> {
  const child = fork(TARGET, [app, data, '2026-11-02T06:00:00Z'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { url: string }));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  const sfn = new SFNClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  running = { child, sfn };
  return running;
}

async function kill({ child, sfn }: Running): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  sfn.destroy();
}

const advance = ({ child }: Running, ms: number) =>
  new Promise<{ now: number; fired: number }>((resolve) => {
    child.once('message', (message) => resolve(message as { now: number; fired: number }));
    child.send({ advance: ms });
  });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => {
  running?.child.kill('SIGKILL');
});

const wait = (milestone: string, seconds: number, next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: arnOf('steps'),
    Payload: { milestone, 'execution.$': '$$.Execution.Name', 'token.$': '$$.Task.Token' },
  },
  TimeoutSeconds: seconds,
  Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: next }],
  End: true,
});

const CLAIMS = {
  StartAt: 'Open',
  States: {
    Open: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: {
        FunctionName: arnOf('steps'),
        Payload: { milestone: 'open', 'execution.$': '$$.Execution.Name' },
      },
      ResultPath: null,
      Next: 'Reminder',
    },
    Reminder: wait('reminder', 20 * 86_400, 'DueDay'),
    DueDay: wait('due-day', 10 * 86_400, 'Overdue'),
    Overdue: { Type: 'Succeed' },
  },
};

/** A function that dawdles a little, so that a kill often hits it at work. */
const dawdler = (file: string) => recorder(file, 'await new Promise((resolve) => setTimeout(resolve, 15))');

interface Seen {
  readonly event: { readonly milestone: string; readonly execution: string; readonly token?: string };
}
const seenIn = (file: string): Seen[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Seen)
    : [];

it('invariant 1 and 2: kill -9 at any moment loses no acknowledged execution, no timer and no task', async () => {
  const data = newDataDir();
  const file = join(data, 'seen.jsonl');
  const app = writeApp({
    functions: { steps: dawdler(file) },
    resources: { Claims: aMachine('claims', CLAIMS, ['steps']) },
  });
  const acknowledged: string[] = [];
  let n = 0;
  for (const before of [1, 3, 5, 8, 13]) {
    const cloud = await start(app, data);
    let taken = 0;
    let died: Promise<void> | undefined;
    for (let alive = true; alive; ) {
      n += 1;
      const input = { stateMachineArn: machineArn('claims'), name: `PD-${n}`, input: '{}' };
      await cloud.sfn.send(new StartExecutionCommand(input)).then(
        ({ executionArn = '' }) => {
          acknowledged.push(executionArn);
          taken += 1;
        },
        () => {
          alive = false;
        },
      );
      if (taken === before) died ??= pause(before).then(() => kill(cloud));
    }
    await died;
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(1 + 3 + 5 + 8 + 13);

  // A kill in the middle of a jump, then the jump goes on from where it was.
  const jumping = await start(app, data);
  void advance(jumping, 25 * DAY);
  await pause(60);
  await kill(jumping);

  const cloud = await start(app, data);
  await advance(cloud, 40 * DAY);
  const seen = seenIn(file);
  for (const executionArn of acknowledged) {
    const { status, name } = await cloud.sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect([name, status]).toEqual([name, 'SUCCEEDED']);
    const milestones = new Set(
      seen.filter(({ event }) => event.execution === name).map(({ event }) => event.milestone),
    );
    expect([...milestones]).toEqual(['open', 'reminder', 'due-day']);
    const { events = [] } = await cloud.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 100 }),
    );
    expect(events.map((event) => event.id)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter((event) => event.type === 'ExecutionSucceeded')).toHaveLength(1);
  }
  await kill(cloud);
});

it('a token given out before a kill is good after it, and time has gone on', async () => {
  const data = newDataDir();
  const file = join(data, 'seen.jsonl');
  const app = writeApp({
    functions: { steps: recorder(file) },
    resources: { Claims: aMachine('claims', CLAIMS, ['steps']) },
  });
  const before = await start(app, data);
  const { executionArn } = await before.sfn.send(
    new StartExecutionCommand({ stateMachineArn: machineArn('claims'), name: 'PD-1', input: '{}' }),
  );
  const { now } = await advance(before, 5 * DAY);
  await kill(before);
  const after = await start(app, data);
  const resumed = await advance(after, 1000);
  expect(resumed.now).toBeGreaterThan(now);
  expect(resumed.now - now).toBeLessThan(60_000);
  const taskToken = seenIn(file).at(-1)?.event.token;
  await after.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"decided":true}' }));
  const { status, output } = await after.sfn.send(new DescribeExecutionCommand({ executionArn }));
  expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '{"decided":true}' });
  expect(seenIn(file).filter(({ event }) => event.milestone === 'reminder')).toHaveLength(1);
  await kill(after);
});
