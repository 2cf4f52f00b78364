/** Languages of every page and letter (G13). */
export type Language = 'ru' | 'en';

export const LANGUAGES: readonly Language[] = ['ru', 'en'];

export const isLanguage = (value: unknown): value is Language => value === 'ru' || value === 'en';

/** A sentence in both languages. */
export interface Both {
  readonly ru: string;
  readonly en: string;
}
