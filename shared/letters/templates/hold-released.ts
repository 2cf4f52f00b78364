import { blocks, heading, link, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';

/** The same shape: the link to the old address while it can still undo. */
interface HoldReleasedContent {
  readonly undo?: { readonly url: string; readonly until: string };
}

/**
 * An officer has released the hold that follows a change of address (R5): both addresses are told, the old one with its
 * link that still undoes the change. Neither letter names the other address, nor the officer's reason.
 */
export const holdReleased: Template<HoldReleasedContent> = {
  version: 'hold-released-1',
  ru: ({ undo }, head) => ({
    subject: 'Код с прежнего адреса больше не нужен',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        'Адрес Вашей учётной записи недавно изменён. 72 часа после этого для закрытия учётной записи нужны коды с обоих адресов.',
      ),
      paragraph(
        undo === undefined
          ? 'Наш сотрудник снял это ограничение по обращению, в котором сказано, что прежний ящик недоступен. Теперь достаточно кода с этого адреса.'
          : 'Наш сотрудник снял это ограничение по обращению, в котором сказано, что этот ящик недоступен. Теперь достаточно кода с нового адреса.',
      ),
      heading('Если Вы об этом не просили'),
      undo === undefined
        ? paragraph(`Сразу напишите нам: ${head.operator.email} или ${head.operator.postalAddress}.`)
        : [
            link('Откройте страницу и нажмите на ней кнопку: прежний адрес вернётся', undo.url),
            paragraph(
              `Отменить замену адреса можно до ${undo.until}. Вход для этого не нужен. Если с тех пор запрошено закрытие учётной записи, оно тоже отменится.`,
            ),
            paragraph(`Вопросы: ${head.operator.email} или ${head.operator.postalAddress}.`),
          ],
    ),
  }),
  en: ({ undo }, head) => ({
    subject: 'The code of the old address is not needed any more',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(
        'The address of your account changed a short time ago. For 72 hours after that, closing the account takes codes of both addresses.',
      ),
      paragraph(
        undo === undefined
          ? 'A member of our staff has released this hold, because we were told that the old mailbox cannot be read. A code of this address is enough now.'
          : 'A member of our staff has released this hold, because we were told that this mailbox cannot be read. A code of the new address is enough now.',
      ),
      heading('If you did not ask for this'),
      undo === undefined
        ? paragraph(`Write to us at once: ${head.operator.email} or ${head.operator.postalAddress}.`)
        : [
            link('Open the page and press its button: the old address comes back', undo.url),
            paragraph(
              `The change of address can be undone until ${undo.until}. No sign-in is needed. If the closing of the account has been asked for since, that is cancelled too.`,
            ),
            paragraph(`Questions: ${head.operator.email} or ${head.operator.postalAddress}.`),
          ],
    ),
  }),
};
