import type { Asking, Doing } from '../cases/type.ts';
import { accept, type Result, refuse } from '../result.ts';
import type { Duty } from './duties.ts';
import type { BreachOwn, DutyState } from './own.ts';

/** An act on a breach that is being done. */
export type Done = Doing<BreachOwn>;
type Moved = Done['moved'];

/** The body with what has become of a duty. */
export const withDuty = (body: Moved, duty: Duty, become: Partial<DutyState>): Moved => ({
  ...body,
  own: {
    ...body.own,
    duties: body.own.duties.map((one) => (one.duty === duty ? { ...one, ...become } : one)),
  },
});

/** The second officer of what takes two: another than who does it. Refusals: `breach-second-needed`, `second-officer-same`. */
export function secondOf({ by }: Asking, second: string | undefined): Result<string> {
  if (second === undefined) return refuse('breach-second-needed', { field: 'second' });
  return by === `staff:${second}` ? refuse('second-officer-same', { field: 'second' }) : accept(second);
}
