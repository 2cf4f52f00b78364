/** Small JSON files with key material in `<data>/records/`, readable by their owner only. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Reads a file written by {@link writeSecretFile}; undefined when there is none yet. */
export function readSecretFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} can't be read; start once with --fresh`, { cause: error });
  }
}

/** Writes the whole file or nothing: a temporary file (mode 0600) is flushed and then takes the name. */
export function writeSecretFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(value, undefined, 2));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}
