import { INDEXES, type IndexName, indexesOf, type OutboxGroup } from '../names.ts';
import { groupOf, indexPartition } from './index-lists.ts';
import type { DayEntry, Entry, IndexedTable, Item } from './port.ts';

/** Where an item stands in an index: the index's own key, and attributes that are there to be projected. */
export interface Place {
  readonly partition: string;
  readonly sort: string;
  readonly shown: Readonly<Record<string, string>>;
}

type Placed = Pick<Item, 'pk' | 'sk' | 'due' | 'todo' | 'day'>;

/** Order of the `day` index: by days, in a day by chains, in a chain by numbers. */
export const daySort = (date: string, { pk, sk }: { readonly pk: string; readonly sk: string }): string =>
  `${date} ${pk} ${sk}`;

/** Partition of a shard of the `day` index. */
export const dayPartition = (shard: number): string => `day#${shard}`;

const PLACES: Readonly<Record<IndexName, (item: Placed) => Place | undefined>> = {
  due: ({ pk, due }) => due && { partition: indexPartition(due.group, pk), sort: due.sort, shown: {} },
  todo: ({ pk, todo }) =>
    todo && {
      partition: indexPartition(todo.group, pk),
      sort: todo.at,
      shown: { todoWhy: todo.why },
    },
  day: ({ pk, sk, day }) =>
    day && {
      partition: indexPartition('day', pk),
      sort: daySort(day.date, { pk, sk }),
      shown: { dayMac: day.mac },
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
export function standingFrom(text: (name: string) => string | undefined): Pick<Item, 'due' | 'todo' | 'day'> {
  const { due, todo, day } = INDEXES;
  const group = (name: string): string | undefined => {
    const partition = text(name);
    return partition === undefined ? undefined : groupOf(partition);
  };
  const [dueGroup, todoGroup, daySortText] = [group(due.pk), group(todo.pk), text(day.sk)];
  return {
    ...(dueGroup === undefined ? {} : { due: { group: dueGroup, sort: text(due.sk) ?? '' } }),
    ...(todoGroup === undefined
      ? {}
      : { todo: { group: todoGroup as OutboxGroup, at: text(todo.sk) ?? '', why: text('todoWhy') ?? '' } }),
    ...(daySortText === undefined
      ? {}
      : { day: { date: daySortText.split(' ', 1)[0] ?? '', mac: text('dayMac') ?? '' } }),
  };
}

/** An entry of a list, from what its index projects. */
export function entryFrom(
  table: IndexedTable,
  index: 'due' | 'todo',
  text: (name: string) => string | undefined,
): Entry {
  const why = index === 'todo' ? text('todoWhy') : undefined;
  return {
    table,
    pk: text('pk') ?? '',
    sk: text('sk') ?? '',
    kind: text('kind') ?? '',
    sort: text(INDEXES[index].sk) ?? '',
    ...(why === undefined ? {} : { why }),
  };
}

/** An entry of the `day` index, from what it projects. */
export const dayEntryFrom = (text: (name: string) => string | undefined): DayEntry => ({
  pk: text('pk') ?? '',
  sk: text('sk') ?? '',
  sort: text(INDEXES.day.sk) ?? '',
  mac: text('dayMac') ?? '',
});
