import { randomBytes } from 'node:crypto';
import type { RandomBytes } from './secrets.ts';

/** The system's source of randomness; doors hand it in, simulations bring their own. */
export const systemRandom: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** Ids of 96 random bits in base64url, from any source. */
export const idsFrom =
  (random: RandomBytes): (() => string) =>
  () =>
    Buffer.from(random(12)).toString('base64url');
