import { Fragment } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { clockMoment } from '../../shared/http/pages/clock-end.tsx';
import { CASE_WORDS } from '../../shared/http/pages/texts/case-words.ts';
import { formatInstant } from '../../shared/law/date-words.ts';
import { dayLines } from '../../shared/law/day-words.ts';
import { recompute } from '../../shared/law/deadline.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { RULE_NAMES } from '../../shared/law/rule-names.ts';
import { ruleOf } from '../../shared/law/rules.ts';
import { articleText, explainDeadline } from '../../shared/law/words.ts';
import { LETTER_NAMES } from '../../shared/letters/names.ts';
import type { Material } from './bundle-material.ts';
import type { BundleKind } from './pages/bundle-kind.ts';
import { Facts, reasonWords, Table, termsIn, when, who } from './pages/bundle-parts.tsx';
import { BUNDLE_WORDS } from './pages/bundle-words.ts';

interface Props {
  readonly of: Material;
}

interface KindProps extends Props {
  readonly kind: BundleKind;
}

const STYLE =
  'body{max-width:62rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 Arial,sans-serif;color:#1c1c1c}' +
  'h1{font-size:1.7rem}h2{margin-top:2.2rem;border-bottom:1px solid #999}' +
  'table{border-collapse:collapse;width:100%}td,th{padding:.3rem .5rem;border:1px solid #bbb;text-align:left;vertical-align:top;overflow-wrap:break-word}code{overflow-wrap:anywhere;font-size:.8rem}ul.days{list-style:none;padding:0}' +
  'dt{font-weight:bold;margin-top:.6rem}dd{margin:0}.words{white-space:pre-wrap}.off{color:#595959}small{color:#595959}' +
  '@media print{h2{break-after:avoid}tr{break-inside:avoid}}';

function Clocks({ of }: Props) {
  const { language, clocks } = of.body;
  const words = BUNDLE_WORDS[language];
  return clocks.map((clock) => {
    const { deadline } = recompute(clock);
    const [nominal = '', due = '', workBy = '', result = ''] = words.clockDates;
    return (
      <section key={clock.id}>
        <h3>
          {RULE_NAMES[clock.rule][language]} <small>{articleText(ruleOf(clock.rule), language)}</small>
        </h3>
        <p>{explainDeadline(deadline, language)}</p>
        <Facts
          rows={[
            [nominal, clockMoment(clock.nominal, language)],
            [due, clockMoment(clock.due, language)],
            [workBy, clockMoment(clock.workBy, language)],
            [result, CASE_WORDS[language].clockState[clock.state]],
          ]}
        />
        <ul class="days">
          {dayLines(deadline, language).map((day) => (
            <li key={day.date} class={day.counted ? undefined : 'off'}>
              {day.text}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function History({ of, kind }: KindProps) {
  const { body, events, texts } = of;
  const words = BUNDLE_WORDS[body.language];
  const terms = termsIn(kind, of);
  const notes = new Map(texts.filter(({ role }) => role === 'note').map(({ id, text }) => [id, text]));
  return (
    <Table
      head={words.historyColumns}
      rows={events.map((event, index) => [
        String(index + 1),
        when(event.at, of),
        terms.event(event.type),
        who(event.by, of),
        [
          event.reason && (event.reason.text ?? reasonWords(event.reason.code, of, kind)),
          notes.get(String(event.data?.['text'] ?? '')),
          ...Object.entries(event.data ?? {})
            .filter(([name]) => name !== 'text')
            .map(([name, value]) => `${name}: ${value}`),
        ]
          .filter((part) => part !== undefined)
          .join('\n'),
      ])}
    />
  );
}

function Letters({ of }: Props) {
  const { body, letters } = of;
  const words = BUNDLE_WORDS[body.language];
  const terms = CASE_WORDS[body.language];
  const instant = (value: string | undefined) => (value === undefined ? words.none : when(value, of));
  return (
    <Table
      head={words.letterColumns}
      rows={letters.map((letter) => [
        LETTER_NAMES[letter.kind][body.language],
        `${terms.letterTo[letter.to]}, ${terms.letterChannel[letter.channel]}`,
        when(letter.at, of),
        terms.letterStatus[letter.status],
        instant(letter.sentAt),
        instant(letter.outcomeAt),
        letter.hash === undefined ? words.none : <code>{letter.hash}</code>,
      ])}
    />
  );
}

function Texts({ of, kind }: KindProps) {
  const words = BUNDLE_WORDS[of.body.language];
  const terms = termsIn(kind, of);
  const texts = of.texts.filter(({ role }) => role !== 'answer');
  if (texts.length === 0) return <p>{words.noTexts}</p>;
  return texts.map((text) => (
    <section key={text.id}>
      <small>
        {when(text.at, of)} · {who(text.by, of)} · {terms.event(text.event)}
      </small>
      <p class="words">{text.text}</p>
    </section>
  ));
}

/** The file that a lawyer opens first: one page that needs nothing but itself (K5). `files`: what lies beside it. */
export function bundleIndex(of: Material, kind: BundleKind, files: readonly string[]): string {
  const { body, reason } = of;
  const { language } = body;
  const words = BUNDLE_WORDS[language];
  const terms = CASE_WORDS[language];
  const html = renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{words.title(body.reference)}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{words.title(body.reference)}</h1>
        <p>{words.lead(formatInstant(of.at, REGIME_ZONE, language))}</p>
        <Facts
          rows={[
            [words.state, termsIn(kind, of).state(body.status)],
            [words.received, when(body.receivedAt, of)],
            [words.how, terms.channel[body.channel]],
            [words.lastDay, clockMoment(body.dueAt ?? body.dueOn, body.language)],
            [words.workBy, when(body.workBy, of)],
            [words.assignee, body.assignee === undefined ? words.nobody : who(body.assignee, of)],
            [words.why, `${reason.text ?? reasonWords(reason.code, of, kind)} – ${who(of.by, of)}`],
          ]}
        />
        {kind.sections(of).map(({ title, body: section }) => (
          <Fragment key={title}>
            <h2>{title}</h2>
            {section}
          </Fragment>
        ))}
        <h2>{words.clocks}</h2>
        <Clocks of={of} />
        <h2>{words.history}</h2>
        <History of={of} kind={kind} />
        <h2>{words.letters}</h2>
        <Letters of={of} />
        <h2>{words.texts}</h2>
        <Texts of={of} kind={kind} />
        <h2>{words.files}</h2>
        <ul>
          {files.map((name) => (
            <li key={name}>
              <a href={name}>{name}</a>
            </li>
          ))}
        </ul>
        {words.proof.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </body>
    </html>,
  );
  return `<!doctype html>${html}\n`;
}
