import { isPurpose, type PurposeId, purposeOf } from '../../policy/purposes.ts';
import type { PurposeFacts } from './purpose.ts';

/** Which blocks stop which purpose (S4). Nobody is locked out of the account, and no block stops letters about a case. */
const STOPPED_BY: Readonly<Record<PurposeId, PurposeFacts['stoppedBy']>> = {
  account: 'none',
  // Without the disputed field they go on where data are said to be wrong.
  'service-letters': 'unlawful',
  claims: 'none',
  requests: 'none',
  security: 'none',
  promotions: 'any',
  distribution: 'full',
  partners: 'any',
};

/** Facts of a purpose of the policy; undefined for one that nobody declared. */
export function factsOf(purpose: string): PurposeFacts | undefined {
  if (!isPurpose(purpose)) return undefined;
  const { ground, validity } = purposeOf(purpose);
  return { ground, validity, stoppedBy: STOPPED_BY[purpose] };
}
