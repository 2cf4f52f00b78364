/** Runs executions: each step is one transaction of the journal; time and functions are called after it. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  AwsFault,
  type EventBus,
  type Journal,
  type Lambdas,
  type Log,
  type VirtualClock,
} from '../types.ts';
import { parseDefinition } from './definition.ts';
import { finish } from './moves.ts';
import { type Json, StateError } from './paths.ts';
import { type Child, type Cursor, MOST_BYTES, type Run, type StepEnvironment } from './run.ts';
import { begin, childEnded, nextDue, taskFailed, taskSubmitted, taskSucceeded, timePassed } from './steps.ts';
import { createStore, type WorkflowStore } from './store.ts';
import { parametersOf } from './tasks.ts';

/** A state machine of the templates. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The definition with substitutions made. */
  readonly text: string;
}

export interface EngineParts {
  readonly machines: readonly Machine[];
  readonly region: string;
  readonly account: string;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly lambdas: Lambdas;
  readonly bus: EventBus;
  readonly log: Log;
  readonly random?: () => number;
}

export interface Engine {
  readonly machines: readonly Machine[];
  readonly store: WorkflowStore;
  /** Starts an execution; the same name and input while it runs gives the running one. */
  start(machineArn: string, name: string, input: string): Run;
  stop(executionArn: string, error: string | undefined, cause: string | undefined): Run;
  succeed(token: string, output: string): void;
  fail(token: string, error: string, cause: string): void;
  heartbeat(token: string): void;
  /** Arms the timers of running executions and calls functions again whose answer was not recorded. */
  resume(): void;
  /** Answers of functions that come later are left to the next start. */
  close(): void;
}

const TOKEN = /^AQ[\w-]{120,}$/;
/** What a name must not hold, as in AWS. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: AWS names the control characters as forbidden
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** Makes the engine. Throws {@link DefinitionError} when a definition holds what is not run here. */
export function createEngine(parts: EngineParts): Engine {
  const { clock, journal, lambdas, log } = parts;
  let stopped = false;
  const store = createStore(journal);
  const machines = new Map<string, Machine & { readonly hash: string }>();
  for (const machine of parts.machines) {
    parseDefinition(machine.text);
    machines.set(machine.arn, { ...machine, hash: store.keepDefinition(machine.text) });
  }

  const environment = (): StepEnvironment => ({
    now: clock.now(),
    region: parts.region,
    newToken: () => `AQ${randomBytes(96).toString('base64url')}`,
    newName: randomUUID,
    outputsOf: store.outputsOf,
    random: parts.random ?? Math.random,
  });

  /** What is done with an execution; one that a map wants is made first. */
  interface Step {
    readonly arn: string;
    readonly act: (run: Run, env: StepEnvironment) => void;
    readonly create?: () => void;
  }

  /**
   * Loads, changes and saves an execution in one transaction, then does what follows from it. The children of a map begin
   * in the transaction of their parent, and one that ends moves it in its own: a crash loses none and doubles none.
   */
  function change(arn: string, act: Step['act'], create: () => void = () => undefined): Run {
    const changed = journal.transact(() => {
      const runs = new Map<string, Run>();
      const steps: Step[] = [{ arn, act, create }];
      for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
        const run = changeOne(step);
        runs.set(step.arn, run.changed);
        steps.push(...run.follow);
      }
      return runs;
    });
    clock.touch();
    for (const run of changed.values()) follow(run);
    return changed.get(arn) as Run;
  }

  function changeOne({ arn, act, create }: Step): {
    readonly changed: Run;
    readonly follow: readonly Step[];
  } {
    create?.();
    const loaded = store.load(arn);
    if (loaded === undefined) throw noExecution(arn);
    if (loaded.lastEvent === 0) announce(loaded);
    const before = loaded.status;
    const env = environment();
    try {
      act(loaded, env);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      finish(loaded, env, 'FAILED', { error: error.error, cause: error.cause });
    }
    store.save(loaded);
    if (loaded.status !== before) announce(loaded);
    const { parent, status } = loaded;
    const ended = status !== before && status !== 'RUNNING' && parent !== undefined;
    return {
      changed: loaded,
      follow: [
        ...loaded.abandoned
          .flatMap((mapRun) => store.openChildren(mapRun))
          .map((child) => ({ arn: child, act: aborted })),
        ...loaded.children.map((child) => childStep(loaded, child, env.now)),
        ...(ended
          ? [{ arn: parent.arn, act: (run: Run, at: StepEnvironment) => childEnded(run, at, loaded) }]
          : []),
      ],
    };
  }

  /** How a child of a map begins. */
  function childStep({ machine, arn: parent }: Run, child: Child, startedAt: number): Step {
    const own = { ...machine, arn: `${machine.arn}/${child.label}`, name: `${machine.name}/${child.label}` };
    const arn = own.arn.replace(':stateMachine:', ':execution:').concat(`:${child.name}`);
    const { name, input, mapRun, item } = child;
    return {
      arn,
      act: begin,
      create: () =>
        store.create({
          ...{ arn, name, input, startedAt, machine: own },
          definitionHash: store.keepDefinition(child.processor),
          parent: { arn: parent, mapRun, item },
        }),
    };
  }

  function announce(run: Run): void {
    parts.bus.put({
      source: 'aws.states',
      detailType: 'Step Functions Execution Status Change',
      resources: [run.arn],
      detail: {
        executionArn: run.arn,
        stateMachineArn: run.machine.arn,
        name: run.name,
        status: run.status,
        startDate: run.startedAt,
        stopDate: run.stoppedAt ?? null,
        input: run.input,
        output: run.output ?? null,
        inputDetails: { included: true },
        outputDetails: run.output === undefined ? null : { included: true },
        error: run.error ?? null,
        cause: run.cause ?? null,
      },
    });
  }

  function follow(run: Run): void {
    const key = `workflow ${run.arn}`;
    const due = nextDue(run);
    if (due === undefined) clock.cancel(key);
    else clock.at(due, key, () => void change(run.arn, timePassed));
    if (run.call) call(run);
  }

  function call(run: Run): void {
    const { cursor } = run;
    const state = cursor && run.definition.states.get(cursor.state);
    if (cursor === undefined || state?.type !== 'Task') return;
    const { FunctionName, Payload } = parametersOf(run, state, cursor);
    const leave = clock.enter();
    lambdas
      .invoke(FunctionName, Payload)
      .catch((error: unknown) => ({
        ok: false as const,
        errorType: 'Lambda.ResourceNotFoundException',
        errorMessage: error instanceof Error ? error.message : String(error),
        trace: [],
      }))
      .then((answer) => {
        if (stopped) return;
        change(run.arn, (now, env) => {
          if (now.cursor?.attempt !== cursor.attempt || now.cursor.phase !== 'task') return;
          if (!answer.ok) {
            const { errorType, errorMessage, trace } = answer;
            taskFailed(now, env, errorType, JSON.stringify({ errorMessage, errorType, trace }));
          } else {
            const result: Json = {
              ExecutedVersion: '$LATEST',
              Payload: answer.payload as Json,
              StatusCode: 200,
            };
            if (state.byToken) taskSubmitted(now, env, result);
            else taskSucceeded(now, env, result);
          }
        });
      })
      .catch((error: unknown) =>
        log.warn(`workflow ${run.name}: ${error instanceof Error ? error.message : 'failed'}`),
      )
      .finally(leave);
  }

  /** The execution that waits for a token; the errors of AWS for any other token. */
  function waiting(token: string): { readonly arn: string } {
    if (!TOKEN.test(token)) throw new AwsFault('InvalidToken', "Invalid Token: 'Invalid token'");
    const arn = store.executionOfToken(token);
    if (arn === undefined)
      throw new AwsFault('TaskDoesNotExist', "Task does not exist: 'Provided task does not exist'");
    if (store.load(arn)?.cursor?.token !== token) {
      throw new AwsFault('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return { arn };
  }

  return {
    machines: parts.machines,
    store,
    start(machineArn, name, input) {
      const machine = machines.get(machineArn);
      if (machine === undefined) {
        throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
      }
      if (name.length === 0 || name.length > 80 || FORBIDDEN_IN_NAMES.test(name)) {
        throw new AwsFault('InvalidName', `Invalid Name: '${name}'`);
      }
      checkInput(input);
      const arn = machine.arn.replace(':stateMachine:', ':execution:').concat(`:${name}`);
      const existing = store.load(arn);
      if (existing !== undefined) {
        if (existing.status === 'RUNNING' && existing.input === input) return existing;
        throw new AwsFault('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      return change(arn, begin, () =>
        store.create({
          arn,
          name,
          machine: { arn: machine.arn, name: machine.name, roleArn: machine.roleArn },
          definitionHash: machine.hash,
          input,
          startedAt: clock.now(),
        }),
      );
    },
    stop(executionArn, error, cause) {
      return change(executionArn, (run, env) => {
        if (run.status === 'RUNNING') finish(run, env, 'ABORTED', { error, cause });
      });
    },
    succeed(token, output) {
      const { arn } = waiting(token);
      const result = parsed(output, 'InvalidOutput', 'Invalid Output');
      change(arn, (run, env) => taskSucceeded(run, env, result));
    },
    fail(token, error, cause) {
      const { arn } = waiting(token);
      change(arn, (run, env) => taskFailed(run, env, error, cause));
    },
    heartbeat(token) {
      const { arn } = waiting(token);
      change(arn, (run, env) => {
        const cursor = run.cursor as Cursor;
        if (cursor.heartbeatSeconds === undefined) return;
        run.cursor = { ...cursor, heartbeatDue: env.now + cursor.heartbeatSeconds * 1000 };
      });
    },
    resume() {
      for (const arn of store.open()) {
        const run = store.load(arn);
        if (run === undefined) continue;
        run.call = run.cursor?.phase === 'task' && run.cursor.submitted !== true;
        follow(run);
      }
    },
    close() {
      stopped = true;
    },
  };
}

const aborted = (run: Run, env: StepEnvironment): void => {
  if (run.status === 'RUNNING') finish(run, env, 'ABORTED', {});
};

function noExecution(arn: string): AwsFault {
  return new AwsFault('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

function parsed(text: string, code: string, label: string): Json {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new AwsFault(
      'ValidationException',
      `1 validation error detected: Value at 'output' failed to satisfy constraint: Member must have length less than or equal to ${MOST_BYTES}`,
    );
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new AwsFault(code, `${label}: 'the text is no JSON'`);
  }
}

function checkInput(input: string): void {
  parsed(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
}
