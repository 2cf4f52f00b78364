import type { CalendarYear } from './calendar.ts';

/** Working days of Russia, 2025. Regional holidays are not included. */
export const RU_2025: CalendarYear = {
  year: 2025,
  dayOff: { 1: [1, 2, 3, 6, 7, 8], 5: [1, 2, 8, 9], 6: [12, 13], 11: [3, 4], 12: [31] },
  workingWeekend: { 11: [1] },
  shortened: { 3: [7], 4: [30], 6: [11], 11: [1] },
  workingDays: 247,
  source:
    'постановление Правительства РФ 04.10.2024 № 1335 (number also cited by a second public repository); dates from xmlcalendar/data ru/2025/calendar.xml @ccba74a',
  status: 'official',
};
