import { type Stored, storedOf } from './kinds/kind.ts';
import { personPartition } from './kinds/partitions.ts';
import { profileKind } from './kinds/people.ts';
import { personTextKind } from './kinds/person-texts.ts';
import { type PublishedBody, publishedKind } from './kinds/publications.ts';
import { type TransferBody, transferKind } from './kinds/transfers.ts';
import type { PersonFile } from './person-file.ts';
import type { Item, Records } from './port.ts';
import { allOf } from './walk.ts';

/** A person's record with what lies beside it: words of staff about it, sealed, fields that were made public, and recorded transfers. */
export interface WholePerson extends PersonFile {
  readonly texts: readonly Item[];
  readonly published: readonly Stored<PublishedBody>[];
  readonly transfers: readonly Stored<TransferBody>[];
}

/** Reads all of it at once (strongly consistent): one read unit where three reads would be three. */
export async function readWholePerson(
  records: Pick<Records, 'query'>,
  person: string,
): Promise<WholePerson | undefined> {
  const items = await allOf(records, 'people', personPartition(person));
  const profile = items.find(({ kind }) => kind === profileKind.name);
  if (profile === undefined) return undefined;
  const stored = storedOf(profileKind, profile);
  return {
    stored,
    body: stored.body,
    texts: items.filter(({ kind }) => kind === personTextKind.name),
    published: items
      .filter(({ kind }) => kind === publishedKind.name)
      .map((item) => storedOf(publishedKind, item)),
    transfers: items
      .filter(({ kind }) => kind === transferKind.name)
      .map((item) => storedOf(transferKind, item)),
  };
}
