import { counted } from '../../law/date-words.ts';
import { blocks, code, link, paragraph } from '../document.ts';
import { confirmAddress } from './confirm-address.ts';
import { dated, greeting, MINUTES, type Template } from './template.ts';

interface SignInCodeContent {
  readonly code: string;
  readonly minutes: number;
}

interface AccountExistsContent {
  readonly signInUrl: string;
}

/**
 * Link and code that prove an address (R2). It repeats nothing that was typed: whoever typed it may be a stranger.
 */
export const registrationConfirm = confirmAddress('registration-confirm-3', {
  ru: {
    subject: 'Подтвердите адрес',
    done: 'Кто-то – вероятно, Вы – зарегистрировался у нас с этим адресом электронной почты.',
    page: 'Код для страницы, на которой Вы регистрировались: с ним сохранится всё, что Вы там ввели и выбрали. Никому его не сообщайте и не вводите на странице, которую открыли не Вы.',
    link: 'Она подтверждает только адрес: что было введено при регистрации, Вы увидите и введёте сами, учётная запись появится только по Вашему выбору.',
    otherwise:
      'Ничего не делайте: без подтверждения учётная запись не появится, а введённые данные мы уничтожим через 7 дней.',
  },
  en: {
    subject: 'Confirm your address',
    done: 'Somebody, probably you, has registered with us with this e-mail address.',
    page: 'Code for the page on which you registered: with it everything that you typed and chose there is kept. Tell it to nobody, and type it on no page that somebody else has opened for you.',
    link: 'It confirms the address only: what was typed when it was registered you see and type yourself, and an account is made only if you choose so.',
    otherwise:
      'Do nothing: without confirmation no account is made, and what was typed is destroyed after 7 days.',
  },
});

/** Somebody registered an address that has an account (R3, G7): only its owner is told. */
export const accountExists: Template<AccountExistsContent> = {
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
export const signInCode: Template<SignInCodeContent> = {
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
