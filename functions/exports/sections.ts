/**
 * Sections of an export, in its order (S6): what is told of everybody, then by record. Each stands in the export also where it has
 * nothing: that nothing was transferred or blocked is an answer too.
 */
export const SECTIONS = [
  'profile',
  'consents',
  'requests',
  'claims',
  'letters',
  'sessions',
  'published',
  'transfers',
  'blocks',
  'duties',
  'looks',
  'destructions',
  'journal',
  /** Whatever kind of record has no section of its own: none is left out for want of one. */
  'further',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Sections of a person's own records, by their kind; events by what they tell of (show.ts). */
const OF_PERSON: Readonly<Record<string, SectionId>> = {
  profile: 'profile',
  published: 'published',
  letter: 'letters',
  'person-session': 'sessions',
  duty: 'duties',
  'person-text': 'looks',
  transfer: 'transfers',
  destruction: 'destructions',
};

const CONSENT_EVENTS: ReadonlySet<unknown> = new Set([
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
]);
const BLOCK_EVENTS: ReadonlySet<unknown> = new Set(['blocked', 'unblocked']);

/** The section of a person's record. @param type of an event */
export function sectionOf(kind: string, type?: unknown): SectionId {
  if (kind !== 'event') return OF_PERSON[kind] ?? 'further';
  if (CONSENT_EVENTS.has(type)) return 'consents';
  return BLOCK_EVENTS.has(type) ? 'blocks' : 'journal';
}
