import { type Refused, refuse } from '../result.ts';

/** From when the clocks run: the detection by whomever, and our own knowing (S10). ISO instants. */
export interface Instants {
  readonly detectedAt: string;
  readonly awareAt: string;
}

/** What is wrong with the instants of a breach; `at` in epoch ms. */
export function instantsFault({ detectedAt, awareAt }: Instants, at: number): Refused | undefined {
  const now = new Date(at).toISOString();
  if (Date.parse(detectedAt) > at)
    return refuse('detection-in-future', { field: 'detectedAt', data: { now } });
  if (Date.parse(awareAt) > at) return refuse('awareness-in-future', { field: 'awareAt', data: { now } });
  if (Date.parse(awareAt) < Date.parse(detectedAt))
    return refuse('aware-before-detection', { field: 'awareAt', data: { detectedAt } });
  return undefined;
}
