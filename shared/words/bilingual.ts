import type { Language } from '../language.ts';

/** The shape of a text, free of its wording: the other language must have each key, and functions of the same arguments. */
export type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer A) => string
      ? (...given: A) => string
      : T[K] extends readonly string[]
        ? readonly string[]
        : Words<T[K]>;
};

/** Both languages of a set of texts. A missing or superfluous translation does not compile (G13). */
export function bilingual<const T>(ru: T, en: Words<T>): { readonly [language in Language]: Words<T> } {
  return { ru: typeset(ru as Words<T>), en };
}

/** Russian lines do not begin with a dash: the blank before it does not break. Texts made by functions are short. */
function typeset<T>(words: T): T {
  if (typeof words === 'string') return words.replaceAll(' —', '\u00a0—') as T;
  if (Array.isArray(words)) return words.map(typeset) as T;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, inner]) => [key, typeset(inner)])) as T;
}

/** Russian plural: 1 день, 2 дня, 5 дней. */
export function plural(count: number, one: string, few: string, many: string): string {
  const tens = Math.abs(count) % 100;
  const units = tens % 10;
  if (tens > 10 && tens < 20) return many;
  if (units === 1) return one;
  return units > 1 && units < 5 ? few : many;
}

/** English plural. */
export const plain = (count: number, one: string, many: string): string => (count === 1 ? one : many);
