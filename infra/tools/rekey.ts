/**
 * `npm run rekey -- [--settings NAME] [--data DIR] [--endpoint URL]` rewrites the look-up hashes of addresses that older keys of the
 * root secret made, and says of each such key whether it is retired for look-up: nothing stands under it any more. May be
 * stopped at any place and run again. Exits 1 when something is left, 2 when nothing could be done.
 */
import { parseArgs } from 'node:util';
import { type Rekeyed, rekey } from '../../shared/records/rekey.ts';
import { SECRET_FRESH_MS } from '../../shared/records/secrets-manager.ts';
import { DEPLOYMENT_OPTIONS, openDeployment } from './deployment.ts';

/** A function that has read the secret goes on with it for so long, and its run may take some minutes. */
const KNOWN_TO_ALL_MS = SECRET_FRESH_MS + 5 * 60_000;

/** The report as people read it. */
export function rekeyedText(current: string, { moved, left, doubles }: Rekeyed): string {
  return [
    `${moved} records rewritten to the key ${current}.`,
    ...doubles.map(([one, other]) => `  TWO ACCOUNTS  of one mailbox: ${one} and ${other}`),
    ...[...left].map(([id, n]) =>
      n === 0
        ? `${id} is retired for look-up: nothing stands under it. Keep it in the secret: links and the ledger are verified with it.`
        : `${id}: ${n} look-up hash${n === 1 ? '' : 'es'} left. Run this again.`,
    ),
  ].join('\n');
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: DEPLOYMENT_OPTIONS });
  const deployment = await openDeployment(values);
  console.error(`Asked: ${deployment.asked}.`);
  const { secrets } = deployment;
  const at = await deployment.now();
  const from = (await deployment.secretSince()) + KNOWN_TO_ALL_MS;
  if (at < from) {
    console.error(
      `Nothing was rewritten: the secret has changed a moment ago, and functions may still go on with what they know of it. Run this again after ${new Date(from).toISOString()}.`,
    );
    return 2;
  }
  const done = await rekey(deployment, at);
  console.log(rekeyedText(secrets.ids[0] ?? '', done));
  return [...done.left.values()].every((n) => n === 0) ? 0 : 1;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`It could not be done: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
