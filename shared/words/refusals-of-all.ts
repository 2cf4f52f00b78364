import { entry, type RefusalText } from './refusal-text.ts';

/** Refusals about links, codes, guards and whatever else every door may say. */
export const COMMON_REFUSALS = {
  // no such case, letter or item, or not yours to see
  'not-found': entry(
    404,
    ['Не найдено', 'Такого дела, письма или страницы нет. Проверьте номер или адрес.'],
    ['Not found', 'There is no such case, letter or page. Check the reference or the address.'],
  ),
  // the secret link is wrong, replaced or expired
  'link-invalid': entry(
    404,
    ['Ссылка не действует', 'Ссылка неверна, устарела или заменена новой. Возьмите её из последнего письма.'],
    ['The link does not work', 'The link is wrong, out of date or replaced. Take it from the latest letter.'],
  ),
  // the right link, too late
  'link-expired': entry(
    410,
    ['Ссылка устарела', 'Срок ссылки истёк. Начните сначала: мы пришлём новую.'],
    ['The link has run out', 'The link is too old. Begin anew and we send another one.'],
  ),
  // the right link, a second time
  'link-used': entry(
    410,
    ['Уже сделано', 'По этой ссылке всё уже сделано, второй раз она не действует.'],
    ['Already done', 'What this link is for has been done; it does not work a second time.'],
  ),
  // same key, other body (G3)
  'idempotency-mismatch': entry(
    422,
    [
      'Ключ уже использован',
      'С этим ключом уже принят другой запрос. Для нового запроса возьмите новый ключ или откройте форму заново.',
    ],
    [
      'The key is used up',
      'Another request was accepted with this key. Take a new key for a new request, or open the form again.',
    ],
  ),
  // network limit; the sentence gives the postal address
  'too-many-requests': entry(
    429,
    [
      'Слишком много обращений',
      ({ postalAddress }) =>
        `Из вашей сети пришло слишком много обращений за час. Повторите через час или напишите: ${postalAddress}.`,
    ],
    [
      'Too many requests',
      ({ postalAddress }) =>
        `Too many submissions came from your network within an hour. Try again in an hour, or write to: ${postalAddress}.`,
    ],
    3_600,
  ),
  // twenty codes a day for one account, claim or registration and purpose, by who asks (G16)
  'too-many-codes': entry(
    429,
    [
      'Слишком много кодов',
      'Вы запросили сегодня слишком много кодов. Возьмите код из последнего письма или повторите завтра.',
    ],
    [
      'Too many codes',
      'You have asked for too many codes today. Take the code from the latest letter, or try again tomorrow.',
    ],
    86_400,
  ),
  // neither a link nor a code with its challenge
  'code-needed': entry(
    422,
    ['Нужен код', 'Введите код из письма или откройте ссылку из него.'],
    ['A code is needed', 'Type the code of the letter, or open its link.'],
  ),
  // data.left tries remain
  'code-wrong': entry(
    422,
    ['Код не подошёл', ({ data }) => `Осталось попыток: ${data['left']}. Проверьте код в последнем письме.`],
    ['Wrong code', ({ data }) => `Tries left: ${data['left']}. Check the code in the latest letter.`],
  ),
  'code-expired': entry(
    410,
    ['Код устарел', 'Код действует десять минут. Запросите новый.'],
    ['The code has expired', 'A code lives ten minutes. Ask for a new one.'],
  ),
  // five wrong tries; ask for a new code
  'code-exhausted': entry(
    422,
    [
      'Попытки закончились',
      ({ data }) =>
        data['link'] === undefined
          ? 'Запросите новый код.'
          : 'Код больше не подойдёт. Откройте ссылку из последнего письма или зарегистрируйтесь заново.',
    ],
    [
      'No tries left',
      ({ data }) =>
        data['link'] === undefined
          ? 'Ask for a new code.'
          : 'No code will do any more. Open the link of the latest letter, or register anew.',
    ],
  ),
  // the personal part is shown with a reason only (G10)
  'reason-required': entry(
    400,
    [
      'Нужна причина',
      'Личные данные показываются только с причиной: заголовок X-Reason или поле на странице дела.',
    ],
    [
      'A reason is needed',
      'Personal data are shown with a reason only: header X-Reason, or the field on the page of the case.',
    ],
  ),
  // S4: a block of the person's data stands; data.block
  'data-blocked': entry(
    409,
    [
      'Данные заблокированы',
      ({ data }) =>
        data['block'] === 'inaccuracy'
          ? 'Пока проверяют, точны ли данные, ими нельзя пользоваться для этого. Проверка закончится – можно будет снова.'
          : data['block'] === 'destruction'
            ? 'Эти данные ждут уничтожения, и пользоваться ими для этого нельзя.'
            : 'Пока проверяют, законно ли используют данные, ими нельзя пользоваться для этого. Проверка закончится – можно будет снова.',
    ],
    [
      'The data are blocked',
      ({ data }) =>
        data['block'] === 'inaccuracy'
          ? 'While it is checked whether the data are accurate they cannot be used for this. Once the check is over they can again.'
          : data['block'] === 'destruction'
            ? 'These data wait to be destroyed and cannot be used for this.'
            : 'While it is checked whether their use is lawful the data cannot be used for this. Once the check is over they can again.',
    ],
  ),
  // others changed the same record again and again; nothing was written
  busy: entry(
    503,
    ['Дело сейчас меняют другие', 'Ничего не записано. Повторите через несколько секунд с тем же ключом.'],
    ['Others are changing the case', 'Nothing was written. Try again in a few seconds with the same key.'],
    3,
  ),
} satisfies Readonly<Record<string, RefusalText>>;
