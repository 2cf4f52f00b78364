import { addMonths } from '../../law/zones.ts';
import { type Refused, refuse } from '../result.ts';
import type { RequestOwn } from './own.ts';

type Mandate = NonNullable<RequestOwn['mandate']>;

/** A power of attorney that names no end holds for a year (Civil Code 186(1)). */
const MONTHS_UNSAID = 12;

/** Last day on which an authority to act holds; undefined where it has no end of its own (parents, guardians, heirs). */
export function mandateEnds({ kind, issuedOn, validUntil }: Mandate): string | undefined {
  if (validUntil !== undefined) return validUntil;
  return kind === 'power' && issuedOn !== undefined ? addMonths(issuedOn, MONTHS_UNSAID) : undefined;
}

/**
 * What is wrong with an authority to act (S3): looked at when the request comes in, and again before whatever is decided,
 * disclosed or carried out for who has it.
 * @param today local date
 */
export function mandateFault(mandate: Mandate, today: string): Refused | undefined {
  const { kind, issuedOn } = mandate;
  if (kind === 'power' && issuedOn === undefined) return refuse('mandate-undated', { field: 'issuedOn' });
  if (issuedOn !== undefined && issuedOn > today)
    return refuse('mandate-in-future', { field: 'issuedOn', data: { today } });
  const ends = mandateEnds(mandate);
  if (ends !== undefined && ends < today)
    return refuse('mandate-expired', { field: 'validUntil', data: { ended: ends } });
  return undefined;
}
