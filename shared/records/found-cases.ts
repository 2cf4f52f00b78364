import { addressHashes } from './addresses.ts';
import type { RecordDeps } from './deps.ts';
import { CASE } from './kinds/partitions.ts';

/** References of the cases that an address posted, under whichever key of the program (eventually consistent). */
export async function casesOf(
  { records, secrets }: Pick<RecordDeps, 'records' | 'secrets'>,
  address: string,
): Promise<readonly string[]> {
  const { lookup, lookups } = addressHashes(secrets, address);
  const found = await Promise.all([lookup, ...lookups].map((hash) => records.find(hash)));
  const references = found.flat().flatMap(({ pk }) => CASE.owner(pk) ?? []);
  return [...new Set(references)].toSorted();
}
