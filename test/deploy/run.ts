import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  /** Standard output and error as they came. */
  readonly out: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Shows its output while it runs. */
  readonly shown?: boolean;
}

/** A step that takes longer hangs. */
const PATIENCE_MS = 6 * 60_000;

/**
 * Runs a program to its end. Rejects when it cannot be started. When `signal` or patience ends it, all that it has
 * started ends with it, and the code is 1.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { env = process.env, signal, shown = false } = options;
    // A process group of its own, which can be ended as a whole.
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const end = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    };
    const timer = setTimeout(end, PATIENCE_MS);
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();
    let out = '';
    const take = (chunk: Buffer) => {
      out += chunk.toString();
      if (shown) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const settled = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    };
    child.on('error', (error) => {
      settled();
      reject(error);
    });
    child.on('close', (code) => {
      settled();
      resolve({ code: code ?? 1, out });
    });
  });
}
