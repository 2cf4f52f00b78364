import type { AnyKind } from '../../shared/records/kinds/registry.ts';
import { everyOwned, type Owned, type Subject } from '../../shared/records/owned.ts';
import type { Records } from '../../shared/records/port.ts';

/** Records that are read at a time: few enough to be nothing in memory. */
const PAGE = 200;

/** A place behind a record, as text that says nothing to anybody: a download goes on from there (S6). */
export type Spot = string;

const spotAt = ({ id }: Subject, cursor: string): Spot =>
  Buffer.from(JSON.stringify([id, cursor])).toString('base64url');

/** The subject and the cursor that a spot names; undefined for what is none. */
function spotOf(spot: Spot): { readonly id: string; readonly cursor: string } | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(spot, 'base64url').toString('utf8'));
    if (!Array.isArray(read)) return undefined;
    const [id, cursor]: readonly unknown[] = read;
    return typeof id === 'string' && typeof cursor === 'string' ? { id, cursor } : undefined;
  } catch {
    return undefined;
  }
}

/** A record that is shown, whose it is, and the spot behind it. */
export interface Found extends Owned {
  readonly subject: Subject;
  readonly spot: Spot;
}

const isShown = ({ exported }: AnyKind): boolean => exported.how === 'shown';

/**
 * Every record of these subjects of which something is shown, page by page and one subject after the other: 100,000 are never in
 * memory at once. A spot of somebody else's records leads nowhere: it is only looked for among these.
 * @param after a spot that the walk gave; @param at epoch ms
 */
export async function* everythingOf(
  records: Records,
  subjects: readonly Subject[],
  at: number,
  after?: Spot,
): AsyncGenerator<Found> {
  const from = after === undefined ? undefined : spotOf(after);
  const first = from === undefined ? 0 : subjects.findIndex(({ id }) => id === from.id);
  if (first < 0) return;
  for (const [n, subject] of subjects.slice(first).entries()) {
    const walk = { only: isShown, limit: PAGE, ...(n === 0 && from ? { after: from.cursor } : {}) };
    for await (const { item, kind, cursor } of everyOwned(records, subject, at, walk))
      yield { item, kind, subject, spot: spotAt(subject, cursor) };
  }
}
