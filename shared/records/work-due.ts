import type { Entry, IndexedTable, Records } from './port.ts';

/** Intents that a run takes from the index at a time; so many that only fail it looks past. */
const PAGE = 200;
const MOST_FAILED = 1_000;

/** What is due, and how it is worked through. */
export interface DueWork {
  /** Group of the outbox, and the table where its items lie. */
  readonly group: string;
  readonly table: IndexedTable;
  /** So many at the same time. */
  readonly sideBySide: number;
  readonly work: (entry: Entry) => Promise<void>;
  /** Told of an entry whose work threw; codes and ids only go on from there. */
  readonly failed: (entry: Entry, error: unknown) => void;
}

/**
 * Works through what a group of the outbox wants done by `at` (epoch ms), earliest first: a page, and another one for as
 * many as failed – they stay in the list, before all the others. One that fails does not hold up the rest, however often.
 * @returns how many entries were worked on
 */
export async function workDue(
  records: Pick<Records, 'listTodo'>,
  { group, table, sideBySide, work, failed }: DueWork,
  at: number,
): Promise<number> {
  const upTo = new Date(at).toISOString();
  const seen = new Set<string>();
  let failures = 0;
  for (;;) {
    const before = failures;
    const limit = PAGE + failures;
    const listed = await records.listTodo(group, { upTo, limit, table });
    const waiting = listed.filter((entry) => !seen.has(nameOf(entry)));
    for (const entry of waiting) seen.add(nameOf(entry));
    const worker = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
        try {
          await work(entry);
        } catch (error) {
          failures += 1;
          failed(entry, error);
        }
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, worker));
    if (listed.length < limit || failures === before || failures >= MOST_FAILED) return seen.size;
  }
}

const nameOf = ({ pk, sk, sort }: Entry): string => `${pk} ${sk} ${sort}`;
