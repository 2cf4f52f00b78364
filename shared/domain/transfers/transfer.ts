import * as z from 'zod/mini';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import { PROFILE_FIELDS } from '../registration/profile.ts';
import { type Refused, refuse } from '../result.ts';

/** Data of a person that somebody else may hold a copy of. */
export const HELD_FIELDS = ['email', ...PROFILE_FIELDS] as const;

/** On what ground data were handed over (X1). */
export const TRANSFER_GROUNDS = ['consent', 'contract', 'law', 'sale'] as const;

/** A transfer of one person's data to somebody else, as it was recorded: ids, codes and dates; what proves it lies sealed. */
export const transfer = z.object({
  id: z.string(),
  person: z.string(),
  /** Id of the recipient in the settings. */
  recipient: z.string(),
  fields: z.array(z.enum(HELD_FIELDS)),
  ground: z.enum(TRANSFER_GROUNDS),
  /** Local date of the transfer. */
  on: z.string(),
  /** ISO instant of the entry. */
  at: z.string(),
  by: z.string(),
});
export type Transfer = z.infer<typeof transfer>;

/** First day that a transfer may name: before the law there was nothing to record. */
const EARLIEST = '2006-07-27';

/**
 * What is wrong with the day of a transfer that was made by hand (X2): it is not to come.
 * @param at epoch ms
 */
export function transferFault({ on }: Pick<Transfer, 'on'>, at: number): Refused | undefined {
  const today = localDate(at, REGIME_ZONE);
  if (on > today) return refuse('day-in-future', { field: 'on', data: { today } });
  if (on < EARLIEST) return refuse('receipt-too-early', { field: 'on', data: { earliest: EARLIEST } });
  return undefined;
}
