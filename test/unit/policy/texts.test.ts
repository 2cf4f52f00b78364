import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../../infra/settings/load.ts';
import { checkPolicy } from '../../../infra/settings/policy-check.ts';
import { builtInText, templateOf } from '../../../shared/policy/built-in.ts';
import { checkTemplate, checkTexts } from '../../../shared/policy/check.ts';
import { cite } from '../../../shared/policy/citations.ts';
import { DOCUMENTS, documentTitle, parseVersionId, versionId } from '../../../shared/policy/documents.ts';
import { clockWords, durationWords, endOf } from '../../../shared/policy/durations.ts';
import type { PolicyFacts } from '../../../shared/policy/facts.ts';
import { FORMS, REGISTRATION_FIELDS } from '../../../shared/policy/form-fields.ts';
import { CONSENT_PURPOSES, PURPOSE_IDS, PURPOSES, purposeOf } from '../../../shared/policy/purposes.ts';
import { RECIPIENTS } from '../../../shared/policy/recipients.ts';
import { RETENTION, RETENTION_RULES, termOf } from '../../../shared/policy/retention.ts';
import { unsaid } from '../../../shared/policy/unsaid.ts';

const FACTS: PolicyFacts = {
  baseUrl: 'https://privacy.example.com',
  sites: ['https://www.example.com', 'https://support.example.com'],
  operator: {
    name: { ru: 'АО «Пример»', en: 'Example JSC' },
    postalAddress: { ru: '101000, Москва, а/я 1', en: 'PO Box 1, Moscow 101000' },
    email: 'privacy@example.com',
    inn: '7701234567',
  },
  retention: { claimFileYears: 3, technicalDays: 90 },
  residency: { russianCitizens: true },
};
const LANGUAGES = ['ru', 'en'] as const;
const all = DOCUMENTS.flatMap((document) => LANGUAGES.map((language) => [document, language] as const));
const policy = (language: 'ru' | 'en', facts = FACTS) => builtInText('policy', language, facts);

describe('text and typed source', () => {
  test('P4: all built-in texts agree with the typed source', () => {
    expect(checkTexts(FACTS)).toEqual([]);
  });

  test.each(['local', 'demo', 'scserv'])('P4: the check lets the settings %s through synth', (name) => {
    expect(() => checkPolicy(loadSettings(name))).not.toThrow();
  });

  test.each(all)('P4: no figure is typed into the template of %s (%s)', (document, language) => {
    expect(templateOf(document, language).replace(/\{\{[^}]+\}\}/g, '')).not.toMatch(/\d/);
  });

  test.each([
    ['a purpose section is left out', '{{purposes}}', 'purpose:promotions'],
    ['the terms of retention are left out', '{{retention}}', 'retention:case-file'],
    ['the recipients are left out', '{{recipients}}', 'recipient:partners'],
    ['the term of a claim is left out', '{{term.ru-claim-30}}', 'clock:ru-claim-30'],
    ['where data lie is left out', '{{residency}}', 'residency'],
  ])('P4: the check fails when %s', (_, placeholder, missing) => {
    const planted = templateOf('policy', 'ru').replaceAll(placeholder, '');
    const found = checkTemplate(planted, 'policy', 'ru', FACTS).map(({ what }) => what);
    expect(found).toContain(`does not name ${missing}`);
  });

  test('P4: the check fails on a typed figure, an unknown placeholder, and a consent without its term or its withdrawal', () => {
    const whats = (planted: string, document: 'policy' | 'promotions') =>
      checkTemplate(planted, document, 'en', FACTS).map(({ what }) => what);
    expect(whats(`${templateOf('policy', 'en')}\nWithin 31 days.`, 'policy')).toEqual([
      'a figure is typed by hand: Within 31 days.',
    ]);
    expect(whats(`${templateOf('policy', 'en')}\n{{term.no-such-rule}}`, 'policy')).toEqual([
      'unknown placeholder {{term.no-such-rule}}',
    ]);
    const bare = templateOf('promotions', 'en')
      .replace('{{purpose.validity}}', '')
      .replace('{{purpose.withdrawal}}', '');
    expect(whats(bare, 'promotions')).toEqual([
      'does not name purpose.validity',
      'does not name purpose.withdrawal',
    ]);
  });

  test('P4: another term in the settings is another figure in the text', () => {
    const changed = { ...FACTS, retention: { claimFileYears: 5, technicalDays: 31 } };
    expect(policy('ru')).toContain('| 90 дней с последнего использования |');
    expect(policy('ru', changed)).toContain('| 31 день с последнего использования |');
    expect(policy('ru', changed)).toContain(
      '| претензии и обращения вместе с перепиской | 5 лет после закрытия |',
    );
    expect(policy('en', changed)).toContain('31 days from the last use');
  });

  test.each(LANGUAGES)(
    'P4: the policy (%s) names every purpose, recipient and term of personal data',
    (language) => {
      const text = policy(language);
      for (const id of PURPOSE_IDS) {
        expect(text).toContain(`### ${PURPOSES[id].name[language]}`);
        expect(text).toContain(PURPOSES[id].explanation[language]);
      }
      for (const { name } of Object.values(RECIPIENTS)) expect(text).toContain(name[language]);
      for (const rule of RETENTION_RULES)
        if (RETENTION[rule].personal) expect(text).toContain(`| ${RETENTION[rule].what[language]} |`);
      expect(unsaid(text, 'policy', language, FACTS)).toEqual([]);
    },
  );

  test('P4: a text that leaves a purpose, a recipient or the term of a claim unsaid is noticed before it is posted', () => {
    const text = policy('ru')
      .replaceAll('Рекламные письма', 'Письма')
      .replaceAll('почтовая служба', 'кто-то')
      .replaceAll('30 календарных дней', 'скоро');
    expect(unsaid(text, 'policy', 'ru', FACTS)).toEqual([
      'Рекламные письма',
      'почтовая служба',
      '30 календарных дней',
    ]);
  });
});

describe('what the policy states (P5)', () => {
  test('[1]–[7]: sites, required fields, technical data, representatives, complaint, breach, claim in 30 calendar days, versions', () => {
    const text = policy('ru');
    for (const fact of [
      '[www.example.com](https://www.example.com), [support.example.com](https://support.example.com)',
      'адрес электронной почты (обязательно), имя (обязательно)',
      'Сетевой адрес, сведения о браузере, страница и время посещения',
      'доверенность',
      'Рекламные письма приходят только тем, кто согласился на них',
      'Данные граждан России при сборе записываются и хранятся в базах данных на территории России',
      'данные с момента обращения, пока проверяется жалоба',
      'первое уведомление — 24 часа',
      'срок ответа — 30 календарных дней со дня получения претензии',
      'Ни одна редакция не изменяется и не удаляется',
      'приобретатель бизнеса',
      'ИНН 7701234567',
    ])
      expect(text).toContain(fact);
    expect([...text.matchAll(/^## (\d)\./gm)].map(([, n]) => n)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test('L1: a deployment without Russian citizens does not claim Russian databases; another first database is named', () => {
    const without = policy('en', { ...FACTS, residency: { russianCitizens: false } });
    expect(without).toContain('Data of Russian citizens are not collected here');
    expect(without).not.toContain('databases in Russia');
    const database = 'CRM (Moscow)';
    expect(policy('en', { ...FACTS, residency: { russianCitizens: true, database } })).toContain(
      'in databases in Russia: CRM (Moscow)',
    );
  });

  test.each(CONSENT_PURPOSES)(
    'C1: the consent "%s" has operator, address, purpose, data, actions, recipients, term and way to withdraw (152-FZ 9(4))',
    (purpose) => {
      const text = builtInText(purpose, 'ru', FACTS);
      const { explanation, onWithdrawal, validity } = PURPOSES[purpose];
      for (const part of [
        `# ${documentTitle(purpose).ru}`,
        'АО «Пример»',
        '101000, Москва, а/я 1',
        explanation.ru,
        '**Действия.**',
        '**Получатели:**',
        `**Срок согласия:** ${durationWords(validity, 'ru')} со дня согласия или до отзыва`,
        onWithdrawal.ru,
        'privacy@example.com',
        'Это согласие не обязательно',
      ])
        expect(text).toContain(part);
      expect(text).not.toContain('{{');
    },
  );
});

describe('typed source', () => {
  test('C1: the ground of a consent purpose is consent, and each of them is a document of its own', () => {
    const grounded = PURPOSE_IDS.filter((id) => purposeOf(id).ground === 'consent');
    expect([...grounded].sort()).toEqual([...CONSENT_PURPOSES].sort());
    expect(DOCUMENTS).toEqual(['policy', ...CONSENT_PURPOSES]);
  });

  test('C1: no form asks for the consent to distribution at registration, and none for a purpose without consent', () => {
    expect(FORMS.registration.consents).not.toContain('distribution');
    for (const { consents } of Object.values(FORMS))
      for (const purpose of consents) expect(purposeOf(purpose).ground).toBe('consent');
    for (const { purpose, data } of Object.values(REGISTRATION_FIELDS)) {
      expect(PURPOSE_IDS).toContain(purpose);
      expect(purposeOf(purpose).data).toContain(data);
    }
  });

  test('E1: settings replace the number of a term, nothing else does', () => {
    const settings = { claimFileYears: 4, technicalDays: 10 };
    expect(termOf('case-file', settings)).toBe('P4Y');
    expect(termOf('person-session', settings)).toBe('P10D');
    expect(termOf('unconfirmed', settings)).toBe('P7D');
    expect(termOf('audit', settings)).toBeNull();
  });

  test.each([
    ['6(1)(5)', 'п. 5 ч. 1 ст. 6 Закона № 152-ФЗ', 'art. 6(1)(5) of 152-FZ'],
    ['10.1', 'ст. 10.1 Закона № 152-ФЗ', 'art. 10.1 of 152-FZ'],
    ['21(3.1)', 'ч. 3.1 ст. 21 Закона № 152-ФЗ', 'art. 21(3.1) of 152-FZ'],
  ])('article %s is written the way each language does (G13)', (article, ru, en) => {
    expect(cite({ law: '152-FZ', article }, 'ru')).toBe(ru);
    expect(cite({ law: '152-FZ', article }, 'en')).toBe(en);
  });

  test('terms in words', () => {
    expect(['P1Y', 'P3Y', 'P5Y', 'P21D', 'PT72H', 'P0D'].map((term) => durationWords(term, 'ru'))).toEqual([
      '1 год',
      '3 года',
      '5 лет',
      '21 день',
      '72 часа',
      'сразу',
    ]);
    expect(durationWords('P1Y6M', 'en')).toBe('1 year and 6 months');
    expect(() => durationWords('three years', 'en')).toThrow('no duration');
    expect(clockWords('ru-access-answer', 'ru')).toBe('10 рабочих дней');
    expect(clockWords('ru-marketing-stop', 'en')).toBe('at once');
  });

  test('C1: a validity that began on 29 February ends on the 28th where the year has no 29th', () => {
    const from = Date.parse('2028-02-29T10:00:00Z');
    expect(new Date(endOf(from, 'P1Y')).toISOString()).toBe('2029-02-28T10:00:00.000Z');
    expect(new Date(endOf(from, 'P4Y')).toISOString()).toBe('2032-02-29T10:00:00.000Z');
    expect(new Date(endOf(Date.parse('2026-11-30T00:00:00Z'), 'P3M')).toISOString()).toBe(
      '2027-02-28T00:00:00.000Z',
    );
    expect(new Date(endOf(from, 'P1DT2H')).toISOString()).toBe('2028-03-01T12:00:00.000Z');
  });

  test('ids of versions are read back, and nothing else is one', () => {
    for (const document of DOCUMENTS)
      expect(parseVersionId(versionId({ document, n: 12 }))).toEqual({ document, n: 12 });
    for (const wrong of ['policy', 'policy-0', 'policy-01', 'other-1', 'policy-1-2', '', 'POLICY-1'])
      expect(parseVersionId(wrong)).toBeUndefined();
  });
});
