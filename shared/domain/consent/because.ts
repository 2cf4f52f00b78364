/** Why use is allowed or not: a closed list, told to staff and to other programs. */
export const BECAUSE = [
  'given',
  'contract',
  'law',
  'legitimate-interest',
  'no-consent',
  'refused',
  'withdrawn',
  'expired',
  'ask-again',
  'blocked',
  'no-account',
  'closed',
  'unknown-purpose',
] as const;
export type Because = (typeof BECAUSE)[number];
