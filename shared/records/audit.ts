import type { RetentionTerms } from '../policy/retention.ts';
import { chainReader, type Finding } from './audit-chain.ts';
import { ledgerStep } from './audit-ledger.ts';
import { type AuditDeps, BEGUN, bounded, type PartState, type Step } from './audit-parts.ts';
import { recordStep } from './audit-records.ts';
import { type KnownRoot, rootStep, unknownRoots } from './audit-roots.ts';
import type { Records } from './port.ts';
import { allRoots } from './roots.ts';
import type { Secrets } from './secrets.ts';

export interface AuditReport {
  readonly chains: number;
  readonly events: number;
  readonly records: number;
  readonly roots: number;
  /** Day of the newest root, which proves that nothing before it was cut off. */
  readonly lastRoot?: string;
  readonly findings: readonly Finding[];
  /** Findings that are not listed, where there are very many. */
  readonly more?: number;
}

/** How far an audit has come: plain JSON. One that was broken off goes on from it. */
export interface AuditProgress {
  /** Into how many parts each table is divided; the same when it is gone on with. */
  readonly of: number;
  readonly parts: Readonly<Record<string, PartState>>;
}

export interface AuditOptions {
  /** Roots from the auditor's letters; the store must hold the very same. */
  readonly known?: readonly KnownRoot[];
  /** Parts of each table, walked side by side. */
  readonly of?: number;
  readonly from?: AuditProgress | undefined;
  /** Terms of the deployment: what is kept beyond them is a finding (E1). */
  readonly terms?: RetentionTerms | undefined;
  /** Told after each step. */
  readonly keep?: (progress: AuditProgress) => void;
}

const WALKED: Readonly<Record<string, Step>> = {
  ledger: ledgerStep,
  cases: recordStep('cases'),
  people: recordStep('people'),
  short: recordStep('short'),
};

/**
 * Verifies integrity – every chain gap-free and sealed – and completeness: each record's changes have their events, no
 * chain lacks what a root signed, no root is missing (A1). Walks over everything in parts, page by page, and holds no more
 * than a page and a few chains of each. A doubt that may only come from reading while others write is looked at again with
 * consistent reads before it counts.
 * @param at epoch ms
 */
export async function audit(
  records: Records,
  secrets: Secrets,
  at: number,
  { known = [], of = 1, from, terms, keep = () => {} }: AuditOptions = {},
): Promise<AuditReport> {
  const { roots, broken } = await allRoots(records);
  const deps = { records, secrets, at, roots, terms };
  const parts: Record<string, PartState> = { ...from?.parts };
  const count = from?.of ?? of;
  const walk = async (name: string, step: Step, index: number): Promise<void> => {
    for (let state = parts[name] ?? BEGUN; !state.done; ) {
      state = bounded(await step(state, deps, chainReader(records, secrets), { index, of: count }));
      parts[name] = state;
      keep({ of: count, parts });
    }
  };
  const walks: (readonly [name: string, step: Step, index: number])[] = [['roots', rootStep, 0]];
  for (const [table, step] of Object.entries(WALKED))
    for (let index = 0; index < count; index += 1) walks.push([`${table} ${index}`, step, index]);
  // Named in their order, so that a report does not depend on which is quicker.
  for (const [name] of walks) parts[name] ??= BEGUN;
  await Promise.all(walks.map((one) => walk(...one)));
  const lost = broken.map((day) => ({ where: `root ${day}`, what: 'cannot be read' }));
  return reportOf(deps, Object.values(parts), [...lost, ...unknownRoots(roots, known)]);
}

function reportOf(
  { roots }: AuditDeps,
  parts: readonly PartState[],
  ofRoots: readonly Finding[],
): AuditReport {
  const sum = (name: 'chains' | 'events' | 'records' | 'more'): number =>
    parts.reduce((total, part) => total + part[name], 0);
  const last = roots.at(-1);
  return {
    ...{ chains: sum('chains'), events: sum('events'), records: sum('records'), roots: roots.length },
    ...(last === undefined ? {} : { lastRoot: last.day }),
    findings: [...ofRoots, ...parts.flatMap(({ findings }) => findings)],
    ...(sum('more') === 0 ? {} : { more: sum('more') }),
  };
}
