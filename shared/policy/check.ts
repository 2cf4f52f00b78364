import type { Language } from '../law/date-words.ts';
import { type FilledText, fillTemplate, templateOf } from './built-in.ts';
import { DOCUMENTS, type DocumentName } from './documents.ts';
import type { PolicyFacts } from './facts.ts';
import { PURPOSE_IDS, purposeOf } from './purposes.ts';
import { RECIPIENTS } from './recipients.ts';
import { RETENTION, RETENTION_RULES } from './retention.ts';

/** A place where a text and the typed source do not agree. */
export interface Disagreement {
  readonly document: DocumentName;
  readonly language: Language;
  readonly what: string;
}

/** Clocks that the policy must tell: the company's promise, and what a person may count on. */
const TOLD_CLOCKS = ['ru-claim-30', 'ru-access-answer', 'ru-correct', 'ru-stop-demand', 'ru-breach-first'];

/** What every text of a document must name. */
function needed(document: DocumentName): readonly string[] {
  const always = ['operator.name', 'operator.address', 'operator.email'];
  if (document !== 'policy')
    return [
      ...always,
      ...['explanation', 'data', 'articles', 'validity', 'recipients', 'withdrawal'].map(
        (part) => `purpose.${part}`,
      ),
      ...purposeOf(document)
        .clocks.filter((clock) => clock === 'ru-withdrawal-destroy')
        .map((clock) => `clock:${clock}`),
    ];
  return [
    ...always,
    ...['sites', 'residency', 'form:registration'],
    ...PURPOSE_IDS.map((id) => `purpose:${id}`),
    ...RETENTION_RULES.filter((rule) => RETENTION[rule].personal).map((rule) => `retention:${rule}`),
    ...Object.keys(RECIPIENTS).map((id) => `recipient:${id}`),
    ...TOLD_CLOCKS.map((clock) => `clock:${clock}`),
  ];
}

/** What is wrong with a template: figures typed by hand, placeholders that mean nothing, things that it does not name. */
export function checkTemplate(
  template: string,
  document: DocumentName,
  language: Language,
  facts: PolicyFacts,
): readonly Disagreement[] {
  const at = { document, language };
  const bare = template.replace(/\{\{[a-z0-9.-]{1,60}\}\}/g, '');
  const typed = bare.split('\n').filter((line) => /\d/.test(line));
  const made: FilledText = fillTemplate(template, document, language, facts);
  return [
    ...typed.map((line) => ({ ...at, what: `a figure is typed by hand: ${line.slice(0, 60)}` })),
    ...made.unknown.map((name) => ({ ...at, what: `unknown placeholder {{${name}}}` })),
    ...needed(document)
      .filter((name) => !made.names.has(name))
      .map((name) => ({ ...at, what: `does not name ${name}` })),
  ];
}

/** Compares all built-in texts with the typed source, for the facts of a deployment (P4); empty when they agree. */
export function checkTexts(facts: PolicyFacts): readonly Disagreement[] {
  return DOCUMENTS.flatMap((document) =>
    (['ru', 'en'] as const).flatMap((language) =>
      checkTemplate(templateOf(document, language), document, language, facts),
    ),
  );
}

/** A disagreement as one line. */
export const disagreementText = ({ document, language, what }: Disagreement): string =>
  `${document} (${language}): ${what}`;
