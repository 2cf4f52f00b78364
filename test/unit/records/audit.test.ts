import { beforeAll, describe, expect, test } from 'vitest';
import { type AuditProgress, audit } from '../../../shared/records/audit.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { putNext, read } from '../../../shared/records/kinds/kind.ts';
import { commitWithEvents } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { newestRoot, rootJws } from '../../../shared/records/roots.ts';
import { A, aStore, B, DAY, event, eventOf, faults, secrets, sign } from './audited-store.ts';
import { AT, someSecrets, tampered } from './builders.ts';

describe('the audit of the ledger', () => {
  let store: MemoryRecords;
  beforeAll(async () => {
    store = await aStore();
    expect(await sign(store, 0)).toMatchObject([{ shrunk: [] }]);
    await commitWithEvents(
      store,
      secrets,
      [],
      [
        {
          subject: A,
          events: [
            event('read-personal', {
              by: 'staff:1',
              reason: 'handling',
              at: new Date(AT + DAY).toISOString(),
            }),
          ],
        },
      ],
    );
    expect(await sign(store, 1)).toMatchObject([{ shrunk: [] }]);
  });

  test('A1: what the program wrote itself is intact and complete', async () => {
    expect(await audit(store, secrets, AT)).toEqual({
      chains: 2,
      events: 7,
      records: 6,
      roots: 2,
      lastRoot: '2026-11-24',
      findings: [],
    });
  });

  test('A1: any byte of any ledger item that is changed is found', async () => {
    const ledger = [...store.everything()].filter((item) => item.table === 'ledger');
    expect(ledger).toHaveLength(12);
    for (const item of ledger) {
      for (const [name, value] of Object.entries(item.body)) {
        const changed =
          value instanceof Uint8Array
            ? value.with(3, (value[3] ?? 0) ^ 1)
            : typeof value === 'number'
              ? value + 1
              : typeof value === 'string'
                ? `${value}1`
                : Array.isArray(value)
                  ? [0, 0, 0, 0]
                  : { ...(value as object), day: '2020-01-01' };
        const wrong = tampered(store, (one) =>
          one.pk === item.pk && one.sk === item.sk ? { ...one, body: { ...one.body, [name]: changed } } : one,
        );
        expect(await faults(wrong), `${item.pk} ${item.sk} ${name}`).not.toEqual([]);
      }
    }
  });

  test('A1: any event that is removed is found – also the last of its chain', async () => {
    for (const [reference, last] of [
      [A, 4],
      [B, 3],
    ] as const) {
      for (let n = 1; n <= last; n += 1) {
        expect(
          await faults(tampered(store, (item) => (eventOf(reference, n)(item) ? undefined : item))),
          `${reference} ${n}`,
        ).not.toEqual([]);
      }
    }
  });

  test('A1: a tail that no record bears witness to is found by the last daily root', async () => {
    const cut = tampered(store, (item) => (eventOf(A, 4)(item) ? undefined : item));
    expect(await faults(cut)).toEqual([
      `chain ${A}: does not hold the event 4 that the root of 2026-11-24 signs`,
    ]);
  });

  test('A1: a chain and its record that vanish together are found by the last daily root', async () => {
    const gone = tampered(store, (item) => (item.pk.endsWith(B) ? undefined : item));
    expect(await faults(gone)).toEqual([
      `chain ${B}: does not hold the event 3 that the root of 2026-11-23 signs`,
    ]);
  });

  test('A1: roots that are removed with what they prove are found against the auditor’s letters', async () => {
    const root = await newestRoot(store);
    if (root === undefined) throw new Error('no root');
    const cut = tampered(store, (item) =>
      eventOf(A, 4)(item) || item.sk === 'ROOT#2026-11-24' ? undefined : item,
    );
    expect(await faults(cut)).toEqual([]);
    expect(await faults(cut, { known: [{ day: root.day, root: rootJws(root) }] })).toEqual([
      'root 2026-11-24: is not the one the auditor has',
    ]);
    expect(await faults(store, { known: [{ day: root.day, root: rootJws(root) }] })).toEqual([]);
    const first = tampered(store, (item) => (item.sk === 'ROOT#2026-11-23' ? undefined : item));
    expect(await faults(first)).toEqual(['root 2026-11-24: does not follow the root before it']);
  });

  test('A1: a change of a record without its event is found', async () => {
    const changed = (patch: object) =>
      tampered(store, (item) =>
        item.pk === `CASE#${A}` && item.sk === 'CASE'
          ? { ...item, v: item.v + 1, body: { ...item.body, ...patch } }
          : item,
      );
    expect(await faults(changed({ revision: 3 }))).toEqual([
      `case CASE#${A} CASE: is at revision 3, its events end at 2`,
    ]);
    expect(await faults(changed({ revision: 1 }))).toEqual([
      `case CASE#${A} CASE: is at revision 1, its events tell of 2`,
    ]);
    expect(await faults(changed({ events: 9 }))).toEqual([
      `case CASE#${A} CASE: wrote 9 events, its chain has 4`,
    ]);
    expect(await faults(changed({ status: 'nonsense' }))).toEqual([
      `case CASE#${A} CASE: does not fit its schema`,
    ]);
  });

  test('A1: a letter whose outcome no event tells of is found', async () => {
    const delivered = tampered(store, (item) =>
      item.pk === `CASE#${A}` && item.sk === 'LETTER#l1'
        ? { ...item, body: { ...item.body, status: 'delivered' } }
        : item,
    );
    expect(await faults(delivered)).toEqual([
      `letter CASE#${A} LETTER#l1: no event "letter-delivered" tells of it`,
    ]);
  });

  test('A1: events whose record is missing, and items of no declared kind, are found', async () => {
    const lost = tampered(store, (item) => (item.pk === `CASE#${A}` ? undefined : item));
    expect(await faults(lost)).toEqual([`chain ${A}: has events, but its record is missing`]);
    const strange = tampered(store, (item) =>
      item.sk === 'LETTER#l1' && item.pk.endsWith(A) ? { ...item, kind: 'strange' } : item,
    );
    expect(await faults(strange)).toEqual([`strange CASE#${A} LETTER#l1: is of no declared kind`]);
  });

  test('A1: a case whose record is cut out is found, though its letters are still there', async () => {
    const cut = tampered(store, (item) => (item.pk === `CASE#${A}` && item.sk === 'CASE' ? undefined : item));
    expect(await faults(cut)).toEqual([`chain ${A}: has events, but its record is missing`]);
  });

  test.each([
    ['settled', 'settled'],
    ['court', 'went-to-court'],
    ['withdrawn', 'withdrawn'],
    ['answered', 'answered'],
    ['delivered', 'answered'],
    ['returned', 'reopened'],
  ])('A1: a record set to %s by hand is found: no event tells of it', async (status, type) => {
    const changed = tampered(store, (item) =>
      item.pk === `CASE#${A}` && item.sk === 'CASE'
        ? { ...item, v: item.v + 1, body: { ...item.body, status } }
        : item,
    );
    expect(await faults(changed)).toEqual([`case CASE#${A} CASE: no event "${type}" tells of it`]);
  });

  test('A1: an event moved to another chain or place is found', async () => {
    const moved = tampered(store, (item) => (eventOf(A, 4)(item) ? { ...item, pk: `CHAIN#${B}` } : item));
    expect(await faults(moved)).not.toEqual([]);
    const misplaced = tampered(store, (item) => (eventOf(A, 4)(item) ? { ...item, sk: '000000009' } : item));
    expect(await faults(misplaced)).toEqual([
      `chain ${A}: does not hold the event 4 that the root of 2026-11-24 signs`,
      `chain ${A}: event 4 stands in the wrong place`,
    ]);
  });

  test('A1: without the key the ledger proves nothing', async () => {
    const findings = (await audit(store, someSecrets('k2'), AT)).findings.map(({ what }) => what);
    expect(findings).toContain('event 1 is sealed with an unknown key');
    expect(findings).toContain('is signed with an unknown key');
  });

  test('A1: a change made while the audit reads is no fault', async () => {
    let busy = true;
    const now = new Date(AT + 2 * DAY).toISOString();
    const live = tampered(store, (item) => item, {
      faults: async ({ when, op }) => {
        if (!busy || when !== 'before' || op !== 'scan') return;
        busy = false;
        for (const reference of [A, B]) {
          const stored = await read(live, caseKind, reference, AT);
          if (stored === undefined) throw new Error('no case');
          const body = { ...stored.body, revision: stored.body.revision + 1, events: stored.body.events + 1 };
          await commitWithEvents(
            live,
            secrets,
            [putNext(caseKind, stored, body)],
            [{ subject: reference, events: [event('resumed', { revision: body.revision, at: now })] }],
          );
        }
        busy = true;
      },
    });
    // Once between reading the ledger and reading the records, and again with every scan.
    expect(await faults(live)).toEqual([]);
  });

  test('A1: in parts it finds the same, and what was broken off goes on where it was', async () => {
    const wrong = tampered(store, (item) => (eventOf(A, 2)(item) ? undefined : item));
    const whole = await audit(wrong, secrets, AT);
    expect(whole.findings).not.toEqual([]);
    const told = (report: typeof whole) => ({
      ...report,
      findings: report.findings.map(({ where, what }) => `${where} ${what}`).toSorted(),
    });
    expect(told(await audit(wrong, secrets, AT, { of: 3 }))).toEqual(told(whole));
    for (const killed of [1, 4, 9]) {
      let steps = 0;
      let laidAside = '';
      const broken = audit(wrong, secrets, AT, {
        of: 3,
        keep: (progress) => {
          if (laidAside === '' && ++steps === killed) laidAside = JSON.stringify(progress);
          if (laidAside !== '') throw new Error('killed');
        },
      });
      await expect(broken).rejects.toThrow('killed');
      let more = 0;
      const from = JSON.parse(laidAside) as AuditProgress;
      const keep = () => {
        more += 1;
      };
      expect(told(await audit(wrong, secrets, AT, { from, keep }))).toEqual(told(whole));
      // Three parts of four tables, and a step a root and one to see that there is no other.
      expect(more, `after ${killed}`).toBe(15 - killed);
    }
  });

  test('A1: a chain that goes over several pages is read whole, and counted once', async () => {
    const long = new MemoryRecords();
    const events = (n: number) =>
      Array.from({ length: 50 }, (_, i) => event('noted', { data: { note: `${n}-${i}`.padEnd(290, 'x') } }));
    for (let n = 0; n < 60; n += 1)
      await commitWithEvents(long, secrets, [], [{ subject: 'LONG', events: events(n) }]);
    expect((await long.scan('ledger')).cursor).toBeDefined();
    await commitWithEvents(long, secrets, [], [{ subject: 'SHORT', events: [event('noted')] }]);
    expect(await audit(long, secrets, AT)).toMatchObject({ chains: 2, events: 3001, findings: [] });
    const cut = tampered(long, (item) => (eventOf('LONG', 1500)(item) ? undefined : item));
    expect(await faults(cut)).toEqual(['chain LONG: event 1500 is missing']);
  });

  test('A1: where everything is wrong, the first faults of a part are listed and the others counted', async () => {
    const crowd = new MemoryRecords();
    for (let i = 0; i < 1100; i += 100) {
      const chapters = Array.from({ length: 100 }, (_, j) => ({
        subject: `CROWD-${i + j}`,
        events: [event('noted')],
        isNew: true,
      }));
      await commitWithEvents(crowd, secrets, [], chapters);
    }
    const report = await audit(crowd, someSecrets('k2'), AT);
    expect([report.findings.length, report.more]).toEqual([1000, 100]);
  });
});
