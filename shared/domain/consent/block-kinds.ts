/** What is alleged of blocked data, or what they wait for (S4). */
export const BLOCK_KINDS = [
  'inaccuracy',
  'unlawful-use',
  'destruction', // 21(6): they could not be destroyed in the main term, and are until within six months
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** `full`: nothing but what S4 leaves; `precautionary`: nobody knows yet who asks – promotions and new transfers rest. */
export const BLOCK_SCOPES = ['full', 'precautionary'] as const;
export type BlockScope = (typeof BLOCK_SCOPES)[number];

/** What the owner is told of a block: it stands, it has become a full one, it has ended. */
export const BLOCK_NEWS = ['begun', 'full', 'ended'] as const;
