import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INDEX_SHARDS } from '../../shared/names.ts';
import { MemoryRecords } from '../../shared/records/memory.ts';
import type { DayEntry, Item, Records } from '../../shared/records/port.ts';

/** A page of the index, as DynamoDB ends it at 1 MB. */
const PAGE = 4000;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 43 letters that no packing makes smaller, as a seal has; without hashing, whose own memory would be measured too. */
function sealOf(i: number): string {
  let seal = '';
  for (let state = i + 1; seal.length < 43; ) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    seal += LETTERS[(state >>> 13) & 63];
  }
  return seal;
}

/** A ledger in which so many chains grew on one day: its entries are computed, its pages of heads lie in a file. */
export interface ManyHeads extends Disposable {
  readonly records: Records;
}

export function manyHeads(count: number, day: string): ManyHeads {
  const folder = mkdtempSync(join(tmpdir(), 'many-heads-'));
  const file = openSync(join(folder, 'pages'), 'w+');
  const places = new Map<string, Omit<Item, 'body'> & { readonly from: number; readonly bytes: number }>();
  const rest = new MemoryRecords();
  let end = 0;
  const entryOf = (i: number): DayEntry => {
    const pk = `CHAIN#CROWD-${String(i).padStart(9, '0')}`;
    const sk = '000000001';
    return { pk, sk, sort: `${day} ${pk.slice('CHAIN#'.length)} ${sk}`, mac: sealOf(i) };
  };
  const write = (item: Item): void => {
    const { body, ...place } = item;
    const lines = body['lines'] as Uint8Array;
    writeSync(file, lines, 0, lines.length, end);
    places.set(`${item.pk} ${item.sk}`, { ...place, from: end, bytes: lines.length });
    end += lines.length;
  };
  const read = ({ from, bytes, ...item }: Omit<Item, 'body'> & { from: number; bytes: number }): Item => {
    const lines = new Uint8Array(bytes);
    readSync(file, lines, 0, bytes, from);
    return { ...item, body: { lines } };
  };
  const records: Records = {
    get: (...given) => rest.get(...given),
    getMany: (...given) => rest.getMany(...given),
    listDue: (...given) => rest.listDue(...given),
    listTodo: (...given) => rest.listTodo(...given),
    find: (...given) => rest.find(...given),
    scan: (...given) => rest.scan(...given),
    giveWay: (...given) => rest.giveWay(...given),
    async query(table, pk, options = {}) {
      if (!pk.startsWith('HEADS#')) return rest.query(table, pk, options);
      const { prefix = '', after, newestFirst = false } = options;
      const keys = [...places.keys()].filter((key) => key.startsWith(`${pk} ${prefix}`)).sort();
      if (newestFirst) keys.reverse();
      const key = keys.find((one) => after === undefined || one > `${pk} ${after}`);
      const place = key === undefined ? undefined : places.get(key);
      return place === undefined ? { items: [] } : { items: [read(place)], cursor: place.sk };
    },
    // Chains in order of their numbers, each shard a run of them.
    async listDays(shard, { after, upTo, limit = PAGE }) {
      const [first, last] = [
        Math.ceil((shard * count) / INDEX_SHARDS),
        Math.ceil(((shard + 1) * count) / INDEX_SHARDS),
      ];
      const seen = /CROWD-(\d+)/.exec(after)?.[1];
      const from = seen === undefined ? first : Number(seen) + 1;
      if (after >= `${day} ~` || upTo < day) return { items: [], more: false };
      const to = Math.min(last, from + limit);
      return {
        items: Array.from({ length: Math.max(0, to - from) }, (_, i) => entryOf(from + i)),
        more: to < last,
      };
    },
    async commit(writes) {
      const [only] = writes;
      if (only?.op !== 'put-absent' || only.item.kind !== 'heads') return rest.commit(writes);
      write(only.item);
      return { ok: true };
    },
  };
  return {
    records,
    [Symbol.dispose]() {
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  };
}
