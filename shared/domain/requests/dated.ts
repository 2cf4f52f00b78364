import { addWorkingDays } from '../../law/working-days.ts';
import { type Refused, refuse } from '../result.ts';
import { dayOf } from './changing.ts';

/** A day on which something came or was found, as staff record it. */
export interface Dated {
  readonly field: 'receivedOn' | 'detectedOn';
  readonly on: string;
  /** OIDC subject of the second officer who looked at it. */
  readonly second?: string | undefined;
}

/**
 * What is wrong with a day from which a clock is to run (S2): it is not to come, not before the request, and one that lies
 * more than a working day back – it makes a term shorter or hides a delay – takes a second officer.
 * @param at epoch ms
 */
export function datedFault(
  { field, on, second }: Dated,
  { receivedAt, by, at }: { readonly receivedAt: string; readonly by: string; readonly at: number },
): Refused | undefined {
  const today = dayOf(at);
  const received = dayOf(receivedAt);
  if (on > today) return refuse('day-in-future', { field, data: { today } });
  if (on < received) return refuse('day-before-receipt', { field, data: { received } });
  if (on >= addWorkingDays(today, -1)) return undefined;
  if (second === undefined) return refuse('second-officer-needed', { field });
  return by === `staff:${second}` ? refuse('second-officer-same', { field }) : undefined;
}
