import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
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

type Json = Readonly<Record<string, unknown>>;
const START = '2026-11-02T06:00:00Z';
const TARGET = fileURLToPath(new URL('./crash-target.ts', import.meta.url));

let cloud: Cloud | undefined;
let child: ChildProcess | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
  child?.kill('SIGKILL');
  child = undefined;
});

/** Every item goes to a task that says whether it is done, and waits a second where it is not. */
const overItems = (more: Json = {}, above: Json = {}): Json => ({
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'item.$': '$$.Map.Item.Value', 'of.$': '$.of' },
      Label: 'Items',
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: { FunctionName: arnOf('steps'), 'Payload.$': '$$.Execution.Input' },
            ResultSelector: { 'done.$': '$.Payload.done', 'wait.$': '$.Payload.wait' },
            ResultPath: '$.did',
            Next: 'Done',
          },
          Done: {
            Type: 'Choice',
            Choices: [{ Variable: '$.did.done', BooleanEquals: true, Next: 'End' }],
            Default: 'Later',
          },
          Later: { Type: 'Wait', SecondsPath: '$.did.wait', Next: 'Work' },
          End: { Type: 'Pass', Result: null, End: true },
        },
      },
      ResultPath: '$.results',
      End: true,
      ...more,
    },
    ...above,
  },
});

const appOf = (definition: Json, source: string): string =>
  writeApp({
    functions: { steps: source },
    resources: { Machine: aMachine('machine', definition, ['steps']) },
  });

async function run(definition: Json, source: string, input: unknown) {
  cloud = await openCloud(appOf(definition, source), newDataDir(), START);
  const { sfn, compute } = cloud;
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: machineArn('machine'), input: JSON.stringify(input) }),
  );
  const describeIt = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  const events = async () =>
    (await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))).events ?? [];
  const children = async () => {
    const started = (await events()).find(({ type }) => type === 'MapRunStarted');
    const mapRunArn = started?.mapRunStartedEventDetails?.mapRunArn;
    return (await sfn.send(new ListExecutionsCommand({ mapRunArn }))).executions ?? [];
  };
  const done = () =>
    until('the end', async () => {
      const now = await describeIt();
      return now.status === 'RUNNING' ? undefined : now;
    });
  return { sfn, compute, executionArn, done, events, children };
}

const DONE = 'export const handler = async () => ({ done: true, wait: 0 });';

describe('a Distributed Map over items of the state', () => {
  it('gives each item to a Standard execution of its own and goes on with what they gave, in order', async () => {
    const { done, events, children } = await run(overItems(), DONE, { items: [7, 8, 9], of: 'm' });
    const { status, output } = await done();
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '')).toEqual({ items: [7, 8, 9], of: 'm', results: [null, null, null] });
    expect((await events()).map(({ type }) => type)).toEqual([
      ...['ExecutionStarted', 'MapStateEntered', 'MapStateStarted', 'MapRunStarted'],
      ...['MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited', 'ExecutionSucceeded'],
    ]);
    const all = await children();
    expect(all.map((one) => one.stateMachineArn)).toEqual(
      [1, 2, 3].map(() => `${machineArn('machine')}/Items`),
    );
    const inputs = await Promise.all(
      all.map(async ({ executionArn }) => {
        const { input } = (await cloud?.sfn.send(new DescribeExecutionCommand({ executionArn }))) ?? {};
        return JSON.parse(input ?? '') as unknown;
      }),
    );
    expect(inputs.toReversed()).toEqual([7, 8, 9].map((item) => ({ item, of: 'm' })));
  });

  it('of no items ends at once; what is no list is an error', async () => {
    const { done } = await run(overItems(), DONE, { items: [], of: 'm' });
    expect(await done()).toMatchObject({ status: 'SUCCEEDED' });
    await cloud?.close();
    const other = await run(overItems(), DONE, { items: 'all', of: 'm' });
    expect(await other.done()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('runs no more of them at a time than MaxConcurrency says', async () => {
    const dir = newDataDir();
    const file = join(dir, 'seen.jsonl');
    const never = recorder(file, 'new Promise(() => undefined)');
    const { children } = await run(overItems(), never, { items: [1, 2, 3, 4], of: 'm' });
    await until('two are called', () => (seenIn(file).length === 2 ? true : undefined));
    expect((await children()).map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
  });

  it('waits within a child as long as its task says', async () => {
    const source = `const seen = new Set();
export const handler = async ({ item }) => {
  const done = seen.has(item);
  seen.add(item);
  return { done, wait: 60 };
};`;
    const { compute, done, children } = await run(overItems(), source, { items: [1, 2], of: 'm' });
    await until('both wait', async () => ((await children()).length === 2 ? true : undefined));
    await until('both waited', async () => {
      await compute.clock.advanceTo(compute.clock.now() + 61_000);
      return (await children()).every(({ status }) => status === 'SUCCEEDED') ? true : undefined;
    });
    expect(await done()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('fails with its first child that fails, stops the others, and is caught', async () => {
    const source = `export const handler = async ({ item }) => {
  if (item === 2) throw new Error('no');
  return new Promise(() => undefined);
};`;
    const caught = overItems(
      { Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }] },
      { Failed: { Type: 'Pass', End: true } },
    );
    const { done, children } = await run(caught, source, { items: [1, 2, 3], of: 'm' });
    const { status, output } = await done();
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '').error.Error).toBe('States.ExceedToleratedFailureThreshold');
    expect((await children()).map((one) => one.status).toSorted()).toEqual(['ABORTED', 'FAILED']);
  });

  it('that is stopped stops its children', async () => {
    const never = 'export const handler = () => new Promise(() => undefined);';
    const { sfn, executionArn, children } = await run(overItems(), never, { items: [1, 2, 3], of: 'm' });
    await sfn.send(new StopExecutionCommand({ executionArn }));
    expect((await children()).map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED']);
  });
});

const seenIn = (file: string): readonly { readonly event: { readonly item: number } }[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: { item: number } })
    : [];

async function start(app: string, data: string) {
  const process_ = fork(TARGET, [app, data, START], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child = process_;
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    process_.once('message', (message) => resolve(message as { url: string }));
    process_.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
  const sfn = new SFNClient({ endpoint: url, region: 'eu-central-1', credentials, maxAttempts: 1 });
  return { process: process_, sfn };
}

it('kill -9 while a map runs loses no item: each is done, and only those at work are called again', async () => {
  const data = newDataDir();
  const file = join(data, 'seen.jsonl');
  const slow = recorder(
    file,
    'await new Promise((resolve) => setTimeout(resolve, 20)), { done: true, wait: 0 }',
  );
  const app = appOf(overItems(), slow);
  const items = Array.from({ length: 24 }, (_, n) => n);
  let executionArn: string | undefined;
  let kills = 0;
  for (const seen of [4, 20]) {
    const running = await start(app, data);
    if (executionArn === undefined)
      ({ executionArn } = await running.sfn.send(
        new StartExecutionCommand({
          stateMachineArn: machineArn('machine'),
          input: JSON.stringify({ items, of: 'm' }),
        }),
      ));
    const { status } = await until('work or its end', async () => {
      const now = await running.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return seenIn(file).length >= seen || now.status !== 'RUNNING' ? now : undefined;
    });
    if (status === 'RUNNING') {
      const gone = new Promise((resolve) => running.process.once('exit', resolve));
      running.process.kill('SIGKILL');
      await gone;
      kills += 1;
    }
    running.sfn.destroy();
  }
  const last = await start(app, data);
  const ended = await until('the end', async () => {
    const now = await last.sfn.send(new DescribeExecutionCommand({ executionArn }));
    return now.status === 'RUNNING' ? undefined : now;
  });
  last.sfn.destroy();
  expect(ended.status).toBe('SUCCEEDED');
  const called = seenIn(file).map(({ event }) => event.item);
  expect([...new Set(called)].toSorted((a, b) => a - b)).toEqual(items);
  expect(kills).toBeGreaterThan(0);
  expect(called.length - items.length).toBeLessThanOrEqual(2 * kills);
});
