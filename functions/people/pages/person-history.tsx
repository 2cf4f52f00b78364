import type { ConsentEventView, PersonActView, PersonView } from '../../../shared/api/people.ts';
import { conditionsOf } from '../../../shared/domain/consent/distribution.ts';
import { lastDay } from '../../../shared/domain/consent/last-day.ts';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { dateWords } from '../../../shared/http/pages/date-text.tsx';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';
import { PERSON_ACTS } from '../../../shared/http/pages/texts/person-acts.ts';
import { PUBLICATION_WORDS } from '../../../shared/http/pages/texts/publication.ts';
import { Timeline, type TimelineEntry } from '../../../shared/http/pages/timeline.tsx';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';
import { blockName } from '../../../shared/words/block-names.ts';
import { purposeName } from './purpose-name.ts';

interface Props {
  readonly view: PersonView;
  readonly context: DeskContext;
}

/** Both chains of a person: consents and blocks, and the acts on the record. */
export function PersonHistory({ view, context }: Props) {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const shown = view.acts.length;
  return (
    <>
      <section aria-labelledby="history">
        <h2 id="history">{words.history}</h2>
        {view.history.length === 0 && <p class="soft">{words.noHistory}</p>}
        <Timeline language={language} entries={view.history.map((event) => consentEntry(event, context))} />
      </section>
      <section aria-labelledby="acts">
        <h2 id="acts">{words.acts}</h2>
        {shown < view.actsInAll && (
          <p class="soft">{words.actsShown(String(shown), String(view.actsInAll))}</p>
        )}
        <Timeline language={language} entries={view.acts.map((act) => actEntry(act, view, context))} />
      </section>
    </>
  );
}

/** A word of a closed list by its code; the code itself where the list has grown since. */
const wordOf = (words: { readonly [code: string]: string }, code: string | undefined): string =>
  code === undefined ? '' : Object.hasOwn(words, code) ? (words[code] ?? code) : code;

function actor(by: string, context: DeskContext): string {
  const { by: words } = PEOPLE_WORDS[context.language];
  return by === 'person' || by === 'system' ? words[by] : staffName(by, context);
}

/** What was done, to which text, how, when it counts from, who, and the number under which it stands. */
function consentEntry(event: ConsentEventView, context: DeskContext): TimelineEntry {
  const { language } = context;
  const words = PEOPLE_WORDS[language];
  const { type, purpose, field, text, channel, effective, until, conditions, kind, scope, n } = event;
  const block = kind && scope && blockName({ kind, scope }, language);
  const what = purpose === undefined ? block : purposeName(purpose, field, language);
  const ended = event.ended?.split(' ').map((topic) => {
    const [id = '', of] = topic.split('/');
    return purposeName(id, of, language);
  });
  const note = [
    words.entryNumber(String(n)),
    text ?? '',
    wordOf(words.channels, channel),
    effective === undefined ? '' : dateWords(effective, language, true),
    until === undefined ? '' : `${words.until} ${dateWords(lastDay(until), language)}`,
    conditionsOf(conditions)
      .map((one) => PUBLICATION_WORDS[language].conditionNames[one])
      .join('; '),
    actor(event.by, context),
  ];
  const about = ended?.join(', ') ?? what;
  return {
    at: event.at,
    title: [PERSON_ACTS[language].events[type], about].filter(Boolean).join(': '),
    note: note.filter(Boolean).join(' · '),
  };
}

/** What happened, to which letter where it was one, why and by whom. */
function actEntry(
  { at, type, by, reason, data }: PersonActView,
  { letters }: PersonView,
  context: DeskContext,
): TimelineEntry {
  const words = PEOPLE_WORDS[context.language];
  const letter = letters.find(({ id }) => id === data?.['letter']);
  const about = letter === undefined ? '' : LETTER_NAMES[letter.kind][context.language];
  const why = reason?.text ?? wordOf(words.reasons, reason?.code);
  return {
    at,
    title: [wordOf(PERSON_ACTS[context.language].act, type), about].filter(Boolean).join(': '),
    note: [why, actor(by, context)].filter(Boolean).join(' · '),
  };
}
