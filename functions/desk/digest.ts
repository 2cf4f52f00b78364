import type { CaseTypes } from '../../shared/domain/cases/kinds.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { queueDigest } from '../../shared/letters/digests.ts';
import { dueDigest } from '../../shared/letters/due-digest.ts';
import type { Records } from '../../shared/records/port.ts';

/** What queueing the digest needs. */
export interface DigestDeps {
  readonly records: Records;
  readonly types?: CaseTypes;
  /** Language of letters to staff. */
  readonly language: 'ru' | 'en';
}

/**
 * Queues the officers' digest of the day: what has to be answered today or earlier, and what is overdue (D0). None when
 * there is nothing; one when the schedule comes twice. Its lines are read again when it is sent.
 * @param at epoch ms of the schedule's event
 */
export async function sendDigest(
  { records, types, language }: DigestDeps,
  at: number,
): Promise<'queued' | 'already' | 'nothing'> {
  const day = localDate(at, REGIME_ZONE);
  const { overdue, today } = await dueDigest({ records, ...(types && { types }) }, day, at);
  if (overdue.length + today.length === 0) return 'nothing';
  const written = await records.commit([queueDigest('desk-digest', day, language, at)]);
  return written.ok ? 'queued' : 'already';
}
