import { bodyIn } from './kinds/kind.ts';
import { chainPartition, type EventBody, eventKind } from './kinds/ledger.ts';
import { faultOf, type Head, newChain } from './ledger.ts';
import type { Item, Records } from './port.ts';
import type { Secrets } from './secrets.ts';

/** One thing that is not as it must be. Ids and codes only. */
export interface Finding {
  /** Chain, record or root. */
  readonly where: string;
  readonly what: string;
  /** Whose it is, where it should have gone with its person (R7): {@link destroyLeftOver} takes it away. */
  readonly person?: string;
}

/** What the audit remembers of a chain while it looks at it. `day`: that of the event looked at last. */
export interface Chain extends Head {
  readonly revision: number;
  /** `type` and `type name=value` of what was told. */
  readonly told: ReadonlySet<string>;
  readonly fault?: string;
}

export const emptyChain = (subject: string): Chain => ({
  ...newChain(subject),
  revision: 0,
  told: new Set(),
});

/** Follows a chain by one item. The first fault is kept; what comes after it proves nothing. */
export function followItem(secrets: Secrets, before: Chain, item: Item): Chain {
  const event = bodyIn(eventKind, item);
  if (event === undefined)
    return { ...before, n: before.n + 1, fault: before.fault ?? `${item.sk} is no event` };
  const next = follow(secrets, before, event, item.day);
  const place = eventKind.key({ subject: before.subject, n: event.n }).sk;
  const fault = next.fault ?? (place === item.sk ? undefined : `event ${event.n} stands in the wrong place`);
  return fault === undefined ? next : { ...next, fault };
}

function follow(secrets: Secrets, chain: Chain, body: EventBody, day: Item['day']): Chain {
  const fault = chain.fault ?? faultOf(secrets, chain, body) ?? revisionFault(chain, body);
  const told = chain.told as Set<string>;
  told.add(body.type);
  for (const [name, value] of Object.entries(body.data ?? {})) told.add(`${body.type} ${name}=${value}`);
  return {
    ...{ subject: chain.subject, n: body.n, mac: body.mac, told },
    revision: Math.max(chain.revision, body.revision ?? 0),
    ...(day === undefined ? {} : { day }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** Revisions come one by one; several events may tell of the same. */
function revisionFault(chain: Chain, { n, revision }: EventBody): string | undefined {
  if (revision === undefined || revision === chain.revision || revision === chain.revision + 1)
    return undefined;
  return `event ${n} has revision ${revision} after ${chain.revision}`;
}

/** A chain as it stands now (consistent reads, page by page). */
export async function chainNow(records: Records, secrets: Secrets, subject: string): Promise<Chain> {
  let chain = emptyChain(subject);
  let after: string | undefined;
  do {
    const page = await records.query('ledger', chainPartition(subject), after === undefined ? {} : { after });
    for (const item of page.items) chain = followItem(secrets, chain, item);
    after = page.cursor;
  } while (after !== undefined);
  return chain;
}

/** Records of one case or person lie together, so a few chains are remembered. */
const REMEMBERED = 8;

/** Reads the chains that records name; undefined for one that has no event. */
export type ChainOf = (subject: string) => Promise<Chain | undefined>;

/** A reader of chains that remembers the last few. */
export function chainReader(records: Records, secrets: Secrets): ChainOf {
  const known = new Map<string, Promise<Chain>>();
  return async (subject) => {
    const reading = known.get(subject) ?? chainNow(records, secrets, subject);
    known.delete(subject);
    known.set(subject, reading);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    const chain = await reading;
    return chain.n === 0 ? undefined : chain;
  };
}
