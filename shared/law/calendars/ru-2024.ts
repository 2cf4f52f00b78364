import type { CalendarYear } from './calendar.ts';

/** Working days of Russia, 2024. Regional holidays are not included. */
export const RU_2024: CalendarYear = {
  year: 2024,
  dayOff: {
    1: [1, 2, 3, 4, 5, 8],
    2: [23],
    3: [8],
    4: [29, 30],
    5: [1, 9, 10],
    6: [12],
    11: [4],
    12: [30, 31],
  },
  workingWeekend: { 4: [27], 11: [2], 12: [28] },
  shortened: { 2: [22], 3: [7], 5: [8], 6: [11], 11: [2] },
  workingDays: 248,
  source:
    'постановление Правительства РФ 10.08.2023 № 1314 (number from general knowledge); dates from xmlcalendar/data ru/2024/calendar.xml @ccba74a',
  status: 'official',
};
