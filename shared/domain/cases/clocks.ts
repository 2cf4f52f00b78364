import { provisionalDeadline } from '../../law/deadline.ts';
import type { RuleId } from '../../law/rules.ts';
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
function metBy({ clocks, kind }: CaseType, rule: RuleId): readonly string[] {
  const facts = clocks[rule];
  if (facts === undefined) throw new TypeError(`a ${kind} has no clock ${rule}`);
  return facts.metBy;
}

/**
 * The clocks whose milestones count: of the running ones that the same events meet – one duty – the earliest. To remind of
 * the later one too would be to ask twice for one act.
 */
export function drivingClocks(type: CaseType, clocks: readonly StoredClock[]): readonly StoredClock[] {
  const duties = new Map<string, StoredClock>();
  for (const clock of clocks.filter(isTicking)) {
    const duty = metBy(type, clock.rule).join();
    const first = duties.get(duty);
    if (first === undefined || overdueAt(clock) < overdueAt(first)) duties.set(duty, clock);
  }
  return [...duties.values()];
}

/**
 * The body with the clocks that an event meets – or misses – settled by when it was done; its dates are those of what is
 * left. Without `done` it does not stand any more, and they run again (K4). What was stopped stays so.
 * @param done ISO instant, or local ISO date where no hour is known
 */
export function settledBy<Body extends CaseBody>(
  type: CaseType,
  body: Body,
  event: string,
  done: string | undefined,
): Body {
  const isMet = ({ rule, state }: StoredClock) => state !== 'stopped' && metBy(type, rule).includes(event);
  if (!body.clocks.some(isMet)) return body;
  const stateOf = (clock: StoredClock) =>
    done === undefined ? 'running' : isLate(clock, done) ? 'missed' : 'met';
  const clocks = body.clocks.map((clock) =>
    isMet(clock) ? { ...clock, state: stateOf(clock) } : clock,
  ) satisfies StoredClock[];
  return { ...body, clocks, ...datesOf(clocks) };
}

/** Clocks of a case that ends by an event: those that run, and are not met by it, are stopped. */
export const stopped = (type: CaseType, clocks: readonly StoredClock[], event: string): StoredClock[] =>
  clocks.map((clock) =>
    isTicking(clock) && !metBy(type, clock.rule).includes(event) ? { ...clock, state: 'stopped' } : clock,
  );
