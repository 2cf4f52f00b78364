import { storedOf } from './kinds/kind.ts';
import { personPartition } from './kinds/partitions.ts';
import { TRANSFERS, type TransferBody, transferKind } from './kinds/transfers.ts';
import type { Records } from './port.ts';
import { allOf } from './walk.ts';

/** All recorded transfers of a person's data, strongly consistent. */
export async function transfersOf(
  records: Pick<Records, 'query'>,
  person: string,
): Promise<readonly TransferBody[]> {
  const items = await allOf(records, 'people', personPartition(person), TRANSFERS);
  return items.map((item) => storedOf(transferKind, item).body);
}
