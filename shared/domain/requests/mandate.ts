import { addDays } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { addMonths, atHour } from '../../law/zones.ts';
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
  const { kind, issuedOn, endedOn, takenOnAt } = mandate;
  // The person asks themselves now; nobody acts for them.
  if (takenOnAt !== undefined) return undefined;
  if (endedOn !== undefined && endedOn <= today)
    return refuse('mandate-expired', { field: 'validUntil', data: { ended: addDays(endedOn, -1) } });
  if (kind === 'power' && issuedOn === undefined) return refuse('mandate-undated', { field: 'issuedOn' });
  if (issuedOn !== undefined && issuedOn > today)
    return refuse('mandate-in-future', { field: 'issuedOn', data: { today } });
  const ends = mandateEnds(mandate);
  if (ends !== undefined && ends < today)
    return refuse('mandate-expired', { field: 'validUntil', data: { ended: ends } });
  return undefined;
}

/**
 * Whether somebody asked for another who may not any more (S3): then nothing goes to them, and what would have gone to them goes
 * to the person.
 * @param today local date
 */
export function actsNoMore(mandate: RequestOwn['mandate'], today: string): boolean {
  if (mandate === undefined) return false;
  const { endedOn, takenOnAt } = mandate;
  const ends = mandateEnds(mandate);
  return (
    takenOnAt !== undefined ||
    (endedOn !== undefined && endedOn <= today) ||
    (ends !== undefined && ends < today)
  );
}

/** The authority by which somebody acts for another, as long as nothing on record has ended it: neither its end nor that other. */
export const mandateInUse = ({ by, mandate }: Pick<RequestOwn, 'by' | 'mandate'>): Mandate | undefined =>
  by === 'representative' && mandate?.endedOn === undefined && mandate?.takenOnAt === undefined
    ? mandate
    : undefined;

/** When the authority to act of somebody who is known to have it ends by itself: the first instant (ISO) without it. */
export function mandateRunsOut(own: RequestOwn): string | undefined {
  const mandate = own.proof.state === 'proven' ? mandateInUse(own) : undefined;
  const ends = mandate && mandateEnds(mandate);
  if (ends === undefined) return undefined;
  return new Date(atHour(addDays(ends, 1), 0, REGIME_ZONE)).toISOString();
}
