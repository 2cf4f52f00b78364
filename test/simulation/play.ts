/** Claims with their cases, people with their consents, or both beside each other. */
export const PLAYS = ['claims', 'people', 'both'] as const;
export type Play = (typeof PLAYS)[number];
