import { HOLD_MS } from '../../shared/domain/letters/hold.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { queueDigest } from '../../shared/letters/digests.ts';
import { heldBefore } from '../../shared/records/held-letters.ts';
import type { DigestDeps } from './digest.ts';

/** What is held so long after its hour was over waits for a person: sweeps have come by several times. */
const GRACE_MS = 15 * 60_000;

/**
 * Tells the staff each morning that letters still wait for one of them (T3): nothing that is held is forgotten.
 * @param at epoch ms of the schedule's event
 */
export async function tellOfHeld({ records, language }: DigestDeps, at: number): Promise<void> {
  const waiting = await heldBefore(records, at - HOLD_MS - GRACE_MS, 1);
  if (waiting.length === 0) return;
  await records.commit([queueDigest('letters-held', localDate(at, REGIME_ZONE), language, at)]);
}
