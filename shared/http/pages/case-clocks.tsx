import type { CaseView, ClockView } from '../../api/case-view.ts';
import type { Tone } from '../../domain/cases/type.ts';
import { isHourClock } from '../../domain/clock-ends.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import { isRuleId, ruleOf } from '../../law/rules.ts';
import { articleText, counselNote } from '../../law/words.ts';
import { ClockEnd, daysLeftText, timeLeftText } from './clock-end.tsx';
import { ClockExplained } from './clock-explained.tsx';
import type { Language, PageContext } from './context.ts';
import { dateOnly, todayOf } from './date-text.tsx';
import { pageKind } from './kinds/table.ts';
import { Tag } from './status-tag.tsx';
import { CASE_WORDS } from './texts/case-words.ts';
import { STATUS_WORDS } from './texts/status.ts';

interface Props {
  readonly view: Pick<CaseView, 'clocks' | 'kind' | 'provisional' | 'receivedAt'>;
  readonly context: Pick<PageContext, 'at' | 'kinds' | 'language'>;
  readonly staff?: boolean;
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
          <ClockEnd value={value} language={language} />
        </b>
        {left && <span class="left">{left}</span>}
        {note && <span class="soft">{note}</span>}
      </dd>
    </div>
  );
}

function OneClock({
  clock,
  context,
  staff,
  view: { kind, receivedAt },
}: Props & { readonly clock: ClockView }) {
  const { language, at } = context;
  const rule = isRuleId(clock.rule) ? ruleOf(clock.rule) : undefined;
  const known = isRuleId(clock.rule) ? RULE_NAMES[clock.rule][language].replace(/\.$/, '') : clock.rule;
  const { clocks, received } = pageKind(kind, context).words[language];
  // A promise of our own is told of in our words, and needs nobody's counsel.
  const own = Object.hasOwn(clocks, clock.id) ? clocks[clock.id] : undefined;
  const counsel = rule && own === undefined ? counselNote(rule, language) : undefined;
  return (
    <section class="clock">
      <h3>
        {(staff ? undefined : own) ?? known}{' '}
        <Tag tone={STATE_TONES[clock.state]}>{CASE_WORDS[language].clockState[clock.state]}</Tag>
      </h3>
      <p class="soft">
        {rule ? articleText(rule, language) : clock.article}
        {counsel ? `. ${counsel}` : ''}
      </p>
      <dl class="tiles">
        {isRuleId(clock.rule) && isHourClock(clock.rule) ? (
          <Hours clock={clock} language={language} at={at} />
        ) : (
          <Days
            clock={clock}
            language={language}
            at={at}
            staff={staff}
            received={clock.start === receivedAt ? received : STATUS_WORDS[language].began}
          />
        )}
      </dl>
      <ClockExplained clock={clock} language={language} today={todayOf(at)} {...(staff ? { staff } : {})} />
    </section>
  );
}

interface TilesProps {
  readonly clock: ClockView;
  readonly language: Language;
  readonly at: number;
}

/** A clock of hours runs to a minute: nights and days off count, and there is no working day before it (B1). */
function Hours({ clock: { start, due, state }, language, at }: TilesProps) {
  const words = STATUS_WORDS[language];
  const left = state === 'running' && due !== null ? timeLeftText(at, Date.parse(due), language) : undefined;
  return (
    <>
      <DateTile label={words.began} value={start} language={language} />
      <DateTile label={words.legal} value={due} language={language} left={left} main />
    </>
  );
}

interface DaysProps extends TilesProps {
  readonly staff: boolean | undefined;
  /** How the receipt is dated. */
  readonly received: string;
}

function Days({ clock, language, at, staff, received }: DaysProps) {
  const words = STATUS_WORDS[language];
  const moved = clock.due !== clock.nominal;
  const promise = !isRuleId(clock.rule) || ruleOf(clock.rule).overdueAfter !== 'due';
  const left = (until: string | null) =>
    clock.state === 'running' && until !== null ? daysLeftText(todayOf(at), until, language) : undefined;
  return (
    <>
      <DateTile label={received} value={dateOnly(clock.start)} language={language} />
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
    </>
  );
}

/** The clocks of a case: dates side by side and each counted day on request (K1, K2, D1). */
export function CaseClocks(props: Props) {
  const { view, context } = props;
  return (
    <>
      {view.provisional && <p class="note warn">{STATUS_WORDS[context.language].provisional}</p>}
      {view.clocks.map((clock) => (
        <OneClock key={clock.id} {...props} clock={clock} />
      ))}
    </>
  );
}
