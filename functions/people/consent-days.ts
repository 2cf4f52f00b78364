import { INDEX_SHARDS } from '../../shared/names.ts';
import { storedOf } from '../../shared/records/kinds/kind.ts';
import { type EventBody, eventKind, subjectOf } from '../../shared/records/kinds/ledger.ts';
import { ownerOfConsents } from '../../shared/records/person-ids.ts';
import { BadCursor, type DayEntry, type Item, type Page, type Records } from '../../shared/records/port.ts';

/** Entries of the index read at a time, and how often at most for one page: most may be of other chains. */
const ENTRIES = 200;
const READS = 25;

/** A consent event, and whose. */
export interface ConsentEntry {
  readonly person: string;
  readonly body: EventBody;
}

/** Where a page goes on: in a shard of the index, after a sort key, which begins with the day. */
interface Place {
  readonly shard: number;
  readonly after: string;
}

const CURSOR = /^[0-9] \d{4}-\d{2}-\d{2}( .*)?$/;
const dayOf = (sort: string): string => sort.slice(0, 10);

/**
 * Consent events of everybody in the order of their days, about `most` a page, by the ledger's index of days: no table is read
 * through. Of each commit the index has the last event of a chain; those before it stand in the chain itself. Throws `BadCursor`.
 */
export async function consentDays(
  records: Records,
  cursor: string | undefined,
  most: number,
): Promise<Page<ConsentEntry>> {
  let place = cursor === undefined ? await nextDay(records, '0') : placeOf(cursor);
  const items: ConsentEntry[] = [];
  for (let reads = 0; place !== undefined && reads < READS && items.length < most; reads += 1) {
    const { shard, after }: Place = place;
    const day = dayOf(after);
    const page = await records.listDays(shard, { after, upTo: `${day} ~`, limit: ENTRIES });
    let taken = 0;
    for (const entry of page.items) {
      if (items.length >= most) break;
      items.push(...(await eventsUpTo(records, entry)));
      taken += 1;
    }
    const last = page.items[taken - 1];
    if (last !== undefined && (taken < page.items.length || page.more)) place = { shard, after: last.sort };
    else if (shard + 1 < INDEX_SHARDS) place = { shard: shard + 1, after: day };
    else place = await nextDay(records, `${day} ~`);
  }
  return { items, ...(place === undefined ? {} : { cursor: `${place.shard} ${place.after}` }) };
}

function placeOf(cursor: string): Place {
  const shard = Number(cursor.slice(0, 1));
  if (!CURSOR.test(cursor) || shard >= INDEX_SHARDS) throw new BadCursor(cursor);
  return { shard, after: cursor.slice(2) };
}

/** The beginning of the first day after a sort key on which anything was recorded. */
async function nextDay(records: Records, after: string): Promise<Place | undefined> {
  const shards = Array.from({ length: INDEX_SHARDS }, (_, shard) => shard);
  const first = await Promise.all(
    shards.map((shard) => records.listDays(shard, { after, upTo: '9', limit: 1 })),
  );
  const [day] = first.flatMap(({ items }) => items.map(({ sort }) => dayOf(sort))).toSorted();
  return day === undefined ? undefined : { shard: 0, after: day };
}

/** What the commit of an entry added to its chain, where that is one of consents: the entry's event and those since the entry before. */
async function eventsUpTo(records: Records, { pk, sk }: DayEntry): Promise<readonly ConsentEntry[]> {
  const person = ownerOfConsents(subjectOf(pk) ?? '');
  if (person === undefined) return [];
  const chain: Item[] = [];
  let after: string | undefined;
  do {
    const page: Page<Item> = await records.query('ledger', pk, after === undefined ? {} : { after });
    chain.push(...page.items.filter((item) => item.sk <= sk));
    after = (page.items.at(-1)?.sk ?? sk) < sk ? page.cursor : undefined;
  } while (after !== undefined);
  const before = chain.findLastIndex((item) => item.day !== undefined && item.sk < sk);
  return chain.slice(before + 1).map((item) => ({ person, body: storedOf(eventKind, item).body }));
}
