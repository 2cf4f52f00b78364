import { randomBytes } from 'node:crypto';
import { type Canary, quickSearch, type searchFor } from './canary-search.ts';

/** Every canary begins with one of these marks, and nothing else in the world contains them. */
const MARKS = ['QzCanary', 'Ъькнрйк'] as const;
/** Planted values by name. */
export const planted: Canary[] = [];
const word = (letters: string): string =>
  Array.from(randomBytes(8), (byte) => letters[byte % letters.length]).join('');

/** Latin letters only, so that it may stand wherever something may stand. */
export function latin(name: string): string {
  const value = `${MARKS[0]}${word('BCDFGHJKLMNPQRSTVWXZ')}`;
  planted.push({ name, value });
  return value;
}

/** A phrase of two canaries, Russian and Latin, so that every spelling has something to spell. */
export function phrase(name: string): string {
  const value = `${MARKS[1]}${word('бвгджзклмнпрстфхцчшщ')}`;
  planted.push({ name: `${name}, in Russian`, value });
  return `${value} ${latin(name)}`;
}

/** An address that is a canary itself. */
export const address = (name: string, more = ''): string => `${more}${latin(name)}@example.org`;

/** Names of local staff: personal data like any other, sealed in their directory. */
const STAFF: readonly Canary[] = [
  { name: 'name of an officer', value: 'Офицеров' },
  { name: 'name of an agent', value: 'Агентова' },
  { name: 'name of an auditor', value: 'Аудиторов' },
];

/** Secrets that were handed out: none may lie anywhere. */
export const secrets: Canary[] = [];

/** Looks for everything that was planted until now, and for the staff. */
export const search: ReturnType<typeof searchFor> = (where, content) =>
  quickSearch(
    [...MARKS, ...[...STAFF, ...secrets].map(({ value }) => value)],
    [...planted, ...STAFF, ...secrets],
  )(where, content);
