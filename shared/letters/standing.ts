import type { LetterBody } from '../domain/cases/letter.ts';
import { letterKind } from '../records/kinds/cases.ts';
import { putNew } from '../records/kinds/kind.ts';
import type { Write } from '../records/port.ts';

/**
 * Queues the officers' digest of a day (D0). Its id is the day, so that a schedule that comes twice queues it once: the
 * write is refused the second time. What it says is read when it is sent; an empty one is not sent.
 * @param day local date it tells of; `at` epoch ms
 */
export function queueDeskDigest(day: string, language: LetterBody['language'], at: number): Write {
  const iso = new Date(at).toISOString();
  const id = `desk-digest-${day}`;
  const body: LetterBody = {
    id,
    kind: 'desk-digest',
    to: 'officers',
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
