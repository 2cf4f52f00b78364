import { renderToString } from 'preact-render-to-string';
import { dateWords } from '../../../shared/http/pages/date-text.tsx';
import { termsOf } from '../../../shared/http/pages/kinds/table.ts';
import { HELD_WORDS } from '../../../shared/http/pages/texts/held-records.ts';
import { PERSON_ACTS } from '../../../shared/http/pages/texts/person-acts.ts';
import { RECIPIENT_WORDS } from '../../../shared/http/pages/texts/recipients.ts';
import type { Language } from '../../../shared/law/date-words.ts';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';
import { isPurpose, purposeOf } from '../../../shared/policy/purposes.ts';
import { stateName } from '../../../shared/words/case-names.ts';
import { GROUND_WORDS, partName } from '../../../shared/words/part-names.ts';
import type { Row } from '../show.ts';
import { EXPORT_WORDS, FIELD_NAMES } from './words.ts';

const INSTANT = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/;

const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;

/** A code of a record in words, where the program has words for it; what was typed stays as it is. */
function codeWords(field: string, code: string, { kind, of }: Row, language: Language): string {
  if (INSTANT.test(code)) return dateWords(code, language, true);
  if (field === 'purpose') return isPurpose(code) ? purposeOf(code).name[language] : code;
  if (field === 'kind' && kind === 'letter')
    return Object.hasOwn(LETTER_NAMES, code)
      ? LETTER_NAMES[code as keyof typeof LETTER_NAMES][language]
      : code;
  if (field === 'type' && kind === 'event') {
    if (of !== undefined) return termsOf(of.kind, language, {}).event(code);
    const { act, events } = PERSON_ACTS[language];
    return wordOf({ ...act, ...events }, code);
  }
  if (field === 'part' || field === 'parts') return partName(code, language);
  if (field === 'status' && kind === 'case' && of !== undefined) return stateName(code, language, of.kind);
  if (kind === 'transfer') return transferWords(field, code, language);
  if (field === 'ground') return Object.hasOwn(GROUND_WORDS, code) ? groundOf(code, language) : code;
  return code;
}

const groundOf = (code: string, language: Language): string =>
  GROUND_WORDS[code as keyof typeof GROUND_WORDS][language];

/** Codes of a recorded transfer: which data, and on what ground. */
const transferWords = (field: string, code: string, language: Language): string =>
  field === 'fields'
    ? wordOf(RECIPIENT_WORDS[language].fields, code)
    : field === 'ground'
      ? wordOf(HELD_WORDS[language].codes, code)
      : code;

interface ValueProps {
  readonly field: string;
  readonly value: unknown;
  readonly row: Row;
  readonly language: Language;
}

function Value({ field, value, row, language }: ValueProps) {
  const { yes, no } = EXPORT_WORDS[language];
  if (typeof value === 'boolean') return <>{value ? yes : no}</>;
  if (typeof value === 'string') return <>{codeWords(field, value, row, language)}</>;
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((one: unknown, n) => (
          <li key={n}>
            <Value field={field} value={one} row={row} language={language} />
          </li>
        ))}
      </ul>
    );
  if (typeof value === 'object' && value !== null)
    return <Fields value={value} row={row} language={language} />;
  return <>{String(value)}</>;
}

function Fields({ value, row, language }: Omit<ValueProps, 'field' | 'value'> & { readonly value: object }) {
  const names: Readonly<Record<string, string>> = FIELD_NAMES[language];
  return (
    <dl>
      {Object.entries(value).map(([field, one]) =>
        one === undefined ? null : (
          <div key={field}>
            <dt>{names[`${row.kind}.${field}`] ?? wordOf(names, field)}</dt>
            <dd>
              <Value field={field} value={one} row={row} language={language} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** One record as people read it; whatever was typed is text, never a tag (security.md, HTML injection). */
export function recordHtml(row: Row, language: Language): string {
  const { kinds } = EXPORT_WORDS[language];
  const title = [row.of?.reference, wordOf(kinds, row.kind)].filter(Boolean).join(' · ');
  return renderToString(
    <article>
      <h4>{row.of === undefined && !Object.hasOwn(kinds, row.kind) ? '' : title}</h4>
      <Fields value={row.record} row={row} language={language} />
    </article>,
  );
}
