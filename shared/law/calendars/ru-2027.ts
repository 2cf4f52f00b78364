import type { CalendarYear } from './calendar.ts';

/** Working days of Russia, 2027. Regional holidays are not included. */
export const RU_2027: CalendarYear = {
  year: 2027,
  dayOff: { 1: [1, 4, 5, 6, 7, 8], 2: [22, 23], 3: [8], 5: [3, 10], 6: [14], 11: [4, 5], 12: [31] },
  workingWeekend: { 2: [20] },
  shortened: { 2: [20], 4: [30], 6: [11], 11: [3] },
  workingDays: 247,
  source:
    'постановление Правительства РФ 17.09.2026 № 1187 (official publication 0001202609180037, 18.09.2026); dates from xmlcalendar/data ru/2027/calendar.xml @7296460 (file dated 2026-09-02, i.e. from the draft; identical transfers quoted from the signed decree by several independent repositories)',
  status: 'official',
};
