import { holdEnds, MOST_WAITING } from '../domain/letters/hold.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { type Standing, storedOf } from './kinds/kind.ts';
import { letterKind } from './kinds/letters.ts';
import type { Entry, IndexedTable, Records } from './port.ts';

/** Group of the due index in which held letters stand, earliest first: `<queued at>#<network>#<owner>#<id>`. */
export const HELD_LETTERS = 'held';

/** Tables where held letters lie: letters of cases, and the first one of a registration in its profile. */
const PLACES: readonly IndexedTable[] = ['cases', 'people'];

/** What of a letter says where it stands. */
type Held = Pick<LetterBody, 'id' | 'reference' | 'person' | 'at' | 'heldFor'>;

const sortOf = ({ at, heldFor, reference, person, id }: Held): string =>
  `${at}#${heldFor?.network ?? ''}#${reference ?? person ?? ''}#${id}`;

/** Where a held letter stands: among those that wait, and in the outbox for the end of its hour – unless a person decides. */
export function heldStanding(letter: Held): Standing {
  const due = { group: HELD_LETTERS, sort: sortOf(letter) };
  return letter.heldFor?.person === true
    ? { due }
    : { due, todo: { group: 'letter', at: holdEnds(letter.at), why: 'release' } };
}

/**
 * Networks of the letters that are held in the whole deployment, `letter` among them: all of them, or one more than may
 * wait without a person. One query a table, of the sparse index; nothing is counted that could be counted twice.
 */
export async function heldNetworks(records: Records, letter: LetterBody): Promise<readonly string[]> {
  const pages = await Promise.all(
    PLACES.map((table) => records.listDue(HELD_LETTERS, { table, limit: MOST_WAITING + 1 })),
  );
  // The index may not show yet what was just written.
  const sorts = new Set([sortOf(letter), ...pages.flatMap(({ items }) => items.map(({ sort }) => sort))]);
  return [...sorts].map((sort) => sort.split('#')[1] ?? '');
}

/** Entries of case letters that were queued before `before` (epoch ms) and are held still. */
export async function heldBefore(records: Records, before: number, limit: number): Promise<readonly Entry[]> {
  const upTo = new Date(before).toISOString();
  return (await records.listDue(HELD_LETTERS, { upTo, limit })).items;
}

/** References of cases whose letters wait for a person, oldest first: at most `most`, and whether there are more. */
export async function casesThatWait(
  records: Records,
  most: number,
  at: number,
): Promise<{ readonly references: readonly string[]; readonly more: boolean }> {
  const { items: entries } = await records.listDue(HELD_LETTERS, { limit: most + 1 });
  const letters = (await records.getMany(entries, at)).flatMap((item) =>
    item === undefined ? [] : [storedOf(letterKind, item).body],
  );
  const waiting = letters.filter(({ status, heldFor }) => status === 'held' && heldFor?.person === true);
  const references = waiting.flatMap(({ reference }) => reference ?? []);
  return { references: references.slice(0, most), more: references.length > most };
}
