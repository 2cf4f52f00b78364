import type { CaseView } from '../../../../api/case-view.ts';
import type { RequestFields } from '../../../../api/kinds/request-fields.ts';
import { PUBLIC_FIELDS } from '../../../../domain/consent/distribution.ts';
import { OTHERS_ANSWERS } from '../../../../domain/requests/asks.ts';
import { CORRECTABLE } from '../../../../domain/requests/corrections.ts';
import { NOTES } from '../../../../domain/requests/disclosing.ts';
import { AUTHORITIES_TO_ACT, PROOFS, REFUSAL_GROUNDS } from '../../../../domain/requests/own.ts';
import type { PartKind } from '../../../../domain/requests/parts.ts';
import type { Language } from '../../../../language.ts';
import { CONSENT_PURPOSES, purposeOf } from '../../../../policy/purposes.ts';
import { blockName } from '../../../../words/block-names.ts';
import { PART_NAMES } from '../../../../words/part-names.ts';
import { todayOf } from '../../date-text.tsx';
import type { DrawnField } from '../../drawn-field.ts';
import { ACT_WORDS } from '../../texts/acts.ts';
import type { AboutAct } from './desk-kind.ts';
import { postalAsks } from './postal.ts';
import { REQUEST_FIELD_WORDS } from './request-field-words.ts';
import { REQUEST_ACT_WORDS } from './request-words.ts';

const words = ({ context: { language } }: AboutAct) => REQUEST_FIELD_WORDS[language];

/** The parts that an act may be about, in words. */
const partOptions = ({ view: { parts = [] }, context: { language } }: AboutAct): DrawnField['options'] =>
  parts.map(({ part }) => ({ value: part, label: PART_NAMES[part][language] }));

/** Of one part alone there is nothing to choose. */
const part = (about: AboutAct): DrawnField => {
  const options = partOptions(about) ?? [];
  const [only] = options.length === 1 ? options : [];
  return { label: words(about).part, options, ...(only === undefined ? {} : { initial: only.value }) };
};
const partOrAll = (about: AboutAct): DrawnField => ({
  label: words(about).part,
  options: [{ value: 'all', label: words(about).all }, ...(partOptions(about) ?? [])],
  initial: 'all',
});
const text = (about: AboutAct): DrawnField => ({
  label: words(about).text,
  hint: ACT_WORDS[about.context.language].field.answerHint,
  rows: 10,
});
const today = (label: string, { context: { at } }: AboutAct): DrawnField => ({
  label,
  max: todayOf(at),
  initial: todayOf(at),
});
const inWords = <Code extends string>(
  codes: readonly Code[],
  names: { readonly [code in Code]: string },
): NonNullable<DrawnField['options']> => codes.map((value) => ({ value, label: names[value] }));

/** What the desk shows of a request beside what it shows of all cases (S1–S5). */
export const REQUEST_DESK = {
  acts: REQUEST_ACT_WORDS,
  order: [
    ...['prove', 'ask-more', 'end-mandate', 'take-on', 'under-gdpr', 'disclose'],
    ...['evidence', 'find-lawful', 'find-unlawful', 'correct', 'stop', 'unpublish'],
    ...[
      'end-consents',
      'keep',
      'make-lawful',
      'refuse',
      'extend',
      'other-answered',
      'join',
      'block-instead',
      'lift',
      'receipt-date',
      'renew-link',
      'end-link',
      'settle',
    ],
  ],
  beside: [
    'answer',
    'refuse',
    'extend',
    'correct',
    'find-lawful',
    'find-unlawful',
    'keep',
    'end-consents',
    'stop',
  ],
  grave: ['end-mandate', 'join', 'refuse', 'settle', 'block-instead', 'lift'],
  fields: {
    part,
    'answer.part': partOrAll,
    'refuse.part': partOrAll,
    how: (about: AboutAct): DrawnField => ({
      label: words(about).how,
      options: inWords(PROOFS, words(about).proofs),
    }),
    mandate: (about: AboutAct): DrawnField => ({
      label: words(about).mandate,
      hint: words(about).mandateHint,
      options: inWords(AUTHORITIES_TO_ACT, words(about).mandates),
    }),
    issuedOn: (about: AboutAct): DrawnField => ({
      label: words(about).issuedOn,
      max: todayOf(about.context.at),
    }),
    validUntil: (about: AboutAct): DrawnField => ({ label: words(about).validUntil }),
    endedOn: (about: AboutAct): DrawnField => today(words(about).endedOn, about),
    'evidence.receivedOn': (about: AboutAct): DrawnField => today(words(about).evidenceOn, about),
    detectedOn: (about: AboutAct): DrawnField => today(words(about).detectedOn, about),
    second: (about: AboutAct): DrawnField => ({
      label: words(about).second,
      hint: words(about).secondHint,
      options: about.context.directory
        .filter(({ role }) => role === 'officer')
        .map(({ sub, name }) => ({ value: sub, label: name })),
    }),
    fields: (about: AboutAct): DrawnField => ({
      label: words(about).corrected,
      options: inWords(CORRECTABLE, words(about).fieldNames),
    }),
    'unpublish.fields': (about: AboutAct): DrawnField => ({
      label: words(about).unpublished,
      hint: words(about).allHint,
      options: inWords(PUBLIC_FIELDS, words(about).fieldNames),
    }),
    purposes: (about: AboutAct): DrawnField => ({
      label: words(about).purposes,
      hint: words(about).allHint,
      options: CONSENT_PURPOSES.map((value) => ({
        value,
        label: purposeOf(value).name[about.context.language],
      })),
    }),
    ask: (about: AboutAct): DrawnField => ({
      label: words(about).ask,
      options: (about.view.asks ?? [])
        .filter(({ answer }) => answer === null || answer === 'cannot')
        .map(({ id, other, to }) => ({ value: id, label: `${other}: ${words(about).askedTo[to]}` })),
    }),
    'other-answered.answer': (about: AboutAct): DrawnField => ({
      label: words(about).othersAnswer,
      options: inWords(OTHERS_ANSWERS, words(about).othersAnswers),
      radio: true,
    }),
    answer: (about: AboutAct): DrawnField => ({ label: words(about).othersAnswer }),
    'join.to': (about: AboutAct): DrawnField => ({
      label: words(about).joinTo,
      hint: words(about).joinHint,
      short: true,
    }),
    'answer.text': text,
    'refuse.text': text,
    'extend.text': (about: AboutAct): DrawnField => ({ label: words(about).causes, rows: 5 }),
    reasons: (about: AboutAct): DrawnField => ({
      label: words(about).reasons,
      hint: words(about).reasonsHint,
      rows: 5,
    }),
    notes: (about: AboutAct): DrawnField => ({
      label: words(about).notes,
      hint: words(about).notesHint,
      options: inWords(NOTES, words(about).noteChoices),
      initial: 'left-out',
    }),
    ground: (about: AboutAct): DrawnField => ({
      label: words(about).ground,
      options: inWords(REFUSAL_GROUNDS, words(about).grounds),
    }),
    before: (about: AboutAct): DrawnField => ({
      label: words(about).before,
      hint: words(about).beforeHint,
      max: todayOf(about.context.at),
    }),
  },
  facts: (
    { requester, proof = null, parts = [], blocks = [], asks = [] }: CaseView,
    language: Language,
  ): readonly (readonly [string, string])[] => {
    const names = REQUEST_FIELD_WORDS[language];
    return [
      ...(requester === undefined ? [] : [[names.requester, names.requesters[requester]] as const]),
      [names.how, proof === null ? names.unproven : names.proofs[proof]],
      ...parts.map((one) => [PART_NAMES[one.part][language], stateOf(one, language)] as const),
      ...blocks.map((one) => [names.block, blockName(one, language)] as const),
      ...asks.map(({ other, to, answer }) => {
        const said = answer === null ? names.silent : names.othersAnswers[answer];
        return [`${other}: ${names.askedTo[to]}`, said] as const;
      }),
    ];
  },
  answer: {
    decision: (answer: object, language: Language): readonly (readonly [string, string])[] => {
      const asked = 'part' in answer ? answer.part : undefined;
      const name = Object.hasOwn(PART_NAMES, String(asked))
        ? PART_NAMES[asked as PartKind][language]
        : REQUEST_FIELD_WORDS[language].all;
      return [[REQUEST_FIELD_WORDS[language].part, name]];
    },
    asks: postalAsks,
  },
} as const;

function stateOf({ state, ground, partly }: RequestFields['parts'][number], language: Language): string {
  const { states, grounds } = REQUEST_FIELD_WORDS[language];
  if (state === 'refused' && ground !== undefined) return `${states.refused}: ${grounds[ground]}`;
  return state === 'answered' && partly === true ? states.partly : states[state];
}
