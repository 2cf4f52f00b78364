import { type Chain, chainNow, emptyChain, type Finding, followItem } from './audit-chain.ts';
import { documentFindings, missingDocuments } from './audit-documents.ts';
import type { AuditDeps, PartState, Step } from './audit-parts.ts';
import { DOCUMENTS_CHAIN, documentKind, documentTextKind } from './kinds/documents.ts';
import { subjectOf } from './kinds/ledger.ts';
import { type AnyKind, kindOf } from './kinds/registry.ts';
import { isPersonId } from './person-ids.ts';

/**
 * A page of the ledger: chain by chain whether it is without gap and sealed, whether its end stands in the index that roots
 * are made from, and whether the record that it is about is there (A1). Versions of documents lie here too.
 */
export const ledgerStep: Step = async (state, deps, chainOf, part) => {
  const { records, secrets } = deps;
  const { items, cursor } = await records.scan('ledger', state.cursor, part);
  const findings: Finding[] = [...state.findings];
  let { chains, events } = state;
  // A chain that the page before has begun is read again whole: it may be cut by a page anywhere.
  let open: { chain: Chain; isWhole: boolean } | undefined =
    state.open === undefined ? undefined : { chain: emptyChain(state.open), isWhole: false };
  const close = async (): Promise<void> => {
    if (open === undefined) return;
    chains += 1;
    const { subject } = open.chain;
    findings.push(
      ...(await chainFindings(deps, open.isWhole ? open.chain : await chainNow(records, secrets, subject))),
    );
  };
  for (const item of items) {
    if (kindOf(item.kind) === undefined)
      findings.push({ where: `${item.pk} ${item.sk}`, what: 'is of no declared kind' });
    if (item.kind === documentKind.name || item.kind === documentTextKind.name)
      findings.push(...(await documentFindings(deps, chainOf, item)));
    const subject = subjectOf(item.pk);
    if (subject !== open?.chain.subject) {
      await close();
      open = subject === undefined ? undefined : { chain: emptyChain(subject), isWhole: true };
    }
    if (open === undefined) continue;
    events += 1;
    if (open.isWhole) open = { ...open, chain: followItem(secrets, open.chain, item) };
  }
  if (cursor === undefined) await close();
  return next({ ...state, chains, events, findings }, cursor, open?.chain);
};

const next = (
  { open: _, cursor: __, ...state }: PartState,
  cursor: string | undefined,
  chain: Chain | undefined,
): PartState =>
  cursor === undefined
    ? { ...state, done: true }
    : { ...state, cursor, ...(chain === undefined ? {} : { open: chain.subject }) };

/** What is wrong with a chain. What may only come from reading while others write is looked at again. */
async function chainFindings(deps: AuditDeps, seen: Chain): Promise<readonly Finding[]> {
  const where = `chain ${seen.subject}`;
  const isSure = seen.fault === undefined && (await endFault(deps, seen)) === undefined;
  const chain = isSure ? seen : await chainNow(deps.records, deps.secrets, seen.subject);
  const what = chain.fault ?? (isSure ? undefined : await endFault(deps, chain));
  const documents = chain.subject === DOCUMENTS_CHAIN ? await missingDocuments(deps) : [];
  return what === undefined ? documents : [{ where, what }, ...documents];
}

async function endFault(deps: AuditDeps, chain: Chain): Promise<string | undefined> {
  if (chain.day === undefined) return `event ${chain.n} stands in no day`;
  return (await isKept(deps, chain)) ? undefined : 'has events, but its record is missing';
}

/** Kinds whose records have a chain of their own, by the form of its subject. */
const SUBJECTS = [
  { kind: 'case', is: (subject: string) => subject.startsWith('PD-') },
  { kind: 'profile', is: isPersonId },
] as const;

/** A chain without a record is right only when an event says that the record was destroyed. */
async function isKept({ records, at }: AuditDeps, { subject, told }: Chain): Promise<boolean> {
  const found = SUBJECTS.find(({ is }) => is(subject));
  if (found === undefined || told.has('destroyed')) return true;
  const kind = kindOf(found.kind) as AnyKind;
  return (await records.get({ table: kind.table, ...kind.key(subject) }, at)) !== undefined;
}
