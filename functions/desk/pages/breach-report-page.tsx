import type { BreachLine, BreachReport } from '../../../shared/api/breach-reports.ts';
import type { EventView } from '../../../shared/api/case-view.ts';
import type { DutyState } from '../../../shared/domain/breaches/own.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { clockMoment } from '../../../shared/http/pages/clock-end.tsx';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext, Language, Page } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { BREACH_FIELD_WORDS } from '../../../shared/http/pages/desk/kinds/breach-words.ts';
import { WordFacts } from '../../../shared/http/pages/fact-list.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { REPORT_WORDS } from '../../../shared/http/pages/texts/breach-report.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { isRuleId, ruleOf } from '../../../shared/law/rules.ts';
import { articleText } from '../../../shared/law/words.ts';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';
import { breachWord } from '../../../shared/words/breach-names.ts';
import { stateName } from '../../../shared/words/case-names.ts';
import { eventEntry } from './case-events.ts';

const MINUTES = 60;

/** A span of minutes in hours and minutes. */
const span = (minutes: number, language: Language): string => {
  const whole = Math.abs(minutes);
  return REPORT_WORDS[language].span(Math.floor(whole / MINUTES), whole % MINUTES);
};

/** The report of a breach, to be read and printed (B5). */
export function reportPage(report: BreachReport, context: DeskContext): Page {
  const { language } = context;
  const words = REPORT_WORDS[language];
  return {
    title: words.title(report.reference),
    address: ADDRESSES.breachReport(report.reference),
    wide: true,
    body: (
      <>
        <p class="screen-only">
          <a class="back" href={ADDRESSES.deskCase(report.reference)}>
            <Icon name="back" /> {report.reference}
          </a>
        </p>
        <h1>{words.title(report.reference)}</h1>
        {report.drill && <p class="note warn">{words.drill}</p>}
        <p class="lead">{words.lead}</p>
        <section aria-labelledby="what">
          <h2 id="what">{words.what}</h2>
          <WordFacts rows={facts(report, language)} />
        </section>
        <Times report={report} language={language} />
        <section aria-labelledby="decided">
          <h2 id="decided">{words.duties}</h2>
          <WordFacts
            rows={report.duties.map((duty) => [
              breachWord('duties', duty.duty, language),
              dutyText(duty, language),
            ])}
          />
        </section>
        <Letters report={report} language={language} />
        <Course report={report} context={context} />
      </>
    ),
  };
}

function facts(report: BreachReport, language: Language): readonly (readonly [string, string])[] {
  const words = REPORT_WORDS[language];
  const names = BREACH_FIELD_WORDS[language];
  const when = (iso: string) => clockMoment(iso, language);
  return [
    [words.status, stateName(report.status, language, 'breach')],
    ...(report.conclusion === null
      ? []
      : [[names.conclusion, breachWord('conclusions', report.conclusion, language)] as const]),
    [names.nature, breachWord('natures', report.nature, language)],
    [names.detectedBy, breachWord('detectors', report.detectedBy, language)],
    [names.detectedAt, when(report.detectedAt)],
    [names.awareAt, when(report.awareAt)],
    ...(report.corrected ?? []).map(
      ({ detectedAt, awareAt }) => [words.corrected, words.before(when(detectedAt), when(awareAt))] as const,
    ),
    [names.systems, report.systems.join(', ')],
    [names.kinds, report.dataKinds.map((kind) => breachWord('kinds', kind, language)).join(', ')],
    [words.opened, when(report.openedAt)],
    [words.closed, report.closedAt === null ? words.still : when(report.closedAt)],
  ];
}

/** What became of a duty: its number, whom it reached, or why it was not done. */
function dutyText(
  { state, filedAt, number, way, told, notReached, ground }: DutyState,
  language: Language,
): string {
  return [
    breachWord('duty', state, language),
    ...(ground === undefined ? [] : [breachWord('grounds', ground, language)]),
    ...(filedAt === undefined ? [] : [clockMoment(filedAt, language)]),
    ...(number === undefined ? [] : [`№ ${number}`]),
    ...(way === undefined ? [] : [breachWord('ways', way, language)]),
    ...(told === undefined ? [] : [REPORT_WORDS[language].people(told, notReached ?? 0)]),
  ].join(', ');
}

interface Part {
  readonly report: BreachReport;
  readonly language: Language;
}

/** The course against the clocks. */
function Times({ report, language }: Part) {
  const words = REPORT_WORDS[language];
  const margin = (minutes: number | null) => {
    if (minutes === null) return '–';
    return minutes >= 0 ? words.early(span(minutes, language)) : words.late(span(minutes, language));
  };
  return (
    <section aria-labelledby="times">
      <h2 id="times">{words.times}</h2>
      <table class="list free">
        <ColumnHeads names={[words.duty, words.began, words.due, words.done, words.margin]} />
        <tbody>
          {report.times.map(({ duty, rule, article, start, due, state, doneAt, minutesLeft }) => (
            <tr key={duty}>
              <td>
                <b>{breachWord('duties', duty, language)}</b>{' '}
                <span class="soft">{isRuleId(rule) ? articleText(ruleOf(rule), language) : article}</span>
              </td>
              <td data-label={words.began}>{clockMoment(start, language)}</td>
              <td data-label={words.due}>{clockMoment(due, language)}</td>
              <td data-label={words.done}>
                {doneAt === null ? words.undone : clockMoment(doneAt, language)}{' '}
                <span class="soft">{CASE_WORDS[language].clockState[state]}</span>
              </td>
              <td data-label={words.margin}>{margin(minutesLeft)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Letters({ report: { letters }, language }: Part) {
  const words = REPORT_WORDS[language];
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{words.letters}</h2>
      {letters.length === 0 ? (
        <p>{words.noLetters}</p>
      ) : (
        <ul>
          {letters.map(({ id, kind, at, status }) => (
            <li key={id}>
              {LETTER_NAMES[kind][language]} – <DateText value={at} language={language} time />,{' '}
              {CASE_WORDS[language].letterStatus[status]}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Everything that happened, and how long after the record: in a drill the time that each step took. */
function Course({ report, context }: { readonly report: BreachReport; readonly context: DeskContext }) {
  const { language } = context;
  const words = REPORT_WORDS[language];
  return (
    <section aria-labelledby="course">
      <h2 id="course">{words.timeline}</h2>
      <table class="list free">
        <ColumnHeads names={[words.event, words.after, words.who]} />
        <tbody>
          {report.timeline.map(({ at, type, by, minutes, about }, index) => {
            const event = { at, type, by, ...(about && { data: { milestone: about } }) } as EventView;
            const { title, note } = eventEntry(event, 'breach', context);
            const of = about === undefined ? undefined : breachWord('duties', about, language);
            return (
              <tr key={index}>
                <td>
                  <b>{title}</b>
                  {of !== undefined && of !== about && <span class="soft"> {of}</span>}
                </td>
                <td data-label={words.after}>
                  <DateText value={at} language={language} time />
                  <span class="soft"> (+{span(minutes, language)})</span>
                </td>
                <td data-label={words.who}>{note}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface RegisterPage {
  readonly items: readonly BreachLine[];
  readonly cursor: string | null;
}

/** The register of breaches, page by page (B5). */
export function registerPage({ items, cursor }: RegisterPage, { language }: DeskContext): Page {
  const words = REPORT_WORDS[language];
  const names = BREACH_FIELD_WORDS[language];
  return {
    title: words.registerTitle,
    address: ADDRESSES.deskBreachRegister,
    wide: true,
    body: (
      <>
        <p>
          <a class="back" href={ADDRESSES.deskRegisters}>
            <Icon name="back" /> {words.registers}
          </a>
        </p>
        <h1>{words.registerTitle}</h1>
        <p class="lead">{words.registerLead}</p>
        {items.length === 0 ? (
          <p class="note">{words.registerEmpty}</p>
        ) : (
          <table class="list free">
            <ColumnHeads
              names={[words.report, words.noticed, names.nature, names.kinds, names.systems, words.found]}
            />
            <tbody>
              {items.map((line) => (
                <tr key={line.reference}>
                  <td>
                    <a class="ref" href={ADDRESSES.breachReport(line.reference)}>
                      {line.reference}
                    </a>
                    {line.drill && <span class="soft"> {words.drillMark}</span>}
                  </td>
                  <td data-label={words.noticed}>{clockMoment(line.detectedAt, language)}</td>
                  <td data-label={names.nature}>{breachWord('natures', line.nature, language)}</td>
                  <td data-label={names.kinds}>
                    {line.dataKinds.map((kind) => breachWord('kinds', kind, language)).join(', ')}
                  </td>
                  <td data-label={names.systems}>{line.systems.join(', ')}</td>
                  <td data-label={words.found}>{conclusion(line, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p>
          {cursor === null ? (
            <span class="soft">{words.last}</span>
          ) : (
            <a
              class="button second"
              href={`${ADDRESSES.deskBreachRegister}?cursor=${encodeURIComponent(cursor)}`}
            >
              {words.next}
            </a>
          )}
        </p>
      </>
    ),
  };
}

/** What it turned out to be, or what is still to be done. */
const conclusion = ({ conclusion: found, duties, status }: BreachLine, language: Language): string =>
  found === null
    ? `${stateName(status, language, 'breach')}, ${REPORT_WORDS[language].openDuties(
        duties.filter(({ state }) => state === 'open').length,
      )}`
    : breachWord('conclusions', found, language);
