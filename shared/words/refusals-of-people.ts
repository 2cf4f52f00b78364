import { entry, instant, type RefusalText } from './refusal-text.ts';

/** Refusals about people, their accounts and addresses. */
export const PEOPLE_REFUSALS = {
  // the profile has nothing in the field that is to be published (R6)
  'field-empty': entry(
    422,
    ['Поле не заполнено', 'В профиле это поле пусто: публиковать нечего. Заполните его в своих данных.'],
    ['The field is empty', 'Your profile has nothing in this field. Fill it in with your data first.'],
  ),
  // somebody confirmed the same address first (told only to who has proven it)
  'address-taken': entry(
    409,
    ['Адрес уже подтверждён', 'Учётная запись с этим адресом уже есть. Войдите в неё: мы пришлём код.'],
    ['The address is confirmed already', 'There is an account with this address. Sign in: we send a code.'],
  ),
  // the right link, in a session of another account than the one it is about (R5)
  'link-elsewhere': entry(
    403,
    [
      'Ссылка другой учётной записи',
      'Этот адрес указали в другой учётной записи, не в той, в которую вы вошли. Ничего не изменилось. Если это были вы, введите код из письма в том браузере, где просили заменить адрес, или войдите там и откройте ссылку. Если нет, ничего не делайте.',
    ],
    [
      'The link of another account',
      'The address was given in another account than the one you are signed in to. Nothing has changed. If it was you, type the code of the letter in the browser where you asked for the change, or sign in there and open the link. If not, do nothing.',
    ],
  ),
  // it is the address on file already
  'address-unchanged': entry(
    422,
    ['Адрес тот же', 'Этот адрес уже указан в вашей учётной записи. Введите другой или ничего не меняйте.'],
    ['The same address', 'This address stands in your account already. Type another one, or change nothing.'],
  ),
  // the address changed a moment ago and can be undone; data.until
  'address-held': entry(
    409,
    [
      'Адрес недавно изменён',
      ({ data }) =>
        `Ещё раз изменить его можно после ${instant(data['until'], 'ru')}: до тех пор прежний адрес может отменить замену ссылкой из письма.`,
    ],
    [
      'The address changed a moment ago',
      ({ data }) =>
        `It can be changed again after ${instant(data['until'], 'en')}: until then the old address can undo the change by the link of its letter.`,
    ],
  ),
  // the account is asked to be closed; cancel first
  'closing-under-way': entry(
    409,
    ['Учётная запись закрывается', 'Сначала отмените закрытие: ссылка есть в письме и на странице закрытия.'],
    ['The account is being closed', 'Cancel the closing first: by the link of the letter or on its page.'],
  ),
  // for 72 hours after a change the old address proves too (R5)
  'old-code-needed': entry(
    422,
    [
      'Нужны два кода',
      'Адрес изменён меньше 72 часов назад, поэтому нужен и код, отправленный на прежний адрес. Если его нет, подождите или напишите нам.',
    ],
    [
      'Two codes are needed',
      'The address changed less than 72 hours ago, so the code sent to the old one is needed too. If you do not have it, wait or write to us.',
    ],
  ),
  // no hold to release: over, released already, or the account is not open (R5)
  'nothing-held': entry(
    409,
    [
      'Снимать нечего',
      'Коды с обоих адресов сейчас не нужны: 72 часа прошли, ограничение уже снято, или учётная запись закрывается. Откройте страницу человека ещё раз.',
    ],
    [
      'There is nothing to release',
      'Codes of both addresses are not needed now: the 72 hours are over, it was released already, or the account is being closed. Open the page of the person again.',
    ],
  ),
  // the account is gone while its session still stands
  'no-account': entry(
    404,
    ['Учётной записи нет', 'Эта учётная запись закрыта. Зарегистрироваться можно заново.'],
    ['There is no account', 'This account is closed. You can register again.'],
  ),
  // the address is proven, no account is made yet (R1); data.finish, data.until
  'registration-unfinished': entry(
    409,
    [
      'Учётной записи ещё нет',
      ({ data }) =>
        `Подтверждён только адрес. Посмотрите, что было введено при регистрации, и решите, нужна ли учётная запись (${data['finish']}). Если нет, ничего не делайте: данные уничтожим ${instant(data['until'], 'ru')}.`,
    ],
    [
      'There is no account yet',
      ({ data }) =>
        `Only the address is confirmed. See what was typed when it was registered, and decide whether an account is made (${data['finish']}). If not, do nothing: the data are destroyed on ${instant(data['until'], 'en')}.`,
    ],
  ),
  // the account is made already (R1)
  'registration-finished': entry(
    409,
    ['Учётная запись уже создана', 'Изменить данные можно на странице «Мои данные» (/me).'],
    ['The account is made already', 'Your data can be changed on the page “My data” (/me).'],
  ),
  // no such session of this person, or ended already
  'no-session': entry(
    404,
    ['Сеанса нет', 'Такого сеанса нет или он уже завершён. Откройте список сеансов.'],
    ['No such session', 'There is no such session, or it has ended. Open the list of sessions.'],
  ),
  // a version must be acknowledged first (P3); data.version, data.acknowledge
  'policy-changed': entry(
    409,
    [
      'Политика изменилась',
      ({ data }) =>
        `Сначала ознакомьтесь с политикой ${data['version']} и подтвердите это (${data['acknowledge']}). Согласия, сеансы и обращения доступны и так.`,
    ],
    [
      'The policy has changed',
      ({ data }) =>
        `First read the policy ${data['version']} and acknowledge it (${data['acknowledge']}). Consents, sessions and requests stay open without it.`,
    ],
  ),
  // nobody has this id
  'unknown-recipient': entry(
    422,
    [
      'Такого получателя нет',
      'Получатели названы в настройках (others, kind: recipient). Системы и обработчики там тоже есть, но у них копии данных всех людей: передачу им записывать не нужно.',
    ],
    [
      'There is no such recipient',
      'Recipients are named in the settings (others, kind: recipient). Systems and processors stand there too, but hold copies of everybody’s data: no transfer to them needs to be recorded.',
    ],
  ),
  'unknown-person': entry(
    404,
    [
      'Человек не найден',
      'Учётной записи с таким номером нет: она закрыта, или номер неверен. Проверьте номер.',
    ],
    [
      'No such person',
      'There is no account with this number: it was closed, or the number is wrong. Check it.',
    ],
  ),
} satisfies Readonly<Record<string, RefusalText>>;
