import type { CaseLine, Totals } from '../../../shared/api/case-view.ts';
import type { ListQuery } from '../../../shared/api/desk.ts';
import { URGENCIES, type Urgency } from '../../../shared/domain/cases/urgency.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { ClockEnd, daysLeftText, timeLeftText } from '../../../shared/http/pages/clock-end.tsx';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext, Page } from '../../../shared/http/pages/context.ts';
import { DateText, dateOnly, dateWords, todayOf } from '../../../shared/http/pages/date-text.tsx';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { PAGE_KINDS, pageKind, termsOf } from '../../../shared/http/pages/kinds/table.ts';
import { StatusTag, Tag } from '../../../shared/http/pages/status-tag.tsx';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';
import { localTime } from '../../../shared/law/zones.ts';
import { AgeChart } from './age-chart.tsx';
import { agesOf, byBucket, countAges } from './due-buckets.ts';

interface DueView {
  readonly items: readonly CaseLine[];
  /** Where the next page starts; null on the last one. */
  readonly cursor: string | null;
  /** Of all open cases, where the list goes on over several pages. */
  readonly totals?: Totals | null;
  /** The filter in force, as the query gave it. */
  readonly filter: ListQuery;
}

/** `GET /desk`: what is due, most urgent first, by date with colour and text (D1). No personal data (G10). */
export function duePage({ items, cursor, totals = null, filter }: DueView, context: DeskContext): Page {
  const { language, at } = context;
  const words = DESK_WORDS[language];
  const today = todayOf(at);
  const buckets = byBucket(items, today, context);
  const { cursor: from, ...rest } = filter;
  const filtered = Object.values(rest).some((value) => value !== undefined);
  const shown = URGENCIES.filter((bucket) => (buckets.get(bucket)?.length ?? 0) > 0);
  return {
    title: words.dueTitle,
    wide: true,
    body: (
      <>
        <div class="due-head">
          <div>
            <h1>{words.dueTitle}</h1>
            <p class="soft">{words.today(dateWords(today, language))}</p>
          </div>
        </div>
        <div class="board">
          <Counts buckets={buckets} more={cursor !== null} totals={totals} context={context} />
          <AgeChart ages={agesOf(totals?.byAge ?? countAges(items, today, context))} language={language} />
        </div>
        <Filter filter={filter} context={context} open={filtered} />
        {items.length === 0 && (
          <section class="empty">
            <h2>{words.emptyTitle}</h2>
            <p>{filtered ? words.emptyFilter : words.emptyAll}</p>
            {(filtered || from !== undefined) && (
              <p>
                <a href={ADDRESSES.desk}>{words.reset}</a>
              </p>
            )}
          </section>
        )}
        {shown.map((bucket) => (
          <DueTable key={bucket} bucket={bucket} lines={buckets.get(bucket) ?? []} context={context} />
        ))}
        {cursor !== null && (
          <p>
            <a class="button second" href={`${ADDRESSES.desk}?${query({ ...rest, cursor })}`}>
              {words.next}
            </a>
          </p>
        )}
      </>
    ),
  };
}

const query = (values: { readonly [name: string]: string | undefined }) =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

interface CountsProps {
  readonly buckets: ReadonlyMap<Urgency, readonly CaseLine[]>;
  readonly more: boolean;
  readonly totals: Totals | null;
  readonly context: DeskContext;
}

/** How many there are of each urgency: on this page, or – where the list goes on – in all, as last counted. */
function Counts({ buckets, more, totals, context }: CountsProps) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const known = URGENCIES.filter((bucket) => bucket !== 'none');
  const here = (bucket: Urgency) => buckets.get(bucket)?.length ?? 0;
  // The list goes by date: what the page's last filled bucket shows may go on on the next page, earlier ones are whole.
  const last = known.findLast((bucket) => here(bucket) > 0);
  const isOpenEnded = (bucket: Urgency) =>
    totals === null && more && (bucket === last || (here(bucket) === 0 && bucket === 'later'));
  return (
    <div>
      <ul class="counts">
        {known.map((bucket) => {
          const count = totals?.byUrgency[bucket] ?? here(bucket);
          const inner = (
            <>
              <b>{isOpenEnded(bucket) ? words.more(count) : count}</b>
              <span>{words.bucket[bucket]}</span>
            </>
          );
          return (
            <li key={bucket} class={`count ${bucket}${count === 0 ? ' zero' : ''}`}>
              {here(bucket) > 0 ? <a href={`#${bucket}`}>{inner}</a> : <span>{inner}</span>}
            </li>
          );
        })}
      </ul>
      {totals && <p class="soft">{words.countedAt(asOf(totals.at, context))}</p>}
    </div>
  );
}

/** The time of today, or the date with it. */
const asOf = (instant: string, { at, language }: DeskContext): string =>
  dateOnly(instant) === todayOf(at)
    ? localTime(Date.parse(instant), REGIME_ZONE)
    : dateWords(instant, language, true);

interface TableProps {
  readonly bucket: Urgency;
  readonly lines: readonly CaseLine[];
  readonly context: DeskContext;
}

function DueTable({ bucket, lines, context }: TableProps) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const { columns } = words;
  return (
    <section class={`due ${bucket}`} aria-labelledby={bucket}>
      <h2 id={bucket}>
        {words.bucket[bucket]} <span class="soft">{words.caseCount(lines.length)}</span>
      </h2>
      <table class="list">
        <ColumnHeads
          names={[
            columns.workBy,
            columns.reference,
            columns.status,
            columns.received,
            columns.dueOn,
            columns.assignee,
          ]}
        />
        <tbody>
          {lines.map((line) => (
            <tr key={line.reference}>
              <td class="by">
                <DateText value={line.workBy} language={language} />
                <span class="left">{urgency(line, bucket, context)}</span>
              </td>
              <th scope="row">
                <a href={ADDRESSES.deskCase(line.reference)}>{line.reference}</a>
                <span class="soft">{termsOf(line.kind, language, context).kind}</span>
              </th>
              <td>
                <StatusTag of={line} context={context} /> {line.held && <Tag tone="warn">{words.held}</Tag>}{' '}
                {line.triage && <Tag tone="warn">{words.triage}</Tag>}{' '}
                {line.provisional && <Tag tone="warn">{words.provisional}</Tag>}
              </td>
              <td data-label={columns.received}>
                <DateText value={dateOnly(line.receivedAt)} language={language} />
              </td>
              <td data-label={columns.dueOn}>
                <ClockEnd value={line.dueAt ?? line.dueOn} language={language} />
              </td>
              <td data-label={columns.assignee}>
                {line.assignee === null ? (
                  <span class="soft">{words.nobody}</span>
                ) : (
                  staffName(line.assignee, context)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How many days are left, or by how many it is late: against the promise once that has passed. */
function urgency(line: CaseLine, bucket: Urgency, { at, language }: DeskContext): string {
  if (bucket === 'none' || line.workBy === null) return '';
  if (line.dueAt !== null) return timeLeftText(at, Date.parse(line.dueAt), language);
  const today = todayOf(at);
  return daysLeftText(today, line.overdue && line.dueOn !== null ? line.dueOn : line.workBy, language);
}

function Filter({ filter, context, open }: { filter: ListQuery; context: DeskContext; open: boolean }) {
  const { language, directory, staff } = context;
  const words = DESK_WORDS[language];
  const kinds = Object.keys(context.kinds ?? PAGE_KINDS);
  const states = new Map(
    kinds.flatMap((kind) =>
      Object.keys(pageKind(kind, context).type.statuses).map(
        (status) => [status, termsOf(kind, language, context).state(status)] as const,
      ),
    ),
  );
  const people = [staff, ...directory.filter(({ sub, role }) => sub !== staff.sub && role !== 'auditor')];
  const select = (
    name: 'status' | 'kind' | 'assignee',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{words.any}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={filter[name] === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <details class="fold filter" open={open}>
      <summary>{words.filterTitle}</summary>
      <form method="get" action={ADDRESSES.desk}>
        <div class="field">
          <label for="due">{words.due}</label>
          <input type="date" id="due" name="due" value={filter.due ?? ''} />
        </div>
        {select('status', words.status, [...states])}
        {select(
          'kind',
          words.kind,
          kinds.map((kind) => [kind, termsOf(kind, language, context).kind]),
        )}
        {select(
          'assignee',
          words.assignee,
          people.map(({ sub, name }) => [sub, sub === staff.sub ? words.mine : name]),
        )}
        <div class="buttons">
          <button type="submit" class="second">
            {words.apply}
          </button>
          {open && <a href={ADDRESSES.desk}>{words.reset}</a>}
        </div>
      </form>
    </details>
  );
}
