/** The worker threads of one function: one invocation at a time each, started when needed. */
import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Call, Reply, WorkerData } from './lambda-worker.ts';
import type { Invocation } from './types.ts';

/** How one function is run. */
export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the bundle and the name of its exported handler. */
  readonly file: string;
  readonly exported: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Most invocations at once; more wait (AWS would answer 429 to a synchronous call). */
  readonly concurrency: number;
}

export interface Pool {
  readonly spec: FunctionSpec;
  run(event: unknown): Promise<Invocation>;
  close(): Promise<void>;
}

interface Job {
  readonly call: Call;
  readonly settle: (invocation: Invocation) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | undefined;
  ready: boolean;
  timer?: NodeJS.Timeout;
}

const WORKER_FILE = new URL('./lambda-worker.ts', import.meta.url);

/** Makes the pool of a function; no thread is started yet. Console output goes to `log`. */
export function createPool(spec: FunctionSpec, offset: SharedArrayBuffer, log: Writable): Pool {
  const waiting: Job[] = [];
  const threads = new Set<Thread>();
  let closed = false;

  function failed(job: Job | undefined, errorType: string, errorMessage: string): void {
    job?.settle({ ok: false, errorType, errorMessage, trace: [] });
  }

  function drop(thread: Thread): Job | undefined {
    clearTimeout(thread.timer);
    threads.delete(thread);
    const { job } = thread;
    thread.job = undefined;
    return job;
  }

  function start(): void {
    const data: WorkerData = {
      offset,
      file: spec.file,
      exported: spec.exported,
      functionName: spec.name,
      functionArn: spec.arn,
      memoryMb: spec.memoryMb,
    };
    const worker = new Worker(WORKER_FILE, {
      workerData: data,
      env: { ...spec.environment },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
      stdout: true,
      stderr: true,
    });
    worker.stdout.pipe(log, { end: false });
    worker.stderr.pipe(log, { end: false });
    worker.unref();
    const thread: Thread = { worker, job: undefined, ready: false };
    threads.add(thread);
    worker.on('message', (reply: Reply) => heard(thread, reply));
    worker.on('error', (error: Error) => {
      failed(
        drop(thread) ?? waiting.shift(),
        error.name === 'Error' ? 'Runtime.ExitError' : error.name,
        error.message,
      );
      next();
    });
    worker.on('exit', (code) => {
      if (!threads.has(thread)) return;
      failed(drop(thread) ?? waiting.shift(), 'Runtime.ExitError', `Runtime exited with code ${code}`);
      next();
    });
  }

  function heard(thread: Thread, reply: Reply): void {
    if (reply.type === 'ready') {
      thread.ready = true;
    } else if (reply.type === 'failed-start') {
      drop(thread);
      waiting.shift()?.settle({ ok: false, ...reply.error });
      void thread.worker.terminate();
    } else {
      const { job } = thread;
      clearTimeout(thread.timer);
      thread.job = undefined;
      if (reply.type === 'done') job?.settle({ ok: true, payload: JSON.parse(reply.payload) });
      else job?.settle({ ok: false, ...reply.error });
    }
    next();
  }

  function hand(thread: Thread, job: Job): void {
    thread.job = job;
    thread.timer = setTimeout(() => {
      const seconds = (spec.timeoutMs / 1000).toFixed(2);
      failed(
        drop(thread),
        'Sandbox.Timedout',
        `RequestId: ${job.call.requestId} Error: Task timed out after ${seconds} seconds`,
      );
      void thread.worker.terminate();
      next();
    }, spec.timeoutMs);
    thread.worker.postMessage(job.call);
  }

  function next(): void {
    if (closed) return;
    for (const thread of threads) {
      if (!thread.ready || thread.job !== undefined) continue;
      const job = waiting.shift();
      if (job === undefined) return;
      hand(thread, job);
    }
    const starting = [...threads].filter((thread) => !thread.ready).length;
    if (waiting.length > starting && threads.size < spec.concurrency) start();
  }

  return {
    spec,
    run(event) {
      return new Promise((settle) => {
        const call: Call = {
          requestId: randomUUID(),
          event: JSON.stringify(event ?? null),
          timeoutMs: spec.timeoutMs,
        };
        if (closed) settle({ ok: false, errorType: 'Runtime.ExitError', errorMessage: 'stopped', trace: [] });
        waiting.push({ call, settle });
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) failed(job, 'Runtime.ExitError', 'stopped');
      await Promise.all(
        [...threads].map((thread) => {
          failed(drop(thread), 'Runtime.ExitError', 'stopped');
          return thread.worker.terminate();
        }),
      );
    },
  };
}
