/**
 * `npm run receipt:verify -- FILE [--jwks URL|FILE]` says whether a consent receipt (compact JWS) is genuine, and prints
 * what it says (C6). Without `--jwks`: the published keys of the local program. Exits 1 when it is not, 2 when it could
 * not be checked.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { verifyReceipt } from '../../shared/records/receipt-signing.ts';

/** Where `npm start` publishes its keys unless it was told another `--port`. */
const LOCAL_KEYS = 'http://127.0.0.1:4000/.well-known/jwks.json';
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

async function readKeys(from: string): Promise<z.infer<typeof keySet>> {
  if (!/^https?:/.test(from)) return keySet.parse(JSON.parse(readFileSync(from, 'utf8')));
  const answer = await fetch(from, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    throw new Error(`no answer from ${from}; --jwks URL|FILE names other published keys`);
  });
  if (!answer.ok) throw new Error(`${from} answers ${answer.status}`);
  return keySet.parse(await answer.json());
}

const WHY = {
  'not-a-receipt': 'this is no consent receipt',
  'unknown-key': 'none of the published keys signed it',
  'bad-signature': 'it was changed, or signed by somebody else',
} as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { jwks: { type: 'string', default: LOCAL_KEYS } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new Error('usage: npm run receipt:verify -- FILE [--jwks URL|FILE]');
  const receipt = readFileSync(file, 'utf8');
  const { keys } = await readKeys(values.jwks);
  const verified = await verifyReceipt(receipt, keys);
  if (!verified.valid) {
    console.error(`NOT valid: ${WHY[verified.why]}.`);
    return 1;
  }
  console.log(JSON.stringify(verified.content, null, 2));
  console.log(`Valid: signed with the key ${verified.kid}, unchanged since.`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`Not checked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
