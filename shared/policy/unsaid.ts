import type { Language } from '../law/date-words.ts';
import { type DocumentName, documentTitle } from './documents.ts';
import { clockWords, durationWords } from './durations.ts';
import type { PolicyFacts } from './facts.ts';
import { PURPOSE_IDS, PURPOSES, purposeOf } from './purposes.ts';
import { RECIPIENTS } from './recipients.ts';
import { RETENTION, RETENTION_RULES, termOf } from './retention.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s\u00a0*]+/g, ' ');

/**
 * Words of the typed source that a typed text of a document does not contain: names of purposes and recipients, terms,
 * the operator. Shown before it is posted (P4): an officer's own text cannot be made from the source, but it can be
 * held against it.
 */
export function unsaid(
  text: string,
  document: DocumentName,
  language: Language,
  facts: PolicyFacts,
): readonly string[] {
  const { operator } = facts;
  const wanted =
    document === 'policy'
      ? [
          ...PURPOSE_IDS.map((id) => PURPOSES[id].name[language]),
          ...Object.values(RECIPIENTS).map(({ name }) => name[language]),
          ...RETENTION_RULES.filter((rule) => RETENTION[rule].personal).flatMap((rule) => {
            const term = termOf(rule, facts.retention);
            return term === null || term === 'P0D' ? [] : [durationWords(term, language)];
          }),
          clockWords('ru-claim-30', language),
          clockWords('ru-access-answer', language),
          ...facts.sites.map((site) => site.replace(/^https?:\/\//, '')),
        ]
      : [documentTitle(document)[language].split(': ')[1] ?? '', ...validity(document, language)];
  const said = plain(text);
  return [...new Set([operator.name[language], operator.email, ...wanted])].filter(
    (words) => !said.includes(plain(words)),
  );
}

function validity(document: Exclude<DocumentName, 'policy'>, language: Language): readonly string[] {
  const { validity: term } = purposeOf(document);
  return term === null ? [] : [durationWords(term, language)];
}
