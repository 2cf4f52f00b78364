import type { LetterView } from '../../../shared/api/case-view.ts';
import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { factsOf } from '../../../shared/domain/letters/kinds.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Form } from '../../../shared/http/pages/form.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import type { PageKind } from '../../../shared/http/pages/kinds/page-kind.ts';
import { pageKind } from '../../../shared/http/pages/kinds/table.ts';
import { LetterTag } from '../../../shared/http/pages/status-tag.tsx';
import { ACT_WORDS } from '../../../shared/http/pages/texts/acts.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { STATUS_WORDS } from '../../../shared/http/pages/texts/status.ts';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';

interface Props {
  readonly view: StaffCaseView;
  readonly context: DeskContext;
}

/** A postal letter that waits for the printer; the answer leaves the queue with its tracking number (K4). */
const leavesQueue = ({ channel, status, kind }: LetterView, { letters }: PageKind['type']): boolean =>
  channel === 'print' && status === 'queued' && kind !== letters.answer;

/** Letters of the case with their states; those to the requester can be printed. */
export function Letters({ view, context }: Props) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const terms = CASE_WORDS[language];
  const { type } = pageKind(view.kind, context);
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{words.lettersTitle}</h2>
      {view.letters.length === 0 && <p class="soft">{STATUS_WORDS[language].noLetters}</p>}
      <ul class="letters">
        {view.letters.map((letter) => (
          <li key={letter.id}>
            <Icon name={letter.channel === 'print' ? 'print' : 'letter'} />
            <span>
              <b>{LETTER_NAMES[letter.kind][language]}</b>{' '}
              <LetterTag status={letter.status} language={language} />
              <span class="soft">
                <DateText value={letter.at} language={language} time /> · {terms.letterTo[letter.to]},{' '}
                {terms.letterChannel[letter.channel]}
                {factsOf(letter.kind).printed && (
                  <>
                    {' · '}
                    <a href={ADDRESSES.print(view.reference, letter.id)}>{words.printLetter}</a>
                  </>
                )}
              </span>
              {leavesQueue(letter, type) && view.acts.includes('printed') && (
                <Form
                  context={context}
                  action={ADDRESSES.act(view.reference, 'printed')}
                  hidden={{ revision: view.revision, letter: letter.id }}
                >
                  <button type="submit" class="plain">
                    {ACT_WORDS[language].button.printed}
                  </button>
                </Form>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
