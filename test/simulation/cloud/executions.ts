import { type Definition, parseDefinition } from '../../../infra/local/workflows/definition.ts';
import { finish } from '../../../infra/local/workflows/moves.ts';
import type { Json } from '../../../infra/local/workflows/paths.ts';
import type { Run, StepEnvironment } from '../../../infra/local/workflows/run.ts';
import {
  begin,
  nextDue,
  taskFailed,
  taskSubmitted,
  taskSucceeded,
  timePassed,
} from '../../../infra/local/workflows/steps.ts';
import { parametersOf } from '../../../infra/local/workflows/tasks.ts';
import { notBegun, WITHOUT_MAPS } from '../../support/not-begun.ts';
import { countTransitions } from '../../support/transitions.ts';
import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Ended } from '../functions.ts';
import type { Prng } from '../prng.ts';

const MACHINE = 'arn:aws:states:eu-central-1:000000000000:stateMachine:claims';

export interface ExecutionParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly chance: Prng;
  /** The deployed definition of the claims workflow (Amazon States Language). */
  readonly definition: string;
  /** Calls the function of a step. */
  readonly step: (payload: Json) => Promise<Ended<unknown>>;
  /** An execution has ended badly: the event bus tells. */
  readonly died: (run: Run) => void;
}

/**
 * The workflow engine: the deployed definition, run by the interpreter of the local cloud in virtual time. Starting,
 * tokens and ends are as in Step Functions: a name serves once, a token once and only while its task waits.
 */
export class Executions {
  readonly runs = new Map<string, Run>();
  /** Instant of the last change of each execution, and how it stood before: describing lags behind. */
  readonly changedAt = new Map<string, number>();
  readonly #parts: ExecutionParts;
  readonly #definition: Definition;
  readonly #tokens = new Map<string, Run>();
  #issued = 0;

  constructor(parts: ExecutionParts) {
    this.#parts = parts;
    this.#definition = parseDefinition(parts.definition);
  }

  static arnOf = (name: string): string => `${MACHINE.replace(':stateMachine:', ':execution:')}:${name}`;

  start(name: string, input: string): 'started' | 'exists' {
    const arn = Executions.arnOf(name);
    const standing = this.runs.get(arn);
    if (standing !== undefined)
      return standing.status === 'RUNNING' && standing.input === input ? 'started' : 'exists';
    const run: Run = {
      arn,
      name,
      machine: { arn: MACHINE, name: 'claims', roleArn: '' },
      definition: this.#definition,
      startedAt: this.#parts.clock.now,
      input,
      ...notBegun(),
    };
    this.runs.set(arn, run);
    this.#change(run, begin);
    return 'started';
  }

  /** Ends a wait. False for a token that is used, late or unknown. */
  answer(token: string, error?: string): boolean {
    const run = this.#tokens.get(token);
    if (run?.cursor?.token !== token) return false;
    this.#change(run, (now, env) =>
      error === undefined ? taskSucceeded(now, env, {}) : taskFailed(now, env, error, ''),
    );
    return true;
  }

  end(run: Run, status: 'ABORTED' | 'TIMED_OUT'): void {
    if (run.status === 'RUNNING') this.#change(run, (now, env) => finish(now, env, status, {}));
  }

  /** As if its history had been cleared away: nobody is told, nothing is known of it. */
  forget(run: Run): void {
    run.status = 'ABORTED';
    run.cursor = undefined;
    this.runs.delete(run.arn);
  }

  /** When time alone moves the run. */
  dueOf = (run: Run): number | undefined => nextDue(run);

  /** Whether the run waits for its token or the time, its function having answered. */
  isWaiting = (run: Run): boolean => run.status === 'RUNNING' && run.cursor?.submitted === true;

  /** State transitions as they are billed. */
  transitionsOf = (run: Run): number => countTransitions(run.news.map(({ type }) => type));

  #change(run: Run, act: (run: Run, env: StepEnvironment) => void): void {
    const { clock, chance, died } = this.#parts;
    const wasRunning = run.status === 'RUNNING';
    run.call = false;
    act(run, {
      now: clock.now,
      region: 'eu-central-1',
      newToken: () => this.#newToken(run),
      ...WITHOUT_MAPS,
      random: chance.next,
    });
    if (wasRunning && run.status !== 'RUNNING') {
      this.changedAt.set(run.arn, clock.now);
      if (run.status !== 'SUCCEEDED') died(run);
    }
    this.#follow(run);
  }

  #newToken(run: Run): string {
    this.#issued += 1;
    const token = `AQ-token-${this.#issued}-${this.#parts.chance.uint32().toString(36)}`;
    this.#tokens.set(token, run);
    return token;
  }

  #follow(run: Run): void {
    const { clock, chance, faults } = this.#parts;
    const due = nextDue(run);
    const attempt = run.cursor?.attempt;
    const phase = run.cursor?.phase;
    if (due !== undefined) {
      const late = faults.fires('workflow: timer late')
        ? chance.between(1_000, 600_000)
        : chance.skewed(0, 900);
      clock.at(due + late, () => {
        if (run.status !== 'RUNNING' || run.cursor?.attempt !== attempt || run.cursor?.phase !== phase)
          return;
        this.#change(run, timePassed);
      });
    }
    if (run.call) void this.#call(run);
  }

  async #call(run: Run): Promise<void> {
    const { chance, clock, faults, step } = this.#parts;
    const { cursor } = run;
    const state = cursor && run.definition.states.get(cursor.state);
    if (cursor === undefined || state?.type !== 'Task') return;
    const { Payload } = parametersOf(run, state, cursor);
    await clock.sleep(chance.skewed(5, 300));
    const tell = (act: (now: Run, env: StepEnvironment) => void): void => {
      if (run.status !== 'RUNNING' || run.cursor?.attempt !== cursor.attempt) return;
      if (run.cursor.phase === 'task') this.#change(run, act);
    };
    const fail = (error: string): void => tell((now, env) => taskFailed(now, env, error, ''));
    if (faults.fires('workflow: step throttled')) return fail('Lambda.TooManyRequestsException');
    const answer = step(Payload);
    if (faults.fires('workflow: step answer lost, step runs again')) {
      await clock.sleep(chance.skewed(10, 2_000));
      return fail('Lambda.SdkClientException');
    }
    const ended = await answer;
    if (ended.kind === 'dead')
      return fail(chance.pick(['Sandbox.Timedout', 'Lambda.Unknown', 'Runtime.ExitError']));
    if (ended.kind === 'failed') return fail(ended.error instanceof Error ? ended.error.name : 'Error');
    const result = { ExecutedVersion: '$LATEST', Payload: (ended.value ?? null) as Json, StatusCode: 200 };
    tell((now, env) => (state.byToken ? taskSubmitted(now, env, result) : taskSucceeded(now, env, result)));
  }
}
