import { type Hold, type HoldBody, heldRules } from '../domain/holds/hold.ts';
import { addDays } from '../law/dates.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { atHour, localDate } from '../law/zones.ts';
import { legalHoldKind } from './kinds/holds.ts';
import { keyFor, read, type Standing, type Stored } from './kinds/kind.ts';
import type { Page, Records, Write } from './port.ts';
import { keyOf, keyText } from './writes.ts';

/** What is kept back of a person's records, and the item that says so. */
export interface Held {
  readonly rules: ReadonlyMap<string, Pick<Hold, 'article' | 'until'>>;
  readonly stored: Stored<HoldBody> | undefined;
}

/** The holds on a person's records at an instant (epoch ms), strongly consistent. */
export async function readHeld(records: Records, person: string, at: number): Promise<Held> {
  const stored = await read(records, legalHoldKind, person, at);
  return { stored, rules: withOwn(heldRules(stored?.body, localDate(at, REGIME_ZONE))) };
}

/** The record of the holds stays as long as the last of them. */
function withOwn(rules: Held['rules']): Held['rules'] {
  const [last] = [...rules.values()].toSorted((one, other) => (one.until < other.until ? 1 : -1));
  return last === undefined ? rules : new Map([...rules, [legalHoldKind.kept, last]]);
}

/** Rules whose records are kept back. */
export const rulesHeld = ({ rules }: Held): ReadonlySet<string> => new Set(rules.keys());

/**
 * The condition of whatever destroys (S8): the holds are as they were read. One that was set a moment before wins. Nothing to
 * add where the writes take the record of the holds itself, as it was read.
 */
export const asHeld = (
  person: string,
  { stored }: Pick<Held, 'stored'>,
  writes: readonly Write[],
): readonly Write[] => {
  const key = keyFor(legalHoldKind, person);
  if (writes.some((write) => keyText(keyOf(write)) === keyText(key))) return [];
  return [
    stored === undefined ? { op: 'check-absent', key } : { op: 'check-version', key, v: stored.item.v },
  ];
};

/** Group of the due index in which people stand whose records are held, or are to be. */
const HELD_PEOPLE = 'legal-hold';

/** The record is looked at when the first of its holds is over; it stands in the list by that day, with what waits for a decision. */
export function holdStanding({ person, holds }: HoldBody): Standing {
  const [first] = holds.map(({ until }) => until).toSorted();
  if (first === undefined) return {};
  const at = new Date(atHour(addDays(first, 1), 0, REGIME_ZONE)).toISOString();
  const waiting = holds.filter(({ state, endProposed }) => state === 'proposed' || endProposed !== undefined);
  return {
    todo: { group: 'erasure', why: 'hold', at },
    due: { group: HELD_PEOPLE, sort: `${first}#${person}`, row: `${holds.length} ${waiting.length}` },
  };
}

/** Somebody whose records are held, or are to be: until when, how many holds there are, and how many wait for a second officer. */
export interface HeldPerson {
  readonly person: string;
  readonly until: string;
  readonly holds: number;
  readonly waiting: number;
}

/** A page of {@link HeldPerson}, by the day on which the first hold ends. Throws `BadCursor`. */
export async function listHeld(
  records: Records,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<HeldPerson>> {
  const found = await records.listDue(HELD_PEOPLE, {
    ...{ table: 'people', limit },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const items = found.items.map(({ sort, row = '' }) => {
    const [until = '', person = ''] = sort.split('#');
    const [holds = 0, waiting = 0] = row.split(' ').map(Number);
    return { person, until, holds, waiting };
  });
  return { ...found, items };
}
