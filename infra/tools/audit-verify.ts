/**
 * `npm run audit:verify -- [--settings NAME] [--data DIR] [--endpoint URL] [--roots FILE] [--destroy-left-over]` verifies
 * integrity and completeness of the ledger (A1). Without `--endpoint`: the local cloud that runs on `.local/` (or
 * `--data`) for the settings `local`, AWS (or the settings' own records service) for all others. `--roots`: lines
 * `{"day", "mac"}` of the auditor's letters. `--destroy-left-over` destroys what it finds of people whose data were
 * destroyed – left by an earlier version, or come back with older tables –, with an event each, and verifies again (R7).
 * Says whom it asked; prints a report; exits 1 when anything is wrong, 2 when it could not be verified.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type AuditReport, audit } from '../../shared/records/audit.ts';
import { destroyLeftOver } from '../../shared/records/left-over.ts';
import { DEPLOYMENT_OPTIONS, openDeployment } from './deployment.ts';
import { readKnownRoots } from './known-roots.ts';

/** The report as people read it. */
export function reportText(report: AuditReport): string {
  const { chains, events, records, roots, lastRoot, findings } = report;
  const closed =
    lastRoot === undefined
      ? 'No daily root yet: a tail cut off before the first one would not be seen.'
      : `${roots} daily root${roots === 1 ? '' : 's'}, the newest of ${lastRoot}.`;
  return [
    `${events} events in ${chains} chains, ${records} records. ${closed}`,
    ...findings.map(({ where, what }) => `  FAULT  ${where}: ${what}`),
    findings.length === 0
      ? 'The ledger is intact and complete.'
      : `The ledger is NOT intact: ${findings.length} fault${findings.length === 1 ? '' : 's'}.`,
  ].join('\n');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...DEPLOYMENT_OPTIONS,
      roots: { type: 'string' },
      json: { type: 'boolean', default: false },
      'destroy-left-over': { type: 'boolean', default: false },
    },
  });
  const { asked, records, secrets, now } = await openDeployment(values);
  console.error(`Asked: ${asked}.`);
  const known = values.roots === undefined ? [] : readKnownRoots(readFileSync(values.roots, 'utf8'));
  const verify = () => audit(records, secrets, Date.now(), known);
  let report = await verify();
  const left = new Set(report.findings.flatMap(({ person }) => person ?? []));
  if (values['destroy-left-over'] && left.size > 0) {
    for (const person of left) {
      const gone = await destroyLeftOver({ records, secrets }, person, await now());
      console.error(`${person}: ${gone} records destroyed`);
    }
    report = await verify();
  }
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
