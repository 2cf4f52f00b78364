import type { TableName } from '../names.ts';
import { storedOf } from './kinds/kind.ts';
import { eventKind, subjectOf } from './kinds/ledger.ts';
import type { Head } from './ledger.ts';
import type { Item, Records } from './port.ts';

/** Every item of a table, page after page; those of one partition come together and in order. */
export async function* everyItem(records: Records, table: TableName): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await records.scan(table, cursor);
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** The heads of all chains by one scan of the ledger, and no more in memory than one line a chain. */
export async function scanHeads(records: Records): Promise<readonly Head[]> {
  const heads = new Map<string, Head>();
  for await (const item of everyItem(records, 'ledger')) {
    const subject = subjectOf(item.pk);
    if (subject === undefined) continue;
    const { n, mac } = storedOf(eventKind, item).body;
    if (n > (heads.get(subject)?.n ?? 0)) heads.set(subject, { subject, n, mac });
  }
  return [...heads.values()];
}
