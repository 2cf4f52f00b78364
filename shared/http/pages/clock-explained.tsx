import type { ClockView } from '../../api/case-view.ts';
import { formatDates } from '../../law/date-words.ts';
import { isDate } from '../../law/dates.ts';
import { type CalendarMonth, type ClockDay, calendarOf, numbered, runsOf } from './clock-days.ts';
import { ColumnHeads } from './column-heads.tsx';
import type { Language } from './context.ts';
import { dateWords } from './date-text.tsx';
import { STATUS_WORDS } from './texts/status.ts';

interface Props {
  readonly clock: ClockView;
  readonly language: Language;
  /** Staff also see the working day they are driven by. */
  readonly staff?: boolean;
  /** The local date of today is framed. */
  readonly today?: string;
}

/** Classes of cells: `s`tart, `c`ounted, `o`ff, `m`oved, `u`nknown; marks `p`romised, `l`egal, `w`ork by, `n`ow. */
function cellClass(day: ClockDay): string {
  if (day.reason === 'start') return 's';
  if (day.reason === 'unknown') return 'u';
  if (day.reason === 'moved-from' || day.reason === 'moved-to') return 'm';
  return day.counted ? 'c' : 'o';
}

function marks({ clock, staff, today }: Props, date: string): string {
  return [
    date === clock.nominal ? ' p' : '',
    date === clock.due && clock.due !== clock.nominal ? ' l' : '',
    staff && date === clock.workBy && clock.workBy !== clock.nominal ? ' w' : '',
    date === today ? ' n' : '',
  ].join('');
}

function Month(props: Props & { month: CalendarMonth; days: ReadonlyMap<string, ClockDay> }) {
  const { month, days, language } = props;
  const words = STATUS_WORDS[language];
  return (
    <table class="month">
      <caption>{`${words.months[month.month - 1]} ${month.year}`}</caption>
      <ColumnHeads names={words.weekdays} />
      <tbody>
        {month.weeks.map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((date, column) => {
              const day = date === undefined ? undefined : days.get(date);
              if (date === undefined) return <td key={column} />;
              if (day === undefined) return <td key={date}>{Number(date.slice(8))}</td>;
              return (
                <td key={date} class={cellClass(day) + marks(props, date)}>
                  {Number(date.slice(8))}
                  <small>{words.cell[day.reason] || day.n}</small>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Legend({ clock, language, staff, today, days }: Props & { days: readonly ClockDay[] }) {
  const { mark } = STATUS_WORDS[language];
  const has = (kind: string) => days.some((day) => cellClass(day) === kind);
  const rows = [
    ['s', mark.start, has('s')],
    ['c', mark.counted, has('c')],
    ['o', mark.off, has('o')],
    ['m', mark.moved, has('m')],
    ['u', mark.unknown, has('u')],
    ['p', mark.promised, clock.nominal !== null],
    ['n', mark.today, days.some(({ date }) => date === today)],
    ['l', mark.legal, clock.due !== null && clock.due !== clock.nominal],
    ['w', mark.workBy, staff === true && clock.workBy !== null && clock.workBy !== clock.nominal],
  ] as const;
  return (
    <ul class="legend" aria-label={STATUS_WORDS[language].legend}>
      {rows
        .filter(([, , shown]) => shown)
        .map(([kind, text]) => (
          <li key={kind}>
            <span class={`key ${kind}`} aria-hidden="true" />
            {text}
          </li>
        ))}
    </ul>
  );
}

/**
 * A legal term day by day, readable without script: a sentence, on request the calendar with each counted day numbered
 * and each other day with its reason, and the same as a list of words (D1, quality.md: every date explains itself).
 */
export function ClockExplained(props: Props) {
  const { clock, language } = props;
  const words = STATUS_WORDS[language];
  const days = numbered(clock.explanation.days);
  const [first, last] = [days[0]?.date, days.at(-1)?.date];
  const byDate = new Map(days.map((day) => [day.date, day]));
  return (
    <details class="counted">
      <summary>{words.howCounted}</summary>
      <p>{clock.explanation.text}</p>
      {first !== undefined && last !== undefined && isDate(first) && (
        <>
          <Legend {...props} days={days} />
          <div class="months">
            {calendarOf(first, last).map((month) => (
              <Month key={month.month} {...props} month={month} days={byDate} />
            ))}
          </div>
          <p class="mini">{words.inWords}</p>
          <ul class="runs">
            {runsOf(days).map((run) => (
              <li key={run.dates[0]}>
                <b>{formatDates(run.dates, language)}</b>
                {' — '}
                {run.from !== undefined && `${words.runDays(run.from, run.to ?? run.from)}: `}
                {words.run[run.reason]}
              </li>
            ))}
            {clock.nominal !== null && (
              <li>
                <b>{dateWords(clock.nominal, language)}</b> — {words.mark.promised}
              </li>
            )}
            {clock.due !== null && clock.due !== clock.nominal && (
              <li>
                <b>{dateWords(clock.due, language)}</b> — {words.mark.legal}
              </li>
            )}
          </ul>
        </>
      )}
    </details>
  );
}
