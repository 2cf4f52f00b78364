import { computeDeadline, provisionalDeadline } from '../../law/deadline.ts';
import type { Deadline } from '../../law/types.ts';
import type { CaseBody, StoredClock } from './case.ts';

/** Rule ids a claim can carry: the policy's promise and, for a consumer's money claim, the statute (K2). */
export const CLAIM_RULE = 'ru-claim-30';
export const CONSUMER_RULE = 'ru-consumer-money-10';

/** Rules whose promise is the nominal day: overdue after it, even a day off (K2, Clock fields). */
const PROMISES: ReadonlySet<string> = new Set([CLAIM_RULE, CONSUMER_RULE]);

/**
 * Starts a clock. Intake may lose no request: where the legal date would be refused for want of a calendar, the clock
 * is provisional with the earliest possible date (G12).
 * @param start ISO instant of electronic receipt, or the bare date of a paper's receipt
 */
export function startClock(rule: string, start: string): StoredClock {
  const legal = computeDeadline(rule, start);
  return legal.refused === undefined
    ? stored(legal)
    : { ...stored(provisionalDeadline(rule, start)), provisional: true };
}

function stored(deadline: Deadline): StoredClock {
  return {
    rule: deadline.rule,
    article: deadline.article,
    start: deadline.start,
    nominal: deadline.nominal,
    due: deadline.due,
    workBy: deadline.workBy,
    state: 'running',
    calendar: deadline.calendar.version,
  };
}

/** The day after which a clock is overdue: `nominal` for a promise, `due` for a statutory clock (Clock fields). */
export function overdueAfter(clock: StoredClock): string | null {
  return PROMISES.has(clock.rule) ? clock.nominal : clock.due;
}

const earliest = (dates: readonly (string | null)[]): string | null =>
  dates.reduce((first, date) => (first === null || (date !== null && date < first) ? date : first), null);

/** `dueOn` and `workBy` of a case: those of its earliest clock. */
export function datesOf(clocks: readonly StoredClock[]): Pick<CaseBody, 'dueOn' | 'workBy'> {
  const counted = clocks.filter((clock) => clock.state !== 'stopped');
  return { dueOn: earliest(counted.map(overdueAfter)), workBy: earliest(counted.map((clock) => clock.workBy)) };
}

/** The clock that drives the milestones: the one with the earliest `dueOn`. */
export function drivingClock(clocks: readonly StoredClock[]): StoredClock | undefined {
  const { dueOn } = datesOf(clocks);
  return clocks.find((clock) => clock.state !== 'stopped' && overdueAfter(clock) === dueOn);
}

/** Clocks after the answer was sent: met or missed by the instant or date of sending (K4). */
export function settleClocks(clocks: readonly StoredClock[], sentOn: string): readonly StoredClock[] {
  return clocks.map((clock) => {
    const last = overdueAfter(clock);
    return { ...clock, state: last !== null && sentOn > last ? 'missed' : 'met' };
  });
}

/** All clocks in one state: reopened (`running`) or ended without an answer (`stopped`). */
export function clocksInState(clocks: readonly StoredClock[], state: StoredClock['state']): StoredClock[] {
  return clocks.map((clock) => ({ ...clock, state }));
}
