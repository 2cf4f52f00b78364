import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { BusEvent } from '../../infra/local/types.ts';

export interface Emulator {
  /** Its one address for all services, without a slash at its end. */
  readonly endpoint: string;
  readonly log: string;
  /** Environment of programs that shall see this emulator and no real account. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Puts an event of an AWS service on the default bus. */
  put(event: BusEvent): Promise<void>;
  /** From here on each call needs a role that allows it, as on AWS. */
  askRoles(): Promise<void>;
  /** How often roles have been asked since, and what they refused: action, resource and role, in words. */
  roles(): Promise<{ readonly asked: number; readonly refused: readonly string[] }>;
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  readonly programs: string;
  readonly dir: string;
  readonly port: number;
  readonly region: string;
  /** Where the functions find SES. */
  readonly sesEndpoint: string;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;
const ACCESS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** The environment without anything that names a real account, and with nothing of it to be read from files. */
function withoutAccounts(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    ...ACCESS,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
}

/** Starts the emulator with its data in `dir` and waits until it answers. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { programs, dir, port, region, sesEndpoint } = options;
  const endpoint = `http://127.0.0.1:${port}`;
  const log = join(dir, 'emulator.log');
  const temporary = join(dir, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const base = withoutAccounts();
  const child = spawn(join(programs, 'python'), [join(import.meta.dirname, 'emulator.py'), String(port)], {
    // Functions inherit this environment. Node 24 of this repository comes first.
    env: {
      ...base,
      PATH: [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter),
      NODE_OPTIONS: `--require=${join(import.meta.dirname, 'cjs-handlers.cjs')}`,
      AWS_ENDPOINT_URL_SES: sesEndpoint,
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: region,
      LAMBDA_EXECUTOR: 'local',
      // Doors of other services, which listen on all interfaces.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      STATE_DIR: join(dir, 'state'),
      S3_DATA_DIR: join(dir, 's3'),
      TMPDIR: temporary,
    },
    stdio: ['pipe', openSync(log, 'a'), openSync(log, 'a')],
  });
  await untilReady(endpoint, child, log);
  return {
    endpoint,
    log,
    env: {
      ...base,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CI: '1',
    },
    async put({ source, detailType, detail, resources = [] }) {
      const entry = {
        Source: source,
        DetailType: detailType,
        Detail: JSON.stringify(detail),
        Resources: resources,
      };
      const answer = await fetch(`${endpoint}/_deploy/service-events`, {
        method: 'POST',
        body: JSON.stringify(entry),
      });
      const { FailedEntryCount } = (await answer.json()) as { FailedEntryCount?: number };
      if (FailedEntryCount !== 0) throw new Error(`the emulator's bus refused ${detailType}`);
    },
    async askRoles() {
      await fetch(`${endpoint}/_deploy/ask-roles`, { method: 'POST' });
    },
    async roles() {
      const answer = await fetch(`${endpoint}/_deploy/roles`);
      return (await answer.json()) as Awaited<ReturnType<Emulator['roles']>>;
    },
    stop: () => stop(child),
  };
}

async function untilReady(endpoint: string, child: ChildProcess, log: string): Promise<void> {
  const end = Date.now() + READY_MS;
  while (Date.now() < end && child.exitCode === null) {
    const up = await fetch(`${endpoint}/_ministack/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  await stop(child);
  throw new Error(`the emulator does not answer; its log: ${log}`);
}

/** Closing its input ends it and its functions; who does not listen is ended. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
