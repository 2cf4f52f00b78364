import { OUTBOX_GROUPS, type OutboxGroup, reactionOf } from '../../shared/names.ts';
import type { OutboxDeps } from './deps.ts';
import { handOnItems } from './stream.ts';

/** Items taken from the index at a time, and the most that is asked for at once. */
const PAGE = 100;
const MOST_LISTED = 1_000;
const MOST_BUSY_ROUNDS = 10;

/** Groups that want to be acted on at once; for all others the sweep is enough, with records that have a stream as well. */
const PROMPT = OUTBOX_GROUPS.filter((group) => reactionOf(group).prompt.length > 0);

/**
 * Takes the place of the streams where records have none (L2): looks every few seconds what is due in the prompt groups
 * and hands it on, until the minute of its schedule is over. A round that found something is followed by the next at
 * once, so that a burst does not wait. What was handed on once in this run is its door's; the sweep finds what it lost.
 */
export async function poll(
  { everySeconds, forSeconds }: { readonly everySeconds: number; readonly forSeconds: number },
  deps: OutboxDeps,
): Promise<void> {
  const end = deps.now() + forSeconds * 1000;
  const seen = new Set<string>();
  for (let busy = 0; deps.now() < end; ) {
    const found = await Promise.all(PROMPT.map((group) => pollGroup(group, seen, deps)));
    busy = found.includes(true) ? busy + 1 : 0;
    // What cannot be handed on now must not spin.
    if (busy === 0 || busy > MOST_BUSY_ROUNDS) await deps.sleep(everySeconds * 1000);
  }
}

/** One round of one group; whether it found something new. One that cannot be read is looked at again in the next. */
async function pollGroup(group: OutboxGroup, seen: Set<string>, deps: OutboxDeps): Promise<boolean> {
  const upTo = new Date(deps.now()).toISOString();
  // The index goes on listing what is being done: ask for more than was seen, so that it hides nothing.
  const limit = Math.min(MOST_LISTED, PAGE + seen.size);
  try {
    const listed = await Promise.all(
      reactionOf(group).tables.map(async (table) =>
        (await deps.records.listTodo(group, { upTo, limit, table })).map((entry) => ({ ...entry, table })),
      ),
    );
    const name = ({ pk, sk, sort }: { pk: string; sk: string; sort: string }) => `${pk} ${sk} ${sort}`;
    const fresh = listed.flat().filter((entry) => !seen.has(name(entry)));
    if (fresh.length === 0) return false;
    const items = fresh.map(({ table, pk, sk, why }) => ({
      ...{ table, pk, sk },
      ...(why === undefined ? {} : { why }),
    }));
    if (await handOnItems(group, items, deps)) for (const entry of fresh) seen.add(name(entry));
    return true;
  } catch {
    deps.report('hand-on-failed', { group });
    return false;
  }
}
