import type { Fate, MailingBody, TallyBody } from '../domain/mailings/mailing.ts';
import { type Stored, storedOf } from './kinds/kind.ts';
import { mailingPartition, mailingTallyKind, talliesOf } from './kinds/mailings.ts';
import type { Records } from './port.ts';
import { allOf } from './walk.ts';

/** How far a mailing has come, as its chunks have counted their letters. */
export interface Progress {
  readonly counts: { readonly [fate in Fate]: number };
  readonly twice: number;
  /** ISO instant of the latest count. */
  readonly latest?: string;
  /** Numbers of the chunks of which everybody has been told, or cannot be. */
  readonly done: ReadonlySet<number>;
}

/** Reads the tallies of a mailing; whom no chunk has counted yet waits. */
export async function progressOf(
  records: Pick<Records, 'query'>,
  { id, frozen }: MailingBody,
): Promise<Progress> {
  const tallies = frozen === undefined ? [] : await talliesIn(records, id, frozen.attempt);
  const sum = (fate: Fate): number => tallies.reduce((all, { body }) => all + (body.counts[fate] ?? 0), 0);
  const over = {
    sent: sum('sent'),
    returned: sum('returned'),
    stopped: sum('stopped'),
    erased: sum('erased'),
  };
  const all = over.sent + over.returned + over.stopped + over.erased;
  const latest = tallies
    .map(({ body }) => body.at)
    .toSorted()
    .at(-1);
  return {
    ...(latest === undefined ? {} : { latest }),
    counts: { ...over, waiting: (frozen?.count ?? 0) - all },
    twice: tallies.reduce((total, { body }) => total + body.twice, 0),
    done: new Set(tallies.filter(({ body }) => body.doneAt !== undefined).map(({ body }) => body.n)),
  };
}

async function talliesIn(
  records: Pick<Records, 'query'>,
  mailing: string,
  attempt: string,
): Promise<readonly Stored<TallyBody>[]> {
  const items = await allOf(records, 'people', mailingPartition(mailing), talliesOf(attempt));
  return items.map((item) => storedOf(mailingTallyKind, item));
}
