import type { TypedFields } from '../cases/typed.ts';

/** What is told of a breach as it is recorded. From the console come codes only, and the text is added on the desk. */
export const BREACH_TYPED = {
  happened: { label: { ru: 'Что случилось', en: 'What happened' }, lines: 'many', most: 10_000 },
} as const satisfies TypedFields;
