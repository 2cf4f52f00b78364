import { provisionalDeadline } from '../../law/deadline.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { RuleId } from '../../law/rules.ts';
import { localDate } from '../../law/zones.ts';
import { dueOnOf } from '../milestones.ts';
import type { CaseBody, StoredClock } from './case.ts';

/**
 * Starts a clock. Intake may lose no request: where the legal date would be refused for want of a calendar, the clock
 * is provisional with the earliest possible date (G12).
 * @param start ISO instant of electronic receipt, or the bare date of a paper's receipt
 */
export function startClock(rule: RuleId, start: string): StoredClock {
  const counted = provisionalDeadline(rule, start);
  return {
    rule,
    article: counted.article,
    start: counted.start,
    nominal: counted.nominal,
    due: counted.due,
    workBy: counted.workBy,
    state: 'running',
    calendar: counted.calendar.version,
    ...(counted.provisional ? { provisional: true } : {}),
  };
}

const lastDay = (clock: StoredClock): string => dueOnOf(clock) ?? clock.due;

const counts = (clock: StoredClock): boolean => clock.state !== 'stopped';

const earliest = (dates: readonly string[]): string => dates.toSorted()[0] ?? '';

/** `dueOn` and `workBy` of a case: those of its earliest clock. */
export function datesOf(clocks: readonly StoredClock[]): Pick<CaseBody, 'dueOn' | 'workBy'> {
  return { dueOn: earliest(clocks.map(lastDay)), workBy: earliest(clocks.map((clock) => clock.workBy)) };
}

/**
 * The body with clocks counted anew: its dates follow them, no milestone of theirs has passed, and none is waited for
 * until an execution has planned by them.
 */
export function recounted(body: CaseBody, clocks: StoredClock[]): CaseBody {
  const { nextMilestoneAt: _, ...rest } = body;
  return { ...rest, clocks, ...datesOf(clocks), passed: [] };
}

/** The clock that drives the milestones: the one with the earliest `dueOn`. */
export function drivingClock(clocks: readonly StoredClock[]): StoredClock | undefined {
  return clocks
    .filter(counts)
    .reduce<StoredClock | undefined>(
      (first, clock) => (first === undefined || lastDay(clock) < lastDay(first) ? clock : first),
      undefined,
    );
}

/**
 * The sending that decides whether the answer was in time, and the clocks met or missed by its day (K4): the earliest
 * one that has not come back, whichever was learned of first.
 * @param mail ISO instant at which the mail service took the answer; undefined if it did not, or it came back
 * @param posted local date on which the answer was handed to the post
 */
export function settledBy(
  clocks: readonly StoredClock[],
  mail: string | undefined,
  posted: string | undefined,
): { readonly clocks: StoredClock[]; readonly sentAt?: string } {
  const mailed = mail === undefined ? undefined : localDate(Date.parse(mail), REGIME_ZONE);
  const byMail = mailed !== undefined && (posted === undefined || mailed <= posted);
  const [sentOn, sentAt] = byMail ? [mailed, mail] : [posted, posted];
  if (sentOn === undefined) return { clocks: [...clocks] };
  return {
    clocks: clocks.map((clock) => ({ ...clock, state: sentOn > lastDay(clock) ? 'missed' : 'met' })),
    ...(sentAt === undefined ? {} : { sentAt }),
  };
}

/** All clocks in one state: reopened (`running`) or ended without an answer (`stopped`). */
export function clocksInState(clocks: readonly StoredClock[], state: StoredClock['state']): StoredClock[] {
  return clocks.map((clock) => ({ ...clock, state }));
}
