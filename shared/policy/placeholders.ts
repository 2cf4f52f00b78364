import type { Language } from '../law/date-words.ts';
import { isRuleId, RULES } from '../law/rules.ts';
import { CITATIONS, cite, LAW_TITLE } from './citations.ts';
import { DATA_KINDS } from './data-kinds.ts';
import { type DocumentName, documentTitle } from './documents.ts';
import { clockWords, durationWords } from './durations.ts';
import type { PolicyFacts } from './facts.ts';
import { type FormField, REGISTRATION_FIELDS } from './form-fields.ts';
import { keptWords } from './kept-words.ts';
import { type Ground, isPurpose, PURPOSE_IDS, PURPOSES, type PurposeId, purposeOf } from './purposes.ts';
import { RECIPIENTS, type RecipientId } from './recipients.ts';
import { RETENTION, RETENTION_RULES, type RetentionRule } from './retention.ts';

/** For which text a placeholder is filled in. */
export interface Filling {
  readonly document: DocumentName;
  readonly language: Language;
  readonly facts: PolicyFacts;
}

/** What a placeholder becomes, and which things of the typed source are thereby named (`purpose:account`). */
export interface Filled {
  readonly text: string;
  readonly names: readonly string[];
}

const filled = (text: string, ...names: string[]): Filled => ({ text, names });

const GROUNDS: { readonly [G in Ground]: { readonly [L in Language]: string } } = {
  consent: { ru: 'ваше отдельное согласие', en: 'your separate consent' },
  contract: { ru: 'договор с вами', en: 'the contract with you' },
  law: { ru: 'обязанность по закону', en: 'a duty by law' },
  'legitimate-interest': { ru: 'законный интерес компании', en: 'a legitimate interest of the company' },
};

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

const termWords = (rule: RetentionRule, { language, facts }: Filling): string =>
  keptWords(rule, language, facts.retention);

function dataWords(purpose: PurposeId, { language }: Filling): string {
  return purposeOf(purpose)
    .data.map((kind) => DATA_KINDS[kind][language])
    .join(', ');
}

const articleWords = (purpose: PurposeId, { language }: Filling): string =>
  purposeOf(purpose)
    .articles.map((article) => cite(article, language))
    .join('; ');

const groundWords = (purpose: PurposeId, filling: Filling): string =>
  `${GROUNDS[purposeOf(purpose).ground][filling.language]} (${articleWords(purpose, filling)})`;

function validityWords(purpose: PurposeId, { language }: Filling): string {
  const { validity } = purposeOf(purpose);
  if (validity === null) return language === 'ru' ? 'до отзыва' : 'until it is withdrawn';
  const words = durationWords(validity, language);
  return language === 'ru' ? `${words} со дня согласия или до отзыва` : `${words}, or until it is withdrawn`;
}

const recipientWords = (ids: readonly RecipientId[], { language }: Filling): string =>
  ids.map((id) => RECIPIENTS[id].name[language]).join(', ');

/** One purpose as a section of the policy. */
function purposeSection(id: PurposeId, filling: Filling): string {
  const { language } = filling;
  const purpose = purposeOf(id);
  const ru = language === 'ru';
  const validity =
    purpose.ground === 'consent'
      ? [`**${ru ? 'Срок согласия' : 'Term of the consent'}:** ${validityWords(id, filling)}`]
      : [];
  return [
    `### ${purpose.name[language]}`,
    purpose.explanation[language],
    list([
      `**${ru ? 'Данные' : 'Data'}:** ${dataWords(id, filling)}`,
      `**${ru ? 'Основание' : 'Ground'}:** ${groundWords(id, filling)}`,
      ...validity,
      `**${ru ? 'Хранение' : 'Kept'}:** ${termWords(purpose.kept, filling)}`,
      `**${ru ? 'Получатели' : 'Recipients'}:** ${recipientWords(purpose.recipients, filling)}`,
      `**${ru ? 'Как прекратить' : 'How to stop it'}:** ${purpose.onWithdrawal[language]}`,
    ]),
  ].join('\n\n');
}

function retentionTable(filling: Filling): Filled {
  const { language } = filling;
  const rules = RETENTION_RULES.filter((rule) => RETENTION[rule].personal);
  const head = language === 'ru' ? '| Что хранится | Срок |' : '| What is kept | How long |';
  const rows = rules.map((rule) => `| ${RETENTION[rule].what[language]} | ${termWords(rule, filling)} |`);
  return filled([head, '| --- | --- |', ...rows].join('\n'), ...rules.map((rule) => `retention:${rule}`));
}

function recipientList({ language }: Filling): Filled {
  const ids = Object.keys(RECIPIENTS) as RecipientId[];
  const items = ids.map((id) => `**${RECIPIENTS[id].name[language]}** — ${RECIPIENTS[id].when[language]}`);
  const text = list(language === 'ru' ? items : items.map((item) => item.replace(' — ', ' – ')));
  return filled(text, ...ids.map((id) => `recipient:${id}`));
}

function registrationFields({ language }: Filling): Filled {
  const required = language === 'ru' ? 'обязательно' : 'required';
  const items = Object.values(REGISTRATION_FIELDS).map(
    ({ data, required: must }: FormField) => `${DATA_KINDS[data][language]}${must ? ` (${required})` : ''}`,
  );
  return filled(items.join(', '), 'form:registration');
}

function residency({ language, facts }: Filling): Filled {
  const { russianCitizens, database } = facts.residency ?? { russianCitizens: false };
  const law = cite(CITATIONS.localisation, language);
  const where = database === undefined ? '' : `: ${database}`;
  if (!russianCitizens)
    return filled(
      language === 'ru'
        ? `Данные граждан России здесь не собираются (${law}).`
        : `Data of Russian citizens are not collected here (${law}).`,
      'residency',
    );
  return filled(
    language === 'ru'
      ? `Данные граждан России при сборе записываются и хранятся в базах данных на территории России${where} (${law}).`
      : `Data of Russian citizens are recorded at collection, and kept, in databases in Russia${where} (${law}).`,
    'residency',
  );
}

/** Placeholders with a fixed name. */
const FIXED: { readonly [name: string]: (filling: Filling) => Filled } = {
  'operator.name': ({ language, facts }) => filled(facts.operator.name[language], 'operator.name'),
  'operator.address': ({ language, facts }) =>
    filled(facts.operator.postalAddress[language], 'operator.address'),
  'operator.email': ({ facts: { operator } }) =>
    filled(`[${operator.email}](mailto:${operator.email})`, 'operator.email'),
  'operator.inn': ({ language, facts: { operator } }) =>
    filled(
      operator.inn === undefined ? '' : language === 'ru' ? `, ИНН ${operator.inn}` : `, INN ${operator.inn}`,
    ),
  sites: ({ facts }) => filled(facts.sites.map((site) => `[${host(site)}](${site})`).join(', '), 'sites'),
  office: ({ facts: { baseUrl } }) => filled(`[${host(baseUrl)}](${baseUrl}/)`, 'office'),
  'policy.address': ({ facts: { baseUrl } }) => filled(`[${host(baseUrl)}/policy](${baseUrl}/policy)`),
  'policy.title': ({ language }) => filled(documentTitle('policy')[language]),
  'document.title': ({ document, language }) => filled(documentTitle(document)[language]),
  law: ({ language }) => filled(LAW_TITLE[language]),
  purposes: (filling) =>
    filled(
      PURPOSE_IDS.map((id) => purposeSection(id, filling)).join('\n\n'),
      ...PURPOSE_IDS.map((id) => `purpose:${id}`),
    ),
  retention: retentionTable,
  recipients: recipientList,
  residency,
  'fields.registration': registrationFields,
};

const host = (address: string): string => address.replace(/^https?:\/\//, '');

/** What a consent document says of its own purpose. */
const OWN: { readonly [name: string]: (purpose: PurposeId, filling: Filling) => string } = {
  name: (id, { language }) => PURPOSES[id].name[language],
  explanation: (id, { language }) => PURPOSES[id].explanation[language],
  data: dataWords,
  articles: articleWords,
  validity: validityWords,
  kept: (id, filling) => termWords(PURPOSES[id].kept, filling),
  recipients: (id, filling) => recipientWords(purposeOf(id).recipients, filling),
  withdrawal: (id, { language }) => PURPOSES[id].onWithdrawal[language],
};

/**
 * Fills in a placeholder by its name: `operator.name`, `term.<clock>`, `article.<clock>`, `cite.<place>`,
 * `retention.<rule>`, `purpose.<field>` in the document of a consent … Undefined for a name that means nothing here.
 */
export function fill(name: string, filling: Filling): Filled | undefined {
  if (Object.hasOwn(FIXED, name)) return FIXED[name]?.(filling);
  const [, family = '', rest = ''] = /^([a-z]+)\.([a-z0-9-]+)$/.exec(name) ?? [];
  const { language, document } = filling;
  switch (family) {
    case 'term':
      return isRuleId(rest) ? filled(clockWords(rest, language), `clock:${rest}`) : undefined;
    case 'article':
      return isRuleId(rest) && RULES[rest].law === '152-FZ'
        ? filled(articlesOf(RULES[rest].article, language))
        : undefined;
    case 'cite':
      return Object.hasOwn(CITATIONS, rest)
        ? filled(cite(CITATIONS[rest as keyof typeof CITATIONS], language), `cite:${rest}`)
        : undefined;
    case 'retention':
      return Object.hasOwn(RETENTION, rest)
        ? filled(termWords(rest as RetentionRule, filling), `retention:${rest}`)
        : undefined;
    case 'purpose': {
      if (document === 'policy' || !isPurpose(document) || !Object.hasOwn(OWN, rest)) return undefined;
      const text = OWN[rest]?.(document, filling);
      return text === undefined ? undefined : filled(text, `purpose.${rest}`);
    }
    default:
      return undefined;
  }
}

/** A rule may name several articles: the first is cited. */
const articlesOf = (articles: string, language: Language): string =>
  cite({ law: '152-FZ', article: articles.split(',')[0] ?? '' }, language);
