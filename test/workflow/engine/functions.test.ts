import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Cloud, newDataDir, openCloud, recorder, until, writeApp } from './support.ts';

const DAY = 86_400_000;
const START = '2026-11-02T06:00:00Z';

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

async function withFunction(
  source: string,
  properties: Readonly<Record<string, unknown>> = {},
  resources = {},
) {
  const data = newDataDir();
  const app = writeApp({ functions: { door: source }, functionProperties: { door: properties }, resources });
  cloud = await openCloud(app, data, START);
  return { ...cloud, data, app };
}

describe('functions in worker threads', () => {
  it('see the virtual time in every way of asking for it, also after a jump', async () => {
    const { compute } = await withFunction(
      'export const handler = async () => [Date.now(), new Date().getTime(), Date.parse(Date()), new Date() instanceof Date, new (class extends Date {})().getTime(), new Date(0).toISOString(), Date.UTC(2026, 0, 1)];',
    );
    await compute.clock.advanceTo(compute.clock.now() + 40 * DAY);
    const now = compute.clock.now();
    const answer = await compute.lambdas.invoke('door', {});
    const [asked, made, printed, isDate, derived, epoch, utc] = (answer as { payload: unknown[] }).payload;
    for (const time of [asked, made, printed, derived]) {
      expect(Math.abs((time as number) - now)).toBeLessThan(5_000);
    }
    expect([isDate, epoch, utc]).toEqual([true, '1970-01-01T00:00:00.000Z', 1767225600000]);
  });

  it("get the template's environment, the endpoint and nothing of ours", async () => {
    process.env['SECRET_OF_THE_DEVELOPER'] = 'x';
    const { compute } = await withFunction(
      'export const handler = async (_event, context) => ({ env: process.env, context: { name: context.functionName, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB, left: context.getRemainingTimeInMillis() } });',
      {
        Environment: { Variables: { TABLE_CASES: 'cases', N: 7 } },
        Timeout: 9,
      },
    );
    const { payload } = (await compute.lambdas.invoke('door', {})) as {
      payload: { env: Record<string, string>; context: Record<string, unknown> };
    };
    expect(payload.env).toMatchObject({
      TABLE_CASES: 'cases',
      N: '7',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'door',
    });
    expect(payload.env['AWS_ENDPOINT_URL']).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(payload.env).not.toHaveProperty('SECRET_OF_THE_DEVELOPER');
    expect(payload.context).toMatchObject({
      name: 'door',
      memory: '256',
      arn: 'arn:aws:lambda:eu-central-1:000000000000:function:door',
    });
    expect(payload.context['left']).toBeGreaterThan(8_000);
  });

  it('serve one invocation at a time per thread, several threads at once, and keep their state warm', async () => {
    const { compute } = await withFunction(
      'let calls = 0, now = 0, most = 0; export const handler = async () => { calls += 1; now += 1; most = Math.max(most, now); await new Promise((r) => setTimeout(r, 20)); now -= 1; return { calls, most }; };',
    );
    const answers = await Promise.all(Array.from({ length: 12 }, () => compute.lambdas.invoke('door', {})));
    const payloads = answers.map(
      (answer) => (answer as { payload: { calls: number; most: number } }).payload,
    );
    expect(Math.max(...payloads.map(({ most }) => most))).toBe(1);
    expect(Math.max(...payloads.map(({ calls }) => calls))).toBeGreaterThan(1);
  });

  it('reserved concurrency of one runs them one after the other', async () => {
    const { compute } = await withFunction(
      'let calls = 0; export const handler = async () => { calls += 1; return calls; };',
      { ReservedConcurrentExecutions: 1 },
    );
    const answers = await Promise.all(Array.from({ length: 5 }, () => compute.lambdas.invoke('door', {})));
    expect(answers.map((answer) => (answer as { payload: number }).payload)).toEqual([1, 2, 3, 4, 5]);
  });

  it('go on with a new thread after a timeout or an exit', async () => {
    const { compute } = await withFunction(
      'export const handler = async (event) => { if (event === "exit") process.exit(3); if (event === "hang") for (;;); return "fine"; };',
      { Timeout: 1, ReservedConcurrentExecutions: 1 },
    );
    const answers = await Promise.all(
      ['exit', 'hang', 'ok'].map((event) => compute.lambdas.invoke('door', event)),
    );
    expect(answers).toMatchObject([
      { ok: false, errorType: 'Runtime.ExitError' },
      { ok: false, errorType: 'Sandbox.Timedout' },
      { ok: true, payload: 'fine' },
    ]);
  });

  it('write what they print to their own log file', async () => {
    const { compute, data } = await withFunction(
      'export const handler = async () => { console.log("code-17"); };',
    );
    await compute.lambdas.invoke('door', {});
    const file = join(data, 'logs', 'door.log');
    await until('the line', () => readFileSync(file, 'utf8').includes('code-17'));
  });

  it('can be invoked over the wire as the aws CLI does', async () => {
    const { url } = await withFunction(
      'export const handler = async (event) => { if (event.fail) throw new TypeError("no"); return { got: event.a }; };',
    );
    const invoke = (body: unknown, headers = {}) =>
      fetch(`${url}/2015-03-31/functions/door/invocations`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers,
      });
    expect(await (await invoke({ a: 1 })).json()).toEqual({ got: 1 });
    const failed = await invoke({ fail: true });
    expect(failed.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await failed.json()).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
    expect((await invoke({ a: 1 }, { 'x-amz-invocation-type': 'Event' })).status).toBe(202);
    expect((await fetch(`${url}/2015-03-31/functions/other/invocations`, { method: 'POST' })).status).toBe(
      404,
    );
  });
});

describe('asynchronous invocations', () => {
  const flaky = (
    file: string,
    failures: number,
  ) => `import { appendFileSync, readFileSync, existsSync } from 'node:fs';
const file = ${JSON.stringify(file)};
export const handler = async (event) => {
  appendFileSync(file, JSON.stringify({ event, at: Date.now() }) + '\\n');
  if (readFileSync(file, 'utf8').trim().split('\\n').length <= ${failures}) throw new Error('not yet');
};`;
  const attempts = (file: string) =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { event: unknown; at: number })
      : [];

  it('are tried again after one and two more minutes of virtual time', async () => {
    const file = join(newDataDir(), 'attempts');
    const { compute } = await withFunction(flaky(file, 2));
    await compute.lambdas.invoke('door', { n: 1 }, { async: true });
    await compute.clock.quiet();
    expect(attempts(file)).toHaveLength(1);
    await compute.clock.advanceTo(compute.clock.now() + 3_600_000);
    const [first = 0, second = 0, third = 0, ...more] = attempts(file).map(({ at }) => at);
    expect(Math.round((second - first) / 60_000)).toBe(1);
    expect(Math.round((third - second) / 60_000)).toBe(2);
    expect(more).toEqual([]);
  });

  it('that never succeed end as a dead letter after three attempts', async () => {
    const file = join(newDataDir(), 'attempts');
    const { compute, warnings } = await withFunction(
      flaky(file, 99),
      {},
      {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
        Async: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: { Ref: 'door' },
            Qualifier: '$LATEST',
            MaximumRetryAttempts: 2,
            DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
          },
        },
      },
    );
    await compute.lambdas.invoke('door', { letter: 'L1' }, { async: true });
    await compute.clock.advanceTo(compute.clock.now() + 3_600_000);
    expect(attempts(file)).toHaveLength(3);
    expect(compute.deadLetters.all()).toMatchObject([
      { queue: 'arn:aws:sqs:eu-central-1:000000000000:dead', body: '{"letter":"L1"}' },
    ]);
    expect(warnings.join()).not.toContain('L1');
  });

  it('that were taken before the end of the process are done by the next one', async () => {
    const file = join(newDataDir(), 'seen');
    const { compute, app, data } = await withFunction(recorder(file));
    compute.journal.db.exec(
      "INSERT INTO async_invocations (id, function, event, attempts, due) VALUES ('left', 'door', '{\"left\":1}', 0, 0)",
    );
    await cloud?.close();
    cloud = await openCloud(app, data);
    await until('the event', () => existsSync(file));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ event: { left: 1 } });
  });
});
