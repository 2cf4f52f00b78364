import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import {
  aMachine,
  arnOf,
  type Cloud,
  machineArn,
  newDataDir,
  openCloud,
  until,
  writeApp,
} from './support.ts';

type Json = Readonly<Record<string, unknown>>;
const START = '2026-11-02T06:00:00Z';

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

const task = (more: Json = {}): Json => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: arnOf('steps'), 'Payload.$': '$' },
  OutputPath: '$.Payload',
  End: true,
  ...more,
});

async function run(definition: Json, source: string, input: unknown = {}, functionProperties: Json = {}) {
  const app = writeApp({
    functions: { steps: source },
    functionProperties: { steps: functionProperties },
    resources: { Machine: aMachine('machine', definition, ['steps']) },
  });
  cloud = await openCloud(app, newDataDir(), START);
  const { sfn, compute } = cloud;
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: machineArn('machine'), input: JSON.stringify(input) }),
  );
  const describe = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  const done = () =>
    until('the end', async () => {
      const now = await describe();
      return now.status === 'RUNNING' ? undefined : now;
    });
  const events = async () =>
    (await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))).events ?? [];
  return { compute, describe, done, events };
}

const one = (state: Json, more: Json = {}): Json => ({ StartAt: 'A', States: { A: state, ...more } });

describe('errors of functions', () => {
  it('an error is known by its class, with message and trace in the cause', async () => {
    const { done } = await run(
      one(task()),
      'class StaleRevision extends Error { name = "StaleRevision" }\nexport const handler = async () => { throw new StaleRevision("changed meanwhile"); };',
    );
    const failed = await done();
    expect(failed).toMatchObject({ status: 'FAILED', error: 'StaleRevision' });
    expect(JSON.parse(failed.cause ?? '')).toMatchObject({
      errorType: 'StaleRevision',
      errorMessage: 'changed meanwhile',
    });
  });

  it('a function that takes too long is Sandbox.Timedout, and its thread is gone', async () => {
    const { done } = await run(
      one(task()),
      'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
      {},
      { Timeout: 1 },
    );
    expect(await done()).toMatchObject({
      error: 'Sandbox.Timedout',
      cause: expect.stringContaining('1.00 seconds'),
    });
  });

  it('a function that ends its process is Runtime.ExitError, one that cannot be loaded says why', async () => {
    const exited = await run(one(task()), 'export const handler = async () => process.exit(1);');
    expect(await exited.done()).toMatchObject({ error: 'Runtime.ExitError' });
    await cloud?.close();
    const broken = await run(one(task()), 'import "./absent.mjs"; export const handler = async () => 1;');
    expect(await broken.done()).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining('absent.mjs'),
    });
  });

  it('retries wait on the virtual clock, each longer than the one before, then the catch takes it', async () => {
    const state = task({
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3600, MaxAttempts: 2, BackoffRate: 3 }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Caught' }],
    });
    const { compute, describe, events } = await run(
      one(state, { Caught: { Type: 'Pass', End: true } }),
      'export const handler = async () => { throw Object.assign(new Error("later"), { name: "Busy" }); };',
      { case: 'PD' },
    );
    await compute.clock.quiet();
    expect((await describe()).status).toBe('RUNNING');
    await compute.clock.advanceTo(compute.clock.now() + 24 * 3_600_000);
    const done = await describe();
    expect(done.status).toBe('SUCCEEDED');
    expect(JSON.parse(done.output ?? '')).toMatchObject({ case: 'PD', failure: { Error: 'Busy' } });
    const attempts = (await events()).filter((event) => event.type === 'TaskScheduled');
    const hours = attempts.map((event) =>
      Math.round(((event.timestamp?.getTime() ?? 0) - Date.parse(START)) / 3_600_000),
    );
    expect(hours).toEqual([0, 1, 4]);
  });

  it('full jitter waits no longer than the interval', async () => {
    const state = task({
      Retry: [
        { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 60, MaxAttempts: 1, JitterStrategy: 'FULL' },
      ],
    });
    const { compute, events } = await run(
      one(state),
      'export const handler = async () => { throw new Error("x"); };',
    );
    await compute.clock.quiet();
    await compute.clock.advanceTo(compute.clock.now() + 61_000);
    const [first, second] = (await events()).filter((event) => event.type === 'TaskScheduled');
    const gap = (second?.timestamp?.getTime() ?? Number.NaN) - (first?.timestamp?.getTime() ?? 0);
    expect(gap).toBeGreaterThan(0);
    expect(gap).toBeLessThan(62_000);
  });

  it('States.TaskFailed takes errors of functions but no timeout', async () => {
    const state = task({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSeconds: 60,
      Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }],
      OutputPath: '$',
    });
    const { compute, describe } = await run(
      one(state, { Caught: { Type: 'Succeed' } }),
      'export const handler = async () => 1;',
    );
    await compute.clock.quiet();
    await compute.clock.advanceTo(compute.clock.now() + 61_000);
    expect(await describe()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('a missing parameter is States.ParameterPathFailure', async () => {
    const state = task({ Parameters: { FunctionName: arnOf('steps'), Payload: { 'a.$': '$.missing' } } });
    const { done } = await run(one(state), 'export const handler = async () => 1;');
    expect(await done()).toMatchObject({
      error: 'States.ParameterPathFailure',
      cause: expect.stringContaining('$.missing'),
    });
  });

  it('a result above 256 KiB is States.DataLimitExceeded, which no catch takes', async () => {
    const state = task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] });
    const { done } = await run(
      one(state, { Caught: { Type: 'Succeed' } }),
      'export const handler = async () => "x".repeat(300_000);',
    );
    expect(await done()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('the other states', () => {
  it('Wait waits on the virtual clock, by seconds or until an instant of the input', async () => {
    const definition = {
      StartAt: 'Seconds',
      States: {
        Seconds: { Type: 'Wait', SecondsPath: '$.wait', Next: 'Until' },
        Until: { Type: 'Wait', TimestampPath: '$.until', Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };
    const { compute, describe } = await run(definition, 'export const handler = async () => 1;', {
      wait: 86_400 * 40,
      until: '2027-01-01T00:00:00Z',
    });
    const status = async () => (await describe()).status;
    await compute.clock.advanceTo(Date.parse('2026-12-12T06:00:30Z'));
    expect(await status()).toBe('RUNNING');
    await compute.clock.advanceTo(Date.parse('2026-12-31T23:59:00Z'));
    expect(await status()).toBe('RUNNING');
    await compute.clock.advanceTo(Date.parse('2027-01-01T00:00:01Z'));
    expect(await status()).toBe('SUCCEEDED');
  });

  it('Choice compares, Pass fills and places, Fail names its error', async () => {
    const definition = {
      StartAt: 'Place',
      States: {
        Place: {
          Type: 'Pass',
          Parameters: { 'n.$': '$.count', 'name.$': '$$.State.Name' },
          ResultPath: '$.placed',
          Next: 'Choose',
        },
        Choose: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.placed.n', NumericGreaterThan: 10, Next: 'Never' },
            {
              And: [
                { Variable: '$.absent', IsPresent: false },
                { Not: { Variable: '$.placed.name', StringEquals: 'Choose' } },
                {
                  Or: [
                    { Variable: '$.placed.name', StringMatches: 'Pl*e' },
                    { Variable: '$.count', IsNull: true },
                  ],
                },
              ],
              Next: 'Fails',
            },
          ],
        },
        Never: { Type: 'Succeed' },
        Fails: { Type: 'Fail', ErrorPath: '$.placed.name', Cause: 'as planned' },
      },
    };
    const { done } = await run(definition, 'export const handler = async () => 1;', { count: 3 });
    expect(await done()).toMatchObject({ status: 'FAILED', error: 'Place', cause: 'as planned' });
  });

  it('no choice that holds is States.NoChoiceMatched', async () => {
    const definition = one(
      { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'B' }] },
      { B: { Type: 'Succeed' } },
    );
    const { done } = await run(definition, 'export const handler = async () => 1;', { n: 2 });
    expect(await done()).toMatchObject({ error: 'States.NoChoiceMatched' });
  });

  it('an execution with a time limit of its own is TIMED_OUT', async () => {
    const definition = { TimeoutSeconds: 3600, ...one({ Type: 'Wait', Seconds: 86_400, End: true }) };
    const { compute, describe } = await run(definition, 'export const handler = async () => 1;');
    await compute.clock.advanceTo(compute.clock.now() + 3_601_000);
    expect((await describe()).status).toBe('TIMED_OUT');
  });

  it('a loop ends at 25,000 events of history, as in AWS', async () => {
    const definition = one({ Type: 'Pass', Next: 'A' });
    const { done, events } = await run(definition, 'export const handler = async () => 1;');
    expect(await done()).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: expect.stringContaining('25000'),
    });
    expect((await events()).length).toBe(1000);
  });
});
