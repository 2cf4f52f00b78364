import type { LetterBody, StaffReader } from '../domain/cases/letter.ts';
import { putNew } from '../records/kinds/kind.ts';
import { letterKind } from '../records/kinds/letters.ts';
import type { Write } from '../records/port.ts';

type Language = LetterBody['language'];

/**
 * Queues a letter to staff that comes at most once a day: its id is the day, so the second write is refused. What it says
 * is read when it is sent; one with nothing to say is not sent.
 */
function queueDaily(
  about: { readonly id: string; readonly kind: LetterBody['kind']; readonly to: StaffReader },
  day: string,
  language: Language,
  at: number,
): Write {
  const iso = new Date(at).toISOString();
  const body: LetterBody = {
    ...about,
    language,
    channel: 'mail',
    status: 'queued',
    at: iso,
    delivery: 'at-least-once',
    data: { day },
    attempts: [],
  };
  return putNew(letterKind, { id: about.id }, body, { todo: { group: 'letter', at: iso, why: 'send' } });
}

/** The officers' digest of a day (D0). @param day local date it tells of; `at` epoch ms */
export const queueDeskDigest = (day: string, language: Language, at: number): Write =>
  queueDaily({ id: `desk-digest-${day}`, kind: 'desk-digest', to: 'officers' }, day, language, at);

/** Id of the day's letter about letters that are held. */
export const lettersHeldId = (day: string): string => `letters-held-${day}`;

/** Tells the staff, once a day, that letters wait for one of them (T3). @param day local date; `at` epoch ms */
export const queueLettersHeld = (day: string, language: Language, at: number): Write =>
  queueDaily({ id: lettersHeldId(day), kind: 'letters-held', to: 'team' }, day, language, at);
