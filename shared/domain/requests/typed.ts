import type { TypedFields } from '../cases/typed.ts';

/** What a requester types: what is asked for, in words (S1). */
export const REQUEST_TYPED = {
  text: { label: { ru: 'О чём просят', en: 'What is asked for' }, lines: 'many', most: 10_000 },
} as const satisfies TypedFields;
