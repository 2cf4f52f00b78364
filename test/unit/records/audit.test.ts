import { beforeAll, describe, expect, test } from 'vitest';
import { auditorLetter, signDay } from '../../../functions/ledger/sign-day.ts';
import type { CaseBody } from '../../../shared/domain/cases/case.ts';
import type { LetterBody } from '../../../shared/domain/cases/letter.ts';
import { audit } from '../../../shared/records/audit.ts';
import { caseKind, letterKind } from '../../../shared/records/kinds/cases.ts';
import { putNew, putNext, read } from '../../../shared/records/kinds/kind.ts';
import { commitWithEvents, type NewEvent } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import type { Item } from '../../../shared/records/port.ts';
import { newestRoot } from '../../../shared/records/roots.ts';
import { AT, someSecrets, tampered } from './builders.ts';

const secrets = someSecrets();
const DAY = 86_400_000;
const at = new Date(AT).toISOString();
const A = 'PD-2026-AAAAAA-A';
const B = 'PD-2026-BBBBBB-B';

const aCase = (reference: string): CaseBody => ({
  reference,
  kind: 'claim',
  status: 'open',
  revision: 1,
  language: 'ru',
  channel: 'web',
  openedAt: at,
  receivedAt: at,
  answerTo: 'email',
  clocks: [],
  dueOn: '2026-12-23',
  workBy: '2026-12-23',
  executions: 0,
  passed: [],
  link: { id: 'x', nonce: 'y', generation: 1 },
  events: 1,
});

const aLetter = (reference: string): LetterBody => ({
  id: 'l1',
  reference,
  kind: 'claim-receipt',
  to: 'requester',
  language: 'ru',
  channel: 'mail',
  status: 'queued',
  at,
  delivery: 'at-least-once',
  attempts: [],
});

const event = (type: string, rest: Partial<NewEvent> = {}): NewEvent => ({ at, type, by: 'system', ...rest });

/** Two cases with letters, changed a few times, as the program writes them. */
async function aStore(): Promise<MemoryRecords> {
  const records = new MemoryRecords();
  for (const reference of [A, B]) {
    const opened = [event('opened', { revision: 1, data: { kind: 'claim' } })];
    const writes = [
      putNew(caseKind, reference, aCase(reference)),
      putNew(letterKind, { reference, id: 'l1' }, aLetter(reference)),
    ];
    await commitWithEvents(records, secrets, writes, [{ subject: reference, events: opened, isNew: true }]);
    const stored = await read(records, caseKind, reference, AT);
    const letter = await read(records, letterKind, { reference, id: 'l1' }, AT);
    if (stored === undefined || letter === undefined) throw new Error('not stored');
    const body = { ...stored.body, revision: 2, events: 2, held: true };
    await commitWithEvents(
      records,
      secrets,
      [putNext(caseKind, stored, body)],
      [{ subject: reference, events: [event('held', { revision: 2, reason: 'evidence' })] }],
    );
    const sent = { ...letter.body, status: 'sent' as const };
    await commitWithEvents(
      records,
      secrets,
      [putNext(letterKind, letter, sent)],
      [{ subject: reference, events: [event('letter-sent', { data: { letter: 'l1' } })] }],
    );
  }
  return records;
}

const sign = (records: MemoryRecords, day: number) =>
  signDay(
    { records, secrets, handOver: (root) => auditorLetter(root, 'ru') },
    AT + day * DAY,
    'Europe/Moscow',
  );

const faults = async (records: MemoryRecords, known: Parameters<typeof audit>[3] = []) =>
  (await audit(records, secrets, AT, known)).findings.map(({ where, what }) => `${where}: ${what}`);

const eventOf = (reference: string, n: number) => (item: Item) =>
  item.pk === `CHAIN#${reference}` && item.body['n'] === n;

describe('the audit of the ledger', () => {
  let store: MemoryRecords;
  beforeAll(async () => {
    store = await aStore();
    expect(await sign(store, 0)).toMatchObject({ kind: 'signed', shrunk: [] });
    await commitWithEvents(
      store,
      secrets,
      [],
      [{ subject: A, events: [event('read-personal', { by: 'staff:1', reason: 'handling' })] }],
    );
    expect(await sign(store, 1)).toMatchObject({ kind: 'signed', shrunk: [] });
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
    expect(ledger).toHaveLength(11);
    for (const item of ledger) {
      for (const [name, value] of Object.entries(item.body)) {
        const changed =
          value instanceof Uint8Array
            ? value.with(3, (value[3] ?? 0) ^ 1)
            : typeof value === 'number'
              ? value + 1
              : typeof value === 'string'
                ? `${value}1`
                : { ...(value as object), day: '2020-01-01' };
        const wrong = tampered(store, (one) =>
          one.pk === item.pk && one.sk === item.sk ? { ...one, body: { ...one.body, [name]: changed } } : one,
        );
        // An older root's list of heads is superseded by the newer one, which is checked.
        const superseded = item.kind === 'heads' && item.pk !== `HEADS#${(await newestRoot(store))?.heads}`;
        expect((await faults(wrong)).length > 0, `${item.pk} ${item.sk} ${name}`).toBe(!superseded);
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
    expect(await faults(cut)).toEqual([`chain ${A}: ends at event 3, the last root saw 4`]);
  });

  test('A1: a chain and its record that vanish together are found by the last daily root', async () => {
    const gone = tampered(store, (item) => (item.pk.endsWith(B) ? undefined : item));
    expect(await faults(gone)).toEqual([`chain ${B}: ends at event 0, the last root saw 3`]);
  });

  test('A1: roots that are removed with what they prove are found against the auditor’s letters', async () => {
    const root = await newestRoot(store);
    if (root === undefined) throw new Error('no root');
    const cut = tampered(store, (item) =>
      eventOf(A, 4)(item) || item.sk === 'ROOT#2026-11-24' ? undefined : item,
    );
    expect(await faults(cut)).toEqual([]);
    expect(await faults(cut, [{ day: root.day, mac: root.mac }])).toEqual([
      'root 2026-11-24: is not the one the auditor has',
    ]);
    expect(await faults(store, [{ day: root.day, mac: root.mac }])).toEqual([]);
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
    expect(await faults(misplaced)).toEqual([`chain ${A}: event 4 stands in the wrong place`]);
  });

  test('A1: without the key the ledger proves nothing', async () => {
    const findings = (await audit(store, someSecrets('k2'), AT)).findings.map(({ what }) => what);
    expect(findings).toContain('event 1 is sealed with an unknown key');
    expect(findings).toContain('is signed with an unknown key');
  });

  test('A1: a change made while the audit reads is no fault', async () => {
    let busy = true;
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
            [{ subject: reference, events: [event('resumed', { revision: body.revision })] }],
          );
        }
        busy = true;
      },
    });
    // Once between reading the ledger and reading the records, and again with every scan.
    expect(await faults(live)).toEqual([]);
  });
});

describe('the daily root', () => {
  test('A1: a day is signed once, however often the schedule fires, and its letter is queued with it', async () => {
    const records = await aStore();
    const both = await Promise.all([sign(records, 0), sign(records, 0)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['already', 'signed']);
    expect(await sign(records, 0)).toEqual({ kind: 'already' });
    const letters = await records.listTodo('letter', { upTo: at, limit: 5 });
    expect(letters.map(({ pk, why }) => [pk, why])).toEqual([['MAIL#root-2026-11-23', 'send']]);
    const root = await newestRoot(records);
    const letter = await read(records, letterKind, { id: 'root-2026-11-23' }, AT);
    expect(letter?.body.data).toEqual({
      day: '2026-11-23',
      root: root?.heads,
      signature: root?.mac,
      keyId: 'k1',
      chains: 2,
      events: expect.any(Number),
    });
  });

  test('A1: the day that follows a cut says which chains became shorter', async () => {
    const records = await aStore();
    await sign(records, 0);
    const cut = tampered(records, (item) => (eventOf(A, 3)(item) ? undefined : item));
    expect(await sign(cut, 1)).toMatchObject({ kind: 'signed', shrunk: [A] });
  });

  test('A1: a run that died before its root leaves nothing in the way of the next', async () => {
    const records = await aStore();
    const failing = signDay(
      {
        records,
        secrets,
        handOver: () => {
          throw new Error('killed');
        },
      },
      AT,
      'Europe/Moscow',
    );
    await expect(failing).rejects.toThrow('killed');
    expect(await newestRoot(records)).toBeUndefined();
    expect(await sign(records, 0)).toMatchObject({ kind: 'signed' });
    expect(await faults(records)).toEqual([]);
  });

  test('A1: many chains go over several pages and are all found again', async () => {
    const records = new MemoryRecords();
    for (let i = 0; i < 5200; i += 100) {
      const chapters = Array.from({ length: 100 }, (_, j) => ({
        subject: `PERSON-${i + j}`,
        events: [event('noted')],
        isNew: true,
      }));
      await commitWithEvents(records, secrets, [], chapters);
    }
    expect(await sign(records, 0)).toMatchObject({
      kind: 'signed',
      root: { chains: 5200, events: 5200, pages: 2 },
    });
    expect(await faults(records)).toEqual([]);
    const gone = tampered(records, (item) => (item.pk === 'CHAIN#PERSON-4711' ? undefined : item));
    expect(await faults(gone)).toEqual(['chain PERSON-4711: ends at event 0, the last root saw 1']);
  });
});
