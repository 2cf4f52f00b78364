import * as z from 'zod/mini';
import { HELD_FOR, holdEnds } from '../domain/letters/hold.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { late } from './late.ts';

/** A letter that is not on its way yet (T3): why, and when it goes by itself – without an instant, a person lets it go. */
export const heldView = late(() => z.object({ why: z.enum(HELD_FOR), until: z.optional(z.string()) }));
export type HeldView = z.infer<typeof heldView>;

/** How a letter is held; undefined for one that is not. */
export function presentHeld(
  letter: Pick<LetterBody, 'status' | 'heldFor' | 'at'> | undefined,
): HeldView | undefined {
  const { status, heldFor, at } = letter ?? {};
  if (status !== 'held' || heldFor === undefined || at === undefined) return undefined;
  return { why: heldFor.why, ...(heldFor.person === true ? {} : { until: holdEnds(at) }) };
}
