/**
 * `npm run audit:verify -- [--settings NAME] [--data DIR] [--endpoint URL] [--roots FILE [--jwks URL|FILE]] [--progress FILE]
 * [--destroy-left-over]` verifies integrity and completeness of the ledger (A1). Without `--endpoint`: the local cloud that
 * runs on `.local/` (or `--data`) for the settings `local`, AWS (or the settings' own records service) for all others.
 * `--roots`: lines `{"day", "root"}` of the auditor's letters; with `--jwks` the letters alone are verified, with public
 * keys: no ledger, no secret, no account is needed. `--progress`: where it is kept how far it has come; called again with the
 * same file it goes on there. `--destroy-left-over` destroys what it finds of people whose data were destroyed – left by an
 * earlier version, or come back with older tables –, with an event each, and verifies again (R7).
 * Says whom it asked; prints a report; exits 1 when anything is wrong, 2 when it could not be verified.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type AuditProgress, type AuditReport, audit } from '../../shared/records/audit.ts';
import { destroyLeftOver } from '../../shared/records/left-over.ts';
import { DEPLOYMENT_OPTIONS, openDeployment } from './deployment.ts';
import { readKnownRoots, verifyLetters } from './known-roots.ts';
import { readKeys } from './published-keys.ts';

/** Parts of each table, walked side by side. */
const PARTS = 8;

/** The report as people read it. */
export function reportText(report: AuditReport): string {
  const { chains, events, records, roots, lastRoot, findings, more = 0 } = report;
  const faults = findings.length + more;
  const closed =
    lastRoot === undefined
      ? 'No daily root yet: a tail cut off before the first one would not be seen.'
      : `${roots} daily root${roots === 1 ? '' : 's'}, the newest of ${lastRoot}.`;
  return [
    `${events} events in ${chains} chains, ${records} records. ${closed}`,
    ...findings.map(({ where, what }) => `  FAULT  ${where}: ${what}`),
    ...(more === 0 ? [] : [`  … and ${more} more`]),
    faults === 0
      ? 'The ledger is intact and complete.'
      : `The ledger is NOT intact: ${faults} fault${faults === 1 ? '' : 's'}.`,
  ].join('\n');
}

/** The letters by themselves. */
async function lettersAlone(file: string, jwks: string): Promise<number> {
  console.error(`Keys of: ${jwks}. No ledger was asked.`);
  const known = readKnownRoots(readFileSync(file, 'utf8'));
  const { faults, missing } = verifyLetters(known, await readKeys(jwks));
  for (const { day, what } of faults) console.log(`  FAULT  letter of ${day}: ${what}`);
  for (const day of missing) console.log(`  There is no letter of ${day} in the file.`);
  const letters = `${known.length} letter${known.length === 1 ? '' : 's'}`;
  console.log(
    faults.length === 0
      ? `${letters}: all genuine, each signs the one before it. Without --jwks the ledger is compared with them.`
      : `${letters}: NOT all genuine, ${faults.length} fault${faults.length === 1 ? '' : 's'}.`,
  );
  return faults.length === 0 ? 0 : 1;
}

/** Keeps how far an audit has come in a file, whole at any moment, until it is through. */
function progressIn(file: string | undefined) {
  if (file === undefined) return { from: undefined, keep: () => {}, done: () => {} };
  const from = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AuditProgress) : undefined;
  if (from !== undefined) console.error(`Goes on from ${file}.`);
  return {
    from,
    keep: (progress: AuditProgress) => {
      writeFileSync(`${file}.new`, JSON.stringify(progress));
      renameSync(`${file}.new`, file);
    },
    done: () => rmSync(file, { force: true }),
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...DEPLOYMENT_OPTIONS,
      roots: { type: 'string' },
      jwks: { type: 'string' },
      progress: { type: 'string' },
      json: { type: 'boolean', default: false },
      'destroy-left-over': { type: 'boolean', default: false },
    },
  });
  if (values.jwks !== undefined) {
    if (values.roots === undefined) throw new Error('--jwks verifies the letters that --roots FILE names');
    return lettersAlone(values.roots, values.jwks);
  }
  const { asked, records, secrets, settings, now } = await openDeployment(values);
  console.error(`Asked: ${asked}.`);
  const known = values.roots === undefined ? [] : readKnownRoots(readFileSync(values.roots, 'utf8'));
  const terms = settings.retention;
  const { done, ...kept } = progressIn(values.progress);
  let report = await audit(records, secrets, Date.now(), { known, terms, of: PARTS, ...kept });
  const left = new Set(report.findings.flatMap(({ person }) => person ?? []));
  if (values['destroy-left-over'] && left.size > 0) {
    for (const person of left) {
      const gone = await destroyLeftOver({ records, secrets }, person, await now());
      console.error(`${person}: ${gone} records destroyed`);
    }
    report = await audit(records, secrets, Date.now(), { known, terms, of: PARTS });
  }
  done();
  console.log(values.json ? JSON.stringify(report) : reportText(report));
  return report.findings.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(
      `The ledger could not be verified: ${error instanceof Error ? error.message : String(error)}`,
    );
    if (error instanceof Error && error.cause instanceof Error) console.error(`  ${error.cause.message}`);
    process.exitCode = 2;
  }
}
