import type { PersonView } from '../../../shared/api/people.ts';
import { lastDay } from '../../../shared/domain/consent/last-day.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Tag } from '../../../shared/http/pages/status-tag.tsx';
import { CONSENT_WORDS } from '../../../shared/http/pages/texts/consent.ts';
import { PEOPLE_WORDS } from '../../../shared/http/pages/texts/people.ts';
import { PERSON_ACTS } from '../../../shared/http/pages/texts/person-acts.ts';
import { PURPOSES } from '../../../shared/policy/purposes.ts';
import { blockName } from '../../../shared/words/block-names.ts';
import { purposeName } from './purpose-name.ts';

interface Props {
  readonly view: PersonView;
  readonly context: DeskContext;
}

/** What the check says of each purpose now, and the blocks that stand (C4, S4). */
export function PersonConsents({ view, context }: Props) {
  const { language, staff } = context;
  const words = PEOPLE_WORDS[language];
  const terms = CONSENT_WORDS[language];
  return (
    <>
      {view.blocks.length > 0 && (
        <section aria-labelledby="blocks" class="task">
          <h2 id="blocks">{words.blocks}</h2>
          <ul>
            {view.blocks.map(({ block, kind, scope, since, from, case: reference, between }) => (
              <li key={block}>
                {blockName({ kind, scope }, language)}; {words.blockSince}{' '}
                <DateText value={since} language={language} time={since.includes('T')} />, {words.blockFrom}{' '}
                <DateText value={from} language={language} time />
                {reference !== undefined && (
                  <>
                    {' · '}
                    <a href={ADDRESSES.deskCase(reference)}>{reference}</a>
                  </>
                )}
                {between.length > 0 && (
                  <>
                    <p>{words.blockBetween}</p>
                    <ul>
                      {between.map(({ at, type }) => (
                        <li key={`${at} ${type}`}>
                          {PERSON_ACTS[language].act[type as keyof (typeof PERSON_ACTS)['ru']['act']]},{' '}
                          <DateText value={at} language={language} time />
                        </li>
                      ))}
                    </ul>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="consents">
        <h2 id="consents">{words.consents}</h2>
        <table class="list free">
          <ColumnHeads names={[words.purpose, words.decision, words.why]} />
          <tbody>
            {view.consents.map(({ purpose, field, allowed, because, event, until }) => (
              <tr key={`${purpose} ${field}`}>
                <td>
                  <b>{purposeName(purpose, field, language)}</b>
                  {purpose in PURPOSES && <span class="soft"> {purpose}</span>}
                </td>
                <td data-label={words.decision}>
                  <Tag tone={allowed ? 'good' : 'quiet'}>{allowed ? terms.yes : terms.no}</Tag>
                </td>
                <td data-label={words.why}>
                  {terms.because[because]}
                  {until !== undefined && (
                    <>
                      , {words.until} <DateText value={lastDay(until)} language={language} />
                    </>
                  )}
                  {event !== undefined && (
                    <span class="soft"> {words.entryNumber(event.split('-').at(-1) ?? '')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {staff.role !== 'auditor' && (
          <p>
            <a href={ADDRESSES.deskConsents(view.person)}>{words.enter}</a>
          </p>
        )}
      </section>
    </>
  );
}
