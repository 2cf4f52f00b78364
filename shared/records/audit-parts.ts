import type { RetentionTerms } from '../policy/retention.ts';
import type { ChainOf, Finding } from './audit-chain.ts';
import type { RootBody } from './kinds/ledger.ts';
import type { Part, Records } from './port.ts';
import type { Secrets } from './secrets.ts';

/** What every part of the audit has in hand. */
export interface AuditDeps {
  readonly records: Records;
  readonly secrets: Secrets;
  /** Epoch ms. */
  readonly at: number;
  readonly roots: readonly RootBody[];
  /** Terms of the deployment; without them nothing is said of records that are kept too long. */
  readonly terms?: RetentionTerms | undefined;
}

/** How far a part of the audit has come: plain JSON, so that it can be laid aside and gone on with. */
export interface PartState {
  /** Where it goes on; absent before the first step. */
  readonly cursor?: string;
  readonly done: boolean;
  /** The chain that it is in the middle of. */
  readonly open?: string;
  readonly chains: number;
  readonly events: number;
  readonly records: number;
  readonly findings: readonly Finding[];
  /** Findings beyond the first {@link MOST_FINDINGS}, counted only. */
  readonly more: number;
}

/** So many findings of a part are listed: where everything is wrong, the list must not be as long as everything. */
export const MOST_FINDINGS = 1000;

/** A part after a step, its list of findings no longer than it may be. */
export const bounded = (state: PartState): PartState => ({
  ...state,
  findings: state.findings.slice(0, MOST_FINDINGS),
  more: state.more + Math.max(0, state.findings.length - MOST_FINDINGS),
});

export const BEGUN: PartState = { done: false, chains: 0, events: 0, records: 0, findings: [], more: 0 };

/** One step of a part: a page of what it walks over. Takes no more memory than that. */
export type Step = (state: PartState, deps: AuditDeps, chainOf: ChainOf, part: Part) => Promise<PartState>;
