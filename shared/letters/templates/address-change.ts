import { counted } from '../../law/date-words.ts';
import { blocks, code, heading, link, paragraph } from '../document.ts';
import { confirmAddress } from './confirm-address.ts';
import { dated, greeting, MINUTES, type Template } from './template.ts';

/** `use`: what the code is for; absent, closing the account. */
interface FreshCodeContent {
  readonly code: string;
  readonly minutes: number;
  readonly use?: 'request';
}

interface AddressUndoneContent {
  readonly present: boolean;
}

/** To the old address with the link that undoes it, and until when; to the new one without. Repeats no address. */
interface AddressChangedContent {
  readonly undo?: { readonly url: string; readonly until: string };
}

/** Link and code that prove a new address (R5). Nobody knows yet whose mailbox it is: it names nobody. */
export const addressConfirm = confirmAddress('address-confirm-3', {
  ru: {
    subject: 'Подтвердите новый адрес',
    done: 'Кто-то – вероятно, Вы – указал этот адрес как новый адрес своей учётной записи у нас. Пока ничего не изменилось.',
    page: 'Код для страницы, на которой Вы его указали. Никому его не сообщайте и не вводите на странице, которую открыли не Вы.',
    link: 'Она действует только там, где Вы вошли в ту самую учётную запись; без этого ничего не изменит.',
    otherwise: 'Ничего не делайте: без подтверждения адрес не изменится, а этот мы уничтожим через 24 часа.',
  },
  en: {
    subject: 'Confirm the new address',
    done: 'Somebody, probably you, gave this address as the new address of an account with us. So far nothing has changed.',
    page: 'Code for the page on which you gave it. Tell it to nobody, and type it on no page that somebody else has opened for you.',
    link: 'It acts only where you are signed in to that very account; without that it changes nothing.',
    otherwise:
      'Do nothing: without confirmation the address does not change, and this one is destroyed after 24 hours.',
  },
});

/** The address has changed (R5, T3): the old one may undo it, the new one is told. Neither letter names the other address. */
export const addressChanged: Template<AddressChangedContent> = {
  version: 'address-changed-1',
  ru: ({ undo }, head) => ({
    subject: 'Адрес Вашей учётной записи изменён',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      undo === undefined
        ? paragraph(
            'Теперь Ваша учётная запись связана с этим адресом: на него будут приходить коды для входа.',
          )
        : paragraph('Ваша учётная запись больше не связана с этим адресом: указан и подтверждён другой.'),
      paragraph(
        'Остальные сеансы завершены. 72 часа для закрытия учётной записи нужны коды с обоих адресов.',
      ),
      undo && [
        heading('Если это были не Вы'),
        link('Откройте страницу и нажмите на ней кнопку: прежний адрес вернётся', undo.url),
        paragraph(`Отменить замену можно до ${undo.until}. Вход для этого не нужен.`),
      ],
    ),
  }),
  en: ({ undo }, head) => ({
    subject: 'The address of your account has changed',
    blocks: blocks(
      dated(head),
      greeting('en'),
      undo === undefined
        ? paragraph('Your account is tied to this address now: codes to sign in come here.')
        : paragraph('Your account is no longer tied to this address: another one was given and confirmed.'),
      paragraph(
        'Other sessions have ended. For 72 hours, closing the account takes codes of both addresses.',
      ),
      undo && [
        heading('If it was not you'),
        link('Open the page and press its button: the old address comes back', undo.url),
        paragraph(`The change can be undone until ${undo.until}. No sign-in is needed.`),
      ],
    ),
  }),
};

/** The change was undone (R5). `present`: to the address that is the account's again. */
export const addressUndone: Template<AddressUndoneContent> = {
  version: 'address-undone-1',
  ru: ({ present }, head) => ({
    subject: 'Замена адреса отменена',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        present
          ? 'Замена адреса отменена: Ваша учётная запись снова связана с этим адресом.'
          : 'Замену адреса отменил владелец прежнего адреса: учётная запись больше не связана с этим адресом. Мы уничтожим его через 24 часа.',
      ),
      paragraph('Все сеансы завершены. Войти можно с кодом, который придёт на адрес учётной записи.'),
    ),
  }),
  en: ({ present }, head) => ({
    subject: 'The change of address was undone',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(
        present
          ? 'The change of address was undone: your account is tied to this address again.'
          : 'The owner of the old address undid the change: the account is no longer tied to this address. We destroy it after 24 hours.',
      ),
      paragraph('All sessions have ended. Sign in with a code that comes to the address of the account.'),
    ),
  }),
};

/** A code before something that cannot be undone, or discloses everything (R7, S3, G16). Sent at most once; another can be asked for. */
export const freshCode: Template<FreshCodeContent> = {
  version: 'fresh-code-2',
  ru: ({ code: given, minutes, use }, head) => ({
    subject: use === 'request' ? 'Код для обращения о ваших данных' : 'Код для закрытия учётной записи',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        use === 'request'
          ? 'Код, которым Вы подтверждаете обращение о своих данных:'
          : 'Код, чтобы закрыть учётную запись:',
      ),
      code(given),
      paragraph(
        `Введите его на той странице, где просили код. Он действует ${counted(minutes, MINUTES.lasting, 'ru')}.`,
      ),
      paragraph(
        `Никому его не сообщайте: сотрудники его не спрашивают. Если ${use === 'request' ? 'Вы ни о чём не просили' : 'Вы её не закрываете'}, ничего не делайте и проверьте список сеансов в учётной записи.`,
      ),
    ),
  }),
  en: ({ code: given, minutes, use }, head) => ({
    subject: use === 'request' ? 'Code for a request about your data' : 'Code to close the account',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(
        use === 'request'
          ? 'Code by which you confirm a request about your data:'
          : 'Code to close the account:',
      ),
      code(given),
      paragraph(
        `Type it on the page where you asked for it. It is good for ${counted(minutes, MINUTES.lasting, 'en')}.`,
      ),
      paragraph(
        `Tell it to nobody: our staff never ask for it. If ${use === 'request' ? 'you have asked for nothing' : 'you are not closing the account'}, do nothing and look at the sessions in ${use === 'request' ? 'your account' : 'it'}.`,
      ),
    ),
  }),
};
