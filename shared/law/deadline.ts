/**
 * Legal terms with their explanation, day by day. Pure: the start is an argument and the calendar is data.
 * Counting starts on the day after the event (Civil Code 191); a term lasts until 24:00 of its last day (194).
 */
import { isWorking, NO_CALENDAR, WEEKENDS_ONLY, type WorkCalendar } from './calendars/calendar.ts';
import { RU_CALENDAR } from './calendars/ru.ts';
import { dateOf, dayNumber, dayNumberOf, isDate, yearOf } from './dates.ts';
import { articleOf, type Rule, type RuleId, ruleOf } from './rules.ts';
import type { CountedDay, Deadline } from './types.ts';
import { lastWorkingDay } from './working-days.ts';
import { addMonths, dayOfNextMonth, isoInstant, localDate, parseInstant, startOfDay } from './zones.ts';

/** What the count does with a day whose status is unknown: give up (G12), or take it as working (intake only). */
type OnUnknown = 'refuse' | 'take-as-working';

/** A deadline whose dates are there: what intake stores. */
export interface IntakeDeadline extends Deadline {
  readonly nominal: string;
  readonly due: string;
  readonly workBy: string;
  /** Unknown days were taken as working, so `due` is the earliest possible date; `refused` names the missing year. */
  readonly provisional: boolean;
}

/**
 * The deadline of a rule.
 *
 * @param start ISO instant with `Z` or an offset, or a bare date of the rule's zone (hours then run from its 00:00, the
 * strictest reading). Anything else throws a RangeError: parse at the edge.
 * @returns with `due` and `workBy` null and `refused` set where a needed day lies outside the loaded years (G12); the
 * nominal date is still there if the rule counts calendar days or months. For hour and instant rules all three are the
 * same instant, for dates that do not move the same date.
 */
export function computeDeadline(rule: RuleId, start: string, calendar: WorkCalendar = RU_CALENDAR): Deadline {
  return compute(rule, start, calendar, 'refuse');
}

/**
 * The deadline that intake stores: the legal one, or where that is refused a provisional one (G12). There unknown days
 * count as working: `due` is the earliest possible date, `workBy` the last known working day not after it.
 */
export function provisionalDeadline(
  rule: RuleId,
  start: string,
  calendar: WorkCalendar = RU_CALENDAR,
): IntakeDeadline {
  const legal = compute(rule, start, calendar, 'refuse');
  const { refused } = legal;
  const dated = refused === undefined ? legal : compute(rule, start, calendar, 'take-as-working');
  const { nominal, due, workBy } = dated;
  if (nominal === null || due === null || workBy === null) {
    throw new Error(`Rule ${rule} gives no provisional date for ${start}.`);
  }
  return { ...dated, nominal, due, workBy, provisional: refused !== undefined, ...(refused && { refused }) };
}

/** What a case keeps of a computed clock. */
export interface StoredDates {
  readonly rule: RuleId;
  readonly start: string;
  readonly nominal: string;
  readonly due: string;
  readonly workBy: string;
}

/**
 * Counts a stored clock again, with a newer calendar or after the program changed: the deadline and which of the stored
 * dates are no longer right. A due date moves by an event *recalculated* only (S5), so this changes nothing itself.
 */
export function recompute(
  stored: StoredDates,
  calendar: WorkCalendar = RU_CALENDAR,
): { readonly deadline: IntakeDeadline; readonly changed: readonly ('nominal' | 'due' | 'workBy')[] } {
  const deadline = provisionalDeadline(stored.rule, stored.start, calendar);
  const changed = (['nominal', 'due', 'workBy'] as const).filter(
    (field) => deadline[field] !== stored[field],
  );
  return { deadline, changed };
}

function compute(id: RuleId, start: string, ruCalendar: WorkCalendar, onUnknown: OnUnknown): Deadline {
  const rule = ruleOf(id);
  const calendar = calendarOf(rule, ruCalendar);
  const bare = isDate(start);
  const at = bare ? startOfDay(start, rule.zone) : parseInstant(start);
  const head = {
    rule: id,
    article: articleOf(rule),
    start: bare ? start : isoInstant(at),
    calendar: { years: calendar.years, version: calendar.version },
  };
  if (rule.counting === 'hours' || rule.counting === 'instant') {
    const end = isoInstant(at + rule.length * 3_600_000);
    return { ...head, nominal: end, due: end, workBy: end, days: [] };
  }
  const startDate = bare ? start : localDate(at, rule.zone);
  return rule.counting === 'working-days'
    ? { ...head, ...countWorkingDays(rule.length, startDate, calendar, onUnknown) }
    : { ...head, ...countToDate(rule, startDate, calendar, onUnknown) };
}

function calendarOf(rule: Rule, ru: WorkCalendar): WorkCalendar {
  if (rule.calendar === 'ru') return ru;
  return rule.calendar === 'weekends' ? WEEKENDS_ONLY : NO_CALENDAR;
}

type Dates = Pick<Deadline, 'nominal' | 'due' | 'workBy' | 'refused' | 'days'>;

/** Rule W: day 1 is the next working day, the term ends with the n-th. */
function countWorkingDays(n: number, startDate: string, calendar: WorkCalendar, onUnknown: OnUnknown): Dates {
  const days: CountedDay[] = [{ date: startDate, counted: false, reason: 'start' }];
  let day = dayNumber(startDate);
  for (let left = n; left > 0; ) {
    const reason = calendar.kindOf(++day);
    const unknown = reason === 'unknown';
    const counted = unknown ? onUnknown === 'take-as-working' : isWorking(reason);
    days.push({ date: dateOf(day), counted, reason });
    if (counted) left--;
    else if (unknown) return { nominal: null, due: null, workBy: null, refused: { year: yearOf(day) }, days };
  }
  const due = dateOf(day);
  return { nominal: due, due, workBy: dateOf(lastKnownWorkingDay(day, calendar)), days };
}

/** Rules C, M, E and the fixed day of a month: a nominal date, then moved off days off where the rule moves. */
function countToDate(rule: Rule, startDate: string, calendar: WorkCalendar, onUnknown: OnUnknown): Dates {
  const days: CountedDay[] = [{ date: startDate, counted: false, reason: 'start' }];
  const nominal = nominalDate(rule, startDate);
  const last = dayNumber(nominal);
  if (rule.counting === 'calendar-days') {
    for (let day = dayNumber(startDate) + 1; day < last; day++) {
      days.push({ date: dateOf(day), counted: true, reason: 'calendar-day' });
    }
  }
  if (!rule.moves) {
    days.push({ date: nominal, counted: true, reason: 'calendar-day' });
    return { nominal, due: nominal, workBy: nominal, days };
  }

  const refuse = (day: number): Dates => ({
    nominal,
    due: null,
    workBy: null,
    refused: { year: yearOf(day) },
    days,
  });
  const kind = calendar.kindOf(last);
  const stays = isWorking(kind);
  days.push({
    date: nominal,
    counted: true,
    reason: kind === 'unknown' ? 'unknown' : stays ? 'calendar-day' : 'moved-from',
  });
  if (kind === 'unknown' && onUnknown === 'refuse') return refuse(last);

  let due = last;
  if (kind !== 'unknown' && !stays) {
    for (;;) {
      const next = calendar.kindOf(++due);
      const end = isWorking(next) || next === 'unknown';
      days.push({ date: dateOf(due), counted: false, reason: end && next !== 'unknown' ? 'moved-to' : next });
      if (next === 'unknown' && onUnknown === 'refuse') return refuse(due);
      if (end) break;
    }
  }
  const before = lastWorkingDay(last, calendar);
  if (!before.known && onUnknown === 'refuse') return refuse(before.day);
  return { nominal, due: dateOf(due), workBy: dateOf(lastKnownWorkingDay(last, calendar)), days };
}

/** Looks back through unknown days; where no loaded day is early enough, an unknown day is taken as working. */
function lastKnownWorkingDay(day: number, calendar: WorkCalendar): number {
  const first = calendar.years[0];
  let found = lastWorkingDay(day, calendar);
  const fallback = found.day;
  const floor = first === undefined ? fallback : dayNumberOf(first, 1, 1);
  while (!found.known && found.day > floor) found = lastWorkingDay(found.day - 1, calendar);
  return found.known ? found.day : fallback;
}

function nominalDate({ counting, length }: Rule, startDate: string): string {
  if (counting === 'months') return addMonths(startDate, length);
  if (counting === 'day-of-next-month') return dayOfNextMonth(startDate, length);
  return dateOf(dayNumber(startDate) + length);
}
