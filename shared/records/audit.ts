import { documentFindings } from './audit-documents.ts';
import { type Finding, walkLedger } from './audit-ledger.ts';
import { recordFindings } from './audit-records.ts';
import type { RootBody } from './kinds/ledger.ts';
import type { Records } from './port.ts';
import { allRoots, headsOf, rootFault } from './roots.ts';
import type { Secrets } from './secrets.ts';

export interface AuditReport {
  readonly chains: number;
  readonly events: number;
  readonly records: number;
  readonly roots: number;
  /** Day of the newest root, which proves that nothing before it was cut off. */
  readonly lastRoot?: string;
  readonly findings: readonly Finding[];
}

/** A root as it was sent out of the account: what the auditor has in hand. */
export type KnownRoot = Pick<RootBody, 'day' | 'mac'>;

/**
 * Verifies integrity – every chain gap-free and sealed – and completeness: each record's changes have their events, no
 * chain is shorter than the last root saw it, no root is missing (A1). A doubt that may only come from reading while
 * others write is looked at again with consistent reads before it counts.
 * @param at epoch ms
 * @param known roots from the auditor's letters; the store must hold the very same
 */
export async function audit(
  records: Records,
  secrets: Secrets,
  at: number,
  known: readonly KnownRoot[] = [],
): Promise<AuditReport> {
  const findings: Finding[] = [];
  const roots = await allRoots(records);
  const last = roots.at(-1);
  findings.push(...rootFindings(secrets, roots, known));
  const sealed = last && (await headsOf(records, last, at));
  if (last !== undefined && sealed === undefined) {
    findings.push({ where: `root ${last.day}`, what: 'its list of chain heads is missing or changed' });
  }
  const { chains, documents, findings: broken } = await walkLedger(records, secrets, sealed ?? new Map());
  findings.push(...broken);
  findings.push(...(await documentFindings(records, secrets, { chains, documents }, at)));
  const walked = await recordFindings(records, secrets, chains, at);
  findings.push(...walked.findings);
  return {
    chains: chains.size,
    events: [...chains.values()].reduce((sum, chain) => sum + chain.n, 0),
    records: walked.records,
    roots: roots.length,
    ...(last === undefined ? {} : { lastRoot: last.day }),
    findings,
  };
}

function rootFindings(
  secrets: Secrets,
  roots: readonly RootBody[],
  known: readonly KnownRoot[],
): readonly Finding[] {
  const findings = roots.flatMap((root, i) => {
    const what = rootFault(secrets, roots[i - 1], root);
    return what === undefined ? [] : [{ where: `root ${root.day}`, what }];
  });
  const held = new Map(roots.map((root) => [root.day, root.mac]));
  const gone = known.filter((root) => held.get(root.day) !== root.mac);
  return [
    ...findings,
    ...gone.map(({ day }) => ({ where: `root ${day}`, what: 'is not the one the auditor has' })),
  ];
}
