/** Publication of single fields by the consent to distribution (152-FZ art. 10.1, R6). */

/** The purpose that such a consent is given for. */
export const DISTRIBUTION = 'distribution';

/** Fields of a profile that their owner may make public, each by a consent of its own. */
export const PUBLIC_FIELDS = ['organisation', 'name', 'phone'] as const;
export type PublicField = (typeof PUBLIC_FIELDS)[number];

/**
 * Bans and conditions that the person may set (art. 10.1(9)): on passing the data on other than by giving access, on
 * their processing by anyone, and that the source is named.
 */
export const CONDITIONS = ['no-transfer', 'no-further-processing', 'only-with-source'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What the consent event holds where the person set no condition: that was a choice too. */
const NONE = 'none';

/** Conditions as one code of the consent event, in the order of the list. */
export const conditionsCode = (chosen: readonly Condition[]): string =>
  CONDITIONS.filter((one) => chosen.includes(one)).join(',') || NONE;

/** The conditions of a consent event's code. */
export const conditionsOf = (code: string | undefined): readonly Condition[] =>
  CONDITIONS.filter((one) => (code ?? NONE).split(',').includes(one));
