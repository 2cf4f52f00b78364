import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { DeskContext, FormState } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { OpenPersonal } from '../../../shared/http/pages/desk/open-personal.tsx';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { WordFacts } from '../../../shared/http/pages/fact-list.tsx';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { pageKind } from '../../../shared/http/pages/kinds/table.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import { TypedWords } from '../../../shared/http/pages/typed-words.tsx';
import { breachWord } from '../../../shared/words/breach-names.ts';

interface Props {
  readonly view: StaffCaseView;
  readonly context: DeskContext;
}

/** The personal part: closed until a reason is given, then what was typed, the frozen answer and the notes (G10). */
export function Personal({ view, context, open }: Props & { open: FormState }) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const { personal } = view;
  return (
    <section aria-labelledby="personal" class="personal">
      <h2 id="personal">
        <Icon name="lock" /> {words.personalTitle}
      </h2>
      {personal === undefined ? (
        <>
          <p>{words.personalLead}</p>
          <OpenPersonal context={context} action={ADDRESSES.deskOpen(view.reference)} state={open} />
        </>
      ) : (
        <>
          <p class="soft" role="status">
            {words.personalOpened}
          </p>
          <TypedWords typed={personal} fields={pageKind(view.kind, context).type.typed} language={language} />
          {personal.answer && (
            <>
              <h3>{words.answerText}</h3>
              <p class="words">{personal.answer.text}</p>
              {personal.answer.reasons && (
                <>
                  <h3>{words.answerReasons}</h3>
                  <p class="words">{personal.answer.reasons}</p>
                </>
              )}
            </>
          )}
          {personal.notices?.map(({ notice, at, by, fields }) => (
            <section key={notice}>
              <h3>{breachWord('duties', notice, language)}</h3>
              <p class="soft">
                <DateText value={at} language={language} time /> · {staffName(by, context)}
              </p>
              <WordFacts
                rows={Object.entries(fields).map(([field, text]) => [
                  breachWord('fields', field, language),
                  text,
                ])}
              />
            </section>
          ))}
          {personal.notes && personal.notes.length > 0 && (
            <>
              <h3>{words.notes}</h3>
              <ul class="notes">
                {personal.notes.map((note) => (
                  <li key={note.at}>
                    <span class="soft">
                      <DateText value={note.at} language={language} time /> · {staffName(note.by, context)}
                    </span>
                    <p class="words">{note.text}</p>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
