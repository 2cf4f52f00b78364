import { type OutboxGroup, reactionOf } from '../names.ts';
import type { Entry, Records } from './port.ts';

/** Intents that a run takes from the index at a time; so many that stay in the list it looks past. */
const PAGE = 200;
const MOST_STANDING = 1_000;

/** Work that is begun must have this long to end, ms: a call, and the write of its outcome. */
export const RESERVE_MS = 10_000;

/** How long this run may still go on, ms; without end, if not said. */
export type Remaining = () => number;

/** What is due, and how it is worked through. */
export interface DueWork {
  /** Group of the outbox; in which tables its items lie, its entry there says. */
  readonly group: OutboxGroup;
  /** So many at the same time. */
  readonly sideBySide: number;
  readonly work: (entry: Entry) => Promise<void>;
  /** Told of an entry whose work threw; codes and ids only go on from there. */
  readonly failed: (entry: Entry, error: unknown) => void;
  readonly remaining?: Remaining | undefined;
}

/**
 * Works through what a group of the outbox wants done by `at` (epoch ms), earliest first, page by page, until nothing
 * new is listed or the time is up. What failed stays in the list, before all the others, and so does for a moment what
 * was done (the index lags): each is worked on once in a run, and one that fails holds up nobody, however often.
 * @returns how many entries were worked on
 */
export async function workDue(
  records: Pick<Records, 'listTodo'>,
  { group, sideBySide, work, failed, remaining = () => Number.POSITIVE_INFINITY }: DueWork,
  at: number,
): Promise<number> {
  const { tables } = reactionOf(group);
  const hasTime = (): boolean => remaining() >= RESERVE_MS;
  const upTo = new Date(at).toISOString();
  const seen = new Set<string>();
  let standing = 0;
  while (hasTime()) {
    const limit = PAGE + standing;
    const lists = await Promise.all(tables.map((table) => records.listTodo(group, { upTo, limit, table })));
    const listed = lists.flat();
    const waiting = listed.filter((entry) => !seen.has(nameOf(entry)));
    const isWhole = lists.every((list) => list.length < limit);
    if (waiting.length === 0 && (isWhole || standing >= MOST_STANDING)) break;
    standing = listed.length - waiting.length;
    const worker = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry !== undefined && hasTime(); entry = waiting.shift()) {
        seen.add(nameOf(entry));
        try {
          await work(entry);
        } catch (error) {
          standing += 1;
          failed(entry, error);
        }
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, worker));
    standing = Math.min(MOST_STANDING, standing);
    if (isWhole) break;
  }
  return seen.size;
}

const nameOf = ({ table, pk, sk, sort }: Entry): string => `${table} ${pk} ${sk} ${sort}`;
