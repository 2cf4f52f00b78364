import type { CaseBody } from '../cases/case.ts';
import type { Duty } from './duties.ts';
import type { BreachOwn, DutyState } from './own.ts';
import type { BreachStatus } from './statuses.ts';

/** The body of a breach. */
export type BreachBody = CaseBody<'breach', BreachStatus, BreachOwn>;

type WithOwn = { readonly own: BreachOwn };

/** How a duty stands; undefined for one that no regime of the breach asks for. */
export const dutyOf = ({ own }: WithOwn, duty: Duty): DutyState | undefined =>
  own.duties.find((one) => one.duty === duty);

/** Duties that are neither done nor declined. */
export const openDuties = ({ own }: WithOwn): readonly Duty[] =>
  own.duties.filter(({ state }) => state === 'open').map(({ duty }) => duty);

/** Where a breach stands: open while a duty is, then ready to be closed, which an officer does with a conclusion (B5). */
export const standingOf = ({ own }: WithOwn): BreachStatus => {
  if (own.conclusion !== undefined) return 'closed';
  return openDuties({ own }).length > 0 ? 'open' : 'ready';
};
