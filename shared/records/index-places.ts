import { INDEXES, type IndexName, indexesOf, type OutboxGroup } from '../names.ts';
import { groupOf, indexPartition, shardOf } from './index-lists.ts';

import type { DayEntry, Entry, IndexedTable, Item } from './port.ts';

/** Where an item stands in an index: the index's own key, and attributes that are there to be projected. */
export interface Place {
  readonly partition: string;
  readonly sort: string;
  readonly shown: Readonly<Record<string, string>>;
}

type Placed = Pick<Item, 'pk' | 'sk' | 'body' | 'due' | 'todo' | 'find' | 'day'>;

/** Order of the `day` index: by days, in a day by chains, in a chain by numbers. */
export const daySort = (date: string, { pk, sk }: { readonly pk: string; readonly sk: string }): string =>
  `${date} ${pk.slice(pk.indexOf('#') + 1)} ${sk}`;

/** Partition of a shard of the `day` index: every event of a history carries it, so it is short. */
export const dayPartition = (shard: number): string => String(shard);

const PLACES: Readonly<Record<IndexName, (item: Placed) => Place | undefined>> = {
  due: ({ pk, due }) =>
    due && {
      partition: indexPartition(due.group, pk),
      sort: due.sort,
      shown: due.row === undefined ? {} : { dueRow: due.row },
    },
  find: ({ pk, sk, find }) =>
    find === undefined ? undefined : { partition: find, sort: `${pk} ${sk}`, shown: {} },
  todo: ({ pk, todo }) =>
    todo && {
      partition: indexPartition(todo.group, pk),
      sort: todo.at,
      shown: { todoWhy: todo.why },
    },
  day: ({ pk, sk, body, day }) =>
    day === undefined
      ? undefined
      : {
          partition: dayPartition(shardOf(pk)),
          sort: daySort(day, { pk, sk }),
          shown: { mac: String(body['mac']) },
        },
};

/** How an item stands in an index; undefined where it is not in it. */
export const placeIn = (index: IndexName, item: Placed): Place | undefined => PLACES[index](item);

/** The attributes by which an item stands in its table's indexes: each index's key, and what it shows. */
export function placeAttributes(item: Item): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const index of indexesOf(item.table)) {
    const place = placeIn(index, item);
    if (place === undefined) continue;
    attributes[INDEXES[index].pk] = place.partition;
    attributes[INDEXES[index].sk] = place.sort;
    Object.assign(attributes, place.shown);
  }
  return attributes;
}

/** The standing of an item, from its attributes. */
export function standingFrom(
  text: (name: string) => string | undefined,
): Pick<Item, 'due' | 'todo' | 'find' | 'day'> {
  const { due, todo, find, day } = INDEXES;
  const group = (name: string): string | undefined => {
    const partition = text(name);
    return partition === undefined ? undefined : groupOf(partition);
  };
  const [dueGroup, todoGroup, daySortText] = [group(due.pk), group(todo.pk), text(day.sk)];
  const [row, hash] = [text('dueRow'), text(find.pk)];
  return {
    ...(dueGroup === undefined
      ? {}
      : {
          due: { group: dueGroup, sort: text(due.sk) ?? '', ...(row === undefined ? {} : { row }) },
        }),
    ...(todoGroup === undefined
      ? {}
      : { todo: { group: todoGroup as OutboxGroup, at: text(todo.sk) ?? '', why: text('todoWhy') ?? '' } }),
    ...(hash === undefined ? {} : { find: hash }),
    ...(daySortText === undefined ? {} : { day: daySortText.slice(0, daySortText.indexOf(' ')) }),
  };
}

/** An entry of a list, from what its index projects. */
export function entryFrom(
  table: IndexedTable,
  index: 'due' | 'todo',
  text: (name: string) => string | undefined,
): Entry {
  const why = index === 'todo' ? text('todoWhy') : undefined;
  const row = index === 'due' ? text('dueRow') : undefined;
  return {
    table,
    pk: text('pk') ?? '',
    sk: text('sk') ?? '',
    kind: text('kind') ?? '',
    sort: text(INDEXES[index].sk) ?? '',
    ...(why === undefined ? {} : { why }),
    ...(row === undefined ? {} : { row }),
  };
}

/** An entry of the `day` index, from what it projects. */
export const dayEntryFrom = (text: (name: string) => string | undefined): DayEntry => ({
  pk: text('pk') ?? '',
  sk: text('sk') ?? '',
  sort: text(INDEXES.day.sk) ?? '',
  mac: text('mac') ?? '',
});

/** An entry of the `find` index, from what it projects. */
export const foundFrom = (text: (name: string) => string | undefined): Pick<Entry, 'pk' | 'sk' | 'kind'> => ({
  pk: text('pk') ?? '',
  sk: text('sk') ?? '',
  kind: text('kind') ?? '',
});

/** The body as it is stored: what an index shows of it lies beside it, once. */
export function bodyBeside({ body, day }: Pick<Item, 'body' | 'day'>): Item['body'] {
  if (day === undefined) return body;
  const { mac: _, ...rest } = body;
  return rest;
}

/** The whole body again. */
export const bodyWith = (body: Item['body'], mac: string | undefined): Item['body'] =>
  mac === undefined ? body : { ...body, mac };
