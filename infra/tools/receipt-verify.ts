/**
 * `npm run receipt:verify -- FILE [--issuer URL] [--jwks URL|FILE] [--data DIR]` says whether a consent receipt (compact
 * JWS) is genuine, of whom, and prints what it says (C6). The receipt's own issuer decides which keys are asked for –
 * anybody can be an issuer, so it is named in the verdict, and compared with `--issuer` where that is given. `--jwks`: keys
 * from elsewhere. Exits 1 when it is not genuine or not of that issuer, 2 when it could not be checked.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { issuerOf } from '../../shared/domain/consent/receipt.ts';
import { SERVED_STATEMENTS } from '../../shared/domain/consent/served.ts';
import { claimedContent, verifyReceipt } from '../../shared/records/receipt-signing.ts';
import { DATA_DIR, findRunning } from '../local/running.ts';
import { readKeys } from './published-keys.ts';

/** Where a deployment publishes its keys. */
const KEYS = '/.well-known/jwks.json';

const WHY = {
  'not-a-receipt': 'this is no consent receipt',
  'unknown-key': 'none of the keys asked for signed it',
  'bad-signature': 'it was changed, or signed by somebody else',
} as const;

/** What is to be known of the issuer beside its address: whether it is the local cloud that runs here. */
function localCloud(issuer: string, dataDir: string): string {
  const running = findRunning(dataDir);
  if (running === undefined) return '';
  return running.site === issuer
    ? ` (the local cloud that runs on ${dataDir})`
    : ` (not the local cloud that runs on ${dataDir}: that is ${running.site})`;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      issuer: { type: 'string' },
      jwks: { type: 'string' },
      data: { type: 'string', default: DATA_DIR },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new Error('usage: npm run receipt:verify -- FILE [--issuer URL] [--jwks URL|FILE] [--data DIR]');
  const receipt = readFileSync(file, 'utf8');
  const claimed = claimedContent(receipt);
  const issuer = claimed && issuerOf(claimed);
  if (issuer === undefined) {
    console.error(`NOT valid: ${WHY['not-a-receipt']}.`);
    return 1;
  }
  console.error(`Issuer, as the receipt says: ${issuer}${localCloud(issuer, values.data)}.`);
  const expected = values.issuer === undefined ? undefined : new URL(values.issuer).origin;
  if (expected !== undefined && expected !== issuer) {
    console.error(
      `NOT a receipt of ${expected}: it says that ${issuer} issued it. Nobody was asked for keys.`,
    );
    return 1;
  }
  const source = values.jwks ?? `${issuer}${KEYS}`;
  console.error(`Keys of: ${source}.`);
  const keys = await readKeys(source);
  const verified = await verifyReceipt(receipt, keys);
  if (!verified.valid) {
    console.error(`NOT valid: ${WHY[verified.why]} (${source}).`);
    return 1;
  }
  console.log(JSON.stringify(verified.content, null, 2));
  const { textServed } = verified.content.privacyDesk;
  if (textServed !== undefined) console.log(`The text it names: ${SERVED_STATEMENTS[textServed].en}.`);
  const signed = `signed with the key ${verified.kid} of ${source}, unchanged since`;
  const whose =
    expected === undefined
      ? `Issued by ${issuer}: whether that is the company you mean, it cannot tell you (--issuer URL compares).`
      : `Issued by ${issuer}, as expected.`;
  console.log(`Valid: ${signed}. ${whose}`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`Not checked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
