import { doubtAbout, lookAgain } from './audit-doubts.ts';
import type { Chain, Finding } from './audit-ledger.ts';
import { ownerOfGoing } from './erasing.ts';
import { type AnyKind, kindOf } from './kinds/registry.ts';
import { isPersonId } from './person-ids.ts';
import type { Item, Records } from './port.ts';
import type { Secrets } from './secrets.ts';
import { everyItem } from './walk.ts';

/** Tables whose records must be witnessed; `short` holds nothing that is, but perhaps what a destruction has left over. */
const AUDITED = ['cases', 'people'] as const;

/** Whether the ledger bears out every record, and every chain still has its own (A1). */
export async function recordFindings(
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
      const left = await leftOver(records, item, chains, at);
      if (left !== undefined) findings.push(left);
      else if (doubt !== undefined) {
        const sure = await lookAgain(records, secrets, kind, item, at);
        if (sure !== undefined) findings.push({ where: `${item.kind} ${item.pk} ${item.sk}`, what: sure });
      }
    }
  }
  for await (const item of everyItem(records, 'short')) {
    const left = await leftOver(records, item, chains, at);
    if (left !== undefined) findings.push(left);
  }
  for (const subject of unclaimed) {
    const kept = await isKept(records, subject, at, chains.get(subject));
    if (!kept) findings.push({ where: `chain ${subject}`, what: 'has events, but its record is missing' });
  }
  return { records: count, findings };
}

/** A record that should have gone with its person, whose chain tells of the destruction (R7, S8). */
async function leftOver(
  records: Records,
  item: Item,
  chains: ReadonlyMap<string, Chain>,
  at: number,
): Promise<Finding | undefined> {
  const person = ownerOfGoing(item);
  if (person === undefined || chains.get(person)?.told.has('destroyed') !== true) return undefined;
  if ((await records.get(item, at)) === undefined) return undefined;
  return {
    where: `${item.kind} ${item.pk} ${item.sk}`,
    what: 'is left of a person whose data were destroyed',
    person,
  };
}

/** Whether a chain is about records of this kind, and not only tells of them too: those have revisions. */
const isSubject = (kind: AnyKind | undefined): boolean =>
  kind?.witnessed.how === 'events' && kind.witnessed.revision !== undefined;

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
