import type { CalendarYear } from './calendar.ts';

/** Working days of Russia, 2026. Regional holidays are not included. */
export const RU_2026: CalendarYear = {
  year: 2026,
  dayOff: { 1: [1, 2, 5, 6, 7, 8, 9], 2: [23], 3: [9], 5: [1, 11], 6: [12], 11: [4], 12: [31] },
  workingWeekend: {},
  shortened: { 4: [30], 5: [8], 6: [11], 11: [3] },
  workingDays: 247,
  source:
    'постановление Правительства РФ 24.09.2025 № 1466; dates from xmlcalendar/data ru/2026/calendar.xml @ccba74a',
  status: 'official',
};
