import type { Language } from '../language.ts';
import { formatDate } from '../law/date-words.ts';

/** What the answer says of a destruction that the program has carried out by the person's own wish (S3, S8, R7). */
export interface Erased {
  /** Id of the act. */
  readonly act: string;
  /** Local dates: of the destruction, and on which the last backup lapses. */
  readonly on: string;
  readonly backupsUntil: string;
}

const SENTENCES: { readonly [L in Language]: (told: Erased) => string } = {
  ru: ({ act, on, backupsUntil }) =>
    `Данные вашей учётной записи в этой программе уничтожены ${formatDate(on, 'ru')}; об этом составлен акт ${act}. Последняя резервная копия, в которой они ещё есть, исчезнет ${formatDate(backupsUntil, 'ru')}. Что остаётся, по какой статье и до какого срока, названо в письме, которое пришло перед уничтожением.`,
  en: ({ act, on, backupsUntil }) =>
    `The data of your account were destroyed in this program on ${formatDate(on, 'en')}; act ${act} records it. The last backup that still has them lapses on ${formatDate(backupsUntil, 'en')}. What stays, by which article and until when, is named in the letter that came before.`,
};

/** The text of the answer, in the language of the case. It claims nothing of systems that have not answered. */
export const erasedText = (told: Erased, language: Language): string => SENTENCES[language](told);
