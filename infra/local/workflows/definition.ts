/** Reads a state machine's definition; whatever the interpreter does not run is refused here, by name. */
import { parseRule, type Rule } from './choices.ts';
import { type Json, type Path, parsePath, parseTemplate, type Template } from './paths.ts';

/** A number of seconds: given, or read from the state's input. */
export type Seconds = number | Path;

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: boolean;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  /** Undefined: the input goes on without the error (`ResultPath: null`). */
  readonly resultPath: Path | undefined;
}

interface Flow {
  readonly inputPath: Path | undefined;
  readonly outputPath: Path | undefined;
  /** Next state; undefined ends the execution. */
  readonly next: string | undefined;
}

interface Result {
  readonly parameters: Template | undefined;
  readonly resultPath: Path | undefined;
}

/** A state that does something which takes time and may fail. */
interface Working {
  readonly resultSelector: Template | undefined;
  readonly resultPath: Path | undefined;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface TaskState extends Flow, Result, Working {
  readonly type: 'Task';
  /** Whether the task waits for its token to come back. */
  readonly byToken: boolean;
  readonly timeout: Seconds | undefined;
  readonly heartbeat: Seconds | undefined;
}
/** A Distributed Map over items of its input: each is given to an execution of its own. */
export interface MapState extends Flow, Working {
  readonly type: 'Map';
  readonly items: Path;
  readonly selector: Template | undefined;
  /** Names the children: `<machine>/<label>`. */
  readonly label: string;
  /** What each child runs, as it was given. */
  readonly processor: string;
  /** So many children run at a time; 0: as AWS does it, no bound of ours. */
  readonly atOnce: number;
}
interface PassState extends Flow, Result {
  readonly type: 'Pass';
  readonly result: Json | undefined;
}
interface ChoiceState extends Flow {
  readonly type: 'Choice';
  readonly choices: readonly { readonly rule: Rule; readonly next: string }[];
  readonly otherwise: string | undefined;
}
export interface WaitState extends Flow {
  readonly type: 'Wait';
  readonly seconds: Seconds | undefined;
  readonly until: string | Path | undefined;
}
interface SucceedState extends Flow {
  readonly type: 'Succeed';
}
interface FailState {
  readonly type: 'Fail';
  readonly error: string | Path | undefined;
  readonly cause: string | Path | undefined;
}
export type State = TaskState | MapState | PassState | ChoiceState | WaitState | SucceedState | FailState;

export interface Definition {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  readonly timeoutSeconds: number | undefined;
}

/** A definition that the interpreter does not run; the message names state and field. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

type Raw = Readonly<Record<string, unknown>>;

const TOP = ['Comment', 'StartAt', 'States', 'TimeoutSeconds', 'Version', 'QueryLanguage'];
const FLOW = ['Type', 'Comment', 'QueryLanguage', 'InputPath', 'OutputPath'];
const TASK = [
  'Resource',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'TimeoutSeconds',
  'TimeoutSecondsPath',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
  'Retry',
  'Catch',
  'Next',
  'End',
];
/** Fields of each type of state beside those of its flow. */
const FIELDS: Readonly<Record<State['type'], readonly string[]>> = {
  Task: [...FLOW, ...TASK],
  Map: [
    ...FLOW,
    ...['ItemsPath', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency', 'Label'],
    ...['ResultSelector', 'ResultPath', 'Retry', 'Catch', 'Next', 'End'],
  ],
  Pass: [...FLOW, 'Result', 'ResultPath', 'Parameters', 'Next', 'End'],
  Choice: [...FLOW, 'Choices', 'Default'],
  Wait: [...FLOW, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath', 'Next', 'End'],
  Succeed: FLOW,
  Fail: ['Type', 'Comment', 'QueryLanguage', 'Error', 'Cause', 'ErrorPath', 'CausePath'],
};

const INVOKE = /^arn:aws[\w-]*:states:::lambda:invoke(\.waitForTaskToken)?$/;

function onlyFields(raw: Raw, allowed: readonly string[]): void {
  const other = Object.keys(raw).find((key) => !allowed.includes(key));
  if (other !== undefined) throw new Error(`the field ${other} is not understood here`);
  if ((raw['QueryLanguage'] ?? 'JSONPath') !== 'JSONPath')
    throw new Error('only JSONPath is understood here');
}

function optionalPath(value: unknown, whenAbsent: Path | undefined): Path | undefined {
  if (value === undefined) return whenAbsent;
  return value === null ? undefined : parsePath(String(value));
}

const ROOT = parsePath('$');

function secondsOf(given: unknown, path: unknown): Seconds | undefined {
  if (path !== undefined) return parsePath(String(path));
  return given === undefined ? undefined : Number(given);
}

const textOf = (given: unknown, path: unknown): string | Path | undefined => {
  if (path !== undefined) return parsePath(String(path));
  return given === undefined ? undefined : String(given);
};

function flowOf(raw: Raw): Flow {
  return {
    inputPath: optionalPath(raw['InputPath'], ROOT),
    outputPath: optionalPath(raw['OutputPath'], ROOT),
    next: raw['Next'] === undefined ? undefined : String(raw['Next']),
  };
}

const templateOf = (value: unknown): Template | undefined =>
  value === undefined ? undefined : parseTemplate(value);

function retrierOf(raw: Raw): Retrier {
  onlyFields(raw, [
    'Comment',
    'ErrorEquals',
    'IntervalSeconds',
    'MaxAttempts',
    'BackoffRate',
    'MaxDelaySeconds',
    'JitterStrategy',
  ]);
  return {
    errors: raw['ErrorEquals'] as string[],
    intervalSeconds: Number(raw['IntervalSeconds'] ?? 1),
    maxAttempts: Number(raw['MaxAttempts'] ?? 3),
    backoffRate: Number(raw['BackoffRate'] ?? 2),
    maxDelaySeconds: raw['MaxDelaySeconds'] === undefined ? undefined : Number(raw['MaxDelaySeconds']),
    jitter: raw['JitterStrategy'] === 'FULL',
  };
}

function catcherOf(raw: Raw): Catcher {
  onlyFields(raw, ['Comment', 'ErrorEquals', 'Next', 'ResultPath']);
  return {
    errors: raw['ErrorEquals'] as string[],
    next: String(raw['Next']),
    resultPath: optionalPath(raw['ResultPath'], ROOT),
  };
}

function taskOf(raw: Raw): TaskState {
  const resource = INVOKE.exec(String(raw['Resource']));
  if (resource === null) throw new Error(`the resource ${String(raw['Resource'])} is not understood here`);
  const parameters = (raw['Parameters'] ?? {}) as Raw;
  onlyFields(parameters, ['FunctionName', 'Payload', 'Payload.$', 'InvocationType']);
  if (parameters['FunctionName'] === undefined) throw new Error('FunctionName is missing');
  if ((parameters['InvocationType'] ?? 'RequestResponse') !== 'RequestResponse') {
    throw new Error('only the invocation type RequestResponse is understood here');
  }
  return {
    type: 'Task',
    ...flowOf(raw),
    byToken: resource[1] !== undefined,
    parameters: parseTemplate(parameters),
    timeout: secondsOf(raw['TimeoutSeconds'], raw['TimeoutSecondsPath']),
    heartbeat: secondsOf(raw['HeartbeatSeconds'], raw['HeartbeatSecondsPath']),
    ...outcomeOf(raw),
  };
}

/** Only what is distributed to Standard executions: other modes keep their iterations within one history. */
function mapOf(raw: Raw): MapState {
  const { ProcessorConfig, ...processor } = (raw['ItemProcessor'] ?? {}) as Raw;
  const { Mode, ExecutionType, ...more } = (ProcessorConfig ?? {}) as Raw;
  onlyFields(more, []);
  if (Mode !== 'DISTRIBUTED' || ExecutionType !== 'STANDARD')
    throw new Error('only a map that is distributed to Standard executions is understood here');
  const text = JSON.stringify(processor);
  parseDefinition(text);
  return {
    type: 'Map',
    ...flowOf(raw),
    items: parsePath(String(raw['ItemsPath'] ?? '$')),
    selector: templateOf(raw['ItemSelector']),
    label: String(raw['Label'] ?? 'Map'),
    processor: text,
    atOnce: Number(raw['MaxConcurrency'] ?? 0),
    ...outcomeOf(raw),
  };
}

/** What becomes of the result of a state that works, and of its errors. */
const outcomeOf = (raw: Raw): Working => ({
  resultSelector: templateOf(raw['ResultSelector']),
  resultPath: optionalPath(raw['ResultPath'], ROOT),
  retry: ((raw['Retry'] ?? []) as Raw[]).map(retrierOf),
  catch: ((raw['Catch'] ?? []) as Raw[]).map(catcherOf),
});

function stateOf(raw: Raw): State {
  const type = String(raw['Type']);
  if (!Object.hasOwn(FIELDS, type)) throw new Error(`the type ${type} is not understood here`);
  onlyFields(raw, FIELDS[type as State['type']]);
  switch (type as State['type']) {
    case 'Task':
      return taskOf(raw);
    case 'Map':
      return mapOf(raw);
    case 'Pass':
      return {
        type: 'Pass',
        ...flowOf(raw),
        parameters: templateOf(raw['Parameters']),
        resultPath: optionalPath(raw['ResultPath'], ROOT),
        result: raw['Result'] as Json | undefined,
      };
    case 'Choice':
      return {
        type: 'Choice',
        ...flowOf(raw),
        choices: (raw['Choices'] as Raw[]).map((rule) => ({
          rule: parseRule(rule),
          next: String(rule['Next']),
        })),
        otherwise: raw['Default'] === undefined ? undefined : String(raw['Default']),
      };
    case 'Wait':
      return {
        type: 'Wait',
        ...flowOf(raw),
        seconds: secondsOf(raw['Seconds'], raw['SecondsPath']),
        until: textOf(raw['Timestamp'], raw['TimestampPath']),
      };
    case 'Succeed':
      return { type: 'Succeed', ...flowOf(raw) };
    case 'Fail':
      return {
        type: 'Fail',
        error: textOf(raw['Error'], raw['ErrorPath']),
        cause: textOf(raw['Cause'], raw['CausePath']),
      };
  }
}

function nextsOf(state: State): (string | undefined)[] {
  if (state.type === 'Fail') return [];
  if (state.type === 'Choice') return [...state.choices.map((choice) => choice.next), state.otherwise];
  return [state.next, ...('catch' in state ? state.catch.map((catcher) => catcher.next) : [])];
}

/** Parses Amazon States Language. Throws {@link DefinitionError} naming the state and what is not run here. */
export function parseDefinition(json: string): Definition {
  let where = 'definition';
  try {
    const raw = JSON.parse(json) as Raw;
    onlyFields(raw, TOP);
    const states = new Map<string, State>();
    for (const [name, state] of Object.entries(raw['States'] as Readonly<Record<string, Raw>>)) {
      where = `state ${name}`;
      const ends = ['Choice', 'Succeed', 'Fail'].includes(String(state['Type'])) || state['End'] === true;
      if (!ends && state['Next'] === undefined) throw new Error('neither Next nor End');
      states.set(name, stateOf(state));
    }
    for (const [name, state] of states) {
      where = `state ${name}`;
      const missing = nextsOf(state).find((next) => next !== undefined && !states.has(next));
      if (missing !== undefined) throw new Error(`there is no state ${missing}`);
    }
    where = 'definition';
    const startAt = String(raw['StartAt']);
    if (!states.has(startAt)) throw new Error(`there is no state ${startAt}`);
    const timeout = raw['TimeoutSeconds'];
    return { startAt, states, timeoutSeconds: timeout === undefined ? undefined : Number(timeout) };
  } catch (error) {
    throw new DefinitionError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
