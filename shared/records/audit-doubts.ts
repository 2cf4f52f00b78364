import { type Chain, chainNow } from './audit-chain.ts';
import { bodyIn, type ExpectedEvent, type Witnessed } from './kinds/kind.ts';
import type { AnyKind } from './kinds/registry.ts';
import type { Item, Records } from './port.ts';
import type { Secrets } from './secrets.ts';

/** What the ledger does not bear out about a record, or undefined. `chain`: that of {@link subjectFor}. */
export function doubtAbout(
  kind: AnyKind | undefined,
  item: Item,
  chain: Chain | undefined,
): string | undefined {
  if (kind === undefined) return 'is of no declared kind';
  const body = bodyIn(kind, item);
  if (body === undefined) return 'does not fit its schema';
  const witnessed = kind.witnessed as Witnessed<unknown>;
  if (witnessed.how !== 'events') return undefined;
  const fault = witnessed.fault?.(body);
  if (fault !== undefined) return fault;
  if (witnessed.chain(body) === undefined) return undefined;
  if (chain === undefined) return 'has no chain of events';
  const revision = witnessed.revision?.(body) ?? chain.revision;
  if (revision > chain.revision) return `is at revision ${revision}, its events end at ${chain.revision}`;
  if (revision < chain.revision) return `is at revision ${revision}, its events tell of ${chain.revision}`;
  const least = witnessed.events?.(body) ?? 0;
  if (chain.n < least) return `wrote ${least} events, its chain has ${chain.n}`;
  const untold = witnessed.expected?.(body).find((event) => !wasTold(chain, event));
  return untold === undefined ? undefined : `no event "${untold.type}" tells of it`;
}

const wasTold = (chain: Chain, { type, data }: ExpectedEvent): boolean =>
  chain.told.has(type) &&
  Object.entries(data ?? {}).every(([name, value]) => chain.told.has(`${type} ${name}=${value}`));

/** Looks again with consistent reads, record before chain: an event may be newer than its record, never older. */
export async function lookAgain(
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
    const doubt = doubtAbout(kind, present, chain?.n === 0 ? undefined : chain);
    const unmoved = (await records.get(item, at))?.v === present.v;
    if (doubt === undefined || unmoved || attempt === 3) return doubt;
  }
}

/** The chain that must bear a record out; undefined for one that none is about. */
export function subjectFor(kind: AnyKind, item: Item): string | undefined {
  const body = bodyIn(kind, item);
  const witnessed = kind.witnessed as Witnessed<unknown>;
  return body !== undefined && witnessed.how === 'events' ? witnessed.chain(body) : undefined;
}
