/** Claims with their cases, people with their consents, both beside each other, or people with their requests. */
export const PLAYS = ['claims', 'people', 'both', 'requests'] as const;
export type Play = (typeof PLAYS)[number];

/** What a seed draws from: runs with both cost as much as two, and find little more than each. */
export const DRAWN: readonly Play[] = [
  ...(['claims', 'claims', 'claims', 'people', 'people', 'both'] as const),
  ...(['requests', 'requests'] as const),
];
