/** Types of ledger events that only a breach has. */
export const BREACH_EVENTS = [
  'notice-drafted',
  'notice-filed',
  'notice-supplemented',
  'duty-declined',
  'people-told',
  'detection-corrected',
  'concluded',
] as const;
