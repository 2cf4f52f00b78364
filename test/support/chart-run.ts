import { caseDefinition } from '../../infra/constructs/case-workflow.ts';
import { parseDefinition } from '../../infra/local/workflows/definition.ts';
import type { Json } from '../../infra/local/workflows/paths.ts';
import type { Run, StepEnvironment } from '../../infra/local/workflows/run.ts';
import {
  begin,
  nextDue,
  taskFailed,
  taskSubmitted,
  taskSucceeded,
  timePassed,
} from '../../infra/local/workflows/steps.ts';
import { parametersOf } from '../../infra/local/workflows/tasks.ts';
import type { Change } from '../../shared/domain/cases/change.ts';
import { enterWait, openExecution } from '../../shared/domain/cases/plan.ts';
import type { CaseState } from '../../shared/domain/cases/type.ts';
import { REPLAN, type StepEvent } from '../../shared/domain/workflow-payloads.ts';
import { notBegun, WITHOUT_MAPS } from './not-begun.ts';
import { countTransitions } from './transitions.ts';

const ARN = 'arn:aws:states:eu-central-1:000000000000:execution:local-probes:PD-2026-K7M4QX-9-1';

/** What happened to the case, with the instant: `2026-11-26T02:03:20.000Z case-reminder team`. */
type Told = string;

/**
 * One execution of the chart that is deployed, on the interpreter of the local cloud, in virtual time. Its steps are the
 * domain's, on a case in memory; the dispatcher is as quick as it can be.
 */
export class ChartRun {
  state: CaseState;
  now: number;
  readonly letters: Told[] = [];
  readonly milestones: Told[] = [];
  readonly run: Run;
  #ids = 0;

  constructor(state: CaseState, at: number) {
    this.state = state;
    this.now = at;
    this.run = {
      arn: ARN,
      name: 'PD-2026-K7M4QX-9-1',
      machine: { arn: ARN.replace(':execution:', ':stateMachine:'), name: 'local-probes', roleArn: '' },
      definition: parseDefinition(JSON.stringify(caseDefinition(state.body.kind, 'cases-task'))),
      startedAt: at,
      input: JSON.stringify({ case: state.body.reference }),
      ...notBegun(),
    };
    this.#move(begin);
  }

  get newId(): () => string {
    return () => `id-${++this.#ids}`;
  }

  /** State transitions as they are billed. */
  get transitions(): number {
    return countTransitions(this.run.news.map(({ type }) => type));
  }

  /** Names of the states in the order in which they were entered. */
  get entered(): readonly string[] {
    return this.run.news.flatMap(({ type, details }) =>
      type.endsWith('StateEntered') ? [String(details?.[1]['name'])] : [],
    );
  }

  /** Lets time pass, up to an instant or as long as something comes. */
  until(at = Number.POSITIVE_INFINITY): void {
    for (let due = nextDue(this.run); due !== undefined && due <= at; due = nextDue(this.run)) {
      this.now = due;
      this.#move(timePassed);
    }
    if (Number.isFinite(at)) this.now = at;
  }

  /** Somebody changes the case now. */
  act(made: Change): void {
    this.#take(made);
    const { todo } = this.state;
    if (todo?.why === 'resume' && this.run.status === 'RUNNING')
      this.#move((run, env) => taskSucceeded(run, env, {}));
    if (todo?.why === 'replan') this.#move((run, env) => taskFailed(run, env, REPLAN, ''));
  }

  #take({ body, todo, events, letters }: Change): void {
    const { todo: standing, type } = this.state;
    const next = todo === undefined ? standing : (todo ?? undefined);
    this.state = { type, body, ...(next === undefined ? {} : { todo: next }) };
    const at = new Date(this.now).toISOString();
    this.letters.push(...letters.map(({ kind, to }) => `${at} ${kind} ${to}`));
    for (const { type: name, data } of events)
      if (name === 'milestone') this.milestones.push(`${at} ${data?.['clocks'] ?? data?.['milestone']}`);
  }

  #move(act: (run: Run, env: StepEnvironment) => void): void {
    const env: StepEnvironment = {
      ...WITHOUT_MAPS,
      ...{ now: this.now, region: 'eu-central-1' },
      newToken: () => this.newId(),
      random: () => 0,
    };
    this.run.call = false;
    act(this.run, env);
    while (this.run.call) {
      const { cursor } = this.run;
      const state = cursor && this.run.definition.states.get(cursor.state);
      if (cursor === undefined || state?.type !== 'Task') throw new Error('no task to call');
      this.run.call = false;
      this.#call(parametersOf(this.run, state, cursor).Payload as unknown as StepEvent, env);
    }
  }

  #call(step: StepEvent, env: StepEnvironment): void {
    const at = Date.parse(step.at);
    const answer = (value: unknown): Json => ({ Payload: value as Json, StatusCode: 200 });
    if (step.step === 'open') {
      const { change, plan } = openExecution(this.state, step.execution, at, this.newId);
      this.#take(change);
      taskSucceeded(this.run, env, answer(plan));
      return;
    }
    const entered = enterWait(this.state, step.planned, at, this.newId);
    if (entered.kind === 'act') this.#take(entered.change);
    if (entered.kind === 'replan') taskFailed(this.run, env, REPLAN, '');
    else if (entered.kind === 'act' && entered.waits) taskSubmitted(this.run, env, answer('acted'));
    else taskSucceeded(this.run, env, {});
  }
}
