import * as z from 'zod/mini';
import { PROFILE_FIELDS, type ProfileField, type ProfileWish } from '../registration/profile.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';

/** Fields of a person's record that a request may ask to have corrected; an address has to be proven, which is a way of its own (R5). */
export const CORRECTABLE = PROFILE_FIELDS;

/** So many fields one request may name. */
const MOST_CORRECTIONS = 20;

/** One field that is said to be wrong: what stands there, as the requester says, and what should. It lies sealed with what was typed (G9). */
const correction = z.object({
  field: z.enum(CORRECTABLE),
  is: z.optional(z.string()),
  shouldBe: z.string(),
});
type Correction = z.infer<typeof correction>;

/** What a request may bring of them. */
const correctionList = z.array(correction).check(z.minLength(1), z.maxLength(MOST_CORRECTIONS));

const corrections = z.object({ corrections: z.optional(correctionList) });

/** The corrections that were typed into a request, in the order in which they were; none where none were. */
export const correctionsIn = (typed: object): readonly Correction[] =>
  corrections.parse(typed).corrections ?? [];

/**
 * What the chosen corrections ask of a profile; of two about one field the later counts. Refusals: `field-needed` where
 * nothing is chosen, `correction-not-asked` for a field that the request doesn't name,
 * `correction-empty` for what can't stand there.
 */
export function wishOf(asked: readonly Correction[], fields: readonly ProfileField[]): Result<ProfileWish> {
  if (fields.length === 0) return refuse('field-needed', { field: 'fields' });
  const foreign = fields.find((field) => !asked.some((one) => one.field === field));
  if (foreign !== undefined)
    return refuse('correction-not-asked', { field: 'fields', data: { field: foreign } });
  const wrong = asked.find((one) => fields.includes(one.field) && !canBe(one));
  if (wrong !== undefined)
    return refuse('correction-empty', { field: 'fields', data: { field: wrong.field } });
  const chosen = asked.filter(({ field }) => fields.includes(field));
  return accept(Object.fromEntries(chosen.map(({ field, shouldBe }) => [field, shouldBe])));
}

/** Whether a field can become that: everybody has a name, and letters are written in one of two languages. */
const canBe = ({ field, shouldBe }: Correction): boolean =>
  field === 'language' ? shouldBe === 'ru' || shouldBe === 'en' : field !== 'name' || hasVisible(shouldBe);
