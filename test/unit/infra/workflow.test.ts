import { describe, expect, test } from 'vitest';
import { caseDefinition } from '../../../infra/constructs/case-workflow.ts';
import { CLAIMS } from '../../../infra/workflows/claims.ts';
import { MILESTONES } from '../../../shared/domain/milestone-names.ts';
import { WAITING_STATES } from '../../../shared/domain/workflow-payloads.ts';
import { daysBetween } from '../../../shared/law/dates.ts';
import { computeDeadline } from '../../../shared/law/deadline.ts';
import { templatesOf } from '../../support/templates.ts';

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly Payload: Readonly<Record<string, unknown>> };
  readonly ResultPath?: string | null;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly { readonly MaxAttempts: number; readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly ResultPath: null;
    readonly Next: string;
  }[];
  readonly Choices?: readonly { readonly StringEquals: string; readonly Next: string }[];
  readonly Next?: string;
  readonly End?: true;
}
interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const machine = templatesOf('demo').one('AWS::StepFunctions::StateMachine');
const definition = JSON.parse(String(machine.properties['DefinitionString'])) as Definition;
const state = (name: string): State => {
  const found = definition.States[name];
  if (found === undefined) throw new Error(`no state ${name}`);
  return found;
};
const waiting = Object.values(WAITING_STATES).filter((name) => name !== 'Overdue');

/** Names of the states that a case enters when it is told to jump to `next` and every wait runs out. */
function path(next: string): string[] {
  const entered = ['Open', 'Jump'];
  let name = state('Jump').Choices?.find((choice) => choice.StringEquals === next)?.Next;
  while (name !== undefined) {
    entered.push(name);
    name = state(name).Catch?.find((one) => one.ErrorEquals.includes('States.Timeout'))?.Next;
  }
  return entered;
}

describe('the claims workflow', () => {
  test('what is deployed is the chart', () => {
    const { arn } = templatesOf('demo').one('AWS::Lambda::Function', {
      FunctionName: 'privacy-demo-cases-task',
    });
    expect(definition).toEqual(JSON.parse(JSON.stringify(caseDefinition(CLAIMS, arn))));
  });

  test('K3: it waits before each reminder, the escalation and the due day, and ends as the claim is overdue', () => {
    expect(path('UntilFirstReminder')).toEqual(['Open', 'Jump', ...Object.values(WAITING_STATES)]);
    expect(Object.keys(WAITING_STATES)).toEqual(['received', ...MILESTONES]);
  });

  test('a claim answered in time without reminders enters three states: at most four transitions', () => {
    expect(path('UntilFirstReminder').indexOf('UntilFirstReminder') + 1).toBe(3);
    expect(state('UntilFirstReminder').End).toBe(true);
  });

  test('an ignored claim costs one transition a milestone and at most four more', () => {
    expect(path('UntilFirstReminder').length).toBeLessThanOrEqual(MILESTONES.length + 4);
  });

  test.each([...Object.values(WAITING_STATES), 'end'])('K6: the plan can jump to %s', (next) => {
    expect(path(next)[2]).toBe(next === 'end' ? 'Settled' : next);
  });

  test.each(waiting)('%s waits by task token for the seconds that the plan gives it', (name) => {
    const { Resource, TimeoutSecondsPath, End, ResultPath, Parameters } = state(name);
    expect(Resource).toBe('arn:aws:states:::lambda:invoke.waitForTaskToken');
    expect(TimeoutSecondsPath).toBe(`$.plan.gaps.${name}`);
    expect(Parameters?.Payload['token.$']).toBe('$$.Task.Token');
    expect({ End, ResultPath }).toEqual({ End: true, ResultPath: null });
  });

  test.each(waiting)(
    '%s goes back to the plan when the dates changed, and loses nothing of its input',
    (name) => {
      const caught = state(name).Catch ?? [];
      expect(caught.find((one) => one.ErrorEquals.includes('Replan'))?.Next).toBe('Open');
      for (const one of caught) expect(one.ResultPath).toBeNull();
    },
  );

  test('G9: steps are told the input, the execution and the instant, and nothing that could hold a name', () => {
    for (const [name, one] of Object.entries(definition.States)) {
      if (one.Type !== 'Task') continue;
      const { step, milestone, ...told } = one.Parameters?.Payload ?? {};
      expect([step, name === 'Open' ? 'open' : WAITING_STATES[milestone as 'received']]).toEqual([
        name === 'Open' ? 'open' : 'milestone',
        name === 'Open' ? 'open' : name,
      ]);
      const { 'token.$': _token, ...rest } = told;
      expect(rest).toEqual({
        'input.$': '$$.Execution.Input',
        'execution.$': '$$.Execution.Id',
        'at.$': '$$.State.EnteredTime',
      });
    }
  });

  test('errors that pass are tried again for minutes; a step’s own refusal is not', () => {
    for (const one of Object.values(definition.States)) {
      if (one.Type !== 'Task') continue;
      const [retry] = one.Retry ?? [];
      expect(retry?.ErrorEquals).toEqual(
        expect.arrayContaining(['Lambda.TooManyRequestsException', 'RecordsUnavailable']),
      );
      expect(retry?.ErrorEquals).not.toEqual(expect.arrayContaining(['States.ALL']));
      expect(retry?.ErrorEquals).not.toEqual(expect.arrayContaining(['StepFailed']));
    }
  });
});

describe('limits of Standard workflows', () => {
  /** Service limits: one year, 25,000 events, 256 KiB of state. */
  const LIMITS = { days: 365, events: 25_000, bytes: 262_144 };

  test('an execution lasts a term at most, whatever the day of receipt: far from a year', () => {
    const days = { longest: 0 };
    for (let month = 1; month <= 12; month += 1) {
      const start = `2026-${String(month).padStart(2, '0')}-01`;
      const { nominal } = computeDeadline('ru-claim-30', start);
      days.longest = Math.max(days.longest, daysBetween(start, nominal ?? ''));
    }
    expect(days.longest).toBe(30);
    expect(days.longest + 1).toBeLessThan(LIMITS.days);
  });

  test('every retry of every state used, for each of fifty changes of dates, stays below 25,000 events', () => {
    // Entered, scheduled, started, submitted, timed out or failed, exited: six events a task, three more a retry.
    const tasks = Object.values(definition.States).filter((one) => one.Type === 'Task');
    const retries = tasks.reduce((sum, one) => sum + (one.Retry?.[0]?.MaxAttempts ?? 0), 0);
    expect((tasks.length * 6 + retries * 3 + 4) * 50).toBeLessThan(LIMITS.events);
    // Without faults a claim stays within sixty.
    expect(tasks.length * 6 + 4).toBeLessThanOrEqual(60);
  });

  test('the state holds a reference and seven numbers', () => {
    const gaps = Object.fromEntries(Object.values(WAITING_STATES).map((name) => [name, 99_999_999]));
    const payload = JSON.stringify({ case: 'PD-2026-K7M4QX-9', plan: { next: 'UntilFirstReminder', gaps } });
    expect(payload.length).toBeLessThan(LIMITS.bytes / 500);
  });
});

describe('its surroundings', () => {
  test('G9: it logs every state and error but no data, and is traced', () => {
    expect(machine.properties).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
  });

  test('an execution that died is told to the dispatcher, for this workflow only', () => {
    const rules = templatesOf('demo').ofType('AWS::Events::Rule');
    const rule = rules.find((one) => JSON.stringify(one.properties['EventPattern']).includes('aws.states'));
    expect(rule?.properties['EventPattern']).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [machine.arn] },
    });
  });
});
