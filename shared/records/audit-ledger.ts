import { documentKind, documentTextKind } from './kinds/documents.ts';
import { bodyIn } from './kinds/kind.ts';
import { type EventBody, eventKind, subjectOf } from './kinds/ledger.ts';
import { kindOf } from './kinds/registry.ts';
import { faultOf, type Head, newChain, readChain } from './ledger.ts';
import type { Item, Records } from './port.ts';
import type { Secrets } from './secrets.ts';
import { everyItem } from './walk.ts';

/** One thing that is not as it must be. Ids and codes only. */
export interface Finding {
  /** Chain, record or root. */
  readonly where: string;
  readonly what: string;
  /** Whose it is, where it should have gone with its person (R7): {@link destroyLeftOver} takes it away. */
  readonly person?: string;
}

/** What the audit remembers of a chain. */
export interface Chain extends Head {
  readonly revision: number;
  /** `type` and `type name=value` of what was told. */
  readonly told: Set<string>;
  readonly fault?: string;
}

const emptyChain = (subject: string): Chain => ({ ...newChain(subject), revision: 0, told: new Set() });

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

/** Follows every chain of the ledger by its events; `sealed`: the heads that the last root saw. */
export async function walkLedger(
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
  const event = bodyIn(eventKind, item);
  if (event === undefined)
    return { ...before, n: before.n + 1, fault: before.fault ?? `${item.sk} is no event` };
  const place = eventKind.key({ subject: before.subject, n: event.n }).sk;
  const next = follow(secrets, before, event);
  const fault =
    next.fault ??
    (place === item.sk ? cutFault(seen, next, event) : `event ${event.n} stands in the wrong place`);
  return fault === undefined ? next : { ...next, fault };
}

/** A chain as it stands now (consistent reads). */
export async function chainNow(records: Records, secrets: Secrets, subject: string): Promise<Chain> {
  const events = await readChain(records, subject);
  return events.reduce((chain, { body }) => follow(secrets, chain, body), emptyChain(subject));
}
