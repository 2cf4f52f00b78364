import { describe, expect, test } from 'vitest';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { eventKind } from '../../../shared/records/kinds/ledger.ts';
import {
  commitWithEvents,
  eventWrites,
  faultOf,
  type Head,
  headOf,
  type NewEvent,
  newChain,
  readChain,
  textHash,
} from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { type Item, RecordsUnavailable, type Write } from '../../../shared/records/port.ts';
import type { Secrets } from '../../../shared/records/secrets.ts';
import { AT, someSecrets } from './builders.ts';

const SUBJECT = 'PD-2026-K7M4QX-0';
const secrets = someSecrets();
const at = new Date(AT).toISOString();
const event = (type: string, rest: Partial<NewEvent> = {}): NewEvent => ({ at, type, by: 'system', ...rest });
const anItem = (v = 1): Item => ({
  table: 'cases',
  pk: `CASE#${SUBJECT}`,
  sk: 'X',
  kind: 'x',
  v,
  body: { v },
});
const put: Write = { op: 'put-absent', item: anItem() };

async function tell(records: MemoryRecords, events: readonly NewEvent[], by: Secrets = secrets) {
  return commitWithEvents(records, by, [], [{ subject: SUBJECT, events }]);
}

/** The first fault of a chain, read as an auditor reads it. */
async function chainFault(records: MemoryRecords, by: Secrets = secrets): Promise<string | undefined> {
  let head = newChain(SUBJECT);
  for (const { body } of await readChain(records, SUBJECT)) {
    const fault = faultOf(by, head, body);
    if (fault !== undefined) return fault;
    head = { subject: SUBJECT, n: body.n, mac: body.mac };
  }
  return undefined;
}

describe('the ledger', () => {
  test('A1: events of one subject make one chain, numbered from 1 without gaps', async () => {
    const records = new MemoryRecords();
    await tell(records, [
      event('opened', { revision: 1, data: { kind: 'claim', none: null, absent: undefined } }),
      event('letter-sent'),
    ]);
    await tell(records, [event('noted', { by: 'staff:auth0|17', reason: 'phone-call' })]);
    const chain = await readChain(records, SUBJECT);
    expect(chain.map(({ body }) => [body.n, body.type, body.by])).toEqual([
      [1, 'opened', 'system'],
      [2, 'letter-sent', 'system'],
      [3, 'noted', 'staff:auth0|17'],
    ]);
    expect(chain[0]?.body.data).toEqual({ kind: 'claim' });
    expect(await headOf(records, SUBJECT)).toMatchObject({ n: 3, mac: chain[2]?.body.mac });
    expect(await chainFault(records)).toBeUndefined();
  });

  test('A1: two chapters of one chain in a commit are one, in the order in which they were named; the older end decides', async () => {
    const records = new MemoryRecords();
    await tell(records, [event('opened')]);
    const old = await headOf(records, SUBJECT);
    const other = { subject: 'PD-2026-ZZZZZZ-9', events: [event('opened')], isNew: true };
    const chapters = [{ subject: SUBJECT, events: [event('corrected')], head: old }, other];
    const both = [...chapters, { subject: SUBJECT, events: [event('noted'), event('closed')] }];
    expect(await commitWithEvents(records, secrets, [], both)).toEqual({ ok: true });
    const chain = await readChain(records, SUBJECT);
    expect(chain.map(({ body }) => body.type)).toEqual(['opened', 'corrected', 'noted', 'closed']);
    expect(await chainFault(records)).toBeUndefined();
    const now = await headOf(records, SUBJECT);
    const late = [
      { subject: SUBJECT, events: [event('noted')], head: now },
      { subject: SUBJECT, events: [event('noted')], head: old },
    ];
    expect(await commitWithEvents(records, secrets, [], late)).toEqual({ ok: false, failed: [] });
    expect(await headOf(records, SUBJECT)).toEqual(now);
  });

  test('G1: record and event are written together or not at all', async () => {
    const records = new MemoryRecords();
    expect(
      await commitWithEvents(
        records,
        secrets,
        [put],
        [{ subject: SUBJECT, events: [event('opened')], isNew: true }],
      ),
    ).toEqual({ ok: true });
    const again = await commitWithEvents(
      records,
      secrets,
      [put],
      [{ subject: SUBJECT, events: [event('noted')] }],
    );
    expect(again).toEqual({ ok: false, failed: [0] });
    expect(await headOf(records, SUBJECT)).toMatchObject({ n: 1 });
  });

  test('A1: of thirty who append at once each gets its place, none is lost, none is twice', async () => {
    const records = new MemoryRecords();
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) => tell(records, [event('read-personal', { data: { i } })])),
    );
    const told = answers.flatMap((answer, i) => (answer.status === 'fulfilled' ? [i] : []));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(
      refused.every((answer) => answer.status === 'rejected' && answer.reason instanceof RecordsUnavailable),
    ).toBe(true);
    const chain = await readChain(records, SUBJECT);
    expect(chain.map(({ body }) => body.data?.['i']).sort()).toEqual(told.sort());
    expect(told.length).toBeGreaterThan(4);
    expect(await chainFault(records)).toBeUndefined();
  });

  test('A1: a change that lost the race for its record is told so; a change that met only another event goes through', async () => {
    let between: (() => Promise<unknown>) | undefined;
    const records = new MemoryRecords({
      faults: async ({ when, op }) => {
        if (when !== 'before' || op !== 'commit' || between === undefined) return;
        const act = between;
        between = undefined;
        await act();
      },
    });
    await commitWithEvents(
      records,
      secrets,
      [put],
      [{ subject: SUBJECT, events: [event('opened')], isNew: true }],
    );
    const next: Write = { op: 'put-version', item: anItem(2) };
    between = () => tell(records, [event('read-personal', { by: 'staff:1' })]);
    expect(
      await commitWithEvents(records, secrets, [next], [{ subject: SUBJECT, events: [event('noted')] }]),
    ).toEqual({ ok: true });
    between = () => records.commit([{ op: 'put-version', item: anItem(3) }]);
    const late: Write = { op: 'put-version', item: anItem(3) };
    expect(
      await commitWithEvents(records, secrets, [late], [{ subject: SUBJECT, events: [event('noted')] }]),
    ).toEqual({ ok: false, failed: [0] });
    expect((await readChain(records, SUBJECT)).map(({ body }) => body.type)).toEqual([
      'opened',
      'read-personal',
      'noted',
    ]);
  });

  test('A1: a change of any field of any event, a lost event and a swapped pair break the chain', async () => {
    const records = new MemoryRecords();
    await tell(records, [
      event('opened', { revision: 1 }),
      event('noted', { reason: 'call', text: textHash(secrets, SUBJECT, 'x'), data: { a: 'b' } }),
      event('answered', { revision: 2 }),
    ]);
    const bodies = (await readChain(records, SUBJECT)).map(({ body }) => body);
    const verify = (list: typeof bodies): string | undefined => {
      let head = newChain(SUBJECT);
      for (const body of list) {
        const fault = faultOf(secrets, head, body);
        if (fault !== undefined) return fault;
        head = { subject: SUBJECT, n: body.n, mac: body.mac };
      }
      return undefined;
    };
    expect(verify(bodies)).toBeUndefined();
    for (const [i, body] of bodies.entries()) {
      const without = bodies.filter((one) => one !== body);
      if (i < bodies.length - 1) expect(verify(without)).toMatch(/is missing/);
      for (const name of [...Object.keys(body), 'reason', 'invented']) {
        const present = (body as Record<string, unknown>)[name];
        const changed = {
          ...body,
          [name]: typeof present === 'number' ? present + 1 : `${String(present)}x`,
        };
        expect(verify(bodies.with(i, changed)), `${name} of event ${i + 1}`).toBeDefined();
      }
    }
    const [one, two, three] = bodies as [(typeof bodies)[0], (typeof bodies)[0], (typeof bodies)[0]];
    expect(verify([two, one, three])).toBeDefined();
    expect(verify([one, { ...three, n: 2 }, { ...two, n: 3 }])).toBeDefined();
  });

  test('A1: each seal covers the one before: a genuine event in the place of another is found at its successor', async () => {
    const written = (head: Head, type: string) => {
      const made = eventWrites(secrets, head, [event(type)]);
      const [write] = made.writes;
      return {
        head: made.head,
        body: storedOf(eventKind, (write as Extract<Write, { op: 'put-absent' }>).item).body,
      };
    };
    const opened = written(newChain(SUBJECT), 'opened');
    const noted = written(opened.head, 'noted');
    const answered = written(noted.head, 'answered');
    expect(faultOf(secrets, noted.head, answered.body)).toBeUndefined();
    // Sealed with the program's own key, at the right place, as an insider who may write could do.
    const instead = written(opened.head, 'held');
    expect(faultOf(secrets, opened.head, instead.body)).toBeUndefined();
    expect(faultOf(secrets, instead.head, answered.body)).toMatch(/event 3 does not fit its seal/);
  });

  test('A1: an event of one chain does not fit into another', async () => {
    const { writes } = eventWrites(secrets, newChain('PD-2026-000000-0'), [event('opened')]);
    const [write] = writes;
    const body = storedOf(eventKind, (write as Extract<Write, { op: 'put-absent' }>).item).body;
    expect(faultOf(secrets, newChain('PD-2026-000000-0'), body)).toBeUndefined();
    expect(faultOf(secrets, newChain(SUBJECT), body)).toMatch(/seal/);
  });

  test('G14: after a rotation new events are sealed with the new key and the old ones still verify', async () => {
    const records = new MemoryRecords();
    await tell(records, [event('opened')], someSecrets('k1'));
    await tell(records, [event('noted')], someSecrets('k2', 'k1'));
    expect((await readChain(records, SUBJECT)).map(({ body }) => body.key)).toEqual(['k1', 'k2']);
    expect(await chainFault(records, someSecrets('k2', 'k1'))).toBeUndefined();
    expect(await chainFault(records, someSecrets('k2'))).toMatch(/unknown key/);
  });

  test('G9: an event takes codes only: neither free text nor names nor addresses with spaces get in', () => {
    for (const wrong of [
      event('noted', { reason: 'He called me' }),
      event('noted', { data: { why: 'он звонил' } }),
      event('noted', { data: { why: 'two words' } }),
      event('Noted by'),
      event('noted', { by: 'Anna Karenina' }),
    ]) {
      expect(() => eventWrites(secrets, newChain(SUBJECT), [wrong])).toThrow();
    }
  });

  test('G17: the hash of a text is the same for the same case only, and says nothing of the text', () => {
    expect(textHash(secrets, SUBJECT, 'reason')).toBe(textHash(secrets, SUBJECT, 'reason'));
    expect(textHash(secrets, SUBJECT, 'reason')).not.toBe(textHash(secrets, 'PD-2026-000000-0', 'reason'));
    expect(textHash(someSecrets('k2'), SUBJECT, 'reason')).not.toBe(textHash(secrets, SUBJECT, 'reason'));
  });

  test('one event costs a read and a write of a single unit, and one for the index of its day, not a transaction', async () => {
    const records = new MemoryRecords();
    await tell(records, [event('opened')]);
    records.resetUnits();
    await tell(records, [event('read-personal', { by: 'staff:1', reason: 'claim-handling' })]);
    expect(records.units).toEqual({ read: 1, write: 1, index: 1, calls: 2 });
  });
});
