/**
 * What runs inside a function's worker thread: the handler from the real bundle, under a shifted `Date`.
 *
 * The shift is the local cloud's counterpart of `faketime`: the environment lies about the time, the function
 * is the same code as in AWS. Only `Date` is shifted; `performance` and timers run on real time.
 */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What a worker is started with. */
export interface WorkerData {
  readonly offset: SharedArrayBuffer;
  /** Absolute path of the bundle. */
  readonly file: string;
  /** Name of the exported handler. */
  readonly exported: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

/** One invocation; the event is JSON as it would be on the wire. */
export interface Call {
  readonly requestId: string;
  readonly event: string;
  readonly timeoutMs: number;
}

/** What went wrong, as Lambda reports it. */
export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'failed-start'; readonly error: ReportedError }
  | { readonly type: 'done'; readonly requestId: string; readonly payload: string }
  | { readonly type: 'failed'; readonly requestId: string; readonly error: ReportedError };

type Handler = (event: unknown, context: unknown) => unknown;

function shiftDate(offset: SharedArrayBuffer): void {
  const shift = new BigInt64Array(offset);
  const Real = Date;
  const now = (): number => Real.now() + Number(Atomics.load(shift, 0));
  function Shifted(this: unknown, ...given: unknown[]): unknown {
    if (new.target === undefined) return new Real(now()).toString();
    return Reflect.construct(Real, given.length === 0 ? [now()] : given, new.target);
  }
  Object.defineProperties(Shifted, {
    prototype: { value: Real.prototype },
    name: { value: 'Date' },
    now: { value: now },
    parse: { value: Real.parse },
    UTC: { value: Real.UTC },
  });
  Object.defineProperty(Real.prototype, 'constructor', {
    value: Shifted,
    configurable: true,
    writable: true,
  });
  Object.defineProperty(globalThis, 'Date', { value: Shifted, configurable: true, writable: true });
}

function reported(error: unknown, fallback: string): ReportedError {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name === 'Error' && fallback !== '' ? fallback : error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

async function loadHandler(data: WorkerData): Promise<Handler> {
  const bundle = (await import(pathToFileURL(data.file).href)) as Record<string, unknown>;
  const found =
    bundle[data.exported] ?? (bundle['default'] as Record<string, unknown> | undefined)?.[data.exported];
  if (typeof found !== 'function') {
    throw Object.assign(new Error(`${data.exported} is not exported by ${data.file}`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  return found as Handler;
}

function contextOf(data: WorkerData, call: Call): object {
  const deadline = performance.now() + call.timeoutMs;
  return {
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMb),
    awsRequestId: call.requestId,
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}

async function answer(handler: Handler, data: WorkerData, call: Call): Promise<Reply> {
  const { requestId } = call;
  try {
    const result = await handler(JSON.parse(call.event), contextOf(data, call));
    return { type: 'done', requestId, payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { type: 'failed', requestId, error: reported(error, '') };
  }
}

const port = parentPort;
if (port !== null) {
  const data = workerData as WorkerData;
  shiftDate(data.offset);
  const reply = (message: Reply) => port.postMessage(message);
  loadHandler(data).then(
    (handler) => {
      port.on('message', (call: Call) => void answer(handler, data, call).then(reply));
      reply({ type: 'ready' });
    },
    (error: unknown) => reply({ type: 'failed-start', error: reported(error, 'Runtime.ImportModuleError') }),
  );
}
