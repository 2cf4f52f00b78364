import type { ProcessingLine } from '../../shared/api/registers.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { ruleOf } from '../../shared/law/rules.ts';
import { articleText } from '../../shared/law/words.ts';
import { cite } from '../../shared/policy/citations.ts';
import { DATA_KINDS } from '../../shared/policy/data-kinds.ts';
import { clockWords, durationWords } from '../../shared/policy/durations.ts';
import { keptWords } from '../../shared/policy/kept-words.ts';
import { PURPOSE_IDS, purposeOf } from '../../shared/policy/purposes.ts';
import { RECIPIENTS } from '../../shared/policy/recipients.ts';
import { RETENTION } from '../../shared/policy/retention.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

const OPEN_END = { ru: 'без срока', en: 'no end' };

/** The register of processing: every purpose with what it rests on, from the typed source of the policy (P4, A2). */
export const processingRegister = (
  language: Language,
  { retention }: Pick<RuntimeSettings, 'retention'>,
): readonly ProcessingLine[] =>
  PURPOSE_IDS.map((id) => {
    const { name, explanation, ground, articles, data, validity, kept, recipients, onWithdrawal, clocks } =
      purposeOf(id);
    const rule = RETENTION[kept];
    const words = (duration: string | null) =>
      duration === null ? OPEN_END[language] : durationWords(duration, language);
    return {
      purpose: id,
      name: name[language],
      explanation: explanation[language],
      ground,
      articles: articles.map((one) => cite(one, language)),
      data: data.map((kind) => DATA_KINDS[kind][language]),
      validity: words(validity),
      retention: {
        ...{ rule: kept, what: rule.what[language], from: rule.from, ground: rule.ground },
        term: keptWords(kept, language, retention),
      },
      recipients: recipients.map((one) => RECIPIENTS[one].name[language]),
      onWithdrawal: onWithdrawal[language],
      clocks: clocks.map((one) => ({
        ...{ rule: one, article: articleText(ruleOf(one), language), length: clockWords(one, language) },
      })),
    };
  });
