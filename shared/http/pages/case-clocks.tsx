import type { CaseView, ClockView } from '../../api/case-view.ts';
import type { Tone } from '../../domain/cases/type.ts';
import { CLAIM_RULE } from '../../domain/claims/clocks.ts';
import { daysBetween } from '../../law/dates.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import { isRuleId, ruleOf } from '../../law/rules.ts';
import { articleText, counselNote } from '../../law/words.ts';
import { ClockExplained } from './clock-explained.tsx';
import type { Language } from './context.ts';
import { DateText, dateOnly } from './date-text.tsx';
import { Tag } from './status-tag.tsx';
import { CASE_WORDS } from './texts/case-words.ts';
import { STATUS_WORDS } from './texts/status.ts';

interface Props {
  readonly view: Pick<CaseView, 'clocks' | 'provisional' | 'receivedAt' | 'status'>;
  readonly language: Language;
  /** Local date of today. */
  readonly today: string;
  readonly staff?: boolean;
}

/** "12 days left", "last day", "2 days overdue"; dates are local. */
export function daysLeftText(today: string, until: string, language: Language): string {
  const words = STATUS_WORDS[language];
  const left = daysBetween(today, until);
  if (left === 0) return words.lastDay;
  return left > 0 ? words.daysLeft(left) : words.daysLate(-left);
}

const STATE_TONES: { readonly [state in ClockView['state']]: Tone } = {
  running: 'calm',
  met: 'good',
  missed: 'bad',
  stopped: 'quiet',
};

function DateTile(props: {
  label: string;
  note?: string | undefined;
  value: string | null;
  language: Language;
  main?: boolean;
  left?: string | undefined;
}) {
  const { label, note, value, language, main, left } = props;
  return (
    <div class={main ? 'tile main' : 'tile'}>
      <dt>{label}</dt>
      <dd>
        <b>
          <DateText value={value} language={language} />
        </b>
        {left && <span class="left">{left}</span>}
        {note && <span class="soft">{note}</span>}
      </dd>
    </div>
  );
}

function OneClock({ clock, language, today, staff }: Omit<Props, 'view'> & { clock: ClockView }) {
  const words = STATUS_WORDS[language];
  const rule = isRuleId(clock.rule) ? ruleOf(clock.rule) : undefined;
  const running = clock.state === 'running';
  const moved = clock.due !== clock.nominal;
  const promise = rule?.overdueAfter !== 'due';
  const known = isRuleId(clock.rule) ? RULE_NAMES[clock.rule][language].replace(/\.$/, '') : clock.rule;
  const name = !staff && clock.rule === CLAIM_RULE ? words.answerTerm : known;
  const left = (until: string | null) =>
    running && until !== null ? daysLeftText(today, until, language) : undefined;
  return (
    <section class="clock">
      <h3>
        {name} <Tag tone={STATE_TONES[clock.state]}>{CASE_WORDS[language].clockState[clock.state]}</Tag>
      </h3>
      <p class="soft">
        {rule ? articleText(rule, language) : clock.article}
        {rule && clock.rule !== CLAIM_RULE && counselNote(rule, language)
          ? `. ${counselNote(rule, language)}`
          : ''}
      </p>
      <dl class="tiles">
        <DateTile label={words.received} value={dateOnly(clock.start)} language={language} />
        {staff && (
          <DateTile
            label={words.workBy}
            note={words.workByNote}
            value={clock.workBy}
            language={language}
            left={left(clock.workBy)}
            main
          />
        )}
        <DateTile
          label={promise ? words.promised : words.legal}
          note={moved && promise ? words.promisedNote : undefined}
          value={promise ? clock.nominal : clock.due}
          language={language}
          left={staff ? undefined : left(clock.nominal)}
          main={!staff}
        />
        {moved && promise && (
          <DateTile label={words.legal} note={words.legalNote} value={clock.due} language={language} />
        )}
      </dl>
      <ClockExplained clock={clock} language={language} today={today} {...(staff ? { staff } : {})} />
    </section>
  );
}

/** The clocks of a case: dates side by side and each counted day on request (K1, K2, D1). */
export function CaseClocks(props: Props) {
  const { view, language } = props;
  return (
    <>
      {view.provisional && <p class="note warn">{STATUS_WORDS[language].provisional}</p>}
      {view.clocks.map((clock) => (
        <OneClock key={clock.rule} {...props} clock={clock} />
      ))}
    </>
  );
}
