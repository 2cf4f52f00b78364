import type { ActView } from '../../../shared/api/destructions.ts';
import { csv } from '../../../shared/csv.ts';
import { DESTRUCTION_WORDS } from '../../../shared/http/pages/texts/destructions.ts';
import type { Language } from '../../../shared/language.ts';
import { ruleWords } from '../../../shared/policy/kept-words.ts';
import { reasonWords } from './act-sheet.tsx';

/**
 * The log export of a destruction as CSV (order 179, p. 5): whose data, which categories, in which system, why and when – a
 * line a category. What it cannot hold stands in the act.
 */
export const actLog = (view: ActView, language: Language): string =>
  csv(
    DESTRUCTION_WORDS[language].logColumns,
    view.rules.map((rule) => [
      ...[view.act, view.names?.name ?? view.person, ruleWords(rule, language)],
      ...[view.system, reasonWords(view, language), view.at],
    ]),
  );
