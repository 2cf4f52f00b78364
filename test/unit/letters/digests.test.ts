import { describe, expect, it } from 'vitest';
import { owingNews } from '../../../shared/domain/letters/lost.ts';
import { queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import { addToDigest, digestId, queueDigest } from '../../../shared/letters/digests.ts';
import { personalKind } from '../../../shared/records/kinds/cases.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import type { MemoryRecords } from '../../../shared/records/memory.ts';
import { DeskOfLetters } from './desk-of-letters.ts';

const MINUTE = 60_000;
const DAY = '2026-12-07';
const TRANSIENT = {
  bounce: { bounceType: 'Transient', bounceSubType: 'General', timestamp: '2026-12-08T05:02:00.000Z' },
};

/** Claims of one address above the day's number, whose receipts have left as one digest. */
async function digested() {
  const desk = new DeskOfLetters();
  const references: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    references.push(await desk.claim());
    desk.at += MINUTE;
    await desk.stream();
  }
  // 8 December 2026, 08:00 in Moscow.
  desk.at = Date.UTC(2026, 11, 8, 5, 1);
  await desk.sweep();
  const [, , digest = expect.fail('no digest')] = desk.mail.to('anna@example.org');
  return { desk, merged: references.slice(2), single: references.slice(0, 2), digest };
}

const taskOf = async (desk: DeskOfLetters, reference: string) =>
  (await desk.letters(reference)).filter((letter) => letter.startsWith('case-returned'));

describe('a digest of receipts that does not reach its reader (K4, N4)', () => {
  it('is told to each case whose receipt it carried, with a task for staff, and to no other', async () => {
    const { desk, merged, single, digest } = await digested();
    await desk.tell(digest, 'Bounce');
    desk.at += MINUTE;
    await desk.sweep();
    for (const reference of merged) {
      expect(await desk.events(reference)).toEqual(['opened', 'letter-stopped', 'letter-bounced']);
      expect(await taskOf(desk, reference)).toEqual(['case-returned team queued']);
      const contact = await read(desk.records, personalKind, reference, desk.at);
      expect(contact?.body.returned).toBeDefined();
    }
    for (const reference of single) expect(await taskOf(desk, reference)).toEqual([]);
  });

  it('once, however often it comes back, and whatever dies meanwhile', async () => {
    const { desk, merged, digest } = await digested();
    await desk.tell(digest, 'Bounce', TRANSIENT);
    await desk.tell(digest, 'Bounce');
    desk.at += MINUTE;
    // The worker dies with the second case.
    const { commit } = desk.records;
    let left = 1;
    desk.records.commit = async (writes) => {
      if (left < 0) throw new Error('died');
      left -= 1;
      return commit.call(desk.records, writes);
    };
    await desk.sweep();
    desk.records.commit = commit;
    expect((await Promise.all(merged.map((one) => taskOf(desk, one)))).flat().length).toBeLessThan(3);
    for (const _ of [1, 2, 3]) {
      desk.at += 5 * MINUTE;
      await desk.sweep();
    }
    await desk.tell(digest, 'Bounce');
    desk.at += MINUTE;
    await desk.sweep();
    for (const reference of merged) {
      expect((await desk.events(reference)).filter((type) => type === 'letter-bounced')).toHaveLength(1);
      expect(await taskOf(desk, reference)).toHaveLength(1);
    }
  });

  it('tells nobody when it arrived after all, before anybody was told', async () => {
    const { desk, merged, digest } = await digested();
    await desk.tell(digest, 'Bounce', TRANSIENT);
    await desk.tell(digest, 'Delivery');
    desk.at += MINUTE;
    await desk.sweep();
    for (const reference of merged) expect(await taskOf(desk, reference)).toEqual([]);
  });

  it.each([
    ['receipts-digest', 'no-recipient', true],
    ['receipts-digest', 'merged', false],
    ['receipts-digest', undefined, false],
  ] as const)('a %s that is stopped (%s) has its cases told: %s', (kind, stopReason, owed) => {
    const data = { day: DAY, entries: '', count: 0 };
    const body = queuedLetter({ id: 'D', kind, to: 'requester', data }, { language: 'ru', at: '' });
    const next = stopReason === undefined ? body : { ...body, status: 'stopped' as const, stopReason };
    expect(owingNews({ body }, { body: next }, 0).todo?.why).toBe(owed ? 'tell' : undefined);
  });
});

describe('a digest is one letter to one reader about many entries', () => {
  const AT = Date.UTC(2026, 11, 7, 9);
  const put = async (desk: DeskOfLetters, entry: string, whose = 'anna') =>
    desk.records.commit([
      await addToDigest(
        desk.records,
        { kind: 'receipts-digest', day: DAY, whose, entry, language: 'ru', alone: entry },
        AT,
      ),
    ]);
  const digest = async (records: MemoryRecords, whose: string) =>
    (await read(records, letterKind, { id: digestId('receipts-digest', DAY, whose) }, AT)) ?? expect.fail();

  it('T3: entries are collected, each once, for one address and day, and leave at 08:00 of the next', async () => {
    const desk = new DeskOfLetters();
    for (const entry of ['A', 'B', 'A']) await put(desk, entry);
    await put(desk, 'C', 'boris');
    const { body, item } = await digest(desk.records, 'anna');
    expect(body.data).toEqual({ day: DAY, entries: 'A,B', count: 2 });
    expect(item.todo).toEqual({ group: 'letter', why: 'send', at: '2026-12-08T05:00:00.000Z' });
    expect((await digest(desk.records, 'boris')).body.data).toMatchObject({ entries: 'C' });
    expect(body.id).not.toContain('anna');
  });

  it('D0: one whose entries are read when it leaves is queued once a day, for the reader that its kind names', async () => {
    const { records } = new DeskOfLetters();
    expect((await records.commit([queueDigest('desk-digest', DAY, 'ru', AT)])).ok).toBe(true);
    expect((await records.commit([queueDigest('desk-digest', DAY, 'ru', AT)])).ok).toBe(false);
    const queued = await read(records, letterKind, { id: digestId('desk-digest', DAY) }, AT);
    expect(queued?.body).toMatchObject({ to: 'officers', data: { day: DAY } });
  });
});
