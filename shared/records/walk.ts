import type { TableName } from '../names.ts';
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
