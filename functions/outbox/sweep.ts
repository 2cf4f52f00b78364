import { OUTBOX_GROUPS, OUTBOX_SOURCE, type OutboxGroup, reactionOf } from '../../shared/names.ts';
import type { OutboxDeps } from './deps.ts';

/** Some group was not handed on: thrown, so that the sweep comes again within minutes. */
export class NotSwept extends Error {
  override readonly name = 'NotSwept';
}

/**
 * The safety net under the streams, and the clock of what is due by time only (G1): each group of which something is due
 * by `at` (epoch ms) is handed on to its door, which goes through its list itself, at its own pace. All groups are asked
 * at the same time: one that fails, or has much to do, holds up no other.
 * @returns the groups that were handed on
 */
export async function sweep(at: number, deps: OutboxDeps): Promise<readonly OutboxGroup[]> {
  const time = new Date(at).toISOString();
  const done = await Promise.allSettled(
    OUTBOX_GROUPS.map(async (group) => {
      if (!(await isDue(group, time, deps))) return [];
      await deps.handOn(reactionOf(group).door, { source: OUTBOX_SOURCE, group, time });
      return [group];
    }),
  );
  const failed = OUTBOX_GROUPS.filter((_, n) => done[n]?.status === 'rejected');
  for (const group of failed) deps.report('hand-on-failed', { group });
  if (failed.length > 0) throw new NotSwept(failed.join(' '));
  deps.swept();
  return done.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

async function isDue(group: OutboxGroup, upTo: string, { records }: OutboxDeps): Promise<boolean> {
  const { tables, idle } = reactionOf(group);
  if (idle === true) return true;
  const first = await Promise.all(tables.map((table) => records.listTodo(group, { upTo, limit: 1, table })));
  return first.some((entries) => entries.length > 0);
}
