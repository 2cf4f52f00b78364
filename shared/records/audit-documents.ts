import { parseVersionId } from '../policy/documents.ts';
import type { ChainOf, Finding } from './audit-chain.ts';
import { doubtAbout, lookAgain, subjectFor } from './audit-doubts.ts';
import type { AuditDeps } from './audit-parts.ts';
import { DOCUMENTS_CHAIN, documentKind, documentTextKind } from './kinds/documents.ts';
import { bodyIn, keyFor } from './kinds/kind.ts';
import type { EventBody } from './kinds/ledger.ts';
import { type AnyKind, kindOf } from './kinds/registry.ts';
import { readChain } from './ledger.ts';
import type { Item, Key } from './port.ts';

/** What is wrong with a version of a document or a text, which lie in the ledger itself (P1). */
export async function documentFindings(
  { records, secrets, at }: AuditDeps,
  chainOf: ChainOf,
  item: Item,
): Promise<readonly Finding[]> {
  const kind = kindOf(item.kind);
  const subject = kind && subjectFor(kind, item);
  const chain = subject === undefined ? undefined : await chainOf(subject);
  const doubt = doubtAbout(kind, item, chain) ?? placeFault(kind, item);
  if (doubt === undefined) return [];
  const sure = (await lookAgain(records, secrets, kind, item, at)) ?? placeFault(kind, item);
  return sure === undefined ? [] : [{ where: `${item.kind} ${item.pk} ${item.sk}`, what: sure }];
}

/** Versions and texts that were posted, as their chain tells, and are not there. */
export async function missingDocuments({ records, at }: AuditDeps): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { body } of await readChain(records, DOCUMENTS_CHAIN))
    for (const key of namedBy(body.data ?? {}))
      if ((await records.get(key, at)) === undefined)
        findings.push({
          where: `chain ${DOCUMENTS_CHAIN}`,
          what: `${key.pk} ${key.sk} was posted and is missing`,
        });
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
