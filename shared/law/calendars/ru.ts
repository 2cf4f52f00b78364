import { workCalendar } from './calendar.ts';
import { RU_2024 } from './ru-2024.ts';
import { RU_2025 } from './ru-2025.ts';
import { RU_2026 } from './ru-2026.ts';
import { RU_2027 } from './ru-2027.ts';

/** Loaded years, without gaps. How to add one: README.md beside the law. */
export const RU_YEARS = [RU_2024, RU_2025, RU_2026, RU_2027] as const;

/**
 * The working-day calendar of Russia. The version names the years and the first twelve digits of the SHA-256 of their
 * content; `npm run calendar:check` and a test refuse a version that does not fit.
 */
export const RU_CALENDAR = workCalendar('ru-2024-2027-cf5fa2f26045', RU_YEARS);
