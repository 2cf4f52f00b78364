import type { CaseType } from '../cases/type.ts';

/** Letters by what they do for a claim. */
export const CLAIM_LETTERS = {
  answer: 'claim-answer',
  corrected: 'claim-corrected',
  withdrawal: 'claim-withdrawal-code',
} as const satisfies CaseType['letters'];
