import type { AccountView } from '../../../shared/api/account.ts';
import type { Language } from '../../../shared/http/pages/context.ts';
import { dateWords } from '../../../shared/http/pages/date-text.tsx';
import { HELD_WORDS } from '../../../shared/http/pages/texts/held-records.ts';
import { PERSON_ACTS } from '../../../shared/http/pages/texts/person-acts.ts';
import { RECIPIENT_WORDS } from '../../../shared/http/pages/texts/recipients.ts';
import { isPurpose, purposeOf } from '../../../shared/policy/purposes.ts';

type Further = AccountView['further'];
type Shown = Further[number]['records'][number];

/** So many of the newest records of a kind are drawn; programs get all of them. */
const MOST = 200;

/** Records of every kind that has no part of its own on the page, whichever there are (S6). */
export function FurtherRecords({ further, language }: { further: Further; language: Language }) {
  const words = HELD_WORDS[language];
  if (further.length === 0) return null;
  return (
    <section aria-labelledby="further">
      <h2 id="further">{words.title}</h2>
      <p>{words.lead}</p>
      {further.map(({ kind, records }) => (
        <details key={kind}>
          <summary>
            {wordOf(words.kinds, kind)}: {records.length}
          </summary>
          {records.length > MOST && <p class="soft">{words.newest(String(MOST), String(records.length))}</p>}
          <ul>
            {records
              .slice(-MOST)
              .reverse()
              .map((record, i) => (
                <li key={i}>{lineOf(record, language)}</li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** A record as a line of terms and values; what has no term is for programs. */
function lineOf(record: Shown, language: Language): string {
  const { terms } = HELD_WORDS[language];
  return Object.entries(record)
    .flatMap(([field, value]) => {
      if (value === undefined || !Object.hasOwn(terms, field)) return [];
      if (field === 'data') return lineOf(value as Shown, language) || [];
      const term = wordOf(terms, field);
      const words = valueWords(field, value, language);
      return term === '' ? words : `${term}: ${words}`;
    })
    .join(' · ');
}

function valueWords(field: string, value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, language)).join(', ');
  const text = String(value);
  if (field === 'fields') return wordOf(RECIPIENT_WORDS[language].fields, text);
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text)) return dateWords(text, language, true);
  if (field === 'type') return typeWords(text, language);
  if (field === 'purpose' && isPurpose(text)) return purposeOf(text).name[language];
  return field === 'text' ? text : wordOf(HELD_WORDS[language].codes, text);
}

const typeWords = (type: string, language: Language): string => {
  const { act, events } = PERSON_ACTS[language];
  return wordOf({ ...act, ...events }, type);
};

/** The word of a code; of one that has none, the code. */
const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;
