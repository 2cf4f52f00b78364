/** Units of legal terms in words: Russian forms for 1, 2–4 and 5, English singular and plural. */
export const TERM_UNITS = {
  'working-days': {
    ru: ['рабочий день', 'рабочих дня', 'рабочих дней'],
    en: ['working day', 'working days'],
  },
  'calendar-days': {
    ru: ['календарный день', 'календарных дня', 'календарных дней'],
    en: ['calendar day', 'calendar days'],
  },
  months: { ru: ['месяц', 'месяца', 'месяцев'], en: ['month', 'months'] },
  years: { ru: ['год', 'года', 'лет'], en: ['year', 'years'] },
  hours: { ru: ['час', 'часа', 'часов'], en: ['hour', 'hours'] },
} as const;
