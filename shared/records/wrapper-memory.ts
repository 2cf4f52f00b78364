import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { KeyContext, Wrapper } from './sealing.ts';

/** Encryption context as bytes that are bound to the wrapped key. */
const contextBytes = ({ purpose, id }: KeyContext): Buffer => Buffer.from(JSON.stringify([purpose, id]));

/** Twin of the KMS wrapper for tests and simulations: really wraps, so nothing opens without it. `down` makes it fail. */
export function memoryWrapper(options: { readonly down?: () => boolean } = {}): Wrapper {
  const master = createHash('sha256').update(randomBytes(32)).digest();
  const alive = (): void => {
    if (options.down?.() === true) throw new Error('KMS does not answer');
  };
  return {
    async generate(context) {
      alive();
      const bytes = randomBytes(32);
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(contextBytes(context));
      const wrapped = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      return { key: { bytes: new Uint8Array(bytes) }, wrapped: new Uint8Array(wrapped) };
    },
    async unwrap(wrapped, context) {
      alive();
      const bytes = Buffer.from(wrapped);
      const cipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12), { authTagLength: 16 });
      cipher.setAAD(contextBytes(context)).setAuthTag(bytes.subarray(-16));
      return {
        bytes: new Uint8Array(Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])),
      };
    },
  };
}
