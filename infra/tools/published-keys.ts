import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Longest wait for the keys, ms. */
const PATIENCE = 10_000;

const keySet = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
    }),
  ),
});

/** Keys over plain HTTP could be anybody's, unless they come from this machine. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));

/** The published keys of a deployment, from its address or from a file. Throws what it could not read, in words. */
export async function readKeys(from: string): Promise<z.infer<typeof keySet>['keys']> {
  if (!/^https?:/.test(from)) return keySet.parse(JSON.parse(readFileSync(from, 'utf8'))).keys;
  if (!isSafe(new URL(from))) throw new Error(`keys are asked for by https only, not of ${from}`);
  const answer = await fetch(from, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' }).catch(() => {
    throw new Error(`no answer from ${from}; --jwks URL|FILE names other published keys`);
  });
  if (!answer.ok) throw new Error(`${from} answers ${answer.status}`);
  return keySet.parse(await answer.json()).keys;
}
