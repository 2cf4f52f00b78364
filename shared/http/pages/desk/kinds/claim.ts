import type { CaseView } from '../../../../api/case-view.ts';
import type { Language } from '../../../../language.ts';
import type { DrawnField } from '../../drawn-field.ts';
import { CLAIM_CASE_WORDS } from '../../kinds/claim-words.ts';
import { ACT_WORDS } from '../../texts/acts.ts';
import { DESK_WORDS } from '../../texts/desk.ts';
import { CLAIM_ACT_WORDS, CLAIM_OUTCOMES } from './claim-words.ts';
import type { AboutAct } from './desk-kind.ts';
import { postalAsks } from './postal.ts';

const OUTCOMES = ['satisfied', 'partly', 'rejected'] as const;

const fieldWords = ({ context: { language } }: AboutAct) => ACT_WORDS[language].field;

/** What the desk shows of a claim beside what it shows of all cases (K1–K5, D1). */
export const CLAIM_DESK = {
  acts: CLAIM_ACT_WORDS,
  order: ['consumer', 'receipt-date', 'settle', 'court'],
  grave: ['court', 'settle'],
  fields: {
    'answer.text': (about: AboutAct): DrawnField => ({
      label: fieldWords(about).answer,
      hint: fieldWords(about).answerHint,
      rows: 10,
    }),
    outcome: ({ context: { language } }: AboutAct): DrawnField => ({
      label: ACT_WORDS[language].field.outcome,
      radio: true,
      options: OUTCOMES.map((value) => ({ value, label: CLAIM_OUTCOMES[language][value] })),
    }),
    reasons: (about: AboutAct): DrawnField => ({
      label: fieldWords(about).reasons,
      hint: fieldWords(about).reasonsHint,
      mark: fieldWords(about).reasonsMark,
      rows: 5,
    }),
  },
  fixed: ({ act, view }: Pick<AboutAct, 'act' | 'view'>): Readonly<Record<string, string>> =>
    act === 'consumer' ? { on: String(!view.consumer) } : {},
  title: (act: string, view: Pick<CaseView, 'consumer'>, language: Language): string | undefined =>
    act === 'consumer' && view.consumer ? ACT_WORDS[language].consumerOff : undefined,
  marks: (view: CaseView, language: Language): readonly string[] =>
    view.consumer ? [DESK_WORDS[language].consumer] : [],
  notes: (view: CaseView, language: Language): readonly string[] =>
    view.consumer ? [DESK_WORDS[language].consumerNote] : [],
  facts: ({ outcome = null }: CaseView, language: Language): readonly (readonly [string, string])[] =>
    outcome === null ? [] : [[DESK_WORDS[language].outcome, CLAIM_CASE_WORDS[language].reasons[outcome]]],
  answer: { decision, asks: postalAsks },
} as const;

function decision(answer: object, language: Language): readonly (readonly [string, string])[] {
  const outcome = OUTCOMES.find((one) => 'outcome' in answer && answer.outcome === one);
  return outcome === undefined
    ? []
    : [[ACT_WORDS[language].previewOutcome, CLAIM_OUTCOMES[language][outcome]]];
}
