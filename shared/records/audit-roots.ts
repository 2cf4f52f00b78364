import type { Finding } from './audit-chain.ts';
import type { AuditDeps, Step } from './audit-parts.ts';
import { absentOf, foldPages, lateFor, SHARDS, signedIn } from './day-heads.ts';
import type { RootBody } from './kinds/ledger.ts';
import { type Head, headOf } from './ledger.ts';
import { orderFault, rootJws, verifyRoot } from './roots.ts';
import { publicKeys } from './signing-keys.ts';

/** A root as it was sent out of the account: what the auditor has in hand. */
export interface KnownRoot {
  readonly day: string;
  /** The compact JWS of the letter. */
  readonly root: string;
}

/** Heads that are looked up at a time. */
const AT_ONCE = 100;

/**
 * A day of roots: signature, order, that its pages are what it signs, that every head in them is still there, and that no
 * chain ends on its day unsigned (A1). What came late is in the next root, so the newest may lack some.
 */
export const rootStep: Step = async (state, deps) => {
  const { roots, secrets } = deps;
  const i = roots.findIndex(({ day }) => state.cursor === undefined || day > state.cursor);
  const root = roots[i];
  if (root === undefined) return { ...state, done: true };
  const where = `root ${root.day}`;
  const verified = verifyRoot(rootJws(root), publicKeys(secrets, 'root'));
  const faults = [verified.ok ? undefined : verified.why, orderFault(roots[i - 1], root)];
  const findings: Finding[] = faults.flatMap((what) => (what === undefined ? [] : [{ where, what }]));
  const { chains, heads } = await foldPages(deps.records, root.day, root.pages);
  if (chains !== root.chains || heads !== root.heads)
    findings.push({ where, what: 'its list of chain heads is missing or changed' });
  findings.push(...(await goneSince(deps, root)), ...(await unsigned(deps, root, roots[i + 1])));
  return { ...state, cursor: root.day, findings: [...state.findings, ...findings] };
};

/** Heads that a root signs and the ledger does not hold. */
async function goneSince({ records, at }: AuditDeps, root: RootBody): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const shard of SHARDS) {
    let some: Head[] = [];
    const look = async (): Promise<void> => {
      for (const { subject, n } of await absentOf(records, some, at))
        findings.push({
          where: `chain ${subject}`,
          what: `does not hold the event ${n} that the root of ${root.day} signs`,
        });
      some = [];
    };
    for await (const head of signedIn(records, root, shard)) {
      some.push(head);
      if (some.length === AT_ONCE) await look();
    }
    await look();
  }
  return findings;
}

/** Chains whose end stands under a root's day and is neither in that root nor in the one after it. */
async function unsigned(
  { records }: AuditDeps,
  root: RootBody,
  after: RootBody | undefined,
): Promise<readonly Finding[]> {
  if (after === undefined) return [];
  const findings: Finding[] = [];
  for (const shard of SHARDS) {
    const signed = signedIn(records, after, shard);
    let known = await signed.next();
    for await (const { subject, n } of lateFor(records, root, shard)) {
      while (!known.done && known.value.subject < subject) known = await signed.next();
      if (!known.done && known.value.subject === subject && known.value.n >= n) continue;
      if ((await headOf(records, subject)).n === n)
        findings.push({
          where: `chain ${subject}`,
          what: `its end, event ${n} of ${root.day}, is in no root`,
        });
    }
  }
  return findings;
}

/** Roots that the auditor has in hand and the store does not hold. */
export function unknownRoots(roots: readonly RootBody[], known: readonly KnownRoot[]): readonly Finding[] {
  const held = new Map(roots.map((root) => [root.day, rootJws(root)]));
  return known
    .filter(({ day, root }) => held.get(day) !== root)
    .map(({ day }) => ({ where: `root ${day}`, what: 'is not the one the auditor has' }));
}
