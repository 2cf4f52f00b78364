/** Legal clocks: time of one deadline, and how the dates differ from those of the list of holidays that most programs use. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isWorking, type WorkCalendar } from '../../shared/law/calendars/calendar.ts';
import { RU_CALENDAR } from '../../shared/law/calendars/ru.ts';
import { dateOf, dayNumberOf, weekdayOf } from '../../shared/law/dates.ts';
import { computeDeadline } from '../../shared/law/deadline.ts';
import { explainDeadline } from '../../shared/law/words.ts';
import { onDemand } from '../tools/on-demand.ts';
import { CLOCK_LIMIT } from './budgets.ts';
import { count, type Row, time } from './rows.ts';

/** Not a dependency of the program: installed into the cache when the bench runs. */
const OTHER = { name: 'date-holidays', version: '3.37.0' };

/** What is used of that package. */
interface Holidays {
  isHoliday(date: Date): false | readonly { readonly type: string }[];
}
type HolidaysClass = new (country: string, options: { readonly timezone: string }) => Holidays;

const ROUNDS = 2_000;

/** Milliseconds of one call. */
function each(work: (n: number) => unknown, rounds = ROUNDS): number {
  for (let n = 0; n < rounds / 8; n += 1) work(n);
  const began = performance.now();
  for (let n = 0; n < rounds; n += 1) work(n);
  return (performance.now() - began) / rounds;
}

/** The same question put to the package: weekends and the public holidays that it names. It knows no working Saturdays. */
function calendarOf(holidays: Holidays): WorkCalendar {
  return {
    version: `${OTHER.name} ${OTHER.version}`,
    years: RU_CALENDAR.years,
    kindOf(day) {
      if (weekdayOf(day) >= 6) return 'weekend';
      const found = holidays.isHoliday(new Date(`${dateOf(day)}T12:00:00+03:00`));
      return found !== false && found.some(({ type }) => type === 'public') ? 'holiday' : 'working-day';
    },
  };
}

/** Every day of the loaded years. */
function loadedDays(): readonly number[] {
  const [first = 0] = RU_CALENDAR.years;
  const from = dayNumberOf(first, 1, 1);
  const to = dayNumberOf((RU_CALENDAR.years.at(-1) ?? first) + 1, 1, 1);
  return Array.from({ length: to - from }, (_, n) => from + n);
}

/** Rows for the record: nothing is held to them. Absent with a note where the package cannot be installed. */
async function againstOther(): Promise<readonly Row[]> {
  const folder = await onDemand('bench', { [OTHER.name]: OTHER.version });
  const found: unknown = createRequire(join(folder, 'package.json'))(OTHER.name);
  // The package exports a class, or an object that has it, as its bundler likes.
  const Class = (
    typeof found === 'function' ? found : Reflect.get(Object(found), 'default')
  ) as HolidaysClass;
  const other = calendarOf(new Class('RU', { timezone: 'Europe/Moscow' }));
  const days = loadedDays();
  const differ = days.filter((day) => isWorking(RU_CALENDAR.kindOf(day)) !== isWorking(other.kindOf(day)));
  // Whose thirty days end at once with the last loaded year would need the next one.
  const starts = days.slice(0, -90).map(dateOf);
  const moved = starts.filter(
    (start) =>
      computeDeadline('ru-claim-30', start).workBy !== computeDeadline('ru-claim-30', start, other).workBy,
  );
  const day = (n: number) => `2026-12-${String((n % 28) + 1).padStart(2, '0')}`;
  const note = `${OTHER.name} ${OTHER.version}, Russia ${RU_CALENDAR.years.join(', ')}`;
  return [
    count('working days that date-holidays has otherwise', differ.length, null, {
      unit: '',
      note: `${note}; of ${days.length}: it knows no transfers of days off, which a decree makes each year`,
    }),
    count('claims whose last working day it has otherwise', moved.length, null, {
      unit: '',
      note: `of ${starts.length} first days`,
    }),
    time(
      'the same deadline with date-holidays',
      each((n) => computeDeadline('ru-claim-30', day(n), other), 20),
      null,
      { unit: 'ms', note: `ours ${each((n) => computeDeadline('ru-claim-30', day(n))).toFixed(3)} ms` },
    ),
  ];
}

/** Rows, and what could not be measured. */
export async function clockRows(): Promise<{
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}> {
  const explain = (n: number) =>
    explainDeadline(
      computeDeadline('ru-claim-30', `2026-12-${String((n % 28) + 1).padStart(2, '0')}T10:15:00+03:00`),
      'ru',
    );
  const own = time('a legal deadline with its explanation', each(explain), CLOCK_LIMIT, { unit: 'ms' });
  try {
    return { rows: [own, ...(await againstOther())], notes: [] };
  } catch (error) {
    const [why = ''] = String(error).split('\n');
    return {
      rows: [own],
      notes: [`Not measured: the comparison with ${OTHER.name} (${why.slice(0, 160)}).`],
    };
  }
}
