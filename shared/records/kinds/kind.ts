import type * as z from 'zod/mini';
import type { NewPersonEvent } from '../../domain/registration/events.ts';
import type { ProfileField } from '../../domain/registration/profile.ts';
import type { TableName } from '../../names.ts';
import type { RetentionRule } from '../../policy/retention.ts';
import type { Item, Key, Records, Value, Write } from '../port.ts';
import type { KeyContext } from '../sealing.ts';
import type { SecretPurpose } from '../secrets.ts';

/** Names of the fields of a body that hold bytes: sealed values and wrapped keys. Nothing else is stored as bytes. */
export type SealedField<Body> = {
  [Field in keyof Body]-?: NonNullable<Body[Field]> extends Uint8Array ? Field : never;
}[keyof Body];

/** By which key sealed content is opened: the record's own data key, that of the owner's record of a kind, or the program's. */
export type Under = 'own' | { readonly of: string } | { readonly program: SecretPurpose };

/** What a field of bytes is: a wrapped data key and what it is bound to, sealed content, or content that is only packed. */
export type Sealed<Body> =
  | { readonly is: 'data-key'; readonly context: (body: Body, key: Key) => KeyContext }
  | {
      readonly is: 'content';
      /** In words. */
      readonly holds: string;
      readonly under: Under;
      readonly opens: z.ZodMiniType<unknown>;
      /** What has become of its form, as of a body's ({@link Kind.upgrades}): it may lie in an older one than the body. */
      readonly upgrades?: readonly ((before: unknown) => unknown)[];
    }
  | { readonly is: 'packed'; readonly holds: string };

/** Every field of bytes and what it is. */
export type SealedBy<Body> = { readonly [Field in SealedField<Body>]: Sealed<Body> };

/** Content as it was sealed. A field is absent where the record has none, or a key of the program is known no more. */
export type OpenedOf<S> = {
  readonly [Field in keyof S as S[Field] extends { readonly is: 'content' } ? Field : never]?:
    | (S[Field] extends { readonly opens: z.ZodMiniType<infer Content> } ? Content : never)
    | undefined;
};

type Fields<Body> = 'all' | readonly (keyof Body & string)[];

/** What a person is shown of a record: plain data, a JSON export and a page are made of it. */
export type Shown = { readonly [name: string]: unknown };

/** What of a record its person is shown who asks for everything held (S6), or why nothing. */
export type Exported<Body, S, View extends Shown> =
  | {
      readonly how: 'shown';
      /** @param key where the record lies: its own name is in the end of the sort key */
      show(body: Body, opened: OpenedOf<S>, key: Key): View;
    }
  | { readonly how: 'never'; readonly because: string };

/**
 * By what act a wrong record is put right (S7), or why it can't be wrong. `copies`: the person's own details of which it holds
 * a copy beside the profile, so that who changes one there knows what to look at.
 */
export type Corrected<Body> = (
  | { readonly how: 'act'; readonly act: string; readonly fields: Fields<Body> }
  | { readonly how: 'never'; readonly because: string }
) & { readonly copies?: readonly CopiedField[] };

/** Details of a person of which other records than the profile may hold a copy. */
export type CopiedField = ProfileField | 'email';

/** How a record goes (S8, E2). `tells`: the event that must tell of its end; `late`: when all others of its subject are gone. */
export type Destroyed<Body> =
  | {
      readonly how: 'deleted';
      readonly late?: true;
      readonly tells?: (body: Body) => NewPersonEvent | undefined;
    }
  | { readonly how: 'expires' }
  | { readonly how: 'never'; readonly because: string };

/** Whose records can be: a person's, a case's. */
export const SUBJECTS = ['person', 'case'] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

/** A partition that holds records of one subject: its name, and whose one is. */
export interface Partition {
  readonly of: (subject: string) => string;
  readonly owner: (pk: string) => string | undefined;
}

/** Partitions of the form `NAME#<subject>`. */
export const partitionOf = (name: string): Partition => ({
  of: (subject) => name + subject,
  owner: (pk) => (pk.startsWith(name) ? pk.slice(name.length) : undefined),
});

/**
 * How the records of one subject are found: in partitions of theirs under sort keys that begin alike, or `apart` under keys
 * that another record of the same subject names.
 */
export type Lies<Body> =
  | { readonly in: readonly Partition[]; readonly prefix: string }
  | { readonly apart: (body: Body) => string; readonly named?: Named };

/** Which kind of record names records that lie apart, and which ones. */
export interface Named {
  readonly by: string;
  // biome-ignore lint/suspicious/noExplicitAny: the body of the other kind; kinds of ids have nothing in common
  readonly ids: (body: any) => readonly unknown[];
}

/** Whose a record is (S6, S8): by this export, correction, destruction and audit find it. */
export type Belongs<Body> = 'staff' | 'nobody' | { readonly [Subject in SubjectKind]?: Lies<Body> };

/**
 * From when the term of its rule counts: an instant or day of the record (undefined: not yet), or what says the end itself;
 * `with-owner`: it goes when its person's or case's own record goes; `expires`: the item has an end of its own; `endless`: its
 * rule has no end.
 */
export type Begins<Body> =
  | ((body: Body) => string | undefined)
  | { readonly ends: (body: Body) => string }
  | 'with-owner'
  | 'expires'
  | 'endless';

/** An event that must stand in a chain if the record is true. */
export interface ExpectedEvent {
  readonly type: string;
  readonly data?: { readonly [name: string]: string | number | boolean };
}

/** What the audit demands of the ledger for a record (A1), or why nothing. `chain` is the subject of the events. */
export type Witnessed<Body> =
  | {
      readonly how: 'events';
      readonly chain: (body: Body) => string | undefined;
      /** Each revision 1..n needs its event. */
      readonly revision?: (body: Body) => number;
      /** At least so many events stand in the chain. */
      readonly events?: (body: Body) => number;
      readonly expected?: (body: Body) => readonly ExpectedEvent[];
      /** What is wrong with the body by itself, e.g. a text that is not that of its hash. */
      readonly fault?: (body: Body) => string | undefined;
    }
  | { readonly how: 'itself' }
  | { readonly how: 'no'; readonly because: string };

/** How a body that an earlier release stored becomes what the next one would have stored (pure, one step). */
export type Upgrade = (before: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * One kind of record, declared once. A kind that leaves any of this out does not compile (S6, E1): no record is kept by
 * accident, none is forgotten in an export or an erasure.
 */
export interface Kind<Id, Body, S extends SealedBy<Body> = SealedBy<Body>, View extends Shown = Shown> {
  readonly name: string;
  readonly table: TableName;
  readonly key: (id: Id) => { readonly pk: string; readonly sk: string };
  readonly body: z.ZodMiniType<Body>;
  readonly sealed: S;
  readonly belongs: Belongs<Body>;
  readonly exported: Exported<Body, S, View>;
  readonly corrected: Corrected<Body>;
  readonly destroyed: Destroyed<Body>;
  readonly kept: RetentionRule;
  readonly begins: Begins<Body>;
  readonly witnessed: Witnessed<Body>;
  /**
   * What has become of its form since the first release that stored it, oldest first: a record of form `n` goes through
   * all from `upgrades[n - 1]` on. Absent: the form has never changed.
   */
  readonly upgrades?: readonly Upgrade[];
  /** Names it was stored under before; those who read by kind find it under its present one. */
  readonly formerly?: readonly string[];
}

/** Declares a kind; only there to have its types checked and inferred. */
export const defineKind = <Id, Body, S extends SealedBy<Body>, View extends Shown>(
  kind: Kind<Id, Body, S, View>,
): Kind<Id, Body, S, View> => kind;

/** Of which details, of those that have changed, a kind's records hold a copy (S7). */
export const copiedIn = <Field extends CopiedField>(
  { corrected }: { readonly corrected: Corrected<never> },
  changed: readonly Field[],
): readonly Field[] => changed.filter((field) => corrected.copies?.includes(field) === true);

/** A record as read: its checked body in the present form, its version, and where it stands in the lists. */
export interface Stored<Body> {
  readonly body: Body;
  readonly item: Item;
}

/** A stored body does not fit its schema: names the kind and the fields, never their values. */
export class CorruptRecord extends Error {
  override readonly name = 'CorruptRecord';
}

/** The address of a record. */
export function keyFor<Id, Body>(kind: Kind<Id, Body>, id: Id): Key {
  return { table: kind.table, ...kind.key(id) };
}

/** Field of a stored body, or of sealed content, that holds the number of its form; none in the first form. */
const FORM = 'form';
const FIRST = 1;

const withForm = <T>(value: T, upgrades: readonly unknown[] = []): T =>
  upgrades.length === 0 ? value : { ...value, [FORM]: FIRST + upgrades.length };

/** A stored value as the present release would have stored it. Throws {@link CorruptRecord} for a form of the future. */
function upgraded(
  name: string,
  value: unknown,
  upgrades: readonly ((before: never) => unknown)[] = [],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { [FORM]: form = FIRST, ...stored } = value as { readonly [FORM]?: unknown };
  if (!Number.isInteger(form) || Number(form) < FIRST || Number(form) > FIRST + upgrades.length)
    throw new CorruptRecord(`${name}: form ${String(form)} is not known to this release`);
  return upgrades
    .slice(Number(form) - FIRST)
    .reduce<unknown>((before, step) => step(before as never), Array.isArray(value) ? value : stored);
}

/** What is said of a field of sealed content. */
type Content = Extract<Sealed<never>, { readonly is: 'content' }>;

/** Content as it is to be sealed: with the number of its form, for it stays when the body around it is written anew. */
export const toSeal = <T>({ upgrades }: Pick<Content, 'upgrades'>, content: T): T =>
  withForm(content, upgrades);

/** What was sealed, of whatever release, as the present one would have sealed it. Throws {@link CorruptRecord}. */
export const unsealed = <T>(
  { opens, upgrades, holds }: Omit<Content, 'opens'> & { readonly opens: z.ZodMiniType<T> },
  content: unknown,
): T => opens.parse(upgraded(holds, content, upgrades));

/** Parses an item at the edge, of whatever release. Throws {@link CorruptRecord}. */
export function storedOf<Id, Body>(kind: Kind<Id, Body>, item: Item): Stored<Body> {
  if (item.kind !== kind.name && kind.formerly?.includes(item.kind) !== true)
    throw new CorruptRecord(`${item.kind} where ${kind.name} is expected`);
  return { body: checked(kind, upgraded(kind.name, item.body, kind.upgrades)), item };
}

/** The body of an item, or undefined for one that does not fit its kind: for those who search for such. */
export function bodyIn<Id, Body>(kind: Kind<Id, Body>, item: Item): Body | undefined {
  try {
    return storedOf(kind, item).body;
  } catch (error) {
    if (error instanceof CorruptRecord) return undefined;
    throw error;
  }
}

/** A body as it is stored: checked, in plain values, with the number of its form. */
const storedBody = <Id, Body>(kind: Kind<Id, Body>, body: Body): Item['body'] =>
  withForm(plain(checked(kind, body)) as Item['body'], kind.upgrades);

function checked<Id, Body>(kind: Kind<Id, Body>, body: unknown): Body {
  const result = kind.body.safeParse(body);
  if (result.success) return result.data;
  throw new CorruptRecord(
    `${kind.name}: ${result.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
  );
}

/** Reads one record. `at` (epoch ms) decides whether an item of `short` has expired. */
export async function read<Id, Body>(
  records: Records,
  kind: Kind<Id, Body>,
  id: Id,
  at: number,
): Promise<Stored<Body> | undefined> {
  const item = await records.get(keyFor(kind, id), at);
  return item && storedOf(kind, item);
}

/** Where an item stands in the lists and when it expires; `day` is the ledger's. */
export type Standing = Pick<Item, 'due' | 'todo' | 'find' | 'day' | 'expires'>;

/** An item of a kind; the body is checked on the way out too. */
export function toItem<Id, Body>(
  kind: Kind<Id, Body>,
  id: Id,
  body: Body,
  standing: Standing & { readonly v?: number } = {},
): Item {
  const { v = 1, due, todo, find, day, expires } = standing;
  return {
    ...keyFor(kind, id),
    kind: kind.name,
    v,
    body: storedBody(kind, body),
    ...(due === undefined ? {} : { due }),
    ...(todo === undefined ? {} : { todo }),
    ...(find === undefined ? {} : { find }),
    ...(day === undefined ? {} : { day }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** Puts a record where none stands. */
export const putNew = <Id, Body>(
  kind: Kind<Id, Body>,
  id: Id,
  body: Body,
  standing: Standing = {},
): Write => ({
  op: 'put-absent',
  item: toItem(kind, id, body, standing),
});

/** Deletes a record as it was read. */
export const deleting = ({ table, pk, sk, v }: Item): Write => ({
  op: 'delete-version',
  key: { table, pk, sk },
  v,
});

/** Replaces a record as it was read; `standing` is the whole new standing, not an addition to the old one. */
export function putNext<Id, Body>(
  kind: Kind<Id, Body>,
  stored: Stored<Body>,
  body: Body,
  standing: Standing = {},
): Write {
  const { pk, sk, v, table } = stored.item;
  const { due, todo, find, expires } = standing;
  return {
    op: 'put-version',
    item: {
      ...{ table, pk, sk, kind: kind.name, v: v + 1 },
      body: storedBody(kind, body),
      ...(due === undefined ? {} : { due }),
      ...(todo === undefined ? {} : { todo }),
      ...(find === undefined ? {} : { find }),
      ...(expires === undefined ? {} : { expires }),
    },
  };
}

/** Leaves out members that are undefined: optional fields of schemas may carry them, stored items may not. */
function plain(value: unknown): Value {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value as Value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, plain(one)]])),
  );
}
