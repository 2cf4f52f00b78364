import { auditorLetter, signDays } from '../../../functions/ledger/sign-day.ts';
import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { audit } from '../../../shared/records/audit.ts';
import { caseKind } from '../../../shared/records/kinds/cases.ts';
import { putNew, putNext, read } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { commitWithEvents, type NewEvent } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import type { Item, Records } from '../../../shared/records/port.ts';
import { AT, someSecrets } from './builders.ts';

export const secrets = someSecrets();
export const DAY = 86_400_000;
export const at = new Date(AT).toISOString();
export const A = 'PD-2026-AAAAAA-A';
export const B = 'PD-2026-BBBBBB-B';

const aCase = (reference: string): KnownCase => ({
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
  link: { id: 'x', nonce: 'y', generation: 1 },
  events: 1,
  own: {},
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

export const event = (type: string, rest: Partial<NewEvent> = {}): NewEvent => ({
  at,
  type,
  by: 'system',
  ...rest,
});

/** Two cases with letters, changed a few times, as the program writes them. */
export async function aStore(): Promise<MemoryRecords> {
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

/** The job on the morning after a day: 0 is the first. Signs all days that are over by then. */
export const sign = (records: Records, day: number) =>
  signDays({ records, secrets, handOver: (root) => auditorLetter(root, 'ru') }, AT + (day + 1) * DAY);

/** What the audit finds, as text. */
export const faults = async (records: Records, options: Parameters<typeof audit>[3] = {}) =>
  (await audit(records, secrets, AT, options)).findings.map(({ where, what }) => `${where}: ${what}`);

export const eventOf = (reference: string, n: number) => (item: Item) =>
  item.pk === `CHAIN#${reference}` && item.body['n'] === n;
