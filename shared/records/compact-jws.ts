import { createPublicKey, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Subkey } from './secrets.ts';
import { ALGORITHM, keyName, type PublicKey, privateKey, type Signed } from './signing-keys.ts';

/** What is signed with keys of a purpose, and as what: one never passes for the other. */
export interface JwsType {
  readonly purpose: Signed;
  /** Media type in the header. */
  readonly type: string;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64url');

/** Header and content of a compact JWS (RFC 7515), as they are signed; the same content gives the same text. */
const inputOf = ({ purpose, type }: JwsType, key: string, content: unknown): string =>
  `${base64(canonicalJson({ alg: ALGORITHM, kid: keyName(purpose, key), typ: type }))}.${base64(canonicalJson(content))}`;

/** The signature (base64url) of a content. */
export const signatureOf = (type: JwsType, { id, key }: Subkey, content: unknown): string =>
  sign(null, Buffer.from(inputOf(type, id, content)), privateKey(key)).toString('base64url');

/** A content with the signature that was made of it, as a compact JWS. `key`: id of the key. */
export const compactJws = (type: JwsType, key: string, content: unknown, signature: string): string =>
  `${inputOf(type, key, content)}.${signature}`;

/** What a text of the form of a compact JWS says – whoever wrote it. */
export function readJws(
  { purpose }: JwsType,
  jws: string,
): { readonly key: string; readonly content: unknown; readonly signature: string } | undefined {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  try {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { readonly kid?: unknown };
    const content: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return { key: String(kid).slice(keyName(purpose, '').length), content, signature };
  } catch {
    return undefined;
  }
}

/** What is wrong with the signature of a content; undefined where one of the keys made it. */
export function signatureFault(
  type: JwsType,
  of: { readonly key: string; readonly content: unknown; readonly signature: string },
  keys: readonly PublicKey[],
): string | undefined {
  const key = keys.find(({ kid }) => kid === keyName(type.purpose, of.key));
  if (key === undefined) return 'is signed with an unknown key';
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  const input = Buffer.from(inputOf(type, of.key, of.content));
  return verify(null, input, publicKey, Buffer.from(of.signature, 'base64url'))
    ? undefined
    : 'does not fit its signature';
}
