/** Claims with their cases, people with their consents, or both beside each other. */
export const PLAYS = ['claims', 'people', 'both'] as const;
export type Play = (typeof PLAYS)[number];

/** What a seed draws from: runs with both cost as much as two, and find little more than each. */
export const DRAWN: readonly Play[] = ['claims', 'claims', 'claims', 'people', 'people', 'both'];
