import { provisionalDeadline } from '../../law/deadline.ts';
import type { RuleId } from '../../law/rules.ts';
import { dueOnOf, isHourClock, isLate, overdueAt, workDayOf } from '../clock-ends.ts';
import type { CaseBody, StoredClock } from './case.ts';
import type { CaseType, ClockFacts } from './type.ts';

/**
 * Starts a clock. Intake may lose no request: where the legal date would be refused for want of a calendar, the clock
 * is provisional with the earliest possible date (G12).
 * @param clocks of the kind of the case; @param start ISO instant of electronic receipt, or the bare date of a paper's
 * @param rule by which it is counted, where that is not the one it begins with (an extended term)
 */
export function startClock<Id extends string>(
  clocks: { readonly [id in Id]: ClockFacts },
  id: Id,
  start: string,
  rule: RuleId = factsOf(clocks, id).rule,
): StoredClock {
  const counted = provisionalDeadline(rule, start);
  return {
    id,
    rule,
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

/** The clock counted again from a start, by the rule that it has now. */
export const startedAgain = ({ clocks }: CaseType, { id, rule }: StoredClock, start: string): StoredClock =>
  startClock(clocks, id, start, rule);

const earliest = (dates: readonly string[]): string => dates.toSorted()[0] ?? '';

/**
 * The dates of a case: those of its earliest clock that runs; when none does any more, of the earliest of all. `dueAt` only
 * where that is one of hours.
 */
export function datesOf(clocks: readonly StoredClock[]): Pick<CaseBody, 'dueOn' | 'workBy' | 'dueAt'> {
  const running = clocks.filter(isTicking);
  const counted = running.length === 0 ? clocks : running;
  const [first] = counted.toSorted((a, b) => overdueAt(a) - overdueAt(b));
  return {
    dueOn: earliest(counted.map(dueOnOf)),
    workBy: earliest(counted.map(workDayOf)),
    ...(first !== undefined && isHourClock(first.rule) ? { dueAt: first.due } : {}),
  };
}

/** The body with clocks in place of its own, and the dates that follow from them. */
export function withClocks<Body extends CaseBody>(body: Body, clocks: StoredClock[]): Body {
  const { dueAt: _, ...rest } = body;
  return { ...(rest as Body), clocks, ...datesOf(clocks) };
}

const isTicking = ({ state }: StoredClock): boolean => state === 'running';

/** The body with clocks counted anew: its dates follow them, and nothing is waited for until an execution has planned by them. */
export function recounted(body: CaseBody, clocks: StoredClock[]): CaseBody {
  const { nextMilestoneAt: _, ...rest } = body;
  return withClocks(rest, clocks);
}

/** What a kind says of a clock. Throws for one that the kind does not have. */
function factsOf<Id extends string>(clocks: { readonly [id in Id]?: ClockFacts }, id: Id): ClockFacts {
  const facts = Object.hasOwn(clocks, id) ? clocks[id] : undefined;
  if (facts === undefined) throw new TypeError(`its kind has no clock ${id}`);
  return facts;
}

/** What was done: an act's event, and the parts of the case that it was done about; all where not said. */
export interface Deed {
  readonly event: string;
  readonly parts?: readonly string[] | undefined;
}

const isAbout = ({ part }: ClockFacts, { parts }: Deed): boolean =>
  part === undefined || parts === undefined || parts.includes(part);

/** Whether a deed does what a clock asks for. */
export function isMetBy({ clocks }: CaseType, { id }: StoredClock, deed: Deed): boolean {
  const facts = factsOf(clocks, id);
  return isAbout(facts, deed) && facts.metBy.includes(deed.event);
}

/**
 * The clocks whose milestones count: of the running ones of one part that the same events meet – one duty – the earliest. To remind of
 * the later one too would be to ask twice for one act.
 */
export function drivingClocks(type: CaseType, clocks: readonly StoredClock[]): readonly StoredClock[] {
  const duties = new Map<string, StoredClock>();
  for (const clock of clocks.filter(isTicking)) {
    const { part = '', metBy } = factsOf(type.clocks, clock.id);
    const duty = [part, ...metBy].join();
    const first = duties.get(duty);
    if (first === undefined || overdueAt(clock) < overdueAt(first)) duties.set(duty, clock);
  }
  return [...duties.values()];
}

/**
 * The body with the clocks that a deed meets – or misses – settled by when it was done; its dates are those of what is
 * left. Without `done` it does not stand any more, and they run again (K4). What was stopped, or met by another event, stays
 * so.
 * @param done ISO instant, or local ISO date where no hour is known
 */
export function settledBy<Body extends CaseBody>(
  type: CaseType,
  body: Body,
  deed: Deed,
  done: string | undefined,
): Body {
  const isMet = (clock: StoredClock) =>
    clock.state !== 'stopped' &&
    (clock.by === undefined || clock.by === deed.event) &&
    isMetBy(type, clock, deed);
  if (!body.clocks.some(isMet)) return body;
  const settled = ({ by: _, ...clock }: StoredClock): StoredClock =>
    done === undefined
      ? { ...clock, state: 'running' }
      : { ...clock, state: isLate(clock, done) ? 'missed' : 'met', by: deed.event };
  return withClocks(
    body,
    body.clocks.map((clock) => (isMet(clock) ? settled(clock) : clock)),
  );
}

/** The body with the running clocks stopped that nobody owes after a deed; the others go on. */
export function stoppedBy(type: CaseType, body: CaseBody, deed: Deed): CaseBody {
  const ends = (clock: StoredClock) => {
    const facts = factsOf(type.clocks, clock.id);
    return isTicking(clock) && isAbout(facts, deed) && facts.stoppedBy?.includes(deed.event) === true;
  };
  if (!body.clocks.some(ends)) return body;
  return withClocks(
    body,
    body.clocks.map((clock) => (ends(clock) ? { ...clock, state: 'stopped' } : clock)),
  );
}

/** The clocks that run. */
export const runningClocks = ({ clocks }: Pick<CaseBody, 'clocks'>): readonly StoredClock[] =>
  clocks.filter(isTicking);
