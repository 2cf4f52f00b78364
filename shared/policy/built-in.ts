import type { Language } from '../law/date-words.ts';
import type { DocumentName } from './documents.ts';
import type { PolicyFacts } from './facts.ts';
import { fill } from './placeholders.ts';
import { CONSENT_TEMPLATES } from './texts/consents.ts';
import { POLICY_EN } from './texts/policy-en.ts';
import { POLICY_RU } from './texts/policy-ru.ts';

/** `{{name}}` in a template. `{{n}}` is the number of the next section. */
const PLACEHOLDER = /\{\{([a-z0-9.-]{1,60})\}\}/g;

/** Template of a document: Markdown without a single typed figure; all of them are placeholders (P4). */
export function templateOf(document: DocumentName, language: Language): string {
  if (document === 'policy') return language === 'ru' ? POLICY_RU : POLICY_EN;
  return CONSENT_TEMPLATES[document][language];
}

/** A template filled in. */
export interface FilledText {
  readonly text: string;
  /** Things of the typed source that it names. */
  readonly names: ReadonlySet<string>;
  /** Placeholders that mean nothing. */
  readonly unknown: readonly string[];
}

/** Fills in a template for a document of a deployment; unknown placeholders are left as they are and reported. */
export function fillTemplate(
  template: string,
  document: DocumentName,
  language: Language,
  facts: PolicyFacts,
): FilledText {
  const names = new Set<string>();
  const unknown: string[] = [];
  let section = 0;
  const text = template.replace(PLACEHOLDER, (whole, name: string) => {
    if (name === 'n') {
      section += 1;
      return String(section);
    }
    const made = fill(name, { document, language, facts });
    if (made === undefined) {
      unknown.push(name);
      return whole;
    }
    for (const one of made.names) names.add(one);
    return made.text;
  });
  return { text: text.trim(), names, unknown };
}

/** The built-in text of a document for a deployment: the first version of it (P5). */
export const builtInText = (document: DocumentName, language: Language, facts: PolicyFacts): string =>
  fillTemplate(templateOf(document, language), document, language, facts).text;
