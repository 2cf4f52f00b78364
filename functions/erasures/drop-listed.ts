import { erasedKind } from '../../shared/records/kinds/erased.ts';
import { deleting, storedOf } from '../../shared/records/kinds/kind.ts';
import type { Entry } from '../../shared/records/port.ts';
import type { ErasureDeps } from './deps.ts';

/** No backup holds the data any more: the id leaves the list (S8). `at`: epoch ms. */
export async function dropListed(entry: Entry, at: number, { records }: ErasureDeps): Promise<void> {
  const item = await records.get(entry, at);
  if (item === undefined || Date.parse(storedOf(erasedKind, item).body.until) > at) return;
  await records.commit([deleting(item)]);
}
