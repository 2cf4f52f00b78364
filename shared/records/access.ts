import type { PurposeFor } from '../domain/opening-purposes.ts';
import type { RecordDeps } from './deps.ts';
import {
  type Exported,
  keyFor,
  type Sealed,
  type Shown,
  type SubjectKind,
  storedOf,
  unsealed,
} from './kinds/kind.ts';
import { type AnyKind, KINDS, type Kinds, kindOf } from './kinds/registry.ts';
import { keyToOpen, type Opening } from './opening.ts';
import { type Owned, ownedByPlace, type Subject, type Walk } from './owned.ts';
import type { Item } from './port.ts';
import { type DataKey, openJson } from './sealing.ts';

/** What a subject is shown of all that is held, by kind. */
export interface Held {
  /** In the order of the registry: names of kinds, and what their records show. A kind without records has no section. */
  readonly sections: ReadonlyMap<string, readonly Shown[]>;
  /** The section of one kind. */
  of<View extends Shown>(kind: ShowingKind<View>): readonly View[];
}

interface ShowingKind<View extends Shown> {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: only what it shows matters here
  readonly exported: Exported<any, any, View>;
}

/**
 * Everything held about a person or a case, by what each kind says of what is shown of it (S6): sealed fields opened,
 * keys, hashes and whatever the kind leaves out not among it. The caller has said why (G10).
 * @param at epoch ms
 */
export async function heldAbout(
  deps: RecordDeps,
  subject: Subject,
  purpose: PurposeFor<SubjectKind>,
  at: number,
  walk: Omit<Walk, 'after'> = {},
): Promise<Held> {
  const { kinds = KINDS, only = () => true } = walk;
  const opening = { of: subject.to, id: subject.id, purpose, at };
  const show = showerOf(deps, opening, kinds);
  const isShown = (kind: AnyKind) => kind.exported.how === 'shown' && only(kind);
  const found = await Promise.all(
    ownedByPlace(deps.records, subject, at, { ...walk, only: isShown }).map(async (place) => {
      const shown: [string, Shown][] = [];
      for await (const owned of place()) {
        const view = await show(owned);
        // Of a record that shows nothing not even its being there is told.
        if (Object.keys(view).length > 0) shown.push([owned.kind.name, view]);
      }
      return shown;
    }),
  );
  const views = Map.groupBy(found.flat(), ([name]) => name);
  const sections = new Map(
    Object.keys(kinds).flatMap((name) => {
      const section = views.get(name)?.map(([, view]) => view);
      return section === undefined ? [] : [[name, section] as const];
    }),
  );
  return {
    sections,
    of: <View extends Shown>({ name }: ShowingKind<View>) =>
      (sections.get(name) ?? []) as readonly Shown[] as readonly View[],
  };
}

/**
 * Shows one record of a subject after the other; the data key of the subject's own record is unwrapped once, however much it
 * seals.
 */
export function showerOf(
  deps: RecordDeps,
  opening: Opening<SubjectKind>,
  kinds: Kinds = KINDS,
): (owned: Owned) => Promise<Shown> {
  const keys = new Map<string, Promise<DataKey | undefined>>();

  /** The data key that lies in a record itself. */
  const keyIn = async (item: Item, kind: AnyKind): Promise<DataKey | undefined> => {
    const { body } = storedOf(kind, item);
    for (const [field, sealed] of Object.entries<Sealed<unknown>>(kind.sealed)) {
      const key = bytesIn(body)(field);
      if (sealed.is === 'data-key' && key !== undefined)
        return keyToOpen(deps, { key, context: sealed.context(body, item) }, opening);
    }
    return undefined;
  };

  /** The data key of the subject's own record of a kind. */
  const keyOfRecord = async (name: string): Promise<DataKey | undefined> => {
    const kind = kindOf(name, kinds);
    const item = kind && (await deps.records.get(keyFor(kind, opening.id), opening.at));
    return kind && item && keyIn(item, kind);
  };

  async function keyOf({ item, kind }: Owned, { under }: Content): Promise<DataKey | undefined> {
    if (under === 'own') return keyIn(item, kind);
    if ('program' in under) {
      const subkey = deps.secrets.byId(under.program, String(item.body['keyId']));
      return subkey && { bytes: subkey.key };
    }
    const known = keys.get(under.of) ?? keyOfRecord(under.of);
    keys.set(under.of, known);
    return known;
  }

  return async (owned: Owned): Promise<Shown> => {
    const { item, kind } = owned;
    if (kind.exported.how === 'never') return {};
    const { body } = storedOf(kind, item);
    const bytesOf = bytesIn(body);
    const opened: Record<string, unknown> = {};
    for (const [field, sealed] of Object.entries<Sealed<unknown>>(kind.sealed)) {
      const bytes = bytesOf(field);
      if (sealed.is !== 'content' || bytes === undefined) continue;
      const key = await keyOf(owned, sealed);
      if (key === undefined) continue;
      opened[field] = openJson(key, { key: item, field }, bytes, (value) => unsealed(sealed, value));
    }
    return kind.exported.show(body, opened, item);
  };
}

const bytesIn =
  (body: Readonly<Record<string, unknown>>) =>
  (field: string): Uint8Array | undefined => {
    const bytes = body[field];
    return bytes instanceof Uint8Array ? bytes : undefined;
  };

type Content = Extract<Sealed<unknown>, { readonly is: 'content' }>;
