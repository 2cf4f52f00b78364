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

/** Runs a program to its end. Rejects when it cannot be started or is ended by `signal`. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { env = process.env, signal, shown = false } = options;
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      ...(signal && { signal }),
    });
    let out = '';
    const take = (chunk: Buffer) => {
      out += chunk.toString();
      if (shown) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, out }));
  });
}
