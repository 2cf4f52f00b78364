import * as z from 'zod/mini';
import { OUTBOX_SOURCE, type OutboxGroup, STREAMED } from '../names.ts';

/** An item that wants something done now; `why` as its image or index entry said. What it says is read again (stale images). */
const outboxItem = z.object({
  table: z.enum(STREAMED),
  pk: z.string(),
  sk: z.string(),
  why: z.optional(z.string()),
});
export type OutboxItem = z.infer<typeof outboxItem>;

/**
 * What the reader of the outbox hands on to the door of a group: the items that were noticed, or – without them – word
 * that something of the group is due at `time` (ISO instant): then the door goes through the list itself.
 */
export const outboxEvent = <const G extends OutboxGroup>(group: G) =>
  z.object({
    source: z.literal(OUTBOX_SOURCE),
    group: z.literal(group),
    time: z.iso.datetime({ offset: true }),
    items: z.optional(z.array(outboxItem).check(z.minLength(1))),
  });
export type OutboxEvent = z.infer<ReturnType<typeof outboxEvent<OutboxGroup>>>;

/** Some of the items handed on were not done: thrown, so that Lambda brings the event again, a minute and two minutes later. */
export class NotAllDone extends Error {
  override readonly name = 'NotAllDone';
}
