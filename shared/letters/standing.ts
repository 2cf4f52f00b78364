import type { LetterBody } from '../domain/cases/letter.ts';
import { letterKind } from '../records/kinds/cases.ts';
import { putNew } from '../records/kinds/kind.ts';
import type { Write } from '../records/port.ts';

/** Letters of the program's own days: they belong to no case and are written from the records when they are sent. */
export type StandingKind = 'desk-digest' | 'ledger-root';

/**
 * Queues a daily letter. Its id is made of kind and day, so that a schedule that comes twice queues it once: the write
 * is refused the second time.
 * @param day local date it tells of; `at` epoch ms
 */
export function queueStanding(
  kind: StandingKind,
  day: string,
  language: LetterBody['language'],
  at: number,
): Write {
  const iso = new Date(at).toISOString();
  const id = `${kind}-${day}`;
  const body: LetterBody = {
    id,
    kind,
    to: kind === 'desk-digest' ? 'officers' : 'auditor',
    language,
    channel: 'mail',
    status: 'queued',
    at: iso,
    delivery: 'at-least-once',
    data: { day },
    attempts: [],
  };
  return putNew(letterKind, { id }, body, { todo: { group: 'letter', at: iso, why: 'send' } });
}
