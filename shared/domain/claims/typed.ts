import type { TypedFields } from '../cases/typed.ts';

/** What a claimant types: what happened, and what is demanded (K1). */
export const CLAIM_TYPED = {
  facts: { label: { ru: 'Что произошло', en: 'What happened' }, lines: 'many', most: 10_000 },
  demand: { label: { ru: 'Требование', en: 'Demand' }, lines: 'many', most: 5_000 },
} as const satisfies TypedFields;
