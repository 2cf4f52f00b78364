import { parseVersionId } from '../policy/documents.ts';
import { doubtAbout, lookAgain } from './audit-doubts.ts';
import type { Chain, Finding } from './audit-ledger.ts';
import { DOCUMENTS_CHAIN, documentKind, documentTextKind } from './kinds/documents.ts';
import { bodyIn, keyFor } from './kinds/kind.ts';
import type { EventBody } from './kinds/ledger.ts';
import { type AnyKind, kindOf } from './kinds/registry.ts';
import { readChain } from './ledger.ts';
import type { Item, Key, Records } from './port.ts';
import type { Secrets } from './secrets.ts';

/**
 * Versions of documents lie in the ledger itself (P1): each must have its event and the texts of its hashes, and each
 * event its version.
 */
export async function documentFindings(
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
  const body = kind && bodyIn(kind, item);
  if (kind === undefined || body === undefined) return undefined;
  const { pk, sk } = kind.key(kind === documentTextKind ? body.hash : body);
  return pk === item.pk && sk === item.sk ? undefined : 'stands in the wrong place';
}

/** Keys of the version and the texts that a posting's event names. */
function namedBy(data: NonNullable<EventBody['data']>): readonly Key[] {
  const version = parseVersionId(String(data['version']));
  const texts = [data['ru'], data['en']].map((hash) => keyFor(documentTextKind, String(hash)));
  return version === undefined ? texts : [keyFor(documentKind, version), ...texts];
}
