import { describe, expect, test } from 'vitest';
import {
  counted,
  formatDate,
  formatDates,
  formatDateWithWeekday,
  formatInstant,
  type Language,
  oneFullStop,
  weekdayName,
} from '../../../shared/law/date-words.ts';
import { dayLines, reasonText } from '../../../shared/law/day-words.ts';
import { computeDeadline, provisionalDeadline } from '../../../shared/law/deadline.ts';
import { RULE_IDS, type RuleId } from '../../../shared/law/rules.ts';
import { explainDeadline } from '../../../shared/law/words.ts';

const LANGUAGES: readonly Language[] = ['ru', 'en'];
const told = (rule: RuleId, start: string, language: Language) =>
  explainDeadline(computeDeadline(rule, start), language);

describe('dates as each language writes them (G13)', () => {
  test.each([
    ['2026-12-07', '7 декабря 2026 г.', '7 December 2026', 'понедельник', 'Monday'],
    ['2027-03-01', '1 марта 2027 г.', '1 March 2027', 'понедельник', 'Monday'],
    ['2024-02-29', '29 февраля 2024 г.', '29 February 2024', 'четверг', 'Thursday'],
    ['2027-05-09', '9 мая 2027 г.', '9 May 2027', 'воскресенье', 'Sunday'],
  ])('%s', (date, ru, en, ruDay, enDay) => {
    expect(formatDate(date, 'ru')).toBe(ru);
    expect(formatDate(date, 'en')).toBe(en);
    expect([weekdayName(date, 'ru'), weekdayName(date, 'en')]).toEqual([ruDay, enDay]);
    expect(formatDateWithWeekday(date, 'ru')).toBe(`${ru}, ${ruDay}`);
    expect(formatDateWithWeekday(date, 'en')).toBe(`${enDay}, ${en}`);
  });

  test('every month has its genitive', () => {
    const months = Array.from({ length: 12 }, (_, i) =>
      formatDate(`2026-${String(i + 1).padStart(2, '0')}-05`, 'ru'),
    );
    expect(months.map((text) => text.split(' ')[1])).toEqual(
      'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
    );
  });

  test('no date is made up for a day that does not exist', () => {
    expect(() => formatDate('2026-02-30', 'ru')).toThrow(RangeError);
  });

  test('an instant is shown on the Moscow clock, also after midnight there', () => {
    const ms = Date.parse('2026-12-31T21:05:59Z');
    expect(formatInstant(ms, 'Europe/Moscow', 'ru')).toBe('1 января 2027 г., 00:05 (московское время)');
    expect(formatInstant(ms, 'Europe/Moscow', 'en')).toBe('1 January 2027, 00:05 (Moscow time)');
  });

  test.each<[string, string[], string]>([
    ['one day', ['2026-11-04'], '4 ноября 2026 г.'],
    ['neighbours in a month', ['2026-11-28', '2026-11-29'], '28–29 ноября 2026 г.'],
    ['over a month’s end', ['2026-04-30', '2026-05-01'], '30 апреля – 1 мая 2026 г.'],
    ['several', ['2026-11-28', '2026-11-29', '2026-12-05'], '28–29 ноября, 5 декабря 2026 г.'],
    [
      'over New Year',
      ['2026-12-31', '2027-01-01', '2027-01-09'],
      '31 декабря 2026 г. – 1 января 2027 г., 9 января 2027 г.',
    ],
    ['none', [], ''],
  ])('a list of dates joins neighbours: %s', (_what, dates, expected) => {
    expect(formatDates(dates, 'ru')).toBe(expected);
  });

  test('a list of dates in English', () => {
    expect(formatDates(['2026-11-28', '2026-11-29', '2026-12-05'], 'en')).toBe(
      '28–29 November, 5 December 2026',
    );
  });

  test.each([
    [1, '1 день'],
    [2, '2 дня'],
    [4, '4 дня'],
    [5, '5 дней'],
    [10, '10 дней'],
    [11, '11 дней'],
    [12, '12 дней'],
    [14, '14 дней'],
    [15, '15 дней'],
    [21, '21 день'],
    [22, '22 дня'],
    [111, '111 дней'],
    [124, '124 дня'],
  ])('the noun follows the number: %d', (n, expected) => {
    const forms = { ru: ['день', 'дня', 'дней'], en: ['day', 'days'] } as const;
    expect(counted(n, forms, 'ru')).toBe(expected);
    expect(counted(n, forms, 'en')).toBe(n === 1 ? '1 day' : `${n} days`);
  });
});

describe('a whole deadline in words', () => {
  test('K1, K2: a claim of 7 Dec 2026 whose 30th day is the holiday of 6 Jan 2027', () => {
    expect(told('ru-claim-30', '2026-12-07T10:15:00+03:00', 'ru')).toBe(
      '30 календарных дней со дня, следующего за днём получения (7 декабря 2026 г.); ' +
        'последний день — 6 января 2027 г., среда, нерабочий. ' +
        'Мы отвечаем не позже этого дня, хотя он нерабочий; по правилу переноса (ст. 193 ГК РФ) срок истекал бы 11 января 2027 г. ' +
        'Ответственные работают к 30 декабря 2026 г. — последнему рабочему дню перед этим.',
    );
    expect(told('ru-claim-30', '2026-12-07T10:15:00+03:00', 'en')).toBe(
      '30 calendar days from the day after the day of receipt (7 December 2026); ' +
        'the last day is Wednesday, 6 January 2027, a day off. ' +
        'We answer no later than this day although it is a day off; by the rule of transfer (Civil Code art. 193) the term would end on 11 January 2027. ' +
        'Staff work towards 30 December 2026, the last working day before it.',
    );
  });

  test('a claim that ends on a working day needs one sentence', () => {
    expect(told('ru-claim-30', '2026-09-29', 'ru')).toBe(
      '30 календарных дней со дня, следующего за днём получения (29 сентября 2026 г.); последний день — 29 октября 2026 г., четверг.',
    );
  });

  test('working days name the first, the last, the days passed over and the working Saturday', () => {
    expect(told('ru-access-answer-extended', '2025-10-27', 'ru')).toBe(
      '15 рабочих дней со дня, следующего за днём получения (27 октября 2025 г.): первый день — 28 октября 2025 г., последний — 18 ноября 2025 г. ' +
        'Не считаются нерабочие дни: 2–4 ноября, 8–9 ноября, 15–16 ноября 2025 г. Считается как рабочий день: 1 ноября 2025 г. ' +
        'Это срок с продлением; он считается подряд от того же начала, а не от дня уведомления.',
    );
    expect(told('ru-unlawful-stop', '2026-07-06', 'en')).toBe(
      '3 working days from the day after the day of detection (6 July 2026): the first is 7 July 2026, the last 9 July 2026.',
    );
  });

  test('months tell of a missing day and of the move; GDPR names its own norm', () => {
    expect(told('ru-cannot-destroy-six-months', '2026-08-29', 'ru')).toContain(
      '6 месяцев со дня блокирования (29 августа 2026 г.); последний день — 28 февраля 2027 г., воскресенье, нерабочий ' +
        '(29-го числа в этом месяце нет, берётся его последний день). ' +
        'Поэтому срок истекает в ближайший следующий рабочий день — 1 марта 2027 г. (ст. 193 ГК РФ).',
    );
    expect(told('gdpr-answer', '2027-01-31', 'en')).toBe(
      '1 month from the day of receipt (31 January 2027); the last day is Sunday, 28 February 2027, a day off ' +
        '(that month has no day 31, its last one is taken). ' +
        'So the term ends on the next working day, 1 March 2027 (Reg. 1182/71 art. 3(4)). ' +
        'Staff work towards 26 February 2027, the last working day before it.',
    );
    expect(told('gdpr-answer', '2027-01-31', 'ru')).toContain('(ст. 3(4) Регламента 1182/71)');
  });

  test('years, a fixed day of the month, hours and at once', () => {
    expect(told('ru-destruction-proof-retention', '2026-11-23', 'ru')).toBe(
      '3 года со дня уничтожения (23 ноября 2026 г.); последний день — 23 ноября 2029 г., пятница. Дата не переносится.',
    );
    expect(told('ru-register-change-notice', '2026-11-30', 'ru')).toBe(
      'До 15-го числа месяца, следующего за месяцем изменения (30 ноября 2026 г.): 15 декабря 2026 г., вторник.',
    );
    expect(told('ru-register-change-notice', '2026-10-20', 'en')).toMatch(
      /^By day 15 of the month after the month of the change \(20 October 2026\): Sunday, 15 November 2026, a day off\. So/,
    );
    expect(told('ru-breach-first', '2026-12-31T22:10:00+03:00', 'ru')).toBe(
      '24 часа подряд, включая ночи и нерабочие дни, с момента обнаружения: 31 декабря 2026 г., 22:10 (московское время). ' +
        'Срок истекает 1 января 2027 г., 22:10 (московское время).',
    );
    expect(told('ru-block-disputed', '2026-11-25T14:03:20+03:00', 'en')).toBe(
      'At once, at the moment of receipt: 25 November 2026, 14:03 (Moscow time).',
    );
  });

  test('G12: a refused date says so; a provisional one says that it is the earliest and will be counted again', () => {
    expect(told('ru-claim-30', '2027-12-10', 'ru')).toBe(
      '30 календарных дней со дня, следующего за днём получения (10 декабря 2027 г.); последний день — 9 января 2028 г., воскресенье. ' +
        'Законный срок назвать нельзя: календарь рабочих дней на 2028 г. не загружен.',
    );
    expect(told('ru-access-answer', '2027-12-20', 'en')).toBe(
      '10 working days from the day after the day of receipt (20 December 2027). Days off are not counted: 25–26 December, 31 December 2027. ' +
        'The legal date cannot be given: the working-day calendar of 2028 is not loaded.',
    );
    expect(explainDeadline(provisionalDeadline('ru-claim-30', '2027-12-10'), 'ru')).toContain(
      'Ответственные работают к 30 декабря 2027 г. — последнему известному рабочему дню перед этим. ' +
        'Дата предварительная: календарь рабочих дней на 2028 г. не загружен, неизвестные дни приняты за рабочие. ' +
        'Это самая ранняя возможная дата; она будет пересчитана.',
    );
    expect(explainDeadline(provisionalDeadline('ru-access-answer', '2027-12-20'), 'en')).toContain(
      'the first is 21 December 2027, the last 2 January 2028. Days off are not counted: 25–26 December, 31 December 2027. ' +
        'Staff work towards 30 December 2027, the last known working day before it. The date is provisional',
    );
  });

  test('every rule is told in whole sentences without a hole, from any kind of start', () => {
    for (const rule of RULE_IDS) {
      for (const language of LANGUAGES) {
        for (const start of ['2026-08-31', '2026-12-31T22:10:00+03:00', '2027-12-20']) {
          const text = explainDeadline(provisionalDeadline(rule, start), language);
          expect(text, rule).toMatch(language === 'ru' ? /^[А-ЯЁ0-9].*\.$/u : /^[A-Z0-9].*\.$/);
          expect(text, rule).not.toMatch(/undefined|null|NaN|\.\.| {2}|\(\)/);
          if (language === 'ru') expect(text.replace(/GDPR/g, ''), rule).not.toMatch(/[a-z]/i);
          else expect(text, rule).not.toMatch(/[а-яё]/i);
        }
      }
    }
  });

  test('an unknown rule is not explained', () => {
    expect(() =>
      explainDeadline({ ...computeDeadline('ru-claim-30', '2026-12-07'), rule: 'x' }, 'ru'),
    ).toThrow('x');
  });
});

test('a sentence that ends with a Russian date has one full stop, and an ellipsis keeps its three', () => {
  expect(oneFullStop('Ответим до 6 января 2027 г..')).toBe('Ответим до 6 января 2027 г.');
  expect(oneFullStop('до 6 января 2027 г...')).toBe('до 6 января 2027 г...');
});

describe('single days in words', () => {
  test('D1: counted days are numbered, the others say why not', () => {
    const lines = dayLines(computeDeadline('ru-access-answer', '2025-10-27'), 'ru').map(({ text }) => text);
    expect(lines.slice(0, 2)).toEqual([
      '27 октября 2025 г., понедельник — день события, не считается',
      '28 октября 2025 г., вторник — день 1: рабочий день',
    ]);
    expect(lines).toContain(
      '1 ноября 2025 г., суббота — день 5: рабочий день (выходной, ставший рабочим при переносе)',
    );
    expect(lines).toContain(
      '3 ноября 2025 г., понедельник — нерабочий день (праздник или перенос), не считается',
    );
    expect(lines.at(-1)).toBe('11 ноября 2025 г., вторник — день 10: рабочий день');
  });

  test('D1: ten working days over 3 and 4 November 2025, each day in English', () => {
    const lines = dayLines(computeDeadline('ru-access-answer', '2025-10-27'), 'en').map(({ text }) => text);
    expect(lines).toEqual([
      'Monday, 27 October 2025 — day of the event, not counted',
      'Tuesday, 28 October 2025 — day 1: working day',
      'Wednesday, 29 October 2025 — day 2: working day',
      'Thursday, 30 October 2025 — day 3: working day',
      'Friday, 31 October 2025 — day 4: working day',
      'Saturday, 1 November 2025 — day 5: working day (a weekend day made working by transfer)',
      'Sunday, 2 November 2025 — weekend, not counted',
      'Monday, 3 November 2025 — day off (holiday or transfer), not counted',
      'Tuesday, 4 November 2025 — day off (holiday or transfer), not counted',
      'Wednesday, 5 November 2025 — day 6: working day',
      'Thursday, 6 November 2025 — day 7: working day',
      'Friday, 7 November 2025 — day 8: working day',
      'Saturday, 8 November 2025 — weekend, not counted',
      'Sunday, 9 November 2025 — weekend, not counted',
      'Monday, 10 November 2025 — day 9: working day',
      'Tuesday, 11 November 2025 — day 10: working day',
    ]);
  });

  test('30 April 2026, shortened before the First of May, counts in full; weekends do not', () => {
    const texts = (language: Language) =>
      dayLines(computeDeadline('ru-access-answer', '2026-04-24'), language).map(({ text }) => text);
    expect(texts('ru')).toContain(
      '30 апреля 2026 г., четверг — день 4: рабочий день (сокращённый, считается полностью)',
    );
    expect(texts('en')).toContain('Thursday, 30 April 2026 — day 4: working day (shortened, counts in full)');
    expect(texts('ru')).toContain('25 апреля 2026 г., суббота — выходной, не считается');
  });

  test('a claim ends with its 30th day on a holiday and the days it moves over', () => {
    const lines = dayLines(computeDeadline('ru-claim-30', '2026-12-07'), 'en');
    expect(lines.filter(({ n }) => n !== undefined).at(-1)).toMatchObject({
      n: 30,
      text: 'Wednesday, 6 January 2027 — day 30: the last day of the term falls on a day off',
    });
    expect(lines.at(-1)?.text).toBe('Monday, 11 January 2027 — the next working day');
    expect(lines[1]?.text).toBe('Tuesday, 8 December 2026 — day 1: calendar day');
    const russian = dayLines(computeDeadline('ru-claim-30', '2026-12-07'), 'ru');
    expect(russian[1]?.text).toBe('8 декабря 2026 г., вторник — день 1: календарный день');
    expect(russian.at(-1)?.text).toBe('11 января 2027 г., понедельник — ближайший следующий рабочий день');
  });

  test('days of a month term carry no numbers: months are counted', () => {
    const lines = dayLines(computeDeadline('ru-cannot-destroy-six-months', '2026-08-29'), 'ru');
    expect(lines.every((line) => !('n' in line))).toBe(true);
    expect(lines[1]?.text).toBe(
      '28 февраля 2027 г., воскресенье — последний день срока приходится на нерабочий день',
    );
  });

  test('each reason has words of its own in both languages', () => {
    const reasons = [
      'start',
      'working-day',
      'working-weekend',
      'shortened-day',
      'weekend',
      'holiday',
      'calendar-day',
      'moved-from',
      'moved-to',
      'unknown',
    ] as const;
    for (const language of LANGUAGES) {
      expect(new Set(reasons.map((reason) => reasonText(reason, language))).size).toBe(reasons.length);
    }
    expect(reasonText('unknown', 'ru')).toBe('календарь на этот год ещё не загружен');
    expect(reasonText('unknown', 'en')).toBe('the calendar of this year is not loaded yet');
  });
});
