import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Key } from './port.ts';

/**
 * Sealed bytes: `format (1) | nonce (12) | ciphertext | tag (16)`, AES-256-GCM. Formats: 1 as it is; 2 deflated first
 * (Russian text is two bytes a letter: a claim fits its write unit). A key seals a handful of values, so random nonces
 * never come near their bound.
 */
const PLAIN = 1;
const DEFLATED = 2;
const NONCE = 12;
const TAG = 16;
/** More than an item can hold, unpacked: a bound on what opening may cost. */
const MOST_UNPACKED = 4 * 1024 * 1024;

/** What a data key is for; KMS binds the wrapped key to it (encryption context). */
export interface KeyContext {
  readonly purpose: string;
  readonly id: string;
}

/** Makes and unwraps data keys (KMS, or the twin in tests). Errors: throws when KMS does not answer or refuses. */
export interface Wrapper {
  generate(context: KeyContext): Promise<{ readonly key: DataKey; readonly wrapped: Uint8Array }>;
  unwrap(wrapped: Uint8Array, context: KeyContext): Promise<DataKey>;
}

/** An unwrapped data key. Kept for one invocation only, never stored, never logged. */
export interface DataKey {
  readonly bytes: Uint8Array;
}

/** Where a sealed value stands: it opens nowhere else (AAD). */
export interface Place {
  readonly key: Key;
  readonly field: string;
}

/** Opening failed: another key, another place, or changed bytes. Says nothing of the content. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const aadOf = ({ key, field }: Place): Buffer =>
  Buffer.from(JSON.stringify([key.table, key.pk, key.sk, field]));

/** Seals bytes for one place. */
export function seal(
  dataKey: DataKey,
  place: Place,
  content: Uint8Array,
  nonce = randomBytes(NONCE),
): Uint8Array {
  const deflated = deflateRawSync(content, { level: 9 });
  const shorter = deflated.length < content.length;
  const cipher = createCipheriv('aes-256-gcm', dataKey.bytes, nonce, { authTagLength: TAG });
  const format = Buffer.from([shorter ? DEFLATED : PLAIN]);
  cipher.setAAD(Buffer.concat([format, aadOf(place)]));
  const sealed = Buffer.concat([format, nonce, cipher.update(shorter ? deflated : content), cipher.final()]);
  return new Uint8Array(Buffer.concat([sealed, cipher.getAuthTag()]));
}

/** Opens sealed bytes. Throws {@link SealBroken}. */
export function open(dataKey: DataKey, place: Place, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed);
  const format = bytes[0];
  if (bytes.length < 1 + NONCE + TAG || (format !== PLAIN && format !== DEFLATED))
    throw new SealBroken('not a sealed value');
  try {
    const nonce = bytes.subarray(1, 1 + NONCE);
    const cipher = createDecipheriv('aes-256-gcm', dataKey.bytes, nonce, { authTagLength: TAG });
    cipher.setAAD(Buffer.concat([bytes.subarray(0, 1), aadOf(place)]));
    cipher.setAuthTag(bytes.subarray(-TAG));
    const content = Buffer.concat([cipher.update(bytes.subarray(1 + NONCE, -TAG)), cipher.final()]);
    return format === DEFLATED ? inflateRawSync(content, { maxOutputLength: MOST_UNPACKED }) : content;
  } catch (cause) {
    throw new SealBroken('the seal is broken', { cause });
  }
}

/** Seals a value as JSON. */
export const sealJson = (dataKey: DataKey, place: Place, value: unknown): Uint8Array =>
  seal(dataKey, place, Buffer.from(JSON.stringify(value)));

/** Opens JSON; `parse` checks its form (a schema's parse). Throws {@link SealBroken}, or what `parse` throws. */
export const openJson = <T>(
  dataKey: DataKey,
  place: Place,
  sealed: Uint8Array,
  parse: (value: unknown) => T,
): T => parse(JSON.parse(Buffer.from(open(dataKey, place, sealed)).toString('utf8')));
