import { breachWord } from './breach-names.ts';
import { entry, instant, type RefusalText } from './refusal-text.ts';

const duty = (data: { readonly [name: string]: string | number }, language: 'ru' | 'en') =>
  breachWord('duties', data['duty'], language);
const listed = (
  list: 'duties' | 'fields',
  codes: string | number | undefined,
  language: 'ru' | 'en',
): string =>
  String(codes)
    .split(', ')
    .map((code) => breachWord(list, code, language))
    .join('; ');

/** Refusals about breaches (B1–B5). */
export const BREACH_REFUSALS = {
  // data.now
  'detection-in-future': entry(
    422,
    [
      'Обнаружено в будущем?',
      ({ data }) =>
        `Сейчас ${instant(data['now'], 'ru')}. Укажите, когда утечку заметили, – кто бы это ни был: от этого момента идут 24 и 72 часа.`,
    ],
    [
      'Detected in the future?',
      ({ data }) =>
        `It is ${instant(data['now'], 'en')} now. Say when the breach was noticed, by whomever: 24 and 72 hours run from then.`,
    ],
  ),
  // data.now
  'awareness-in-future': entry(
    422,
    [
      'Узнали в будущем?',
      ({ data }) => `Сейчас ${instant(data['now'], 'ru')}. Укажите, когда об утечке узнали мы.`,
    ],
    [
      'Known in the future?',
      ({ data }) => `It is ${instant(data['now'], 'en')} now. Say when we came to know of the breach.`,
    ],
  ),
  // data.detectedAt
  'aware-before-detection': entry(
    422,
    [
      'Узнали раньше, чем заметили',
      ({ data }) =>
        `Узнать раньше, чем кто-либо заметил (${instant(data['detectedAt'], 'ru')}), нельзя. Исправьте одно из двух.`,
    ],
    [
      'Known before it was noticed',
      ({ data }) =>
        `Nobody knows before somebody notices (${instant(data['detectedAt'], 'en')}). Correct one of the two.`,
    ],
  ),
  'systems-needed': entry(
    422,
    ['В какой системе?', 'Назовите хотя бы одну систему, которой утечка коснулась.'],
    ['Which system?', 'Name at least one system that the breach concerns.'],
  ),
  'system-code': entry(
    422,
    [
      'Код системы не подходит',
      'Код — латинские строчные буквы, цифры и дефис, не длиннее 40 знаков; несколько — через запятую: portal, crm.',
    ],
    [
      'This is no code of a system',
      'A code is lower-case Latin letters, digits and hyphens, 40 at most; several are separated by commas: portal, crm.',
    ],
  ),
  'kinds-needed': entry(
    422,
    ['Какие данные?', 'Отметьте хотя бы один вид данных: о нём узнают люди и ведомство.'],
    ['Which data?', 'Tick at least one kind of data: people and the authority are told of it.'],
  ),
  'detection-unchanged': entry(
    422,
    ['Ничего не изменилось', 'Оба времени такие же, как записаны. Исправьте то, что неверно.'],
    ['Nothing has changed', 'Both times are as recorded. Correct the one that is wrong.'],
  ),
  // data.duty
  'duty-not-owed': entry(
    422,
    ['Такой обязанности нет', ({ data }) => `«${duty(data, 'ru')}» по этому делу не требуется.`],
    ['No such duty', ({ data }) => `“${duty(data, 'en')}” is not asked for in this case.`],
  ),
  // data.duty
  'duty-over': entry(
    409,
    [
      'Уже сделано или решено не делать',
      ({ data }) => `«${duty(data, 'ru')}»: это уже записано. Что добавилось, подают дополнением.`,
    ],
    [
      'Done or declined already',
      ({ data }) =>
        `“${duty(data, 'en')}” is recorded already. What came to light later is filed as a supplement.`,
    ],
  ),
  // data.duty
  'duty-declined': entry(
    409,
    ['Решено не делать', ({ data }) => `«${duty(data, 'ru')}»: решено не делать, основание записано.`],
    [
      'Decided not to be done',
      ({ data }) => `“${duty(data, 'en')}”: it was decided not to be done, and why.`,
    ],
  ),
  // data.duty
  'duty-is-notice': entry(
    422,
    [
      'Это уведомление ведомству',
      ({ data }) => `«${duty(data, 'ru')}» подают ведомству: запишите время подачи и номер.`,
    ],
    [
      'This is a notice',
      ({ data }) =>
        `“${duty(data, 'en')}” is filed with an authority: record the time of filing and the number.`,
    ],
  ),
  'filed-in-future': entry(
    422,
    ['Подано в будущем?', 'Укажите время из квитанции ведомства: оно не может быть позже, чем сейчас.'],
    ['Filed in the future?', 'Give the time of the authority’s receipt: it cannot be later than now.'],
  ),
  // data.detectedAt
  'filed-before-detection': entry(
    422,
    [
      'Подано до обнаружения',
      ({ data }) => `Обнаружено ${instant(data['detectedAt'], 'ru')}: уведомление не может быть раньше.`,
    ],
    [
      'Filed before the detection',
      ({ data }) => `Detected ${instant(data['detectedAt'], 'en')}: a notice cannot be earlier.`,
    ],
  ),
  // data.duty: the one that must come first
  'notice-before': entry(
    409,
    [
      'Сначала первое',
      ({ data }) => `Во втором уведомлении называют номер первого. Запишите сначала: «${duty(data, 'ru')}».`,
    ],
    [
      'The first comes first',
      ({ data }) => `The second notice names the number of the first. Record first: “${duty(data, 'en')}”.`,
    ],
  ),
  // data.duty
  'notice-not-written': entry(
    409,
    [
      'Уведомление не написано',
      ({ data }) => `«${duty(data, 'ru')}»: сначала напишите текст – он останется в деле.`,
    ],
    [
      'The notice is not written',
      ({ data }) => `“${duty(data, 'en')}”: write its text first; it stays in the file.`,
    ],
  ),
  // a duty that is not done, a detection that is corrected (B2)
  'breach-second-needed': entry(
    422,
    [
      'Нужен второй ответственный',
      'Отказаться от обязанности или исправить время обнаружения одному нельзя: попросите другого ответственного проверить и назовите его.',
    ],
    [
      'A second officer is needed',
      'Nobody declines a duty or corrects the time of detection alone: ask another officer to check it, and name them.',
    ],
  ),
  // data.duty
  'notice-not-confirmed': entry(
    409,
    [
      'Уведомление не подтверждено',
      ({ data }) =>
        `Откройте «${duty(data, 'ru')}», проверьте текст и отметьте, что подаётся именно он; потом запишите подачу.`,
    ],
    [
      'The notice is not confirmed',
      ({ data }) =>
        `Open “${duty(data, 'en')}”, check the text and tick that this is what is filed; then record the filing.`,
    ],
  ),
  // data.duty, data.fields
  'notice-lacks': entry(
    409,
    [
      'В уведомлении не хватает обязательного',
      ({ data }) => `Закон требует назвать: ${listed('fields', data['fields'], 'ru')}. Допишите уведомление.`,
    ],
    [
      'The notice lacks what it must name',
      ({ data }) => `The law asks for: ${listed('fields', data['fields'], 'en')}. Complete the notice.`,
    ],
  ),
  // data.duty
  'notice-not-filed': entry(
    409,
    ['Дополнять нечего', ({ data }) => `«${duty(data, 'ru')}» ещё не подано. Допишите само уведомление.`],
    [
      'Nothing to add to',
      ({ data }) => `“${duty(data, 'en')}” is not filed yet. Complete the notice itself.`,
    ],
  ),
  'told-in-future': entry(
    422,
    ['Сообщено в будущем?', 'Укажите, когда сообщили последнему: позже, чем сейчас, быть не может.'],
    ['Told in the future?', 'Say when the last of them was told: it cannot be later than now.'],
  ),
  // data.detectedAt
  'told-before-detection': entry(
    422,
    [
      'Сообщено до обнаружения',
      ({ data }) => `Обнаружено ${instant(data['detectedAt'], 'ru')}: раньше сообщить нельзя.`,
    ],
    [
      'Told before the detection',
      ({ data }) => `Detected ${instant(data['detectedAt'], 'en')}: nobody can be told before.`,
    ],
  ),
  // data.duties
  'duties-open': entry(
    409,
    [
      'Ещё не всё сделано',
      ({ data }) =>
        `Не закрыть, пока не сделано или не обосновано: ${listed('duties', data['duties'], 'ru')}.`,
    ],
    [
      'Not everything is done',
      ({ data }) =>
        `It is not closed until this is done or declined with a ground: ${listed('duties', data['duties'], 'en')}.`,
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
