import { counted, type Language } from '../../law/date-words.ts';
import { blocks, code, heading, link, paragraph } from '../document.ts';
import { dated, greeting, MINUTES, type Template } from './template.ts';

/** What one letter says in its own words. */
interface Own {
  readonly subject: string;
  /** What somebody did with the address. */
  readonly done: string;
  /** Which page takes the code. */
  readonly page: string;
  /** What the link does where the code would do more. */
  readonly link?: string;
  /** What comes of it when nothing is done. */
  readonly otherwise: string;
}

const WORDS = {
  ru: {
    lasts: (minutes: string) => `Код действует ${minutes}.`,
    closed: 'Если страница уже закрыта',
    open: 'Откройте страницу подтверждения и нажмите на ней кнопку',
    once: 'Ссылка действует 24 часа и только один раз.',
    stranger: 'Если это были не Вы',
  },
  en: {
    lasts: (minutes: string) => `The code is good for ${minutes}.`,
    closed: 'If that page is closed already',
    open: 'Open the page of confirmation and press its button',
    once: 'The link is good for 24 hours and works once.',
    stranger: 'If it was not you',
  },
} as const;

/** A link, and the code for the browser that asked – none once all its tries are used (G16). */
interface ConfirmContent {
  readonly confirmUrl: string;
  readonly code?: string;
  readonly minutes: number;
}

/** A letter with a link, and while a code can still be typed a code, that prove an address. Nobody knows yet whose mailbox it is: it names nobody. */
export function confirmAddress(
  version: string,
  own: { readonly [language in Language]: Own },
): Template<ConfirmContent> {
  const write =
    (language: Language): Template<ConfirmContent>[Language] =>
    ({ confirmUrl, code: given, minutes }, head) => {
      const { subject, done, page, link: byLink, otherwise } = own[language];
      const words = WORDS[language];
      return {
        subject,
        blocks: blocks(
          dated(head),
          greeting(language),
          paragraph(done),
          given !== undefined && [
            paragraph(page),
            code(given),
            paragraph(words.lasts(counted(minutes, MINUTES.lasting, language))),
            heading(words.closed),
          ],
          link(words.open, confirmUrl),
          paragraph(byLink === undefined ? words.once : `${words.once} ${byLink}`),
          heading(words.stranger),
          paragraph(otherwise),
        ),
      };
    };
  return { version, ru: write('ru'), en: write('en') };
}
