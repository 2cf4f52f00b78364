import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { queueDigest } from '../../shared/letters/digests.ts';
import { actsToSign } from '../../shared/records/acts.ts';
import type { DigestDeps } from './digest.ts';

/**
 * Tells the officers each morning of acts of destruction that nobody has signed in three working days (order 179, S8); one
 * letter when the schedule comes twice. Its lines are read again when it is sent.
 * @param at epoch ms of the schedule's event
 */
export async function tellOfActs({ records, language }: DigestDeps, at: number): Promise<void> {
  const { acts } = await actsToSign(records, at, 1);
  if (acts.length === 0) return;
  await records.commit([queueDigest('acts-unsigned', localDate(at, REGIME_ZONE), language, at)]);
}
