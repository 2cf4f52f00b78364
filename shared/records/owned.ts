import type { TableName } from '../names.ts';
import { bodyIn, keyFor, type Lies, type Named, SUBJECTS, type SubjectKind } from './kinds/kind.ts';
import { type AnyKind, KINDS, type Kinds, kindOf } from './kinds/registry.ts';
import type { Item, Key, Records } from './port.ts';

/** A person or a case: whose records can be exported, corrected, destroyed. */
export interface Subject {
  readonly to: SubjectKind;
  /** Id of the person, reference of the case. */
  readonly id: string;
}

/** The record that is the subject itself: by it the others are found, so that it goes last. */
const ROOTS = { person: 'profile', case: 'case' } as const satisfies Record<SubjectKind, string>;

/** A record with its kind. */
export interface Owned {
  readonly item: Item;
  readonly kind: AnyKind;
}

/** A partition that holds records of a subject. */
interface Place {
  readonly table: TableName;
  readonly pk: string;
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of different kinds have nothing in common
const liesOf = ({ belongs }: AnyKind, to: SubjectKind): Lies<any> | undefined =>
  typeof belongs === 'string' ? undefined : belongs[to];

/** How a kind's records are named by others of their subject. */
const namedIn = (kind: AnyKind, to: SubjectKind): Named | undefined => {
  const lies = liesOf(kind, to);
  return lies !== undefined && 'apart' in lies ? lies.named : undefined;
};

/** The kind whose records name those of this one, where they lie apart. */
export const namerOf = (to: SubjectKind, kind: AnyKind): string | undefined => namedIn(kind, to)?.by;

/** Whose a stored record is; undefined for one that belongs to no person and no case, or that nobody declared. */
export function ownerOf(item: Item, kinds: Kinds = KINDS): Subject | undefined {
  const kind = kindOf(item.kind, kinds);
  if (kind === undefined || item.table !== kind.table) return undefined;
  for (const to of SUBJECTS) {
    const lies = liesOf(kind, to);
    const id = lies && ownerBy(lies, kind, item);
    if (id !== undefined) return { to, id };
  }
  return undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of different kinds have nothing in common
function ownerBy(lies: Lies<any>, kind: AnyKind, item: Item): string | undefined {
  const { pk, sk } = item;
  if ('apart' in lies) {
    const body = bodyIn(kind, item);
    return body === undefined ? undefined : lies.apart(body);
  }
  if (!sk.startsWith(lies.prefix)) return undefined;
  return lies.in.map(({ owner }) => owner(pk)).find((id) => id !== undefined);
}

const isOwnedBy = ({ to, id }: Subject, item: Item, kinds: Kinds): boolean => {
  const owner = ownerOf(item, kinds);
  return owner?.to === to && owner.id === id;
};

/** Partitions in which records of a subject lie, by the kinds that are asked for. */
function placesOf({ to, id }: Subject, kinds: readonly AnyKind[]): readonly Place[] {
  const places = kinds.flatMap((kind) => {
    const lies = liesOf(kind, to);
    if (lies === undefined || 'apart' in lies) return [];
    return lies.in.map(({ of }) => [`${kind.table} ${of(id)}`, { table: kind.table, pk: of(id) }] as const);
  });
  return [...new Map(places).values()];
}

/** Where a walk over a subject's records stands: as text, so that who is stopped can go on. */
const cursorAt = (place: number, sk: string): string => `${place} ${sk}`;
const placeAt = (cursor = ''): { readonly place: number; readonly after?: string } => {
  const [, place, after] = /^(\d+) (.*)$/s.exec(cursor) ?? [];
  return { place: Number(place ?? 0), ...(after ? { after } : {}) };
};

/** What is asked of {@link everyOwned}. */
export interface Walk {
  /** Which kinds; all when not said. */
  readonly only?: (kind: AnyKind) => boolean;
  /** A cursor that the walk gave: it goes on behind that record. */
  readonly after?: string | undefined;
  /** Records a page: who will not need many says so. */
  readonly limit?: number;
  readonly kinds?: Kinds;
}

/**
 * Every record of a subject by what its kind says of whose it is (S6): one partition after the other, before each record those
 * that it names elsewhere – who destroys and dies between the two still finds them. Strongly consistent, page by page: 10,000
 * records are never in memory at once.
 * @param at epoch ms: what has expired by then counts as gone
 */
export async function* everyOwned(
  records: Records,
  subject: Subject,
  at: number,
  { after, ...walk }: Walk = {},
): AsyncGenerator<Found> {
  const start = placeAt(after);
  for (const [n, place] of ownedByPlace(records, subject, at, walk).entries())
    if (n >= start.place) yield* place(n === start.place ? start.after : undefined);
}

/** A record on the walk, and the cursor behind it. */
export interface Found extends Owned {
  readonly cursor: string;
}

/** The same, a walk a partition: for who can walk them side by side. Each takes the sort key to go on behind. */
export function ownedByPlace(
  records: Records,
  subject: Subject,
  at: number,
  { only = () => true, limit, kinds = KINDS }: Omit<Walk, 'after'> = {},
): readonly ((after?: string) => AsyncGenerator<Found>)[] {
  const places = placesOf(subject, Object.values(kinds).filter(only));
  return places.map(
    ({ table, pk }, n) =>
      async function* (from?: string) {
        let after = from;
        let before = cursorAt(n, after ?? '');
        do {
          const page = await records.query(table, pk, {
            ...(after === undefined ? {} : { after }),
            ...(limit === undefined ? {} : { limit }),
          });
          for (const item of page.items) {
            const kind = kindOf(item.kind, kinds);
            if (kind === undefined || hasExpired(item, at) || !isOwnedBy(subject, item, kinds)) continue;
            for (const one of await namedBy(records, subject, item, at, { only, kinds }))
              yield { ...one, cursor: before };
            before = cursorAt(n, item.sk);
            if (only(kind)) yield { item, kind, cursor: before };
          }
          after = page.cursor;
        } while (after !== undefined);
      },
  );
}

/** The subject's own record, and before it those that only it names: what is left of a subject at the end. */
export async function rootOf(
  records: Records,
  subject: Subject,
  at: number,
  kinds: Kinds = KINDS,
): Promise<readonly Owned[]> {
  const kind = kindOf(ROOTS[subject.to], kinds);
  const item = kind && (await records.get(keyFor(kind, subject.id), at));
  if (kind === undefined || item === undefined) return [];
  return [...(await namedBy(records, subject, item, at, { only: () => true, kinds })), { item, kind }];
}

/** Whether a kind is that of the subject's own record, or of those that only it names. */
export const isOfRoot = (to: SubjectKind, kind: AnyKind): boolean =>
  kind.name === ROOTS[to] || namedIn(kind, to)?.by === ROOTS[to];

const hasExpired = ({ expires }: Item, at: number): boolean => expires !== undefined && expires * 1000 <= at;

/** The records that lie apart and are named by this one, where they are the subject's. */
async function namedBy(
  records: Records,
  subject: Subject,
  item: Item,
  at: number,
  { only, kinds }: Required<Pick<Walk, 'only' | 'kinds'>>,
): Promise<readonly Owned[]> {
  const by = kindOf(item.kind, kinds);
  const body = by && bodyIn(by, item);
  if (by === undefined || body === undefined) return [];
  const keys: Key[] = Object.values(kinds).flatMap((kind) => {
    const named = namedIn(kind, subject.to);
    if (named?.by !== by.name || !only(kind)) return [];
    return named.ids(body).map((id) => keyFor(kind, id));
  });
  if (keys.length === 0) return [];
  return (await records.getMany(keys, at)).flatMap((found) => {
    const kind = found && kindOf(found.kind, kinds);
    return found && kind && isOwnedBy(subject, found, kinds) ? [{ item: found, kind }] : [];
  });
}
