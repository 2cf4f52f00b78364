import { erasedKind, erasedListKind } from '../../shared/records/kinds/erased.ts';
import { deleting, storedOf } from '../../shared/records/kinds/kind.ts';
import type { Entry, Item } from '../../shared/records/port.ts';
import type { ErasureDeps } from './deps.ts';

const lapses = (item: Item): string =>
  item.kind === erasedListKind.name
    ? storedOf(erasedListKind, item).body.until
    : storedOf(erasedKind, item).body.until;

/** No backup holds the data any more: the id leaves the list, the list its days (S8). `at`: epoch ms. */
export async function dropListed(entry: Entry, at: number, { records }: ErasureDeps): Promise<void> {
  const item = await records.get(entry, at);
  if (item === undefined || Date.parse(lapses(item)) > at) return;
  await records.commit([deleting(item)]);
}
