import type { CaseType } from '../cases/type.ts';

/** Letters of a request that the machine of all kinds writes or waits for. */
export const REQUEST_ANSWERS = {
  answer: 'request-answer',
  corrected: 'request-corrected',
  withdrawal: 'request-withdrawal-code',
} as const satisfies CaseType['letters'];
