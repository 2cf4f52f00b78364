import type { CaseView } from '../../../../api/case-view.ts';
import { dutyFacts, NOTICE_FIELDS, NOTICES, type NoticeField } from '../../../../domain/breaches/duties.ts';
import { CONCLUSIONS, type DutyState, GROUNDS, WAYS } from '../../../../domain/breaches/own.ts';
import type { Language } from '../../../../language.ts';
import { formatInstant } from '../../../../law/date-words.ts';
import { REGIME_ZONE } from '../../../../law/regimes.ts';
import { BREACH_CODES, breachWord } from '../../../../words/breach-names.ts';
import { localMoment } from '../../date-text.tsx';
import type { DrawnField } from '../../drawn-field.ts';
import { NOTICE_WORDS } from '../../texts/notice.ts';
import { BREACH_ACT_WORDS, BREACH_FIELD_WORDS } from './breach-words.ts';
import type { AboutAct } from './desk-kind.ts';

const words = ({ context: { language } }: AboutAct) => BREACH_FIELD_WORDS[language];
const codes = ({ context: { language } }: AboutAct) => BREACH_CODES[language];
const inWords = <Code extends string>(
  values: readonly Code[],
  names: { readonly [code in Code]: string },
): NonNullable<DrawnField['options']> => values.map((value) => ({ value, label: names[value] }));

const moment = (label: string, { context: { at } }: AboutAct): DrawnField => ({
  label,
  initial: localMoment(at),
});

/** Fields that some notice demands by law. */
const DEMANDED: ReadonlySet<NoticeField> = new Set(
  NOTICES.flatMap((notice) => dutyFacts(notice).needs ?? []),
);

const noticeField =
  (name: NoticeField) =>
  (about: AboutAct): DrawnField => ({
    label: codes(about).fields[name],
    hint: DEMANDED.has(name) ? words(about).needed : words(about).believed,
    rows: 3,
  });

/** In which state of its duty an act is done; any, where not said. */
const DONE_ON: { readonly [act: string]: DutyState['state'] } = {
  file: 'open',
  decline: 'open',
  told: 'open',
  supplement: 'done',
};

/** The duties of the case on which the act can be done, in words. */
const dutyOptions = ({ act, view: { duties = [] }, context: { language } }: AboutAct) =>
  duties
    .filter(({ state }) => DONE_ON[act] === undefined || state === DONE_ON[act])
    .map(({ duty }) => ({ value: duty, label: breachWord('duties', duty, language) }));

/** A choice of a duty; where there is one only, it is chosen. */
const chosen = (label: string, options: ReturnType<typeof dutyOptions>): DrawnField => {
  const [only, ...others] = options;
  return { label, options, ...(only && others.length === 0 ? { initial: only.value } : {}) };
};

/** What the desk shows of a breach beside what it shows of all cases, and how it asks for its acts (B1–B5). */
export const BREACH_DESK = {
  acts: BREACH_ACT_WORDS,
  // A notice is written on its own page (functions/desk/pages/notice-page.tsx).
  order: ['file', 'told', 'decline', 'supplement', 'detection', 'conclude'],
  grave: ['decline', 'conclude'],
  fields: {
    notice: (about: AboutAct): DrawnField =>
      chosen(
        words(about).notice,
        dutyOptions(about).filter(({ value }) => dutyFacts(value).notice),
      ),
    duty: (about: AboutAct): DrawnField => chosen(words(about).duty, dutyOptions(about)),
    'told.duty': (about: AboutAct): DrawnField =>
      chosen(
        words(about).duty,
        dutyOptions(about).filter(({ value }) => !dutyFacts(value).notice),
      ),
    confirmed: ({ context: { language } }: AboutAct): DrawnField => ({
      label: NOTICE_WORDS[language].confirm,
      box: true,
      options: [{ value: 'true', label: NOTICE_WORDS[language].confirmBox }],
    }),
    ...(Object.fromEntries(NOTICE_FIELDS.map((name) => [name, noticeField(name)])) as {
      readonly [F in NoticeField]: (about: AboutAct) => DrawnField;
    }),
    filedAt: (about: AboutAct): DrawnField => moment(words(about).filedAt, about),
    number: (about: AboutAct): DrawnField => ({ label: words(about).number, short: true }),
    way: (about: AboutAct): DrawnField => ({
      label: words(about).way,
      options: inWords(WAYS, codes(about).ways),
    }),
    ground: (about: AboutAct): DrawnField => ({
      label: words(about).ground,
      options: inWords(GROUNDS, codes(about).grounds),
    }),
    second: (about: AboutAct): DrawnField => ({
      label: words(about).second,
      options: about.context.directory
        .filter(({ role, sub }) => role === 'officer' && sub !== about.context.staff.sub)
        .map(({ sub, name }) => ({ value: sub, label: name })),
      needed: true,
    }),
    toldAt: (about: AboutAct): DrawnField => moment(words(about).toldAt, about),
    told: (about: AboutAct): DrawnField => ({ label: words(about).told, short: true }),
    notReached: (about: AboutAct): DrawnField => ({ label: words(about).notReached, short: true }),
    detectedAt: (about: AboutAct): DrawnField => ({
      label: words(about).detectedAt,
      initial: localMoment(Date.parse(about.view.detectedAt ?? '') || about.context.at),
    }),
    awareAt: (about: AboutAct): DrawnField => ({
      label: words(about).awareAt,
      initial: localMoment(Date.parse(about.view.awareAt ?? '') || about.context.at),
    }),
    conclusion: (about: AboutAct): DrawnField => ({
      label: words(about).conclusion,
      options: inWords(CONCLUSIONS, codes(about).conclusions),
    }),
  },
  marks: ({ drill }: CaseView, language: Language): readonly string[] =>
    drill === true ? [BREACH_FIELD_WORDS[language].drill] : [],
  facts: (view: CaseView, language: Language): readonly (readonly [string, string])[] => {
    const names = BREACH_FIELD_WORDS[language];
    const { nature, detectedBy, detectedAt, awareAt, systems = [], dataKinds = [] } = view;
    const when = (iso: string) => formatInstant(Date.parse(iso), REGIME_ZONE, language);
    return [
      ...(nature === undefined ? [] : [[names.nature, breachWord('natures', nature, language)] as const]),
      ...(detectedBy === undefined
        ? []
        : [[names.detectedBy, breachWord('detectors', detectedBy, language)] as const]),
      ...(detectedAt === undefined ? [] : [[names.detectedAt, when(detectedAt)] as const]),
      ...(awareAt === undefined ? [] : [[names.awareAt, when(awareAt)] as const]),
      [names.systems, systems.join(', ')],
      [names.kinds, dataKinds.map((kind) => breachWord('kinds', kind, language)).join(', ')],
    ];
  },
} as const;
