import type { PartKind } from './parts.ts';

/** What anybody may ask for, as the form and programs name it (S1). */
export const ASKABLE = [
  'access',
  'correction',
  'erasure',
  'erasure-unlawful',
  'withdraw-consent',
  'stop',
  'objection',
  'complaint',
  'unpublish',
] as const;
export type Askable = (typeof ASKABLE)[number];

/** What an objection is against; both where it does not say. */
export const OBJECTIONS = ['promotions', 'automated'] as const;

/** The parts of a request, of what is asked for: each once, in the order of the list. */
export function partsAsked(
  kinds: readonly Askable[],
  objections: readonly (typeof OBJECTIONS)[number][] = OBJECTIONS,
): readonly PartKind[] {
  return ASKABLE.filter((kind) => kinds.includes(kind)).flatMap((kind): readonly PartKind[] =>
    kind === 'objection'
      ? OBJECTIONS.filter((one) => objections.includes(one)).map((one) => `objection-${one}` as const)
      : [kind],
  );
}

/** What discloses or destroys: it asks for a fresh code in a session, and after a change of address for both (S3, R5). */
export const GRAVE_PARTS: readonly PartKind[] = ['access', 'erasure', 'erasure-unlawful'];
