import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** A public key as `/.well-known/jwks.json` shows it (RFC 8037). */
export interface ReceiptKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

export const ALGORITHM = 'EdDSA';
/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key of a seed: the subkey `receipt` of the root secret. */
export const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** Every public key that verifies receipts: the current one first, then the retired ones (G14). */
export function receiptKeys(secrets: Secrets): readonly ReceiptKey[] {
  return secrets.ids.flatMap((id) => {
    const subkey = secrets.byId('receipt', id);
    if (subkey === undefined) return [];
    const { x } = createPublicKey(privateKey(subkey.key)).export({ format: 'jwk' });
    if (x === undefined) throw new Error('an Ed25519 key without its public part');
    return [{ kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: ALGORITHM, use: 'sig' } as const];
  });
}
