import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Item } from '../../../shared/records/port.ts';
import type { Wrapper } from '../../../shared/records/sealing.ts';

const FOLDER = join(import.meta.dirname, 'releases');

/** Bytes as they lie in the files. */
const revive = (_: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
  return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
};

/** Records as each release wrote them, one a line: name of the release, items. They are never edited; a release adds a file. */
export const RELEASES: readonly (readonly [string, readonly Item[]])[] = readdirSync(FOLDER)
  .toSorted()
  .map((name) => [
    name.replace(/\.jsonl$/, ''),
    readFileSync(join(FOLDER, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line, revive) as Item),
  ]);

/** Keys of cases lie unwrapped in the files: they were written without KMS. */
export const asTheyLie: Wrapper = {
  generate: async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    return { key: { bytes }, wrapped: bytes };
  },
  unwrap: async (wrapped) => ({ bytes: new Uint8Array(wrapped) }),
};
