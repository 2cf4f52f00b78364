/** The record that a running local cloud keeps in its data directory, for the commands that ask it. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { takeLock } from './file-lock.ts';
import type { LocalAddresses } from './types.ts';

/** Where `npm start` keeps its data unless it was told another `--data`. */
export const DATA_DIR = '.local';

const FILE = 'running.json';
const record = z.object({ site: z.url(), aws: z.url(), clock: z.url(), inbox: z.url(), mail: z.url() });

/** Addresses of a local cloud that runs, and the directory of its data. */
export interface RunningCloud extends z.infer<typeof record> {
  readonly dataDir: string;
}

/** Writes the addresses down; gives back what takes the record away again. */
export function keepRecord(dataDir: string, { site, aws, clock, inbox, mail }: LocalAddresses): () => void {
  const file = join(dataDir, FILE);
  writeFileSync(file, `${JSON.stringify({ site, aws, clock, inbox, mail })}\n`);
  return () => rmSync(file, { force: true });
}

/**
 * The local cloud that runs on these data, whatever its port; undefined where none does. A record alone proves nothing,
 * its cloud may have been killed: the lock is held by a living one only.
 */
export function findRunning(dataDir: string = DATA_DIR): RunningCloud | undefined {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return undefined;
  const release = takeLock(join(dataDir, 'lock'));
  if (release !== undefined) {
    release();
    return undefined;
  }
  return { ...record.parse(JSON.parse(readFileSync(file, 'utf8'))), dataDir };
}
