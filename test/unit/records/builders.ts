import { createHash } from 'node:crypto';
import { type MemoryOptions, MemoryRecords } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';
import {
  type RandomBytes,
  type RootSecret,
  type Secrets,
  secretsOf,
} from '../../../shared/records/secrets.ts';

/** Monday, 23 November 2026, 12:00 in Moscow. */
export const AT = Date.UTC(2026, 10, 23, 9);

export const material = (id: string): string =>
  createHash('sha256').update(`material of ${id}`).digest('base64');

/** A root secret whose current key is the first; the others are retired. */
export const aRoot = (...ids: readonly string[]): RootSecret => ({
  current: ids[0] ?? 'k1',
  keys: Object.fromEntries((ids.length > 0 ? ids : ['k1']).map((id) => [id, material(id)])),
});

export const someSecrets = (...ids: readonly string[]): Secrets => secretsOf(aRoot(...ids));

/** Random bytes that repeat with their seed. */
export function seeded(seed: string): RandomBytes {
  let n = 0;
  return (length) => {
    const parts: Buffer[] = [];
    while (parts.length * 32 < length) {
      n += 1;
      parts.push(createHash('sha256').update(`${seed} ${n}`).digest());
    }
    return new Uint8Array(Buffer.concat(parts).subarray(0, length));
  };
}

/** The twin with a copy of what another holds, each item changed by `change`: a tampering insider. `undefined` removes it. */
export function tampered(
  records: MemoryRecords,
  change: (item: Item) => Item | undefined,
  options: MemoryOptions = {},
): MemoryRecords {
  const copy = new MemoryRecords(options);
  const { rows } = records.snapshot();
  copy.restore({
    rows: rows.flatMap((row) => {
      const item = change(row.item);
      return item === undefined ? [] : [{ ...row, item }];
    }),
  });
  return copy;
}
