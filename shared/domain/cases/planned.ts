import { isHourClock, overdueAt } from '../clock-ends.ts';
import type { CaseLetter, NewLetter } from '../letters/new-letter.ts';
import type { ClockLetter } from '../milestone-names.ts';
import { type Milestone, planMilestones } from '../milestones.ts';
import type { CaseBody, StoredClock } from './case.ts';
import type { NewEvent } from './change.ts';
import { drivingClocks } from './clocks.ts';
import type { CaseState } from './type.ts';

/** A milestone of one clock of a case. */
export interface PlannedMilestone extends Milestone {
  readonly clock: StoredClock;
}

/**
 * Milestones of all clocks that drive the case, in their order; those of one instant are one step of the workflow, the
 * one of the clock that ends first last.
 */
export function milestonesOf({ type, body }: Pick<CaseState, 'type' | 'body'>): readonly PlannedMilestone[] {
  return drivingClocks(type, body.clocks)
    .flatMap((clock) =>
      planMilestones(clock, type.clocks[clock.id]?.milestones).map((one) => ({ ...one, clock })),
    )
    .toSorted((a, b) => a.at - b.at || overdueAt(b.clock) - overdueAt(a.clock));
}

/** Whether the milestone has acted, or was past when the case was planned. */
export const hasPassed = ({ clock, name }: PlannedMilestone): boolean => clock.passed.includes(name);

/** Clocks with milestones marked as passed; the others are the same objects. */
export const markPassed = (
  clocks: readonly StoredClock[],
  milestones: readonly PlannedMilestone[],
): StoredClock[] =>
  clocks.map((clock) => {
    const names = milestones.filter((one) => one.clock === clock && !hasPassed(one)).map(({ name }) => name);
    return names.length === 0 ? clock : { ...clock, passed: [...clock.passed, ...names] };
  });

/** What passing milestones makes of a case. */
interface Passed {
  readonly body: CaseBody;
  readonly events: readonly NewEvent[];
  readonly letters: readonly CaseLetter[];
}

/**
 * Records milestones as passed. Of each clock only the latest acts, and whoever would get two letters of one kind gets
 * one (K3). One event tells of all that act: it names the gravest, and where a case has several duties each with its clock.
 * @param fresh milestones that have not passed, in order
 */
export function pass(
  { type, body }: CaseState,
  fresh: readonly PlannedMilestone[],
  newId: () => string,
): Passed {
  const clocks = markPassed(body.clocks, fresh);
  const acting = fresh.filter(
    ({ clock }, index) => !fresh.slice(index + 1).some((later) => later.clock === clock),
  );
  const gravest = acting.at(-1);
  if (gravest === undefined) return { body, events: [], letters: [] };
  const several = drivingClocks(type, body.clocks).length > 1;
  const revision = body.revision + 1;
  const data = {
    milestone: gravest.name,
    ...(several ? { clocks: acting.map(({ clock, name }) => `${clock.id}:${name}`).join() } : {}),
  };
  return {
    body: { ...body, clocks, revision },
    events: [{ type: 'milestone', by: 'system', data, revision }],
    letters: acting
      .toReversed()
      .flatMap((one) => lettersOf(one, body, several))
      .filter(isFirst)
      .map((letter) => ({ id: newId(), ...letter })),
  };
}

/** Letter without its id. */
type Unnamed = { [K in ClockLetter]: Omit<NewLetter<K>, 'id'> }[ClockLetter];

/** Letters that a milestone causes: reminders to who is in charge, escalation and overdue to the officers (K3, B1). */
function lettersOf(
  { clock, name, tells }: PlannedMilestone,
  { assignee }: CaseBody,
  several: boolean,
): readonly Unnamed[] {
  const inCharge = assignee === undefined ? 'team' : 'assignee';
  return tells.map(({ kind, to }) => {
    const reader = to === 'officers' ? to : inCharge;
    const data = clockData(clock, several);
    if (kind === 'case-reminder') return { kind, to: reader, data: { milestone: name, ...data } };
    return { kind, to: reader, ...(Object.keys(data).length === 0 ? {} : { data }) };
  });
}

const isFirst = ({ kind, to }: Unnamed, index: number, all: readonly Unnamed[]): boolean =>
  all.findIndex((one) => one.kind === kind && one.to === to) === index;

/** What a letter about a clock names beside the case: nothing where it is the only duty, and a day says when it ends. */
export const clockData = ({ id, rule }: StoredClock, several: boolean): { readonly clock?: string } =>
  several || isHourClock(rule) ? { clock: id } : {};
