import { type Language, oneFullStop } from '../law/date-words.ts';
import type { Block, LetterDocument, Run } from './document.ts';

const NBSP = '\u00a0';

const MONTHS = {
  ru: 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
};

/** Where a line must not break: within dates, after «№», «ст.», short words, before a dash (G13). */
const JOINS: { readonly [language in Language]: readonly RegExp[] } = {
  ru: [
    new RegExp(`(?<=\\d) (?=(?:${MONTHS.ru}|г\\.|рабочих|календарных|дней|дня|минут|часов)(?![а-яё]))`, 'gu'),
    new RegExp(`(?<=${MONTHS.ru}) (?=\\d{4})`, 'gu'),
    /(?<=№|(?:^|[\s(])(?:ст\.|п\.)) (?=\S)/gu,
    /(?<=(?:^|[\s(«])[а-яё]{1,2}) (?=\S)/giu,
    / (?=[–—](?:\s|$))/gu,
  ],
  en: [
    new RegExp(`(?<=\\d) (?=${MONTHS.en})`, 'gu'),
    new RegExp(`(?<=${MONTHS.en}) (?=\\d{4})`, 'gu'),
    /(?<=No\.|art\.) (?=\S)/gu,
  ],
};

const join = (text: string, language: Language): string =>
  JOINS[language].reduce((joined, pattern) => joined.replace(pattern, NBSP), oneFullStop(text));

function typesetBlock(block: Block, language: Language): Block {
  const set = (text: string) => join(text, language);
  const run = (part: Run): Run => (typeof part === 'string' ? set(part) : { strong: set(part.strong) });
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: block.runs.map(run) };
    case 'heading':
      return { ...block, text: set(block.text) };
    case 'facts':
      return { ...block, rows: block.rows.map(([name, value]) => [set(name), set(value)] as const) };
    case 'list':
      return { ...block, items: block.items.map(set) };
    case 'link':
      return { ...block, label: set(block.label) };
    case 'quote':
    case 'code':
    case 'data':
      return block;
  }
}

/** The letter with non-breaking spaces where its language wants them. What people wrote themselves is left as it is. */
export function typeset(document: LetterDocument): LetterDocument {
  return {
    ...document,
    blocks: document.blocks.map((block) => typesetBlock(block, document.language)),
    footer: document.footer.map((line) => join(line, document.language)),
  };
}
