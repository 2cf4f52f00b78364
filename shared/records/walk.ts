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

/** All items of a partition, however many pages they fill, in the order of their sort keys; `prefix`: how those begin. */
export async function allOf(
  records: Pick<Records, 'query'>,
  table: TableName,
  pk: string,
  prefix?: string,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let after: string | undefined;
  do {
    const page = await records.query(table, pk, {
      ...(prefix === undefined ? {} : { prefix }),
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items);
    after = page.cursor;
  } while (after !== undefined);
  return found;
}
