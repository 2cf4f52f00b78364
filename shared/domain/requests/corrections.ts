import { PROFILE_FIELDS, type ProfileField, type ProfileWish } from '../registration/profile.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';

/** Fields of a person's record that a request may ask to have corrected; an address has to be proven, which is a way of its own (R5). */
export const CORRECTABLE = PROFILE_FIELDS;

/** Most corrections that one request may bring. */
export const MOST_CORRECTIONS = 20;

/** One field that is said to be wrong: what stands there, as the requester says, and what should; nothing, where it is to go. */
export interface Correction {
  readonly field: ProfileField;
  readonly is?: string | undefined;
  readonly shouldBe?: string | undefined;
}

const textIn = (typed: { readonly [name: string]: unknown }, name: string): string | undefined => {
  const text = typed[name];
  return typeof text === 'string' ? text : undefined;
};

/** The corrections that were typed into a request, as `phoneIs` and `phoneShouldBe`, in the order of the fields. They lie sealed (G9). */
export const correctionsIn = (typed: { readonly [name: string]: unknown }): readonly Correction[] =>
  CORRECTABLE.flatMap((field) => {
    const [is, shouldBe] = [textIn(typed, `${field}Is`), textIn(typed, `${field}ShouldBe`)];
    return is === undefined && shouldBe === undefined ? [] : [{ field, shouldBe }];
  });

/** Corrections as they are stored among what was typed. */
export const typedCorrections = (corrections: readonly Correction[]): { readonly [name: string]: string } =>
  Object.fromEntries(
    corrections.flatMap(({ field, is, shouldBe }) => [
      ...(is === undefined ? [] : [[`${field}Is`, is] as const]),
      ...(shouldBe === undefined ? [] : [[`${field}ShouldBe`, shouldBe] as const]),
    ]),
  );

/**
 * What the chosen corrections ask of a profile. Refusals: `field-needed` where nothing is chosen, `field-not-asked` for a
 * field that the request doesn't name, `field-cannot-be` for what can't stand there.
 */
export function wishOf(asked: readonly Correction[], fields: readonly ProfileField[]): Result<ProfileWish> {
  if (fields.length === 0) return refuse('field-needed', { field: 'fields' });
  const foreign = fields.find((field) => !asked.some((one) => one.field === field));
  if (foreign !== undefined) return refuse('field-not-asked', { field: 'fields', data: { field: foreign } });
  const chosen = asked.filter(({ field }) => fields.includes(field));
  const wrong = chosen.find((one) => !canBe(one));
  if (wrong !== undefined)
    return refuse('field-cannot-be', { field: 'fields', data: { field: wrong.field } });
  return accept(Object.fromEntries(chosen.map(({ field, shouldBe = '' }) => [field, shouldBe])));
}

/** Whether a field can become that: everybody has a name, and letters are written in one of two languages. */
const canBe = ({ field, shouldBe = '' }: Correction): boolean =>
  field === 'language' ? shouldBe === 'ru' || shouldBe === 'en' : field !== 'name' || hasVisible(shouldBe);
