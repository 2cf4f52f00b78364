import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { TemplateError } from '../../../infra/local/intrinsics.ts';
import { aMachine, type Cloud, machineArn, newDataDir, openCloud, recorder, writeApp } from './support.ts';

const START = '2026-11-02T06:01:00Z';
const DAY = 86_400_000;
const TARGET = { Arn: { 'Fn::GetAtt': ['door', 'Arn'] }, Id: 'door' };

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

async function open(resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  const data = newDataDir();
  const file = join(data, 'seen.jsonl');
  const app = writeApp({ functions: { door: recorder(file) }, resources });
  cloud = await openCloud(app, data, START);
  const seen = () =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { event: Record<string, unknown> }).event)
      : [];
  return { ...cloud, seen, app, data };
}

describe('the default event bus', () => {
  it('tells the rule of an execution that ended without a decision, in the format of AWS', async () => {
    const { sfn, compute, seen } = await open({
      Machine: aMachine(
        'claims',
        { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 99, End: true } } },
        [],
      ),
      Died: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: {
            source: ['aws.states'],
            'detail-type': ['Step Functions Execution Status Change'],
            detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [{ Ref: 'Machine' }] },
          },
          State: 'ENABLED',
          Targets: [TARGET],
        },
      },
    });
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({
        stateMachineArn: machineArn('claims'),
        name: 'PD-1',
        input: '{"case":"PD"}',
      }),
    );
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Gone' }));
    await compute.clock.quiet();
    expect(seen()).toMatchObject([
      {
        version: '0',
        source: 'aws.states',
        'detail-type': 'Step Functions Execution Status Change',
        account: '000000000000',
        region: 'eu-central-1',
        time: expect.stringMatching(/^2026-11-02T06:0\d:\d\dZ$/),
        resources: [executionArn],
        detail: {
          executionArn,
          stateMachineArn: machineArn('claims'),
          name: 'PD-1',
          status: 'ABORTED',
          error: 'Gone',
          input: '{"case":"PD"}',
        },
      },
    ]);
  });

  it('gives other events to the rules that match them only', async () => {
    const { compute, seen } = await open({
      Bounces: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['aws.ses'], 'detail-type': ['Email Bounced'] },
          Targets: [{ ...TARGET, InputPath: '$.detail' }],
        },
      },
    });
    compute.bus.put({ source: 'aws.ses', detailType: 'Email Bounced', detail: { letter: 'one' } });
    compute.bus.put({ source: 'aws.ses', detailType: 'Email Delivered', detail: { letter: 'two' } });
    await compute.clock.quiet();
    expect(seen()).toEqual([{ letter: 'one' }]);
  });
});

describe('schedules of the templates', () => {
  it('D0: a rule and a schedule in Moscow time run daily through a jump, each event with its own instant', async () => {
    const { compute, seen } = await open({
      Daily: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'cron(0 21 * * ? *)', Targets: [TARGET] },
      },
      Digest: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          Name: 'digest',
          FlexibleTimeWindow: { Mode: 'OFF' },
          ScheduleExpression: 'cron(5 9 * * ? *)',
          ScheduleExpressionTimezone: 'Europe/Moscow',
          Target: {
            Arn: { 'Fn::GetAtt': ['door', 'Arn'] },
            RoleArn: 'arn',
            Input: '{"digest":"<aws.scheduler.scheduled-time>"}',
          },
        },
      },
      Off: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 minute)', State: 'DISABLED', Targets: [TARGET] },
      },
    });
    await compute.clock.advanceTo(Date.parse('2026-11-04T06:30:00Z'));
    expect(seen().map((event) => event['digest'] ?? event['time'])).toEqual([
      '2026-11-02T06:05:00Z',
      '2026-11-02T21:00:00Z',
      '2026-11-03T06:05:00Z',
      '2026-11-03T21:00:00Z',
      '2026-11-04T06:05:00Z',
    ]);
    expect(seen()[1]).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} });
  });

  it('go on after a restart from their last run: what fell due meanwhile is made up, nothing runs twice', async () => {
    const daily = {
      Daily: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'cron(0 7 * * ? *)', Targets: [TARGET] },
      },
    };
    const { compute, seen, app, data } = await open(daily);
    await compute.clock.advanceTo(Date.parse('2026-11-03T12:00:00Z'));
    expect(seen()).toHaveLength(2);
    await cloud?.close();
    cloud = await openCloud(app, data);
    await cloud.compute.clock.advanceTo(Date.parse('2026-11-05T12:00:00Z'));
    expect(seen().map((event) => event['time'])).toEqual(
      [2, 3, 4, 5].map((day) => `2026-11-0${day}T07:00:00Z`),
    );
  });

  it('a jump of 30 days with two schedules every five minutes and three a day leaves out idle runs, not one daily one', async () => {
    const every5 = (n: number) => [
      `Sweep${n}`,
      { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(5 minutes)', Targets: [TARGET] } },
    ];
    const daily = (n: number) => [
      `Daily${n}`,
      {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: `cron(${n} 6 * * ? *)`, Targets: [TARGET] },
      },
    ];
    const { compute, seen } = await open(
      Object.fromEntries([every5(1), every5(2), daily(5), daily(10), daily(15)]),
    );
    await compute.clock.advanceTo(compute.clock.now() + 30 * DAY);
    const runs = (rule: string) => seen().filter(({ resources }) => String(resources).includes(rule)).length;
    expect([5, 10, 15].map((n) => runs(`Daily${n}`))).toEqual([30, 30, 30]);
    expect(runs('Sweep1')).toBeGreaterThanOrEqual(30);
    expect(seen().length).toBeLessThan(1_000);
  });
});

it.each([
  [
    'another bus',
    { EventBusName: 'own', EventPattern: { source: ['x'] }, Targets: [TARGET] },
    /only the default bus/,
  ],
  [
    'a target that is no function',
    { EventPattern: { source: ['x'] }, Targets: [{ Arn: 'arn:aws:sqs:x:1:q', Id: 'q' }] },
    /arn:aws:sqs:x:1:q/,
  ],
  ['an unknown matcher', { EventPattern: { source: [{ cidr: '10.0.0.0/8' }] }, Targets: [TARGET] }, /cidr/],
  ['an unknown schedule', { ScheduleExpression: 'cron(0 9 1 * MON *)', Targets: [TARGET] }, /MON/],
])('a rule with %s stops the start by name', async (_title, Properties, message) => {
  const app = writeApp({
    functions: { door: recorder('/dev/null') },
    resources: { Strange: { Type: 'AWS::Events::Rule', Properties } },
  });
  const opening = openCloud(app, newDataDir());
  await expect(opening).rejects.toThrow(TemplateError);
  await expect(opening).rejects.toThrow(/Strange/);
  await expect(opening).rejects.toThrow(message);
});
