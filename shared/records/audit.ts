import { parseVersionId } from '../policy/documents.ts';
import { DOCUMENTS_CHAIN, documentKind, documentTextKind } from './kinds/documents.ts';
import { type ExpectedEvent, keyFor, type Witnessed } from './kinds/kind.ts';
import { type EventBody, eventKind, type RootBody, subjectOf } from './kinds/ledger.ts';
import { type AnyKind, kindOf } from './kinds/registry.ts';
import { faultOf, type Head, newChain, readChain } from './ledger.ts';
import { isPersonId } from './person-ids.ts';
import type { Item, Key, Records } from './port.ts';
import { allRoots, headsOf, rootFault } from './roots.ts';
import type { Secrets } from './secrets.ts';
import { everyItem } from './walk.ts';

/** One thing that is not as it must be. Ids and codes only. */
export interface Finding {
  /** Chain, record or root. */
  readonly where: string;
  readonly what: string;
}

export interface AuditReport {
  readonly chains: number;
  readonly events: number;
  readonly records: number;
  readonly roots: number;
  /** Day of the newest root, which proves that nothing before it was cut off. */
  readonly lastRoot?: string;
  readonly findings: readonly Finding[];
}

/** What the audit remembers of a chain. */
interface Chain extends Head {
  readonly revision: number;
  /** `type` and `type name=value` of what was told. */
  readonly told: Set<string>;
  readonly fault?: string;
}

const emptyChain = (subject: string): Chain => ({ ...newChain(subject), revision: 0, told: new Set() });

/** Tables whose records must be witnessed; `short` holds nothing that is. */
const AUDITED = ['cases', 'people'] as const;

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
  const walked = await walkRecords(records, secrets, chains, at);
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

/** Follows a chain by one event. The first fault is kept; what comes after it proves nothing. */
function follow(secrets: Secrets, chain: Chain, body: EventBody): Chain {
  const fault = chain.fault ?? faultOf(secrets, chain, body) ?? revisionFault(chain, body);
  const told = chain.told.add(body.type);
  for (const [name, value] of Object.entries(body.data ?? {})) told.add(`${body.type} ${name}=${value}`);
  return {
    ...{ subject: chain.subject, n: body.n, mac: body.mac, told },
    revision: Math.max(chain.revision, body.revision ?? 0),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** Revisions come one by one; several events may tell of the same. */
function revisionFault(chain: Chain, { n, revision }: EventBody): string | undefined {
  if (revision === undefined || revision === chain.revision || revision === chain.revision + 1)
    return undefined;
  return `event ${n} has revision ${revision} after ${chain.revision}`;
}

/** Whether a chain still holds what the last root saw of it. */
function cutFault(seen: Head | undefined, head: Head, body: EventBody): string | undefined {
  return seen?.n === body.n && seen.mac !== head.mac
    ? `event ${body.n} is not the one the last root saw`
    : undefined;
}

async function walkLedger(
  records: Records,
  secrets: Secrets,
  sealed: ReadonlyMap<string, Head>,
): Promise<{
  readonly chains: Map<string, Chain>;
  /** Versions of documents and their texts: they lie in the ledger too, and are few. */
  readonly documents: readonly Item[];
  readonly findings: readonly Finding[];
}> {
  const chains = new Map<string, Chain>();
  const documents: Item[] = [];
  const findings: Finding[] = [];
  for await (const item of everyItem(records, 'ledger')) {
    if (kindOf(item.kind) === undefined)
      findings.push({ where: `${item.pk} ${item.sk}`, what: 'is of no declared kind' });
    if (item.kind === documentKind.name || item.kind === documentTextKind.name) documents.push(item);
    const subject = subjectOf(item.pk);
    if (subject === undefined) continue;
    const before = chains.get(subject) ?? emptyChain(subject);
    const next = followItem(secrets, before, item, sealed.get(subject));
    chains.set(subject, next);
    if (next.fault !== undefined && before.fault === undefined)
      findings.push({ where: `chain ${subject}`, what: next.fault });
  }
  for (const seen of sealed.values()) {
    const n = chains.get(seen.subject)?.n ?? 0;
    if (n < seen.n)
      findings.push({
        where: `chain ${seen.subject}`,
        what: `ends at event ${n}, the last root saw ${seen.n}`,
      });
  }
  return { chains, documents, findings };
}

function followItem(secrets: Secrets, before: Chain, item: Item, seen: Head | undefined): Chain {
  const parsed = item.kind === eventKind.name ? eventKind.body.safeParse(item.body) : undefined;
  if (parsed?.success !== true)
    return { ...before, n: before.n + 1, fault: before.fault ?? `${item.sk} is no event` };
  const place = eventKind.key({ subject: before.subject, n: parsed.data.n }).sk;
  const next = follow(secrets, before, parsed.data);
  const fault =
    next.fault ??
    (place === item.sk
      ? cutFault(seen, next, parsed.data)
      : `event ${parsed.data.n} stands in the wrong place`);
  return fault === undefined ? next : { ...next, fault };
}

/**
 * Versions of documents lie in the ledger itself (P1): each must have its event and the texts of its hashes, and each
 * event its version.
 */
async function documentFindings(
  records: Records,
  secrets: Secrets,
  { chains, documents }: { readonly chains: ReadonlyMap<string, Chain>; readonly documents: readonly Item[] },
  at: number,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const item of documents) {
    const kind = kindOf(item.kind);
    const doubt = doubtAbout(kind, item, (subject) => chains.get(subject)) ?? placeFault(kind, item);
    if (doubt === undefined) continue;
    const sure = (await lookAgain(records, secrets, kind, item, at)) ?? placeFault(kind, item);
    if (sure !== undefined) findings.push({ where: `${item.kind} ${item.pk} ${item.sk}`, what: sure });
  }
  if (!chains.has(DOCUMENTS_CHAIN)) return findings;
  for (const { body } of await readChain(records, DOCUMENTS_CHAIN)) {
    for (const key of namedBy(body.data ?? {})) {
      if ((await records.get(key, at)) === undefined)
        findings.push({
          where: `chain ${DOCUMENTS_CHAIN}`,
          what: `${key.pk} ${key.sk} was posted and is missing`,
        });
    }
  }
  return findings;
}

/** Whether an item of a document lies where its body belongs. */
function placeFault(kind: AnyKind | undefined, item: Item): string | undefined {
  const parsed = kind?.body.safeParse(item.body);
  if (kind === undefined || parsed?.success !== true) return undefined;
  const { pk, sk } = kind.key(kind === documentTextKind ? parsed.data.hash : parsed.data);
  return pk === item.pk && sk === item.sk ? undefined : 'stands in the wrong place';
}

/** Keys of the version and the texts that a posting's event names. */
function namedBy(data: NonNullable<EventBody['data']>): readonly Key[] {
  const version = parseVersionId(String(data['version']));
  const texts = [data['ru'], data['en']].map((hash) => keyFor(documentTextKind, String(hash)));
  return version === undefined ? texts : [keyFor(documentKind, version), ...texts];
}

async function walkRecords(
  records: Records,
  secrets: Secrets,
  chains: ReadonlyMap<string, Chain>,
  at: number,
): Promise<{ readonly records: number; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const unclaimed = new Set(chains.keys());
  let count = 0;
  for (const table of AUDITED) {
    for await (const item of everyItem(records, table)) {
      count += 1;
      const kind = kindOf(item.kind);
      const doubt = doubtAbout(kind, item, (subject) => {
        // A letter is part of the case's chain, it does not stand in for the case.
        if (isSubject(kind)) unclaimed.delete(subject);
        return chains.get(subject);
      });
      if (doubt !== undefined) {
        const sure = await lookAgain(records, secrets, kind, item, at);
        if (sure !== undefined) findings.push({ where: `${item.kind} ${item.pk} ${item.sk}`, what: sure });
      }
    }
  }
  for (const subject of unclaimed) {
    const kept = await isKept(records, subject, at, chains.get(subject));
    if (!kept) findings.push({ where: `chain ${subject}`, what: 'has events, but its record is missing' });
  }
  return { records: count, findings };
}

/** Whether a chain is about records of this kind, and not only tells of them too: those have revisions. */
const isSubject = (kind: AnyKind | undefined): boolean =>
  kind?.witnessed.how === 'events' && kind.witnessed.revision !== undefined;

/** What the ledger does not bear out about a record, or undefined. */
function doubtAbout(
  kind: AnyKind | undefined,
  item: Item,
  chainOf: (subject: string) => Chain | undefined,
): string | undefined {
  if (kind === undefined) return 'is of no declared kind';
  const parsed = kind.body.safeParse(item.body);
  if (!parsed.success) return 'does not fit its schema';
  const witnessed = kind.witnessed as Witnessed<unknown>;
  if (witnessed.how !== 'events') return undefined;
  const fault = witnessed.fault?.(parsed.data);
  if (fault !== undefined) return fault;
  const subject = witnessed.chain(parsed.data);
  if (subject === undefined) return undefined;
  const chain = chainOf(subject);
  if (chain === undefined) return 'has no chain of events';
  const revision = witnessed.revision?.(parsed.data) ?? chain.revision;
  if (revision > chain.revision) return `is at revision ${revision}, its events end at ${chain.revision}`;
  if (revision < chain.revision) return `is at revision ${revision}, its events tell of ${chain.revision}`;
  const least = witnessed.events?.(parsed.data) ?? 0;
  if (chain.n < least) return `wrote ${least} events, its chain has ${chain.n}`;
  const untold = witnessed.expected?.(parsed.data).find((event) => !wasTold(chain, event));
  return untold === undefined ? undefined : `no event "${untold.type}" tells of it`;
}

const wasTold = (chain: Chain, { type, data }: ExpectedEvent): boolean =>
  chain.told.has(type) &&
  Object.entries(data ?? {}).every(([name, value]) => chain.told.has(`${type} ${name}=${value}`));

/** Looks again with consistent reads, record before chain: an event may be newer than its record, never older. */
async function lookAgain(
  records: Records,
  secrets: Secrets,
  kind: AnyKind | undefined,
  item: Item,
  at: number,
): Promise<string | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    const present = await records.get(item, at);
    if (present === undefined) return undefined;
    const subject = kind && subjectFor(kind, present);
    const chain = subject === undefined ? undefined : await chainNow(records, secrets, subject);
    const doubt = doubtAbout(kind, present, () => (chain?.n === 0 ? undefined : chain));
    const unmoved = (await records.get(item, at))?.v === present.v;
    if (doubt === undefined || unmoved || attempt === 3) return doubt;
  }
}

function subjectFor(kind: AnyKind, item: Item): string | undefined {
  const parsed = kind.body.safeParse(item.body);
  const witnessed = kind.witnessed as Witnessed<unknown>;
  return parsed.success && witnessed.how === 'events' ? witnessed.chain(parsed.data) : undefined;
}

async function chainNow(records: Records, secrets: Secrets, subject: string): Promise<Chain> {
  const events = await readChain(records, subject);
  return events.reduce((chain, { body }) => follow(secrets, chain, body), emptyChain(subject));
}

/** Kinds whose records have a chain of their own, by the form of its subject. */
const SUBJECTS = [
  { kind: 'case', is: (subject: string) => subject.startsWith('PD-') },
  { kind: 'profile', is: isPersonId },
] as const;

/** A chain without a record is right only when an event says that the record was destroyed. */
async function isKept(
  records: Records,
  subject: string,
  at: number,
  chain: Chain | undefined,
): Promise<boolean> {
  const found = SUBJECTS.find(({ is }) => is(subject));
  if (found === undefined || chain?.told.has('destroyed') === true) return true;
  const kind = kindOf(found.kind) as AnyKind;
  return (await records.get({ table: kind.table, ...kind.key(subject) }, at)) !== undefined;
}
