import * as z from 'zod/mini';
import type { CaseBody } from '../domain/cases/case.ts';
import type { NewEvent } from '../domain/cases/change.ts';
import { CASES, type CaseTypes, type KnownCase } from '../domain/cases/kinds.ts';
import { CorruptRecord } from './kinds/kind.ts';
import type { Entry } from './port.ts';

/** What was last done with a case, by whoever: not what the program did by itself. */
const lastAct = z.object({ type: z.string(), at: z.string() });
export type LastAct = z.infer<typeof lastAct>;

const row = z.object({
  reference: z.string(),
  /** Day to finish by. */
  workBy: z.string(),
  kind: z.string(),
  status: z.string(),
  receivedAt: z.string(),
  dueOn: z.string(),
  /** Instant from which it is overdue, where a clock of hours comes first. */
  dueAt: z.optional(z.string()),
  /** What it is about. */
  topic: z.optional(z.string()),
  channel: z.string(),
  language: z.enum(['ru', 'en']),
  assignee: z.optional(z.string()),
  held: z.boolean(),
  triage: z.boolean(),
  provisional: z.boolean(),
  last: z.optional(lastAct),
});

/** What lists show of a case: codes and dates, no personal data (G10). It lies in the `due` index, so a page needs no record. */
export type CaseRow = z.infer<typeof row> & Pick<KnownCase, 'kind' | 'status'>;

const packed = (iso: string | undefined): string => (iso === undefined ? '' : Date.parse(iso).toString(36));
const instant = (text: string): string => new Date(Number.parseInt(text, 36)).toISOString();

/**
 * The row as the index carries it: words with a blank between, which none of them holds. A hundred bytes, since it lies in
 * the case's item too, which must stay under a kilobyte.
 */
export function rowText(body: CaseBody, last: LastAct | undefined): string {
  const { kind, status, receivedAt, dueOn, dueAt, topic = '', channel, language } = body;
  const { assignee = '', held, heldFor, clocks } = body;
  const provisional = clocks.some((clock) => clock.provisional === true);
  const flags = `${held === true ? 'h' : ''}${heldFor === undefined ? '' : 't'}${provisional ? 'p' : ''}`;
  const act = last === undefined ? ['', ''] : [last.type, packed(last.at)];
  const dates = [packed(receivedAt), dueOn, packed(dueAt)];
  return [kind, status, ...dates, topic, channel, language, assignee, flags, ...act].join(' ');
}

/** The case that an entry of the list stands for, of a kind that there is. Throws {@link CorruptRecord}. */
export function rowOf(
  { sort, row: text = '' }: Pick<Entry, 'sort' | 'row'>,
  types: CaseTypes = CASES,
): CaseRow {
  const [workBy, reference] = sort.split('#');
  const [kind, status, received = '', dueOn, dueAt = '', topic = '', ...more] = text.split(' ');
  const [channel, language, assignee = '', flags = ''] = more;
  const read = row.safeParse({
    ...{ reference, workBy, kind, status, dueOn, channel, language },
    receivedAt: received === '' ? undefined : instant(received),
    ...(dueAt === '' ? {} : { dueAt: instant(dueAt) }),
    ...(topic === '' ? {} : { topic }),
    ...(assignee === '' ? {} : { assignee }),
    ...{ held: flags.includes('h'), triage: flags.includes('t'), provisional: flags.includes('p') },
    last: lastActIn(text),
  });
  if (read.success && types[read.data.kind]?.statuses[read.data.status] !== undefined)
    return read.data as CaseRow;
  throw new CorruptRecord(`entry of the list: ${reference ?? ''}`);
}

/** What was last done with a case, by the row of its list. */
export function lastActIn(text: string): LastAct | undefined {
  const [type = '', at = ''] = text.split(' ').slice(-2);
  return type === '' ? undefined : { type, at: instant(at) };
}

/** What was last done, after these events; before them it was `before`. */
export function lastActOf(events: readonly NewEvent[], at: string, before?: LastAct): LastAct | undefined {
  const done = events.findLast(({ by }) => by !== 'system');
  return done === undefined ? before : { type: done.type, at };
}
