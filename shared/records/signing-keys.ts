import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** A public key as `/.well-known/jwks.json` shows it (RFC 8037). */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** What is signed for others to verify: each with keys of its own, so that one never passes for the other (G14). */
export type Signed = 'receipt' | 'root' | 'erased';

export const ALGORITHM = 'EdDSA';
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key of a seed: a subkey of the root secret. */
export const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** Name of a published key: that of the secret's key for receipts, which came first; a colon is in no id of a key. */
export const keyName = (purpose: Signed, id: string): string =>
  purpose === 'receipt' ? id : `${purpose}:${id}`;

/** Every public key that verifies what was signed for a purpose: the current one first, then the retired ones (G14). */
export function publicKeys(secrets: Secrets, purpose: Signed): readonly PublicKey[] {
  return secrets.ids.flatMap((id) => {
    const subkey = secrets.byId(purpose, id);
    if (subkey === undefined) return [];
    const { x } = createPublicKey(privateKey(subkey.key)).export({ format: 'jwk' });
    if (x === undefined) throw new Error('an Ed25519 key without its public part');
    const kid = keyName(purpose, id);
    return [{ kty: 'OKP', crv: 'Ed25519', x, kid, alg: ALGORITHM, use: 'sig' } as const];
  });
}

/** Every public key of the program, as it is published. */
export const publishedKeys = (secrets: Secrets): readonly PublicKey[] => [
  ...publicKeys(secrets, 'receipt'),
  ...publicKeys(secrets, 'root'),
  ...publicKeys(secrets, 'erased'),
];
