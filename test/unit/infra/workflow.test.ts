import { describe, expect, test } from 'vitest';
import { caseDefinition } from '../../../infra/constructs/case-workflow.ts';
import { mailingDefinition } from '../../../infra/constructs/mailing-workflow.ts';
import { CASES } from '../../../shared/domain/cases/kinds.ts';
import { CASE_KINDS } from '../../../shared/domain/cases/names.ts';
import { WAIT_NAMES } from '../../../shared/domain/workflow-payloads.ts';
import { daysBetween } from '../../../shared/law/dates.ts';
import { provisionalDeadline } from '../../../shared/law/deadline.ts';
import { MACHINES, WORKFLOWS } from '../../../shared/names.ts';
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

const machines = templatesOf('demo').ofType('AWS::StepFunctions::StateMachine');
const many = templatesOf('demo').one('AWS::StepFunctions::StateMachine', {
  StateMachineName: 'privacy-demo-mailings',
});
const machine = templatesOf('demo').one('AWS::StepFunctions::StateMachine', {
  StateMachineName: 'privacy-demo-claims',
});
const definition = JSON.parse(String(machine.properties['DefinitionString'])) as Definition;
const state = (name: string): State => {
  const found = definition.States[name];
  if (found === undefined) throw new Error(`no state ${name}`);
  return found;
};
const waiting = [...WAIT_NAMES];

describe('workflows by kind of case', () => {
  test('K6: each kind of case has its state machine, and there is no other but that which tells many', () => {
    expect(Object.keys(WORKFLOWS)).toEqual(CASE_KINDS);
    expect(Object.keys(MACHINES)).toEqual([...CASE_KINDS, 'mailing']);
  });
});

describe('the claims workflow', () => {
  test('what is deployed is the chart', () => {
    const { arn } = templatesOf('demo').one('AWS::Lambda::Function', {
      FunctionName: 'privacy-demo-cases-task',
    });
    expect(definition).toEqual(JSON.parse(JSON.stringify(caseDefinition('claim', arn))));
  });

  test('K3, B1: twelve numbered waits follow each other; after the twelfth it plans again', () => {
    expect([definition.StartAt, state('Open').Next]).toEqual(['Open', 'Wait1']);
    const after = waiting.map(
      (name) => state(name).Catch?.find((one) => one.ErrorEquals.includes('States.Timeout'))?.Next,
    );
    expect(after).toEqual([...waiting.slice(1), 'Open']);
    expect(Object.keys(definition.States)).toEqual(['Open', ...waiting]);
  });

  test.each(waiting)('%s waits by task token for the seconds that the plan gives it', (name) => {
    const { Resource, TimeoutSecondsPath, End, ResultPath, Parameters } = state(name);
    expect(Resource).toBe('arn:aws:states:::lambda:invoke.waitForTaskToken');
    expect(TimeoutSecondsPath).toBe(`$.plan.waits.${name}.seconds`);
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
      const { step, 'planned.$': planned, ...told } = one.Parameters?.Payload ?? {};
      expect([step, planned]).toEqual(
        name === 'Open' ? ['open', undefined] : ['wait', `$.plan.waits.${name}`],
      );
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

  test.each(
    Object.values(CASES).flatMap(({ kind, clocks }) =>
      Object.entries(clocks).map(([id, { rule }]) => [kind, id, rule] as const),
    ),
  )('the clock of a %s %s ends within a year, whatever the day of receipt', (_kind, _id, rule) => {
    for (let month = 1; month <= 12; month += 1) {
      const start = `2026-${String(month).padStart(2, '0')}-01`;
      const { due } = provisionalDeadline(rule, start);
      expect(daysBetween(start, due.slice(0, 10)) + 1).toBeLessThan(LIMITS.days);
    }
  });

  test('every retry of every state used, for each of fifty changes of dates, stays below 25,000 events', () => {
    // Entered, scheduled, started, submitted, timed out or failed, exited: six events a task, three more a retry.
    const tasks = Object.values(definition.States).filter((one) => one.Type === 'Task');
    const retries = tasks.reduce((sum, one) => sum + (one.Retry?.[0]?.MaxAttempts ?? 0), 0);
    expect((tasks.length * 6 + retries * 3 + 4) * 50).toBeLessThan(LIMITS.events);
  });

  test('the state holds a reference and twelve waits', () => {
    const instant = '2026-12-23T21:00:00.000Z';
    const wait = { from: instant, until: instant, seconds: 99_999_999 };
    const waits = Object.fromEntries(waiting.map((name) => [name, wait]));
    const payload = JSON.stringify({ case: 'PD-2026-K7M4QX-9', plan: { waits } });
    expect(payload.length).toBeLessThan(LIMITS.bytes / 100);
  });
});

describe('the workflow that tells many', () => {
  test('what is deployed is the chart: eight executions of chunks side by side, whose answers are left out', () => {
    const { arn } = templatesOf('demo').one('AWS::Lambda::Function', {
      FunctionName: 'privacy-demo-mailings-task',
    });
    const chart: unknown = JSON.parse(String(many.properties['DefinitionString']));
    expect(chart).toEqual(JSON.parse(JSON.stringify(mailingDefinition(arn))));
    expect(chart).toMatchObject({
      States: {
        Tell: {
          MaxConcurrency: 8,
          ResultPath: null,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            States: { Done: { Type: 'Succeed', OutputPath: null } },
          },
        },
      },
    });
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

  test('an execution that died is told to the dispatcher, for workflows of cases only', () => {
    const rules = templatesOf('demo').ofType('AWS::Events::Rule');
    const rule = rules.find((one) => JSON.stringify(one.properties['EventPattern']).includes('aws.states'));
    expect(rule?.properties['EventPattern']).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: {
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: machines.map(({ arn }) => arn).filter((arn) => arn !== many.arn),
      },
    });
  });
});
