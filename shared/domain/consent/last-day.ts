/** A consent ends with the instant `until`; people and staff are told the last day on which it holds. */
export const lastDay = (until: string): string => new Date(Date.parse(until) - 1).toISOString();
