import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { INDEX_SHARDS } from '../names.ts';
import { keyFor, putNew, storedOf } from './kinds/kind.ts';
import {
  eventKind,
  headsKind,
  pagesPartition,
  type RootBody,
  shardPrefix,
  subjectOf,
} from './kinds/ledger.ts';
import type { Head } from './ledger.ts';
import type { DayEntry, Records } from './port.ts';

/**
 * Heads of chains by days and shards, always in order of their subjects and one page at a time: a day may have a million.
 */

/** Heads in one page: deflated well under the 400 KB of an item. */
const HEADS_PER_PAGE = 5000;
const MOST_UNPACKED = 8 * 1024 * 1024;

export const SHARDS: readonly number[] = Array.from({ length: INDEX_SHARDS }, (_, shard) => shard);

const lineOf = ({ subject, n, mac }: Head): string => `${subject} ${n} ${mac}`;

function headOfLine(line: string): Head {
  const [subject = '', n = '', mac = ''] = line.split(' ');
  return { subject, n: Number(n), mac };
}

const headOfEntry = ({ pk, sk, mac }: DayEntry): Head => ({
  subject: subjectOf(pk) ?? pk,
  n: Number(sk),
  mac,
});

/** Of each chain that grew on a day the last event that the index has; from the chain after `after` on. */
export async function* grownOn(
  records: Records,
  day: string,
  shard: number,
  after = '',
): AsyncGenerator<Head> {
  let from = after === '' ? day : `${day} ${after} ~`;
  let last: DayEntry | undefined;
  for (;;) {
    const { items, more } = await records.listDays(shard, { after: from, upTo: `${day} ~` });
    for (const entry of items) {
      if (last !== undefined && last.pk !== entry.pk) yield headOfEntry(last);
      last = entry;
    }
    from = items.at(-1)?.sort ?? from;
    if (!more) break;
  }
  if (last !== undefined) yield headOfEntry(last);
}

/** The earliest day up to `upTo` on which any chain grew. */
export async function firstDay(records: Records, upTo: string): Promise<string | undefined> {
  const range = { after: '0', upTo: `${upTo} ~`, limit: 1 };
  const first = await Promise.all(SHARDS.map((shard) => records.listDays(shard, range)));
  const days = first.flatMap(({ items }) => items.map(({ sort }) => sort.slice(0, 10)));
  return days.sort()[0];
}

/** The pages of a shard as they stand, at most `most`; `head`: what the next page comes after. */
async function* pagesOf(
  records: Records,
  day: string,
  shard: number,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await records.query('ledger', pagesPartition(day), {
      prefix: shardPrefix(shard),
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) {
      count += 1;
      if (count <= most) yield unpack(storedOf(headsKind, item).body.lines);
    }
    after = page.cursor;
  } while (after !== undefined && count < most);
}

/** The heads that a root signs in a shard. */
export async function* signedIn(records: Records, root: RootBody, shard: number): AsyncGenerator<Head> {
  for await (const text of pagesOf(records, root.day, shard, root.pages[shard]))
    for (const line of text.split('\n')) if (line !== '') yield headOfLine(line);
}

/** Heads that came into a day after its root was made: by a clock that was behind, or an index that lagged. */
export async function* lateFor(
  records: Records,
  root: RootBody,
  shard: number,
  after = '',
): AsyncGenerator<Head> {
  const signed = signedIn(records, root, shard);
  let known = await signed.next();
  for await (const head of grownOn(records, root.day, shard, after)) {
    while (!known.done && known.value.subject < head.subject) known = await signed.next();
    const isSigned = !known.done && known.value.subject === head.subject && known.value.n >= head.n;
    if (!isSigned) yield head;
  }
}

/** Two streams of heads as one, in order; of a chain that is in both the later head. */
export async function* merged(one: AsyncGenerator<Head>, other: AsyncGenerator<Head>): AsyncGenerator<Head> {
  let [a, b] = [await one.next(), await other.next()];
  while (!a.done || !b.done) {
    const order = a.done
      ? 1
      : b.done
        ? -1
        : a.value.subject < b.value.subject
          ? -1
          : a.value.subject > b.value.subject
            ? 1
            : 0;
    if (order === 0) yield (a.value as Head).n > (b.value as Head).n ? (a.value as Head) : (b.value as Head);
    else yield (order < 0 ? a.value : b.value) as Head;
    if (order <= 0) a = await one.next();
    if (order >= 0) b = await other.next();
  }
}

/**
 * Writes the pages of a day's shard that are not written yet: those of a run that died stay, and are gone on from.
 * @returns how many pages the shard has
 */
export async function writePages(
  records: Records,
  day: string,
  shard: number,
  heads: (after: string) => AsyncGenerator<Head>,
): Promise<number> {
  for (;;) {
    const { count, last } = await standOf(records, day, shard);
    let page = count;
    let lines: string[] = [];
    let isAlone = true;
    const flush = async (): Promise<void> => {
      const body = { lines: new Uint8Array(deflateRawSync(lines.join('\n'))) };
      isAlone = (await records.commit([putNew(headsKind, { day, shard, page }, body)])).ok;
      page += 1;
      lines = [];
    };
    for await (const head of heads(last)) {
      lines.push(lineOf(head));
      if (lines.length === HEADS_PER_PAGE) await flush();
      if (!isAlone) break;
    }
    if (isAlone && lines.length > 0) await flush();
    // Another run writes the same day: go on after its pages.
    if (isAlone) return page;
  }
}

/** How far the pages of a shard have come. */
async function standOf(
  records: Records,
  day: string,
  shard: number,
): Promise<{ readonly count: number; readonly last: string }> {
  const prefix = shardPrefix(shard);
  const [item] = (await records.query('ledger', pagesPartition(day), { prefix, newestFirst: true, limit: 1 }))
    .items;
  if (item === undefined) return { count: 0, last: '' };
  const lines = unpack(storedOf(headsKind, item).body.lines).split('\n');
  return { count: Number(item.sk.slice(prefix.length)) + 1, last: headOfLine(lines.at(-1) ?? '').subject };
}

/** Counts and hashes the lines of a day's pages, shard by shard. */
export async function foldPages(
  records: Records,
  day: string,
  pages: readonly number[],
): Promise<{ readonly chains: number; readonly heads: string }> {
  const hash = createHash('sha256');
  let chains = 0;
  for (const shard of SHARDS) {
    for await (const text of pagesOf(records, day, shard, pages[shard])) {
      hash.update(text).update('\n');
      chains += countLines(text);
    }
  }
  return { chains, heads: hash.digest('hex') };
}

/** So many chains at most are named that became shorter. */
const MOST_NAMED = 10;
const AT_ONCE = 100;

/**
 * Chains that do not hold any more what a root signed of them (A1), the first few of them. The index of the root's day
 * bears most of them out by its entries; the others are looked up.
 * @param at epoch ms
 */
export async function shrunkSince(records: Records, root: RootBody, at: number): Promise<readonly string[]> {
  const shrunk: string[] = [];
  for (const shard of SHARDS) {
    let unsure: Head[] = [];
    const look = async (): Promise<void> => {
      shrunk.push(...(await absentOf(records, unsure, at)).map(({ subject }) => subject));
      unsure = [];
    };
    const grown = grownOn(records, root.day, shard);
    let standing = await grown.next();
    for await (const head of signedIn(records, root, shard)) {
      while (!standing.done && standing.value.subject < head.subject) standing = await grown.next();
      const stands = !standing.done && standing.value.subject === head.subject && standing.value.n >= head.n;
      if (!stands) unsure.push(head);
      if (unsure.length === AT_ONCE) await look();
      if (shrunk.length >= MOST_NAMED) return shrunk;
    }
    await look();
  }
  return shrunk;
}

/** Of heads that a root signed those whose event is gone or another one (strongly consistent). */
export async function absentOf(
  records: Records,
  heads: readonly Head[],
  at: number,
): Promise<readonly Head[]> {
  if (heads.length === 0) return [];
  const found = await records.getMany(
    heads.map(({ subject, n }) => keyFor(eventKind, { subject, n })),
    at,
  );
  return heads.filter(({ mac }, i) => found[i]?.body['mac'] !== mac);
}

/** Lines of a text, counted without making them. */
function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function unpack(lines: Uint8Array): string {
  try {
    return inflateRawSync(lines, { maxOutputLength: MOST_UNPACKED }).toString('utf8');
  } catch {
    return '';
  }
}
