import type { NewPersonEvent } from '../domain/registration/events.ts';
import { RETENTION, type RetentionRule } from '../policy/retention.ts';
import { deleting, keyFor } from './kinds/kind.ts';
import { personPartition, profileKind } from './kinds/people.ts';
import { type AnyKind, KINDS, kindOf } from './kinds/registry.ts';
import type { Item, Records, Write } from './port.ts';

/** Whether records under a rule stay when an account is closed: the rule says why (R7, E1). */
export const staysAfterClosing = (rule: RetentionRule): boolean => 'why' in RETENTION[rule];

/** Whether records of a kind go with their person: theirs, deleted, and no rule gives a reason to stay. */
const goesWithPerson = ({ belongs, destroyed, kept }: AnyKind): boolean =>
  belongs.to === 'person' && destroyed.how === 'deleted' && !staysAfterClosing(kept);

/** Kinds whose records go with their person, by the registry of kinds and the rules of retention (R7, S8). */
export const GOING_KINDS: readonly AnyKind[] = /* @__PURE__ */ Object.values(KINDS).filter(goesWithPerson);

/** Kinds whose records name others that lie apart. */
const NAMING_KINDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  GOING_KINDS.flatMap(({ belongs }) =>
    belongs.to === 'person' && belongs.apart?.named ? [belongs.apart.named.by] : [],
  ),
);

/** A record that goes with its person. */
export interface Going {
  readonly item: Item;
  readonly kind: AnyKind;
}

/**
 * Everything that goes with a person, as it stands now (strongly consistent): what lies in the person's partitions, what that
 * names elsewhere if it is the person's. Those that name others come last, so that who destroys step by step still finds what
 * they name; last of all the profile, by which everything is found.
 * @param at epoch ms
 */
export async function goingWith(records: Records, person: string, at: number): Promise<readonly Going[]> {
  const tables = new Set(GOING_KINDS.filter(({ belongs }) => !isApart(belongs)).map(({ table }) => table));
  const found: Going[] = [];
  for (const table of tables)
    for await (const item of partition(records, table, personPartition(person)))
      found.push(...goingOf(item, person));
  for (const item of await named(records, found, at)) found.push(...goingOf(item, person));
  return found.toSorted((a, b) => lateness(a) - lateness(b));
}

const lateness = ({ kind: { name } }: Going): number =>
  name === profileKind.name ? 2 : NAMING_KINDS.has(name) ? 1 : 0;

/** Whose a stored record is that goes with its person; undefined for one that does not. */
export function ownerOfGoing(item: Item): string | undefined {
  const kind = kindOf(item.kind);
  if (kind === undefined || !goesWithPerson(kind) || kind.belongs.to !== 'person') return undefined;
  const { apart } = kind.belongs;
  if (apart !== undefined) return apart.owner(item.body);
  return item.pk.slice(personPartition('').length);
}

const goingOf = (item: Item, person: string): readonly Going[] => {
  const kind = kindOf(item.kind);
  return kind !== undefined && ownerOfGoing(item) === person ? [{ item, kind }] : [];
};

const isApart = (belongs: AnyKind['belongs']): boolean =>
  belongs.to === 'person' && belongs.apart !== undefined;

async function* partition(records: Records, table: Item['table'], pk: string): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const page = await records.query(table, pk, after === undefined ? {} : { after });
    yield* page.items;
    after = page.cursor;
  } while (after !== undefined);
}

/** What the records found name elsewhere. */
async function named(records: Records, found: readonly Going[], at: number): Promise<readonly Item[]> {
  const keys = GOING_KINDS.flatMap((kind) => {
    const name = kind.belongs.to === 'person' ? kind.belongs.apart?.named : undefined;
    if (name === undefined) return [];
    const ids = found.filter((one) => one.kind.name === name.by).flatMap(({ item }) => name.ids(item.body));
    return [...new Set(ids)].map((id) => keyFor(kind, id));
  });
  if (keys.length === 0) return [];
  return (await records.getMany(keys, at)).filter((item) => item !== undefined);
}

/** The writes that destroy records, and the events that their kinds want told. */
export function ending(going: readonly Going[]): {
  readonly writes: readonly Write[];
  readonly events: readonly NewPersonEvent[];
} {
  return {
    writes: going.map(({ item }) => deleting(item)),
    events: going.flatMap(({ item, kind }) => {
      const told = kind.belongs.to === 'person' ? kind.belongs.ending?.(item.body) : undefined;
      return told === undefined ? [] : [told];
    }),
  };
}
