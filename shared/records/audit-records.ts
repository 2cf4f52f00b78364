import { addDays } from '../law/dates.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import type { TableName } from '../names.ts';
import type { ChainOf, Finding } from './audit-chain.ts';
import { doubtAbout, lookAgain, subjectFor } from './audit-doubts.ts';
import type { AuditDeps, Step } from './audit-parts.ts';
import { ownerOfGoing } from './erasing.ts';
import { kindOf } from './kinds/registry.ts';
import type { Item } from './port.ts';
import { keptUntil } from './terms.ts';

/**
 * A page of a table: whether the ledger bears out every record (A1), and whether nothing is left of a person whose data were
 * destroyed (R7). `short` holds nothing that must be witnessed.
 */
export const recordStep =
  (table: TableName): Step =>
  async ({ cursor: from, ...state }, deps, chainOf, part) => {
    const { items, cursor } = await deps.records.scan(table, from, part);
    const findings = [...state.findings];
    for (const item of items) {
      const found =
        (await leftOver(deps, chainOf, item)) ??
        (await pastTerm(deps, item)) ??
        (table === 'short' ? undefined : await unwitnessed(deps, chainOf, item));
      if (found !== undefined) findings.push(found);
    }
    const records = state.records + (table === 'short' ? 0 : items.length);
    return { ...state, records, findings, ...(cursor === undefined ? { done: true } : { cursor }) };
  };

/** So long after its term a record may still lie there: who destroys them works once a day. */
const GRACE_DAYS = 1;

const placeOf = ({ kind, pk, sk }: Item): string => `${kind} ${pk} ${sk}`;

/** What the ledger does not bear out about a record. */
async function unwitnessed(
  { records, secrets, at }: AuditDeps,
  chainOf: ChainOf,
  item: Item,
): Promise<Finding | undefined> {
  const kind = kindOf(item.kind);
  const subject = kind && subjectFor(kind, item);
  const chain = subject === undefined ? undefined : await chainOf(subject);
  if (doubtAbout(kind, item, chain) === undefined) return undefined;
  const sure = await lookAgain(records, secrets, kind, item, at);
  return sure === undefined ? undefined : { where: placeOf(item), what: sure };
}

/** A record that is kept longer than its rule says (E1). */
async function pastTerm({ records, at, terms }: AuditDeps, item: Item): Promise<Finding | undefined> {
  const until = terms && keptUntil(item, terms);
  if (until === undefined || localDate(at, REGIME_ZONE) <= addDays(until, GRACE_DAYS)) return undefined;
  if ((await records.get(item, at)) === undefined) return undefined;
  return { where: placeOf(item), what: `is kept beyond its term, which ended on ${until}` };
}

/** A record that should have gone with its person, whose chain tells of the destruction (R7, S8). */
async function leftOver(
  { records, at }: AuditDeps,
  chainOf: ChainOf,
  item: Item,
): Promise<Finding | undefined> {
  const person = ownerOfGoing(item);
  if (person === undefined || (await chainOf(person))?.told.has('destroyed') !== true) return undefined;
  if ((await records.get(item, at)) === undefined) return undefined;
  return { where: placeOf(item), what: 'is left of a person whose data were destroyed', person };
}
