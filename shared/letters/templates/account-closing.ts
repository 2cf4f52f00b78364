import { formatDate } from '../../law/date-words.ts';
import { blocks, facts, heading, link, list, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';

interface AccountClosedContent {
  /** Person id: by it the program finds the act of destruction again. */
  readonly person: string;
  /** Groups of records in words of the letter's language. */
  readonly goes: readonly string[];
  readonly stays: readonly { readonly what: string; readonly until: string; readonly why: string }[];
  /** ISO date on which the last backup has lapsed. */
  readonly backupsUntil: string;
}

interface ClosingCancelledContent {
  readonly signInUrl: string;
}

/** `due`: when it will be done, in words. `publicUrl`: where what is public can be taken back; absent: nothing is. */
interface ClosingAskedContent {
  readonly due: string;
  readonly cancelUrl: string;
  readonly publicUrl?: string;
}

/** The account will be closed in 72 hours; whoever holds one of its addresses cancels that by a link (R7). */
export const closingAsked: Template<ClosingAskedContent> = {
  version: 'closing-asked-2',
  ru: ({ due, cancelUrl, publicUrl }, head) => ({
    subject: 'Учётная запись будет закрыта',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph('Вы попросили закрыть Вашу учётную запись. Это произойдёт после:'),
      paragraph({ strong: due }),
      heading('Если Вы передумали или это были не Вы'),
      link('Откройте страницу и нажмите на ней кнопку: всё останется как есть', cancelUrl),
      paragraph('Вход для этого не нужен. После закрытия вернуть данные нельзя.'),
      ...(publicUrl === undefined
        ? []
        : [
            heading('Ваша общедоступная страница'),
            paragraph(
              'До закрытия её, как и прежде, видят все; вместе с учётной записью она исчезнет. Убрать её можно уже сейчас:',
            ),
            link('Общедоступные сведения', publicUrl),
          ]),
    ),
  }),
  en: ({ due, cancelUrl, publicUrl }, head) => ({
    subject: 'The account will be closed',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph('You asked to close your account. It will be done after:'),
      paragraph({ strong: due }),
      heading('If you changed your mind, or it was not you'),
      link('Open the page and press its button: everything stays as it is', cancelUrl),
      paragraph('No sign-in is needed. Once the account is closed, the data cannot be brought back.'),
      ...(publicUrl === undefined
        ? []
        : [
            heading('Your public page'),
            paragraph(
              'Until the closing everyone can read it as before; it disappears with the account. You can take it back now:',
            ),
            link('Public data', publicUrl),
          ]),
    ),
  }),
};

export const closingCancelled: Template<ClosingCancelledContent> = {
  version: 'closing-cancelled-1',
  ru: ({ signInUrl }, head) => ({
    subject: 'Закрытие отменено',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph('Закрытие Вашей учётной записи отменено. Всё осталось как было.'),
      link('Войти', signInUrl),
    ),
  }),
  en: ({ signInUrl }, head) => ({
    subject: 'The closing was cancelled',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph('The closing of your account was cancelled. Everything is as it was.'),
      link('Sign in', signInUrl),
    ),
  }),
};

/**
 * The last letter (R7). It is written while the address is still there, so it says what is being destroyed now; of backups
 * it says what is true of them: they lapse on a day.
 */
export const accountClosed: Template<AccountClosedContent> = {
  version: 'account-closed-1',
  ru: ({ person, goes, stays, backupsUntil }, head) => ({
    subject: 'Учётная запись закрыта',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        'Ваша учётная запись закрыта. Это последнее письмо о ней: передав его почтовой службе, мы уничтожаем данные.',
      ),
      heading('Что уничтожается'),
      list(goes),
      heading('Что остаётся и почему'),
      list(stays.map(({ what, until, why }) => `${what} – ${until}: ${why}`)),
      heading('Резервные копии'),
      paragraph(
        `Из резервных копий уничтоженное исчезает само. Последняя копия, в которой оно есть, истекает ${formatDate(backupsUntil, 'ru')}`,
      ),
      paragraph('Об уничтожении составляется акт. Если он понадобится, назовите этот номер:'),
      facts(['Номер', person]),
    ),
  }),
  en: ({ person, goes, stays, backupsUntil }, head) => ({
    subject: 'The account is closed',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(
        'Your account is closed. This is the last letter about it: once the mail service has it, we destroy the data.',
      ),
      heading('What is destroyed'),
      list(goes),
      heading('What stays, and why'),
      list(stays.map(({ what, until, why }) => `${what} – ${until}: ${why}`)),
      heading('Backups'),
      paragraph(
        `What is destroyed disappears from backups by itself. The last one that holds it lapses on ${formatDate(backupsUntil, 'en')}.`,
      ),
      paragraph('There will be an act of the destruction. If you need it, name this number:'),
      facts(['Number', person]),
    ),
  }),
};
