/**
 * `npm run reerase -- --roots FILE --erased FILE [--of DEPLOYMENT] [--settings NAME] [--data DIR] [--endpoint URL]` destroys
 * again what a restored copy has brought back (S8): whoever the auditor's lists name, and whoever the ledger of the copy says
 * was destroyed. `--roots`, `--erased`: lines of the auditor's letters. `--of`: the deployment that the lists are of, where
 * the copy has another name (a drill). Works only while the setting `restore: true` is deployed; refuses when a list is
 * lacking, is not genuine or is another deployment's, and says which. May be stopped at any place and run again.
 * Exits 1 when something is left to be looked at, 2 when nothing could be done.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { newestRoot } from '../../shared/records/roots.ts';
import { publicKeys } from '../../shared/records/signing-keys.ts';
import { DEPLOYMENT_OPTIONS, openDeployment } from './deployment.ts';
import { readKnownLists } from './known-lists.ts';
import { readKnownRoots } from './known-roots.ts';
import { askDoor } from './reerase/ask-door.ts';
import { faultsOf } from './reerase/faults.ts';
import { destroyedInLedger, inBatches, listed } from './reerase/of-whom.ts';
import { count, NOTHING_YET, reerasedText } from './reerase/tally.ts';

const fileAt = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : readFileSync(path, 'utf8');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...DEPLOYMENT_OPTIONS,
      roots: { type: 'string' },
      erased: { type: 'string' },
      of: { type: 'string' },
    },
  });
  const rootsText = fileAt(values.roots);
  if (rootsText === undefined)
    throw new Error('--roots FILE is needed: it tells which days there were after the copy');
  const roots = readKnownRoots(rootsText);
  const erasedText = fileAt(values.erased);
  const lists = erasedText === undefined ? [] : readKnownLists(erasedText);
  const deployment = await openDeployment(values);
  console.error(`Asked: ${deployment.asked}.`);
  const { records, secrets, settings } = deployment;
  const found = faultsOf(
    { roots, lists, of: values.of ?? settings.deployment },
    { root: publicKeys(secrets, 'root'), erased: publicKeys(secrets, 'erased') },
    (await newestRoot(records))?.day,
  );
  if (!found.ok) {
    for (const line of found.lines) console.error(`  ${line}`);
    console.error('Nothing was destroyed.');
    return 2;
  }
  for (const line of found.notes) console.error(line);
  const ask = await askDoor(deployment);
  let tally = NOTHING_YET;
  const seen = new Set<string>();
  for (const source of [listed(found.parts), destroyedInLedger(records, secrets)])
    for await (const batch of inBatches(source, seen)) tally = count(tally, await ask(batch));
  console.log(reerasedText(tally));
  return tally.spared.length + tally.held.length + tally.failed.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`It could not be done: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
