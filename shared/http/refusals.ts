import type { Refusal, RefusalCode } from '../domain/refusals.ts';
import { formatDate, formatInstant } from '../law/date-words.ts';
import type { Both, Language } from './language.ts';
import { ACT_NAMES, STATUS_NAMES } from './pages/texts/names.ts';

/** What a sentence may quote: data of the refusal (codes and numbers) and facts of the deployment. */
interface Quoted {
  readonly data: { readonly [name: string]: string | number };
  /** Where a claim can be sent on paper. */
  readonly postalAddress: string;
}

interface RefusalText {
  readonly status: number;
  readonly title: Both;
  /** What is wrong and the way out, in one or two sentences. */
  readonly sentence: { readonly [L in Language]: (quoted: Quoted) => string };
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

type Sentence = string | ((quoted: Quoted) => string);

const says = (sentence: Sentence) => (typeof sentence === 'string' ? () => sentence : sentence);

const entry = (
  status: number,
  ru: readonly [string, Sentence],
  en: readonly [string, Sentence],
  retryAfter?: number,
): RefusalText => ({
  status,
  title: { ru: ru[0], en: en[0] },
  sentence: { ru: says(ru[1]), en: says(en[1]) },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** A date of the refusal as people write it (G13). */
const day = (date: string | number | undefined, language: Language) => formatDate(String(date), language);

/** The act of the requester; those of staff have their forms' names. */
const WITHDRAW: Both = { ru: 'Отозвать претензию', en: 'Withdraw the claim' };

type Code = string | number | undefined;

const nameOf = (names: object, code: Code): string => {
  const name: unknown = Object.hasOwn(names, String(code)) ? Reflect.get(names, String(code)) : code;
  return String(name);
};

const actName = (code: Code, language: Language): string =>
  code === 'withdraw' ? WITHDRAW[language] : nameOf(ACT_NAMES[language], code);
const statusName = (code: Code, language: Language): string => nameOf(STATUS_NAMES[language], code);

/** An instant of the refusal, with its zone. */
const instant = (iso: string | number | undefined, language: Language) =>
  formatInstant(Date.parse(String(iso)), 'Europe/Moscow', language);

/** Status and sentence of every refusal of the domain. A code without an entry does not compile. */
export const REFUSALS: { readonly [code in RefusalCode]: RefusalText } = {
  'not-found': entry(
    404,
    ['Не найдено', 'Такого дела, письма или страницы нет. Проверьте номер или адрес.'],
    ['Not found', 'There is no such case, letter or page. Check the reference or the address.'],
  ),
  'link-invalid': entry(
    404,
    ['Ссылка не действует', 'Ссылка неверна, устарела или заменена новой. Возьмите её из последнего письма.'],
    ['The link does not work', 'The link is wrong, out of date or replaced. Take it from the latest letter.'],
  ),
  'field-empty': entry(
    422,
    ['Поле не заполнено', 'В профиле это поле пусто: публиковать нечего. Заполните его в своих данных.'],
    ['The field is empty', 'Your profile has nothing in this field. Fill it in with your data first.'],
  ),
  'box-unticked': entry(
    422,
    [
      'Согласие не отмечено',
      'Чтобы дать согласие, отметьте поле под документом. Если не хотите, нажмите «Не даю».',
    ],
    [
      'The consent is not ticked',
      'To give the consent tick the box below the document. If you do not want to, press “I do not”.',
    ],
  ),
  'link-expired': entry(
    410,
    ['Ссылка устарела', 'Срок ссылки истёк. Начните сначала: мы пришлём новую.'],
    ['The link has run out', 'The link is too old. Begin anew and we send another one.'],
  ),
  'link-used': entry(
    410,
    ['Уже сделано', 'По этой ссылке всё уже сделано, второй раз она не действует.'],
    ['Already done', 'What this link is for has been done; it does not work a second time.'],
  ),
  'address-taken': entry(
    409,
    ['Адрес уже подтверждён', 'Учётная запись с этим адресом уже есть. Войдите в неё: мы пришлём код.'],
    ['The address is confirmed already', 'There is an account with this address. Sign in: we send a code.'],
  ),
  'address-unchanged': entry(
    422,
    ['Адрес тот же', 'Этот адрес уже указан в вашей учётной записи. Введите другой или ничего не меняйте.'],
    ['The same address', 'This address stands in your account already. Type another one, or change nothing.'],
  ),
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
  'closing-under-way': entry(
    409,
    ['Учётная запись закрывается', 'Сначала отмените закрытие: ссылка есть в письме и на странице закрытия.'],
    ['The account is being closed', 'Cancel the closing first: by the link of the letter or on its page.'],
  ),
  'old-code-needed': entry(
    422,
    [
      'Нужны два кода',
      'Адрес изменён меньше 72 часов назад, поэтому нужен и код, отправленный на прежний адрес. Если его нет, подождите или напишите нам.',
    ],
    [
      'Two codes are needed',
      'The address changed less than 72 hours ago, so the code sent to the old one is needed too. If you have it not, wait or write to us.',
    ],
  ),
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
  'no-account': entry(
    404,
    ['Учётной записи нет', 'Эта учётная запись закрыта. Зарегистрироваться можно заново.'],
    ['There is no account', 'This account is closed. You can register again.'],
  ),
  'no-session': entry(
    404,
    ['Сеанса нет', 'Такого сеанса нет или он уже завершён. Откройте список сеансов.'],
    ['No such session', 'There is no such session, or it has ended. Open the list of sessions.'],
  ),
  'no-event': entry(
    404,
    ['Записи нет', 'Среди ваших согласий нет такой записи. Откройте страницу согласий.'],
    ['No such entry', 'There is no such entry among your consents. Open the page of consents.'],
  ),
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
  'field-by-field': entry(
    422,
    ['По одному полю', 'На общий доступ соглашаются отдельно для каждого поля, с условиями.'],
    ['One field at a time', 'Making data public is consented to field by field, with conditions.'],
  ),
  'stale-revision': entry(
    409,
    [
      'Запись изменилась',
      ({ data }) =>
        `Пока страница была открыта, запись изменили (теперь редакция ${data['revision']}). Откройте её заново и повторите.`,
    ],
    [
      'The record has changed',
      ({ data }) =>
        `Somebody changed the record meanwhile (it is at revision ${data['revision']} now). Open it again and repeat.`,
    ],
  ),
  'act-not-lawful': entry(
    409,
    [
      'Сейчас так сделать нельзя',
      ({ data }) =>
        `Действие «${actName(data['act'], 'ru')}» не подходит к состоянию дела: «${statusName(data['status'], 'ru')}». Откройте дело: там названы возможные действия.`,
    ],
    [
      'Not possible now',
      ({ data }) =>
        `“${actName(data['act'], 'en')}” does not fit the state of the case, “${statusName(data['status'], 'en')}”. Open the case: it lists what can be done.`,
    ],
  ),
  'address-required': entry(
    422,
    ['Куда ответить?', 'Укажите электронную почту или почтовый адрес: иначе ответ некуда отправить.'],
    ['Where to answer?', 'Give an e-mail or a postal address: otherwise the answer has nowhere to go.'],
  ),
  'reasons-required': entry(
    422,
    ['Нужны причины', 'При частичном удовлетворении и отказе напишите причины.'],
    ['Reasons are needed', 'Write the reasons when the claim is met in part or rejected.'],
  ),
  'receipt-in-future': entry(
    422,
    [
      'Дата в будущем',
      ({ data }) => `Дата получения не может быть позже сегодняшней (${day(data['today'], 'ru')}).`,
    ],
    [
      'Date in the future',
      ({ data }) => `The date of receipt cannot be later than today (${day(data['today'], 'en')}).`,
    ],
  ),
  'receipt-too-early': entry(
    422,
    [
      'Слишком ранняя дата',
      ({ data }) => `Календарь загружен с ${day(data['earliest'], 'ru')}. Проверьте год.`,
    ],
    [
      'Date too early',
      ({ data }) => `The calendar is loaded from ${day(data['earliest'], 'en')}. Check the year.`,
    ],
  ),
  'receipt-unchanged': entry(
    422,
    [
      'Дата та же',
      ({ data }) =>
        `Эта дата уже записана (${day(data['was'], 'ru')}). Укажите другую или ничего не меняйте.`,
    ],
    [
      'The same date',
      ({ data }) =>
        `This date stands already (${day(data['was'], 'en')}). Give another one, or change nothing.`,
    ],
  ),
  'consumer-unchanged': entry(
    422,
    ['Отметка та же', 'Отметка уже стоит так. Откройте дело и проверьте его сроки.'],
    ['The same mark', 'The mark stands so already. Open the case and check its clocks.'],
  ),
  'posted-in-future': entry(
    422,
    [
      'Дата в будущем',
      ({ data }) => `Дата отправки не может быть позже сегодняшней (${day(data['today'], 'ru')}).`,
    ],
    [
      'Date in the future',
      ({ data }) => `The date of posting cannot be later than today (${day(data['today'], 'en')}).`,
    ],
  ),
  'posted-before-answer': entry(
    422,
    [
      'Отправлено раньше ответа?',
      ({ data }) =>
        `Ответ дан ${day(data['answered'], 'ru')}; отправить его раньше было нельзя. Проверьте дату.`,
    ],
    [
      'Posted before the answer?',
      ({ data }) =>
        `The answer was given on ${day(data['answered'], 'en')}; it cannot have been posted before. Check the date.`,
    ],
  ),
  'unknown-staff': entry(
    422,
    ['Нет такого сотрудника', 'Выберите сотрудника из списка; новый появится в нём после первого входа.'],
    ['No such member of staff', 'Choose from the list; a new colleague appears in it after signing in once.'],
  ),
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
  'too-many-codes': entry(
    429,
    [
      'Слишком много кодов',
      'На этот адрес сегодня отправлено слишком много кодов. Возьмите код из последнего письма или повторите завтра.',
    ],
    [
      'Too many codes',
      'Too many codes went to this address today. Take the code from the latest letter, or try again tomorrow.',
    ],
    86_400,
  ),
  'code-needed': entry(
    422,
    ['Нужен код', 'Введите код из письма или откройте ссылку из него.'],
    ['A code is needed', 'Type the code of the letter, or open its link.'],
  ),
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
  'text-missing': entry(
    422,
    ['Нет текста', 'Нужны оба текста: русский и английский.'],
    ['A text is missing', 'Both texts are needed, Russian and English.'],
  ),
  'text-unchanged': entry(
    422,
    ['Текст не изменился', 'К этому сроку уже действуют ровно эти тексты. Измените текст или не публикуйте.'],
    ['The text is unchanged', 'Exactly these texts are in force at that time. Change them, or do not post.'],
  ),
  'start-in-past': entry(
    422,
    [
      'Начало в прошлом',
      'Редакция не может действовать раньше, чем опубликована. Укажите срок позже или не указывайте его.',
    ],
    [
      'The start is in the past',
      'A version cannot be in force before it is posted. Give a later start, or none.',
    ],
  ),
  'start-too-far': entry(
    422,
    ['Слишком далеко', 'Начало действия дальше чем через десять лет: проверьте год.'],
    ['Too far away', 'The start is more than ten years away: check the year.'],
  ),
  'text-replaced': entry(
    409,
    [
      'Текст изменился',
      'Этот текст заменён новым или был открыт слишком давно. Откройте страницу ещё раз и прочитайте действующий.',
    ],
    [
      'The text has changed',
      'This text has been replaced, or was opened too long ago. Open the page again and read the one in force.',
    ],
  ),
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
  'unknown-purpose': entry(
    422,
    ['Нет такой цели', 'Такой цели обработки нет. Возьмите название из списка целей в политике.'],
    ['No such purpose', 'There is no such purpose. Take its name from the list of purposes in the policy.'],
  ),
  'not-by-consent': entry(
    422,
    [
      'Согласие здесь не нужно',
      'Эта цель опирается не на согласие, а на договор или закон: дать или отозвать здесь нечего.',
    ],
    [
      'No consent is needed here',
      'This purpose rests on the contract or the law, not on consent: there is nothing to give or to withdraw.',
    ],
  ),
  'text-needed': entry(
    422,
    ['Какой текст?', 'Назовите версию текста, который был показан, и его подпись. Откройте форму заново.'],
    ['Which text?', 'Name the version of the text that was shown, and its proof. Open the form again.'],
  ),
  'consent-in-future': entry(
    422,
    [
      'Дата в будущем',
      ({ data }) => `Дата бумаги или звонка не может быть позже сегодняшней (${day(data['today'], 'ru')}).`,
    ],
    [
      'Date in the future',
      ({ data }) => `The date of a paper or a call cannot be later than today (${day(data['today'], 'en')}).`,
    ],
  ),
  'purpose-not-yours': entry(
    403,
    [
      'Эта цель не для вашей программы',
      'Настройки не разрешают вашей программе спрашивать об этой цели. Обратитесь к ответственному за персональные данные.',
    ],
    [
      'Not a purpose of your program',
      'The settings do not let your program ask about this purpose. Talk to the privacy officer.',
    ],
  ),
  'unknown-person': entry(
    404,
    ['Человек не найден', 'Человека с таким номером нет. Проверьте номер.'],
    ['No such person', 'Nobody has this id. Check it.'],
  ),
  busy: entry(
    503,
    ['Дело сейчас меняют другие', 'Ничего не записано. Повторите через несколько секунд с тем же ключом.'],
    ['Others are changing the case', 'Nothing was written. Try again in a few seconds with the same key.'],
    3,
  ),
};

/** A refusal told to a person or a program. */
export interface ToldRefusal {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly retryAfter?: number;
}

/** Status and sentence of a refusal in the reader's language. `postalAddress` in the same language. */
export function tellRefusal(refusal: Refusal, language: Language, postalAddress: string): ToldRefusal {
  const { status, title, sentence, retryAfter } = REFUSALS[refusal.code];
  return {
    status,
    title: title[language],
    detail: sentence[language]({ data: refusal.data ?? {}, postalAddress }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
