import { provisionalDeadline } from '../../law/deadline.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { RuleId } from '../../law/rules.ts';
import { localDate } from '../../law/zones.ts';
import { dueOnOf, isLate, overdueAt, workDayOf } from '../clock-ends.ts';
import type { CaseBody, StoredClock } from './case.ts';
import type { CaseType } from './type.ts';

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
    passed: [],
    calendar: counted.calendar.version,
    ...(counted.provisional ? { provisional: true } : {}),
  };
}

const earliest = (dates: readonly string[]): string => dates.toSorted()[0] ?? '';

/** `dueOn` and `workBy` of a case: those of its earliest clock that runs; when none does any more, of the earliest of all. */
export function datesOf(clocks: readonly StoredClock[]): Pick<CaseBody, 'dueOn' | 'workBy'> {
  const running = clocks.filter(isTicking);
  const counted = running.length === 0 ? clocks : running;
  return { dueOn: earliest(counted.map(dueOnOf)), workBy: earliest(counted.map(workDayOf)) };
}

const isTicking = ({ state }: StoredClock): boolean => state === 'running';

/** The body with clocks counted anew: its dates follow them, and nothing is waited for until an execution has planned by them. */
export function recounted(body: CaseBody, clocks: StoredClock[]): CaseBody {
  const { nextMilestoneAt: _, ...rest } = body;
  return { ...rest, clocks, ...datesOf(clocks) };
}

/** Events that meet a clock, as the kind of the case says. Throws for a clock that the kind does not have. */
function metBy({ clocks, kind }: Pick<CaseType, 'clocks' | 'kind'>, rule: RuleId): string {
  const facts = clocks[rule];
  if (facts === undefined) throw new TypeError(`a ${kind} has no clock ${rule}`);
  return facts.metBy.join();
}

/**
 * The clocks whose milestones count: of the running ones that the same events meet – one duty – the earliest. To remind of
 * the later one too would be to ask twice for one act.
 */
export function drivingClocks(
  type: Pick<CaseType, 'clocks' | 'kind'>,
  clocks: readonly StoredClock[],
): readonly StoredClock[] {
  const duties = new Map<string, StoredClock>();
  for (const clock of clocks.filter(isTicking)) {
    const duty = metBy(type, clock.rule);
    const first = duties.get(duty);
    if (first === undefined || overdueAt(clock) < overdueAt(first)) duties.set(duty, clock);
  }
  return [...duties.values()];
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
  const sentAt = byMail ? mail : posted;
  if (sentAt === undefined) return { clocks: [...clocks] };
  return {
    clocks: clocks.map((clock) => ({ ...clock, state: isLate(clock, sentAt) ? 'missed' : 'met' })),
    sentAt,
  };
}

/** Clocks of a case that ends: those that run are stopped. */
export const stopped = (clocks: readonly StoredClock[]): StoredClock[] =>
  clocks.map((clock) => (isTicking(clock) ? { ...clock, state: 'stopped' } : clock));

/** Clocks of a case whose answer came back: what it had met runs again. */
export const reopenedClocks = (clocks: readonly StoredClock[]): StoredClock[] =>
  clocks.map((clock) => ({ ...clock, state: 'running' }));
