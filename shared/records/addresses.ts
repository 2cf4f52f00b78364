import { normalAddress } from '../domain/email.ts';
import { keyFor, putNew, type Stored, storedOf } from './kinds/kind.ts';
import { type AddressBody, addressKind } from './kinds/people.ts';
import type { Records, Write } from './port.ts';
import { hashMatches, keyedHashes, type Secrets } from './secrets.ts';

/**
 * Whose an address is stands under its keyed hash, so a rotation of the root secret changes the place. Written is under
 * the current key, and only where nothing stands under any other; read is under all of them; the rekey job moves what an
 * older key wrote (rekey.ts). One mailbox has one entry, whichever keys are known.
 */

/** The keyed hashes of an address under all known keys, the current one's first. */
export function addressHashes(
  secrets: Secrets,
  address: string,
): { readonly lookup: string; readonly lookups: readonly string[] } {
  const [lookup = '', ...lookups] = keyedHashes(secrets, 'lookup-hash', normalAddress(address));
  return { lookup, lookups };
}

/** Whether a stored look-up hash is this address's, by whatever key of the program it was made. */
export const isHashOf = (secrets: Secrets, hash: string, address: string): boolean =>
  hashMatches(secrets, 'lookup-hash', hash, normalAddress(address));

/** Id of the key that made a look-up hash. */
export const keyIdOf = (hash: string): string => hash.slice(0, hash.indexOf('.'));

/** An entry as read, and the look-up hash under which it stands. */
export interface AddressEntry extends Stored<AddressBody> {
  readonly lookup: string;
}

/**
 * The entries of an address, the current key's first; more than one only where two accounts were made of one mailbox. The
 * current key is asked last: an entry that is moved to it meanwhile is seen in one place or in both.
 */
export async function entriesOf(
  { records, secrets }: { readonly records: Records; readonly secrets: Secrets },
  address: string,
  at: number,
): Promise<readonly AddressEntry[]> {
  const { lookup, lookups } = addressHashes(secrets, address);
  return entriesUnder(records, [lookup, ...lookups], at);
}

/** The entries under hashes of one address; the first hash is asked last. */
export async function entriesUnder(
  records: Records,
  [lookup = '', ...lookups]: readonly string[],
  at: number,
): Promise<readonly AddressEntry[]> {
  const place = (hash: string) => keyFor(addressKind, hash);
  const older = lookups.length === 0 ? [] : await records.getMany(lookups.map(place), at);
  const items = [await records.get(place(lookup), at), ...older];
  return [lookup, ...lookups].flatMap((hash, i) => {
    const item = items[i];
    return item === undefined ? [] : [{ ...storedOf(addressKind, item), lookup: hash }];
  });
}

/** Of the hashes of one address the current key's; undefined when it was typed before that key was known. */
export const currentOf = ({ ids }: Secrets, hashes: readonly string[]): string | undefined =>
  hashes.find((hash) => keyIdOf(hash) === ids[0]);

/**
 * The writes by which an address becomes somebody's: under the current key, where it stands under no other – of two who
 * prove one mailbox in the same instant, each under another key, one is refused.
 * @param hashes of the address, with `lookup` among them or not
 */
export const claimWrites = (
  lookup: string,
  hashes: readonly string[],
  entry: AddressBody,
): readonly Write[] => [
  putNew(addressKind, lookup, entry),
  ...hashes
    .filter((hash) => hash !== lookup)
    .map((hash): Write => ({ op: 'check-absent', key: keyFor(addressKind, hash) })),
];
