import type { ActsView } from '../../../shared/api/destructions.ts';
import { ACT_STATES } from '../../../shared/domain/registration/destruction.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import type { DeskContext, Page } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { Tag } from '../../../shared/http/pages/status-tag.tsx';
import { DESTRUCTION_WORDS } from '../../../shared/http/pages/texts/destructions.ts';

/** `GET /desk/acts`: acts of destruction, those that wait for a signature first; no personal data (S8). */
export function actsPage({ state, items, cursor }: ActsView, { language }: DeskContext): Page {
  const words = DESTRUCTION_WORDS[language];
  const { columns } = words;
  const last = state === 'unsigned' ? columns.sign : columns.signed;
  return {
    title: words.title,
    address: ADDRESSES.deskActsIn(state),
    wide: true,
    body: (
      <>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <nav aria-label={words.choose}>
          <p>
            {ACT_STATES.flatMap((one) => [
              <a
                key={one}
                class="button second"
                href={ADDRESSES.deskActsIn(one)}
                {...(one === state ? { 'aria-current': 'page' as const } : {})}
              >
                {words.states[one]}
              </a>,
              ' ',
            ])}
          </p>
        </nav>
        <p>
          <a href={ADDRESSES.deskHeld()}>{words.holds}</a>
        </p>
        <h2>{words.states[state]}</h2>
        {items.length === 0 ? (
          <p class="note">{words.none[state]}</p>
        ) : (
          <table class="list">
            <ColumnHeads names={[columns.act, columns.at, columns.why, last]} />
            <tbody>
              {items.map((line) => (
                <tr key={line.act}>
                  <th scope="row">
                    <a class="ref" href={ADDRESSES.deskDestruction(line.person, line.act)}>
                      {line.act}
                    </a>
                  </th>
                  <td data-label={columns.at}>
                    <DateText value={line.at} language={language} time />
                  </td>
                  <td data-label={columns.why}>
                    {line.case === undefined ? (
                      (words.whys as { readonly [why in string]?: string })[line.why]
                    ) : (
                      <a href={ADDRESSES.deskCase(line.case)}>{line.case}</a>
                    )}
                  </td>
                  <td data-label={last}>
                    {line.late && <Tag tone="bad">{words.late}</Tag>}{' '}
                    <DateText value={line.signBy ?? line.signedOn ?? ''} language={language} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {cursor !== null && (
          <p>
            <a class="button second" href={ADDRESSES.deskActsIn(state, cursor)}>
              {words.next}
            </a>
          </p>
        )}
      </>
    ),
  };
}
