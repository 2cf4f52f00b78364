import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { normalAddress } from '../domain/email.ts';

/** What subkeys are for. Each purpose has its own key: a value made for one never passes for another (G14). */
export const SECRET_PURPOSES = [
  'lookup-hash', // finding an address without storing it
  'link', // secret links in letters (G15)
  'code', // one-time codes (G16)
  'form', // stamps of forms
  'session', // ids of desk sessions
  'ledger', // chain of events and hashes of texts (A1, G17)
  'receipt', // signatures of receipts (C6)
  'root', // signatures of the ledger's daily roots (A1)
  'erased', // signatures of the daily lists of what was destroyed (S8)
  'idempotency',
  'network', // networks in rate limits
  'wait', // task tokens of waiting steps
] as const;
export type SecretPurpose = (typeof SECRET_PURPOSES)[number];

/** The root secret as it lies in Secrets Manager: any string is taken as key material. */
export interface RootSecret {
  /** Id of the key that signs; all others verify only (retired keys). */
  readonly current: string;
  readonly keys: { readonly [id: string]: string };
}

/** Reads the root secret; the adapter keeps it for the life of the function instance. */
export type RootSecretHome = () => Promise<RootSecret>;

/** A subkey with the id that goes into each value made with it. */
export interface Subkey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Subkeys by purpose. Derived once per instance. */
export interface Secrets {
  /** The key that signs now. */
  current(purpose: SecretPurpose): Subkey;
  /** The key of an id, retired or not; undefined when it is not (or no longer) known. */
  byId(purpose: SecretPurpose, id: string): Subkey | undefined;
  /** Ids of all keys, the current one first. */
  readonly ids: readonly string[];
}

const KEY_ID = /^[A-Za-z0-9_-]{1,16}$/;

/**
 * Subkeys of a root secret by HKDF-SHA-256, one per purpose and key id.
 * Throws when the secret has not the form `{"current": "k1", "keys": {"k1": "…"}}` or a key of under 32 characters.
 */
export function secretsOf(root: RootSecret): Secrets {
  const ids = [root.current, ...Object.keys(root.keys).filter((id) => id !== root.current)];
  for (const id of ids) {
    const material = root.keys[id];
    if (!KEY_ID.test(id) || typeof material !== 'string' || material.length < 32) {
      throw new Error(
        'the root secret is not of the form {"current": id, "keys": {id: at least 32 characters}}',
      );
    }
  }
  const derived = new Map<string, Subkey>();
  const byId = (purpose: SecretPurpose, id: string): Subkey | undefined => {
    const name = `${purpose} ${id}`;
    const known = derived.get(name);
    if (known !== undefined) return known;
    const material = Object.hasOwn(root.keys, id) ? root.keys[id] : undefined;
    if (material === undefined) return undefined;
    const key = new Uint8Array(hkdfSync('sha256', material, 'privacy-desk', purpose, 32));
    const subkey = { id, key };
    derived.set(name, subkey);
    return subkey;
  };
  return {
    ids,
    byId,
    current: (purpose) => byId(purpose, root.current) as Subkey,
  };
}

/**
 * Parses what lies in Secrets Manager: `{"current": "k1", "keys": {"k1": "…"}}`, or flat as CloudFormation generates it,
 * `{"current": "k1", "k1": "…"}` (it can put a random text under a top-level name only). Errors never repeat the text.
 */
export function parseRootSecret(text: string): RootSecret {
  try {
    const { current, keys, ...flat } = JSON.parse(text) as RootSecret & Record<string, string>;
    if (typeof current === 'string') return { current, keys: { ...flat, ...keys } };
  } catch {
    // The error below says it without the secret's text.
  }
  throw new Error('the root secret is not JSON of the form {"current": id, "keys": {…}}');
}

/** HMAC-SHA-256 over parts. Parts are told apart by their lengths, so that ('ab','c') and ('a','bc') differ. */
export function macOf(key: Uint8Array, parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hmac.update(length).update(bytes);
  }
  return hmac.digest();
}

/** Keyed hash `<key id>.<base64url>` of a text under the current key; the same text gives the same hash. */
export function keyedHash(secrets: Secrets, purpose: SecretPurpose, ...parts: readonly string[]): string {
  return hashUnder(secrets.current(purpose), parts);
}

const hashUnder = (subkey: Subkey, parts: readonly string[]): string =>
  `${subkey.id}.${macOf(subkey.key, parts).toString('base64url')}`;

/** The keyed hash under each known key, the current one first: for looking up what an older key wrote. */
export function keyedHashes(
  secrets: Secrets,
  purpose: SecretPurpose,
  ...parts: readonly string[]
): readonly string[] {
  return secrets.ids.flatMap((id) => {
    const subkey = secrets.byId(purpose, id);
    return subkey === undefined ? [] : [hashUnder(subkey, parts)];
  });
}

/** Whether a keyed hash was made of these parts, by its own key. */
export function hashMatches(
  secrets: Secrets,
  purpose: SecretPurpose,
  hash: string,
  ...parts: readonly string[]
): boolean {
  const subkey = secrets.byId(purpose, hash.split('.', 1)[0] ?? '');
  return subkey !== undefined && sameText(hash, hashUnder(subkey, parts));
}

/** Compares in constant time for texts of equal length (G15). */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A source of random bytes: passed in, so that simulations repeat. */
export type RandomBytes = (length: number) => Uint8Array;

/** Look-up hash of an e-mail address. */
export const addressHash = (secrets: Secrets, address: string): string =>
  keyedHash(secrets, 'lookup-hash', normalAddress(address));
