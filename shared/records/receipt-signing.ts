import { createHash } from 'node:crypto';
import { CompactSign, compactVerify, createLocalJWKSet, errors } from 'jose';
import { type ReceiptContent, receiptContent } from '../domain/consent/receipt.ts';
import { canonicalJson } from './canonical.ts';
import type { Secrets } from './secrets.ts';
import { ALGORITHM, type PublicKey, privateKey } from './signing-keys.ts';

/** Media type of our receipts, in their header: nothing else is signed with these keys. */
const TYPE = 'consent-receipt+jws';

/** Signs a receipt with the current key: compact JWS; the same content gives the same text. */
export async function signReceipt(secrets: Secrets, content: ReceiptContent): Promise<string> {
  const { id, key } = secrets.current('receipt');
  return new CompactSign(Buffer.from(canonicalJson(content)))
    .setProtectedHeader({ alg: ALGORITHM, kid: id, typ: TYPE })
    .sign(privateKey(key));
}

/** Number of the receipt of an event, made from its seal: a UUID of version 8 (RFC 9562). */
export function receiptNumber(seal: string): string {
  const bytes = createHash('sha256').update(`consent receipt ${seal}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What became of a receipt: genuine with what it says, or why not. */
export type Verified =
  | { readonly valid: true; readonly content: ReceiptContent; readonly kid: string }
  | { readonly valid: false; readonly why: 'not-a-receipt' | 'unknown-key' | 'bad-signature' };

/** What a text says that has the form of a receipt – whoever wrote it: nothing is proven. */
export function claimedContent(receipt: string): ReceiptContent | undefined {
  try {
    const [, payload = ''] = receipt.trim().split('.');
    return receiptContent.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Checks a receipt against published keys. It says what was signed, not what is true now: a later act may have changed it. */
export async function verifyReceipt(receipt: string, keys: readonly PublicKey[]): Promise<Verified> {
  try {
    const set = createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) });
    const { payload, protectedHeader } = await compactVerify(receipt.trim(), set, {
      algorithms: [ALGORITHM],
    });
    const content = receiptContent.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')));
    if (!content.success || protectedHeader.typ !== TYPE) return { valid: false, why: 'not-a-receipt' };
    return { valid: true, content: content.data, kid: protectedHeader.kid ?? '' };
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return { valid: false, why: 'unknown-key' };
    if (error instanceof errors.JWSSignatureVerificationFailed) return { valid: false, why: 'bad-signature' };
    if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError)
      return { valid: false, why: 'not-a-receipt' };
    throw error;
  }
}
