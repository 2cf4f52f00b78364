import { describe, expect, test } from 'vitest';
import { closeLists, IDS_A_PART } from '../../../functions/ledger/close-lists.ts';
import { daysMissing, type KnownList, verifyLists } from '../../../infra/tools/known-lists.ts';
import { listedWrites, verifyList } from '../../../shared/records/erased-lists.ts';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import type { MemoryRecords } from '../../../shared/records/memory.ts';
import type { Records } from '../../../shared/records/port.ts';
import { publicKeys } from '../../../shared/records/signing-keys.ts';
import { aStore, DAY, secrets } from './audited-store.ts';
import { AT, someSecrets } from './builders.ts';

const settings = { deployment: 'desk', language: 'ru', records: { kind: 'aws' } } as const;
const KEYS = publicKeys(secrets, 'erased');
/** The day of the store, and the instant at which its root and list leave. */
const TODAY = new Date(AT).toISOString().slice(0, 10);
const MORNING = Date.parse(`${TODAY}T06:30:00Z`) + DAY;

const close = (records: Records, days = 0) =>
  closeLists({ records, secrets, settings }, MORNING + days * DAY);

const put = (records: Records, person: string, at = AT, held: readonly string[] = []) =>
  records.commit(listedWrites({ person, act: `act-${person}`, held }, at, 35));

/** The lines of the letters that are queued, as the auditor pastes them. */
function lines(records: MemoryRecords): readonly KnownList[] {
  return [...records.everything()]
    .filter(({ kind, pk }) => kind === 'letter' && pk.startsWith('MAIL#erased-'))
    .map((item) => storedOf(letterKind, item).body.data ?? {})
    .map(({ day, signed }) => ({ day: String(day), erased: String(signed) }));
}

const idsOf = (records: MemoryRecords) =>
  verifyLists(lines(records), KEYS, 'desk').parts.flatMap(({ ids }) => ids);

describe('the daily list of what was destroyed (S8)', () => {
  test('S8: of a day that is over leaves to the auditor once, signed, with random ids and nothing else', async () => {
    const records = await aStore();
    await put(records, 'p1');
    await put(records, 'p2', AT, ['account']);
    const both = await Promise.all([close(records), close(records)]);
    expect(both.flat()).toEqual([TODAY]);
    expect(await close(records)).toEqual([]);
    const [line, ...others] = lines(records);
    expect(others).toEqual([]);
    expect(verifyList(line?.erased ?? '', KEYS)).toEqual({
      ok: true,
      list: {
        ...{ deployment: 'desk', day: TODAY, closed: new Date(MORNING).toISOString(), part: 1, last: true },
        ids: ['p1', 'p2'],
        held: { p2: ['account'] },
      },
    });
  });

  test('S8: a day on which nothing was destroyed has its list too, so that one that went astray is noticed', async () => {
    const records = await aStore();
    await close(records, 2);
    expect(lines(records)).toHaveLength(3);
    expect(idsOf(records)).toEqual([]);
  });

  test('S8: nobody is added to a list that is closed: the destruction is decided anew, on the day after', async () => {
    const records = await aStore();
    await close(records);
    expect(await put(records, 'late')).toEqual({ ok: false, failed: [1] });
    expect(await put(records, 'late', AT + DAY)).toEqual({ ok: true });
    await close(records, 1);
    expect(idsOf(records)).toEqual(['late']);
  });

  test('S8: many leave in parts; a run that dies between two of them is gone on with, and nothing leaves twice', async () => {
    const records = await aStore();
    const ids = Array.from({ length: IDS_A_PART + 2 }, (_, n) => `p${String(n).padStart(5, '0')}`);
    for (const id of ids) await put(records, id);
    const commit = records.commit.bind(records);
    let written = 0;
    records.commit = (writes) => {
      written += 1;
      if (written === 3) throw new Error('killed');
      return commit(writes);
    };
    await expect(close(records)).rejects.toThrow('killed');
    expect(lines(records)).toHaveLength(1);
    expect(await close(records)).toEqual([TODAY]);
    expect(lines(records)).toHaveLength(2);
    expect(idsOf(records)).toEqual(ids);
    expect(daysMissing(verifyLists(lines(records), KEYS, 'desk').parts, TODAY, TODAY)).toEqual([]);
  });
});

describe('lists in the auditor’s hand (S8)', () => {
  const known = async (): Promise<readonly KnownList[]> => {
    const records = await aStore();
    await put(records, 'p1');
    await close(records, 2);
    return lines(records);
  };

  test('S8: a day that is not there, or not whole, is named', async () => {
    const [first, , third] = await known();
    const some = [first, third].filter((line) => line !== undefined);
    const { parts } = verifyLists(some, KEYS, 'desk');
    expect(daysMissing(parts, '2026-11-23', '2026-11-26')).toEqual(['2026-11-24', '2026-11-26']);
    const day = '2026-11-23';
    const open = parts.map((part) => ({ ...part, last: false }));
    expect(daysMissing(open, day, day)).toEqual([day]);
    // The restored ledger has closed the day anew: its list does not stand for what is lacking of the first.
    const anew = parts.map((part) => ({ ...part, closed: '2026-11-30T06:30:00.000Z' }));
    expect(daysMissing([...parts, ...anew], day, day)).toEqual([]);
    expect(daysMissing([...open, ...anew], day, day)).toEqual([day]);
  });

  test('S8: one that was changed, is of another day, another deployment or another key is not taken', async () => {
    const [line] = await known();
    if (line === undefined) throw new Error('no line');
    const [head, body = '', signature] = line.erased.split('.');
    const list = JSON.parse(Buffer.from(body, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...list, ids: [] })).toString('base64url');
    const faults = (one: KnownList, keys = KEYS, deployment = 'desk') =>
      verifyLists([one], keys, deployment).faults.map(({ what }) => what);
    expect(faults(line)).toEqual([]);
    expect(faults({ ...line, erased: [head, other, signature].join('.') })).toEqual([
      'does not fit its signature',
    ]);
    expect(faults({ ...line, day: '2026-11-24' })).toEqual(['is that of 2026-11-23']);
    expect(faults(line, KEYS, 'drill')).toEqual(['is of the deployment desk, not of drill']);
    expect(faults(line, publicKeys(someSecrets('k2'), 'erased'))).toEqual(['is signed with an unknown key']);
    expect(faults({ ...line, erased: 'no.list.atall' })).toEqual(['is no signed list']);
    // A root is signed by the same secret, and passes for no list.
    expect(faults(line, publicKeys(secrets, 'root'))).toEqual(['is signed with an unknown key']);
  });
});
