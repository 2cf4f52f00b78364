import * as z from 'zod/mini';
import { OUTBOX_GROUPS, OUTBOX_SOURCE, type OutboxGroup, reactionOf, STREAMED } from '../../shared/names.ts';
import type { OutboxItem } from '../../shared/outbox/event.ts';
import { groupOf } from '../../shared/records/index-lists.ts';
import type { OutboxDeps } from './deps.ts';

const text = z.object({ S: z.string() });

/** The parts of a stream record that are read: whose it is, and where the item lies. */
const streamRecord = z.object({
  eventSourceARN: z.string(),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    Keys: z.object({ pk: text, sk: text }),
    NewImage: z.object({ todoPk: text, todoWhy: text }),
  }),
});

/** Answer of a stream's reader: the records to be delivered again. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

interface Noticed {
  readonly sequence: string;
  readonly group: OutboxGroup;
  readonly item: OutboxItem;
}

/** Names of the streamed tables in this deployment. */
export type StreamedNames = Readonly<Record<(typeof STREAMED)[number], string>>;

/**
 * Hands on what a batch of a table's stream tells of, each group to its door, at the same time. Only what was not taken
 * is delivered again; what a door fails at is its own: nobody behind it in the stream waits for it. A record that cannot
 * be read fails alone and ends up with the dead letters after a few tries (reliability.md, poison message).
 */
export async function takeStream(
  records: readonly unknown[],
  tables: StreamedNames,
  deps: OutboxDeps,
): Promise<BatchAnswer> {
  const read = records.map((record) => noticedIn(record, tables));
  const poison = records.flatMap((record, at) => (read[at] === undefined ? [sequenceOf(record)] : []));
  const noticed = read.filter((one) => one !== undefined);
  const failed = await Promise.all(
    OUTBOX_GROUPS.map(async (group) => {
      const own = noticed.filter((one) => one.group === group);
      return own.length === 0 || (await handOnItems(group, distinct(own), deps)) ? [] : own;
    }),
  );
  const identifiers = [...poison, ...failed.flat().map(({ sequence }) => sequence)];
  return { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Hands items of one group on; says and answers false when they were not taken. */
export async function handOnItems(
  group: OutboxGroup,
  items: readonly OutboxItem[],
  { handOn, report, now }: OutboxDeps,
): Promise<boolean> {
  try {
    const time = new Date(now()).toISOString();
    await handOn(reactionOf(group).door, { source: OUTBOX_SOURCE, group, time, items: [...items] });
    return true;
  } catch {
    report('hand-on-failed', { group });
    return false;
  }
}

/** Undefined for a record that nobody can make sense of. */
function noticedIn(record: unknown, tables: StreamedNames): Noticed | undefined {
  const { data } = streamRecord.safeParse(record);
  if (data === undefined) return undefined;
  const { Keys, NewImage, SequenceNumber: sequence } = data.dynamodb;
  const group = OUTBOX_GROUPS.find((one) => one === groupOf(NewImage.todoPk.S));
  const name = /:table\/([^/]+)\//.exec(data.eventSourceARN)?.[1];
  const table = STREAMED.find((one) => tables[one] === name);
  if (group === undefined || table === undefined) return undefined;
  return { sequence, group, item: { table, pk: Keys.pk.S, sk: Keys.sk.S, why: NewImage.todoWhy.S } };
}

/** Several images of one item in a batch are one item. */
const distinct = (noticed: readonly Noticed[]): readonly OutboxItem[] => [
  ...new Map(noticed.map(({ item }) => [`${item.pk} ${item.sk}`, item])).values(),
];

/** A record that cannot be read is still named, so that it fails alone; without a number the whole batch does. */
function sequenceOf(record: unknown): string {
  const found = z.object({ dynamodb: z.object({ SequenceNumber: z.string() }) }).safeParse(record);
  return found.success ? found.data.dynamodb.SequenceNumber : '';
}
