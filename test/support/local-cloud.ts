import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../infra/local/addresses.ts';
import { assembly } from './built.ts';
import type { Target } from './desk-client.ts';

export interface Addresses extends Target {
  readonly desk: string;
  readonly inbox: string;
  readonly mail: string;
  readonly aws: string;
  readonly clock: string;
  readonly openapi: string;
}

export interface LocalCloud {
  readonly addresses: Addresses;
  readonly data: string;
  readonly process: ChildProcess;
  /** All that it has written to standard output and standard error so far. */
  output(): string;
  /** Ends it the polite way and removes its data. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would; the data stay. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly now?: string;
  readonly data?: string;
  readonly port?: number;
  readonly args?: readonly string[];
  /** Builds and synthesizes by itself, as `npm start` does; else it takes what the run has made already. */
  readonly anew?: boolean;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()));

/** Starts the local cloud as `npm start -- --json` does, of templates that many share, and waits for its line. */
export async function startLocalCloud(options: StartOptions = {}): Promise<LocalCloud> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'privacy-desk-'));
  const port = options.port ?? (await freePort());
  const { args = [] } = options;
  const at = args.indexOf('--overrides');
  const made = options.anew === true ? [] : ['--assembly', await assembly(at < 0 ? undefined : args[at + 1])];
  const now = options.now === undefined ? [] : ['--now', options.now];
  const child = spawn(
    process.execPath,
    ['infra/local/start.ts', '--json', '--data', data, '--port', String(port), ...made, ...now, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } },
  );
  let out = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
    });
    child.once('exit', (code) =>
      reject(new Error(`the local cloud ended with ${code}: ${errors.slice(-20_000)}`)),
    );
  });
  return {
    addresses: JSON.parse(line) as Addresses,
    data,
    process: child,
    output: () => `${out}${errors}`,
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(data, { recursive: true, force: true });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}
