import type { StaffCaseView } from '../../shared/api/desk.ts';
import {
  type Duty,
  dutyFacts,
  fieldsOfNotice,
  type NoticeField,
} from '../../shared/domain/breaches/duties.ts';
import { BREACH_TYPED } from '../../shared/domain/breaches/typed.ts';
import { typedRows } from '../../shared/domain/cases/typed.ts';
import type { Language } from '../../shared/language.ts';
import { formatInstant } from '../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { breachWord } from '../../shared/words/breach-names.ts';
import { capital } from '../../shared/words/capital.ts';

/** Texts of a notice by field. */
export type NoticeText = { readonly [F in NoticeField]?: string };

type Operator = RuntimeSettings['operator'];

/** Notices under 152-FZ are read by a Russian authority; others are begun in the language of the case. */
const languageOf = (notice: Duty, { language }: StaffCaseView): Language =>
  dutyFacts(notice).regime === 'ru' ? 'ru' : language;

const whoIs = ({ responsible }: Operator, language: Language): string | undefined =>
  responsible && `${responsible.name[language]}, ${responsible.phone}, ${responsible.email}`;

/** What fills each field beforehand; nothing where neither the case nor the settings know it. */
const BEFORE: {
  readonly [F in NoticeField]?: (
    view: StaffCaseView,
    operator: Operator,
    language: Language,
  ) => string | undefined;
} = {
  incident: ({ nature, personal }, _, language) =>
    [
      ...(nature === undefined ? [] : [capital(breachWord('natures', nature, language))]),
      ...typedRows(BREACH_TYPED, personal ?? {}, language).flatMap(([, text]) => text ?? []),
    ].join('. '),
  contact: (_, operator, language) => whoIs(operator, language),
  responsible: (_, operator, language) => whoIs(operator, language),
  detected: ({ detectedAt }, _, language) =>
    detectedAt === undefined ? undefined : formatInstant(Date.parse(detectedAt), REGIME_ZONE, language),
  known: ({ detectedBy }, _, language) =>
    detectedBy === undefined ? undefined : capital(breachWord('detectors', detectedBy, language)),
  data: ({ dataKinds = [] }, _, language) =>
    dataKinds.map((kind) => breachWord('kinds', kind, language)).join(', '),
  first: ({ duties = [] }, _, language) => {
    const first = duties.find(({ duty }) => duty === 'first-notice');
    return first?.number === undefined || first.filedAt === undefined
      ? undefined
      : `№ ${first.number}, ${formatInstant(Date.parse(first.filedAt), REGIME_ZONE, language)}`;
  },
  operator: (_, { name }, language) => name[language],
  inn: (_, { inn }) => inn,
  ogrn: (_, { ogrn }) => ogrn,
  address: (_, { legalAddress }, language) => legalAddress?.[language],
  post: (_, { postalAddress }, language) => postalAddress[language],
  mail: (_, { email }) => email,
  tel: (_, { phone }) => phone,
};

/**
 * What is known of a notice before anybody writes it (B2): of the case, of the company's settings, and of the notice before it.
 * @param view with its personal part, where what happened is to be in it
 */
export function filledBefore(view: StaffCaseView, notice: Duty, operator: Operator): NoticeText {
  const language = languageOf(notice, view);
  return Object.fromEntries(
    fieldsOfNotice(notice).flatMap((field) => {
      const text = BEFORE[field]?.(view, operator, language) ?? '';
      return text === '' ? [] : [[field, text] as const];
    }),
  );
}
