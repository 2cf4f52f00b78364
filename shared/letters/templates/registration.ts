import { counted } from '../../law/date-words.ts';
import { blocks, code, heading, link, paragraph } from '../document.ts';
import { dated, greeting, MINUTES, type Template } from './template.ts';

/**
 * Link and code that prove an address (R2). It repeats nothing that was typed: whoever typed it may be a stranger.
 */
export const registrationConfirm: Template<'registration-confirm'> = {
  version: 'registration-confirm-1',
  ru: ({ confirmUrl, code: given, minutes }, head) => ({
    subject: 'Подтвердите адрес',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph('Кто-то – вероятно, Вы – зарегистрировался у нас с этим адресом электронной почты.'),
      paragraph('Код для страницы, на которой Вы регистрировались:'),
      code(given),
      paragraph(`Код действует ${counted(minutes, MINUTES.lasting, 'ru')}.`),
      heading('Если страница уже закрыта'),
      link('Откройте страницу подтверждения и нажмите на ней кнопку', confirmUrl),
      paragraph('Ссылка действует 24 часа и только один раз.'),
      heading('Если это были не Вы'),
      paragraph(
        'Ничего не делайте: без подтверждения учётная запись не появится, а введённые данные мы уничтожим через 7 дней.',
      ),
    ),
  }),
  en: ({ confirmUrl, code: given, minutes }, head) => ({
    subject: 'Confirm your address',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph('Somebody, probably you, has registered with us with this e-mail address.'),
      paragraph('Code for the page on which you registered:'),
      code(given),
      paragraph(`The code is good for ${counted(minutes, MINUTES.lasting, 'en')}.`),
      heading('If that page is closed already'),
      link('Open the page of confirmation and press its button', confirmUrl),
      paragraph('The link is good for 24 hours and works once.'),
      heading('If it was not you'),
      paragraph(
        'Do nothing: without confirmation no account is made, and what was typed is destroyed after 7 days.',
      ),
    ),
  }),
};

/** Somebody registered an address that has an account (R3, G7): only its owner is told. */
export const accountExists: Template<'account-exists'> = {
  version: 'account-exists-2',
  ru: ({ signInUrl }, head) => ({
    subject: 'У Вас уже есть учётная запись',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        'Кто-то – вероятно, Вы – указал у нас этот адрес: при регистрации или как новый адрес учётной записи. У Вас уже есть учётная запись, ничего не изменилось.',
      ),
      link('Войти', signInUrl),
      paragraph('Пароль не нужен: мы пришлём код. Если это были не Вы, ничего не делайте.'),
    ),
  }),
  en: ({ signInUrl }, head) => ({
    subject: 'You have an account already',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(
        'Somebody, probably you, gave us this address, to register or as the new address of an account. You have an account already; nothing has changed.',
      ),
      link('Sign in', signInUrl),
      paragraph('No password is needed: we send a code. If it was not you, do nothing.'),
    ),
  }),
};

/** The code to sign in (R4, G16). Sent at most once; another can be asked for. */
export const signInCode: Template<'sign-in-code'> = {
  version: 'sign-in-code-1',
  ru: ({ code: given, minutes }, head) => ({
    subject: 'Код для входа',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph('Код для входа:'),
      code(given),
      paragraph(
        `Введите его в том же браузере, где запрашивали. Он действует ${counted(minutes, MINUTES.lasting, 'ru')}.`,
      ),
      paragraph(
        'Никому его не сообщайте: сотрудники его не спрашивают. Если Вы не входили, ничего не делайте.',
      ),
    ),
  }),
  en: ({ code: given, minutes }, head) => ({
    subject: 'Code to sign in',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph('Code to sign in:'),
      code(given),
      paragraph(
        `Type it in the browser in which you asked for it. It is good for ${counted(minutes, MINUTES.lasting, 'en')}.`,
      ),
      paragraph('Tell it to nobody: our staff never ask for it. If you were not signing in, do nothing.'),
    ),
  }),
};
