import { storedOf } from './kinds/kind.ts';
import { personPartition } from './kinds/partitions.ts';
import { TRANSFERS, type TransferBody, transferKind } from './kinds/transfers.ts';
import type { Records } from './port.ts';

/** All recorded transfers of a person's data, strongly consistent. */
export async function transfersOf(
  records: Pick<Records, 'query'>,
  person: string,
): Promise<readonly TransferBody[]> {
  const found: TransferBody[] = [];
  let after: string | undefined;
  do {
    const page = await records.query('people', personPartition(person), {
      prefix: TRANSFERS,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.map((item) => storedOf(transferKind, item).body));
    after = page.cursor;
  } while (after !== undefined);
  return found;
}
