import type { Hold } from '../domain/letters/hold.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { LedgerDeps } from './deps.ts';
import { type NetworkAct, networkHash, submissionsOf, take } from './limits.ts';
import { newReference } from './references.ts';
import type { RandomBytes } from './secrets.ts';

/** What taking in a case needs beside the records. */
export interface IntakeDeps extends LedgerDeps {
  readonly settings: Pick<RuntimeSettings, 'limits'>;
  /** Tells of a case stored above its network's limit (an alarm counts them); absent where no network is counted. */
  readonly overLimit?: () => void;
}

/**
 * Why the letters of a new case are held back, if they are. Above the limit of its network it is stored all the same: the
 * law's clock runs (T3).
 * @param network of the caller; absent for staff, and for who is signed in
 */
export async function holdOf(
  act: Extract<NetworkAct, 'claims' | 'requests'>,
  { marked, network }: { readonly marked: boolean; readonly network?: string | undefined },
  at: number,
  { records, secrets, settings, overLimit }: IntakeDeps,
): Promise<Hold | undefined> {
  const of = networkHash(secrets, network ?? '');
  const limit = submissionsOf(act, settings.limits.networkPerHour);
  const within = network === undefined || (await take(records, limit, of, at));
  if (!within) overLimit?.();
  if (marked) return { why: 'robot', network: of };
  return within ? undefined : { why: 'network', network: of };
}

/** A new reference of the year in which a case was received (G8). */
export const referenceOf = (receivedOn: string | undefined, at: number, random: RandomBytes): string =>
  newReference((receivedOn ?? localDate(at, REGIME_ZONE)).slice(0, 4), random);
