import type { LetterBody } from '../domain/letters/letter.ts';
import { type NewLetter, queuedLetter } from '../domain/letters/new-letter.ts';
import { putNew } from '../records/kinds/kind.ts';
import { letterKind } from '../records/kinds/letters.ts';
import type { Write } from '../records/port.ts';

/** Letters that belong to no case and no person. */
type Standing = NewLetter<'desk-digest' | 'letters-held' | 'ledger-root' | 'receipts-digest'>;

/** When a standing letter is queued, and when it is to leave – at once, if nothing else is said. Epoch ms. */
interface Instants {
  readonly at: number;
  readonly leaves?: number;
}

const iso = (at: number) => new Date(at).toISOString();

/**
 * Queues a letter that stands by itself. Its id says what there may be only one of – a day, an address and a day –, so that
 * the second write is refused. What it says is read when it is sent; one with nothing to say is not sent.
 */
export const queueStanding = (
  letter: Standing,
  language: LetterBody['language'],
  { at, leaves = at }: Instants,
): Write =>
  putNew(letterKind, { id: letter.id }, queuedLetter(letter, { language, at: iso(at) }), {
    todo: { group: 'letter', at: iso(leaves), why: 'send' },
  });

/** The officers' digest of a day (D0). @param day local date it tells of; `at` epoch ms */
export const queueDeskDigest = (day: string, language: LetterBody['language'], at: number): Write =>
  queueStanding({ id: `desk-digest-${day}`, kind: 'desk-digest', to: 'officers', data: { day } }, language, {
    at,
  });

/** Id of the day's letter about letters that are held. */
export const lettersHeldId = (day: string): string => `letters-held-${day}`;

/** Tells the staff, once a day, that letters wait for one of them (T3). @param day local date; `at` epoch ms */
export const queueLettersHeld = (day: string, language: LetterBody['language'], at: number): Write =>
  queueStanding({ id: lettersHeldId(day), kind: 'letters-held', to: 'team', data: { day } }, language, {
    at,
  });
