import * as z from 'zod/mini';
import { profileKind } from '../../shared/records/kinds/people.ts';
import type { Key } from '../../shared/records/port.ts';
import type { LetterDeps } from './deps.ts';
import { type Budget, RESERVE_MS, workAll } from './sweep.ts';

const text = z.object({ S: z.string() });

/** The parts of a stream record that are read: where the letter lies. What it says is read from the table (stale images). */
const streamRecord = z.object({
  dynamodb: z.object({
    SequenceNumber: z.string(),
    Keys: z.object({ pk: text, sk: text }),
    NewImage: z.optional(z.object({ kind: z.optional(text), todoWhy: z.optional(text) })),
  }),
});

/** Answer of a stream consumer: the first record to be delivered again; those before it are done. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

interface StreamLetter extends Key {
  readonly why?: string;
  readonly sequence: string;
}

/** A letter that was turned away is tried again within the same run if that is so soon. */
const SOON_MS = 20_000;

/**
 * Takes a batch of the table's stream. Only what failed is delivered again; a record that cannot be read fails alone and
 * ends up with the dead letters after a few tries (reliability.md, poison message).
 */
export async function takeBatch(
  records: readonly unknown[],
  deps: LetterDeps,
  budget: Budget,
): Promise<BatchAnswer> {
  const parsed = records.map((record) => streamRecord.safeParse(record));
  const poison = records.flatMap((record, index) =>
    parsed[index]?.success === false ? [sequenceOf(record)] : [],
  );
  const letters = latest(
    parsed.flatMap(({ data }): StreamLetter[] => {
      if (data === undefined) return [];
      const { Keys, NewImage, SequenceNumber } = data.dynamodb;
      const why = NewImage?.todoWhy?.S;
      const table = NewImage?.kind?.S === profileKind.name ? 'people' : 'cases';
      const key = { table, pk: Keys.pk.S, sk: Keys.sk.S } as const;
      return [{ ...key, sequence: SequenceNumber, ...(why === undefined ? {} : { why }) }];
    }),
  );
  const first = await workAll(letters, deps, budget);
  const failed = [...first.failed, ...(await soon(first.again, deps, budget))];
  const identifiers = [...poison, ...failed.map(({ sequence }) => sequence)];
  return { batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Several images of one letter in a batch are one letter. */
const latest = (letters: readonly StreamLetter[]): readonly StreamLetter[] => [
  ...new Map(letters.map((letter) => [`${letter.pk} ${letter.sk}`, letter])).values(),
];

/** Those turned away a moment ago, once more; what is turned away again waits for the sweep. */
async function soon(
  again: readonly { readonly letter: StreamLetter; readonly at: number }[],
  deps: LetterDeps,
  budget: Budget,
): Promise<readonly StreamLetter[]> {
  const now = deps.now();
  const near = again.filter(({ at }) => at - now <= SOON_MS);
  if (near.length === 0) return [];
  const wait = Math.max(0, ...near.map(({ at }) => at - now));
  if (budget.remaining() < wait + 2 * RESERVE_MS) return [];
  await budget.sleep(wait);
  return (
    await workAll(
      near.map(({ letter }) => letter),
      deps,
      budget,
    )
  ).failed;
}

/** A record that cannot be read is still named, so that it fails alone; without a number the whole batch does. */
function sequenceOf(record: unknown): string {
  const found = z.object({ dynamodb: z.object({ SequenceNumber: z.string() }) }).safeParse(record);
  return found.success ? found.data.dynamodb.SequenceNumber : '';
}
