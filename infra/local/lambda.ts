/** The functions of the templates: synchronous and durable asynchronous invocations. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { DeadLetters } from './dead-letters.ts';
import { TemplateError } from './intrinsics.ts';
import { createPool, type FunctionSpec, type Pool } from './lambda-pool.ts';
import type { Assembly, Invocation, Journal, Lambdas, Log, Resource, VirtualClock } from './types.ts';

/** Threads per function unless the template reserves fewer: more only fight for the two cores of a small machine. */
const MOST_THREADS = 4;
/** Waits before the second and third attempt of an asynchronous invocation, as in Lambda. */
const ASYNC_WAITS_MS = [60_000, 120_000];

export interface LambdaParts {
  readonly assembly: Assembly;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  /** Address of the AWS endpoint, for the functions' SDK clients. */
  readonly awsEndpoint: string;
  /** Directory of the functions' log files. */
  readonly logDir: string;
}

/** Functions, plus the start of what was left behind by the last run. */
export interface RunningLambdas extends Lambdas {
  /** Goes on with asynchronous invocations that were not finished when the process ended. */
  resume(): void;
  specs(): readonly FunctionSpec[];
}

interface AsyncRow {
  readonly id: string;
  readonly function: string;
  readonly event: string;
  readonly attempts: number;
  readonly due: number;
}

export function createLambdas(parts: LambdaParts): RunningLambdas {
  const { assembly, clock, journal, log } = parts;
  mkdirSync(parts.logDir, { recursive: true });
  const logs: WriteStream[] = [];
  const pools = new Map<string, Pool>();
  for (const resource of assembly.ofType('AWS::Lambda::Function')) {
    const spec = specOf(parts, resource);
    const file = createWriteStream(join(parts.logDir, `${spec.name}.log`), { flags: 'a' });
    file.setMaxListeners(0);
    logs.push(file);
    pools.set(spec.name, createPool(spec, clock.sharedOffset, file));
  }
  const retries = retriesOf(assembly);

  journal.db.exec(
    'CREATE TABLE IF NOT EXISTS async_invocations (id TEXT PRIMARY KEY, function TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL) STRICT',
  );
  const insert = journal.db.prepare(
    'INSERT INTO async_invocations (id, function, event, attempts, due) VALUES (?, ?, ?, 0, ?)',
  );
  const select = journal.db.prepare('SELECT * FROM async_invocations WHERE id = ?');
  const selectAll = journal.db.prepare('SELECT * FROM async_invocations ORDER BY due, rowid');
  const postpone = journal.db.prepare('UPDATE async_invocations SET attempts = ?, due = ? WHERE id = ?');
  const remove = journal.db.prepare('DELETE FROM async_invocations WHERE id = ?');
  let closed = false;

  function poolOf(functionName: string): Pool {
    const name = /:function:([^:]+)/.exec(functionName)?.[1] ?? functionName;
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`there is no function ${name}`);
    return pool;
  }

  async function call(pool: Pool, event: unknown): Promise<Invocation> {
    const answer = await clock.busy(pool.run(event));
    if (!answer.ok) log.debug(`${pool.spec.name}: ${answer.errorType}`);
    return answer;
  }

  async function attempt(id: string): Promise<void> {
    if (closed) return;
    const row = select.get(id) as AsyncRow | undefined;
    if (row === undefined) return;
    const pool = pools.get(row.function);
    const answer = pool && (await call(pool, JSON.parse(row.event)));
    if (closed) return;
    if (answer?.ok) {
      remove.run(id);
      return;
    }
    const rule = retries.get(row.function);
    const attempts = row.attempts + 1;
    const wait = ASYNC_WAITS_MS[attempts - 1];
    if (pool !== undefined && wait !== undefined && attempts <= (rule?.most ?? 2)) {
      const due = clock.now() + wait;
      postpone.run(attempts, due, id);
      clock.at(due, `async ${id}`, () => attempt(id));
      return;
    }
    journal.transact(() => {
      parts.deadLetters.put(
        rule?.queue,
        clock.now(),
        JSON.parse(row.event),
        `asynchronous event of ${row.function}`,
      );
      remove.run(id);
    });
  }

  return {
    async invoke(functionName, event, options) {
      const pool = poolOf(functionName);
      if (options?.async !== true) return call(pool, event);
      const id = randomUUID();
      insert.run(id, pool.spec.name, JSON.stringify(event ?? null), clock.now());
      // The row may stand in a transaction that is still open: it is run in the next turn, if it is still there.
      const leave = clock.enter();
      setImmediate(() => void attempt(id).finally(leave));
      return { ok: true, payload: null };
    },
    names: () => [...pools.keys()],
    specs: () => [...pools.values()].map((pool) => pool.spec),
    resume() {
      for (const row of selectAll.all() as unknown as AsyncRow[]) {
        clock.at(row.due, `async ${row.id}`, () => attempt(row.id));
      }
    },
    async close() {
      closed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      await Promise.all(logs.map((file) => new Promise((done) => file.end(done))));
    },
  };
}

function specOf(parts: LambdaParts, resource: Resource): FunctionSpec {
  const { properties } = resource;
  const label = `${resource.stack}/${resource.logicalId}`;
  const runtime = String(properties['Runtime'] ?? '');
  if (!/^nodejs\d+\.x$/.test(runtime))
    throw new TemplateError(`${label}: runtime ${runtime} does not run here`);
  const handler = String(properties['Handler'] ?? '');
  const dot = handler.lastIndexOf('.');
  const base = join(parts.assembly.assetPath(resource), handler.slice(0, dot));
  const file = ['.mjs', '.cjs', '.js'].map((ending) => base + ending).find((path) => existsSync(path));
  if (file === undefined)
    throw new TemplateError(`${label}: its asset holds no ${handler.slice(0, dot)}.mjs`);
  const variables = (properties['Environment'] as { Variables?: Record<string, unknown> } | undefined)
    ?.Variables;
  const memoryMb = Number(properties['MemorySize'] ?? 128);
  const reserved = properties['ReservedConcurrentExecutions'];
  return {
    name: resource.ref,
    arn: resource.arn,
    file,
    exported: handler.slice(dot + 1),
    timeoutMs: Number(properties['Timeout'] ?? 3) * 1000,
    memoryMb,
    concurrency: Math.min(MOST_THREADS, reserved === undefined ? MOST_THREADS : Number(reserved)),
    environment: {
      ...Object.fromEntries(Object.entries(variables ?? {}).map(([key, value]) => [key, String(value)])),
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_REGION: parts.assembly.region,
      AWS_DEFAULT_REGION: parts.assembly.region,
      AWS_ENDPOINT_URL: parts.awsEndpoint,
      AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: resource.ref,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.ref}`,
      LAMBDA_TASK_ROOT: parts.assembly.assetPath(resource),
      TZ: 'UTC',
    },
  };
}

/** What `AWS::Lambda::EventInvokeConfig` and `DeadLetterConfig` say of asynchronous events, by function name. */
function retriesOf(assembly: Assembly): Map<string, { most: number; queue: string | undefined }> {
  const rules = new Map<string, { most: number; queue: string | undefined }>();
  for (const resource of assembly.ofType('AWS::Lambda::Function')) {
    const queue = (resource.properties['DeadLetterConfig'] as { TargetArn?: string } | undefined)?.TargetArn;
    rules.set(resource.ref, { most: 2, queue });
  }
  for (const { properties } of assembly.ofType('AWS::Lambda::EventInvokeConfig')) {
    const name = String(properties['FunctionName']).split(':function:').at(-1) ?? '';
    const destination = properties['DestinationConfig'] as
      | { OnFailure?: { Destination?: string } }
      | undefined;
    rules.set(name, {
      most: Number(properties['MaximumRetryAttempts'] ?? 2),
      queue: destination?.OnFailure?.Destination ?? rules.get(name)?.queue,
    });
  }
  return rules;
}
