/** Deadlines in words, Russian and English: how a whole term was counted (G13, K1). Its days: day-words.ts. */

import {
  counted,
  formatDate,
  formatDates,
  formatDateWithWeekday,
  formatInstant,
  type Language,
} from './date-words.ts';
import { isDate } from './dates.ts';
import type { Zone } from './regimes.ts';
import { articleOf, isRuleId, type Rule, ruleOf, type StartEvent } from './rules.ts';
import type { Deadline } from './types.ts';
import { TERM_UNITS } from './units.ts';
import { localDate, parseInstant } from './zones.ts';

/** Where the rule is written: `152-ФЗ, ст. 14(3), 20(1)` / `152-FZ art. 14(3), 20(1)`. */
export function articleText(rule: Rule, language: Language): string {
  if (language === 'en') return articleOf(rule);
  const law = {
    '152-FZ': '152-ФЗ, ст.',
    'order-179': 'приказ Роскомнадзора от 28.10.2022 № 179, п.',
    'consumer-law': 'Закон «О защите прав потребителей», ст.',
    'company-policy': 'политика компании',
    GDPR: 'GDPR, ст.',
  }[rule.law];
  return `${law} ${rule.article}`.trimEnd();
}

/** What to say beside a rule that rests on general knowledge only; undefined for the others. */
export function counselNote(rule: Rule, language: Language): string | undefined {
  if (rule.confidence !== 'G') return undefined;
  return language === 'ru' ? 'Срок уточните у юриста.' : 'Ask counsel about this term.';
}

/** The event, in Russian after «днём» and «момента», in English after “the day of”. */
const EVENT: { readonly [event in StartEvent]: { readonly [language in Language]: string } } = {
  receipt: { ru: 'получения', en: 'receipt' },
  'first-request': { ru: 'первого запроса', en: 'the first request' },
  evidence: { ru: 'представления подтверждающих сведений', en: 'receipt of the evidence' },
  detection: { ru: 'обнаружения', en: 'detection' },
  awareness: { ru: 'получения сведений о нарушении', en: 'becoming aware' },
  'purpose-reached': { ru: 'достижения цели обработки', en: 'reaching the purpose' },
  blocking: { ru: 'блокирования', en: 'blocking' },
  destruction: { ru: 'уничтожения', en: 'destruction' },
  consent: { ru: 'получения согласия', en: 'receipt of the consent' },
  notice: { ru: 'поступления уведомления', en: 'receipt of the notice' },
  change: { ru: 'изменения', en: 'the change' },
  'end-of-processing': { ru: 'прекращения обработки', en: 'the end of processing' },
};

/**
 * How the deadline was counted, in a few sentences. A deadline that was refused says so; one with dates beside
 * `refused` is told as provisional (G12). Throws when the rule is unknown.
 */
export function explainDeadline(deadline: Deadline, language: Language): string {
  if (!isRuleId(deadline.rule)) throw new RangeError(`Unknown rule ${deadline.rule}`);
  const rule = ruleOf(deadline.rule);
  const extended = deadline.rule.endsWith('-extended') ? [EXTENDED[language]] : [];
  const sentences = [...term(rule, deadline, language), ...extended, ...missingYear(deadline, language)];
  return sentences.map((sentence) => (/[.!]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
}

const EXTENDED = {
  ru: 'Это срок с продлением; он считается подряд от того же начала, а не от дня уведомления',
  en: 'This is the extended term; it runs through from the same start, not from the day of the notice',
};

function missingYear({ refused, due }: Deadline, language: Language): string[] {
  if (refused === undefined) return [];
  const year = refused.year;
  if (due === null) {
    return language === 'ru'
      ? [`Законный срок назвать нельзя: календарь рабочих дней на ${year} г. не загружен`]
      : [`The legal date cannot be given: the working-day calendar of ${year} is not loaded`];
  }
  return language === 'ru'
    ? [
        `Дата предварительная: календарь рабочих дней на ${year} г. не загружен, неизвестные дни приняты за рабочие`,
        'Это самая ранняя возможная дата; она будет пересчитана',
      ]
    : [
        `The date is provisional: the working-day calendar of ${year} is not loaded, unknown days are taken as working`,
        'This is the earliest possible date; it will be counted again',
      ];
}

function term(rule: Rule, deadline: Deadline, language: Language): string[] {
  const event = EVENT[rule.from][language];
  const ru = language === 'ru';
  if (rule.counting === 'hours' || rule.counting === 'instant') {
    const start = startText(deadline.start, rule.zone, language);
    const end = deadline.due === null ? '' : formatInstant(parseInstant(deadline.due), rule.zone, language);
    if (rule.counting === 'instant') {
      return [ru ? `Сразу, в момент ${event}: ${end}` : `At once, at the moment of ${event}: ${end}`];
    }
    const length = counted(rule.length, TERM_UNITS.hours, language);
    return ru
      ? [
          `${length} подряд, включая ночи и нерабочие дни, с момента ${event}: ${start}`,
          `Срок истекает ${end}`,
        ]
      : [
          `${length} without a break, nights and days off included, from the moment of ${event}: ${start}`,
          `The term ends on ${end}`,
        ];
  }
  const startDate = isDate(deadline.start)
    ? deadline.start
    : localDate(parseInstant(deadline.start), rule.zone);
  const from = formatDate(startDate, language);
  if (rule.counting === 'working-days') return workingTerm(rule, deadline, event, from, language);
  return [dateTerm(rule, deadline, event, from, language), ...lastDay(rule, deadline, language)];
}

function startText(start: string, zone: Zone, language: Language): string {
  return isDate(start) ? formatDate(start, language) : formatInstant(parseInstant(start), zone, language);
}

/** `10 рабочих дней со дня, следующего за днём получения (…): первый день — …, последний — …` and what was passed over. */
function workingTerm(
  rule: Rule,
  deadline: Deadline,
  event: string,
  from: string,
  language: Language,
): string[] {
  const { days, due } = deadline;
  const ru = language === 'ru';
  const length = counted(rule.length, TERM_UNITS['working-days'], language);
  const first = days.find((day) => day.counted);
  const dates =
    first === undefined || due === null
      ? ''
      : ru
        ? `: первый день — ${formatDate(first.date, language)}, последний — ${formatDate(due, language)}`
        : `: the first is ${formatDate(first.date, language)}, the last ${formatDate(due, language)}`;
  const off = days
    .filter(({ reason }) => reason === 'weekend' || reason === 'holiday')
    .map(({ date }) => date);
  const transferred = days.filter(({ reason }) => reason === 'working-weekend').map(({ date }) => date);
  return [
    ru
      ? `${length} со дня, следующего за днём ${event} (${from})${dates}`
      : `${length} from the day after the day of ${event} (${from})${dates}`,
    ...(off.length === 0
      ? []
      : [
          `${ru ? 'Не считаются нерабочие дни:' : 'Days off are not counted:'} ${formatDates(off, language)}`,
        ]),
    ...(transferred.length === 0
      ? []
      : [
          `${ru ? 'Считается как рабочий день:' : 'Counted as a working day:'} ${formatDates(transferred, language)}`,
        ]),
    ...workTowards(deadline, language),
  ];
}

/** The length and the nominal last day. */
function dateTerm(rule: Rule, deadline: Deadline, event: string, from: string, language: Language): string {
  const ru = language === 'ru';
  const nominal = deadline.nominal ?? '';
  const day = formatDateWithWeekday(nominal, language);
  const last = deadline.days.find(({ date }) => date === nominal)?.reason;
  const off = last === 'moved-from' ? (ru ? ', нерабочий' : ', a day off') : '';
  if (rule.counting === 'day-of-next-month') {
    return ru
      ? `До ${rule.length}-го числа месяца, следующего за месяцем ${event} (${from}): ${day}${off}`
      : `By day ${rule.length} of the month after the month of ${event} (${from}): ${day}${off}`;
  }
  if (rule.counting === 'months') {
    const length =
      rule.length % 12 === 0
        ? counted(rule.length / 12, TERM_UNITS.years, language)
        : counted(rule.length, TERM_UNITS.months, language);
    const startDay = deadline.days[0]?.date.slice(8);
    const missing = Number(startDay);
    const short =
      startDay === nominal.slice(8)
        ? ''
        : ru
          ? ` (${missing}-го числа в этом месяце нет, берётся его последний день)`
          : ` (that month has no day ${missing}, its last one is taken)`;
    return ru
      ? `${length} со дня ${event} (${from}); последний день — ${day}${off}${short}`
      : `${length} from the day of ${event} (${from}); the last day is ${day}${off}${short}`;
  }
  const length = counted(rule.length, TERM_UNITS['calendar-days'], language);
  return ru
    ? `${length} со дня, следующего за днём ${event} (${from}); последний день — ${day}${off}`
    : `${length} from the day after the day of ${event} (${from}); the last day is ${day}${off}`;
}

/** What follows from the last day: promise or moved end, and the day to work to. */
function lastDay(rule: Rule, deadline: Deadline, language: Language): string[] {
  const { nominal, due } = deadline;
  if (nominal === null || due === null) return [];
  const ru = language === 'ru';
  const moved = formatDate(due, language);
  if (!rule.moves) return [ru ? 'Дата не переносится' : 'The date does not move'];
  const norm =
    rule.regime === 'gdpr'
      ? ru
        ? 'ст. 3(4) Регламента 1182/71'
        : 'Reg. 1182/71 art. 3(4)'
      : ru
        ? 'ст. 193 ГК РФ'
        : 'Civil Code art. 193';
  const sentences: string[] = [];
  if (due !== nominal) {
    if (rule.overdueAfter === 'due') {
      sentences.push(
        ru
          ? `Поэтому срок истекает в ближайший следующий рабочий день — ${moved} (${norm})`
          : `So the term ends on the next working day, ${moved} (${norm})`,
      );
    } else {
      sentences.push(
        ru
          ? `Мы отвечаем не позже этого дня, хотя он нерабочий; по правилу переноса (${norm}) срок истекал бы ${moved}`
          : `We answer no later than this day although it is a day off; by the rule of transfer (${norm}) the term would end on ${moved}`,
      );
    }
  }
  sentences.push(...workTowards(deadline, language));
  return sentences;
}

/** The day that staff are driven by, where it is not the last day itself. */
function workTowards({ nominal, workBy, refused }: Deadline, language: Language): string[] {
  if (workBy === null || workBy === nominal) return [];
  const by = formatDate(workBy, language);
  const known = refused === undefined ? '' : language === 'ru' ? 'известному ' : 'known ';
  return language === 'ru'
    ? [`Ответственные работают к ${by} — последнему ${known}рабочему дню перед этим`]
    : [`Staff work towards ${by}, the last ${known}working day before it`];
}
