import type { PublicView } from '../../shared/api/publication.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import type { Page, PageContext } from '../../shared/http/pages/context.ts';
import { DateText } from '../../shared/http/pages/date-text.tsx';
import { Fact, FactList } from '../../shared/http/pages/fact-list.tsx';
import { Conditions } from '../../shared/http/pages/public-conditions.tsx';
import { PUBLICATION_WORDS } from '../../shared/http/pages/texts/publication.ts';

/** `GET /people/{page}`: what a person has made public, each field with its conditions and since when (R6). */
export function drawPublic(page: string, { fields }: PublicView, { language }: PageContext): Page {
  const words = PUBLICATION_WORDS[language];
  return {
    title: words.pageTitle,
    address: ADDRESSES.publicPage(page),
    body: (
      <div class="read">
        <h1>{words.pageTitle}</h1>
        <FactList>
          {fields.map(({ field, value, since, conditions }) => (
            <Fact key={field} term={words.fields[field]}>
              <b class="words">{value}</b>
              <Conditions conditions={conditions} language={language} />
              <span class="soft">
                {words.pageSince} <DateText value={since} language={language} />
              </span>
            </Fact>
          ))}
        </FactList>
        <p class="note">{words.pageLead}</p>
      </div>
    ),
  };
}
