import type { Language } from '../language.ts';
import { actName, stateName } from './case-names.ts';
import { day, entry, type RefusalText } from './refusal-text.ts';

type Data = Readonly<Record<string, string | number | boolean | undefined>>;

const kindIn = ({ kind }: Data): string | undefined => (typeof kind === 'string' ? kind : undefined);
const actIn = (data: Data, language: Language): string =>
  actName(String(data['act']), language, kindIn(data));
const stateIn = (data: Data, language: Language): string =>
  stateName(String(data['status']), language, kindIn(data));

/** Refusals about claims and their cases. */
export const CASE_REFUSALS = {
  // somebody changed the record meanwhile; data.revision is the present one
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
  // the act does not fit the case's state; data.act, data.status
  'act-not-lawful': entry(
    409,
    [
      'Сейчас так сделать нельзя',
      ({ data }) =>
        `Действие «${actIn(data, 'ru')}» не подходит к состоянию дела: «${stateIn(data, 'ru')}». Откройте дело: там названы возможные действия.`,
    ],
    [
      'Not possible now',
      ({ data }) =>
        `“${actIn(data, 'en')}” does not fit the state of the case, “${stateIn(data, 'en')}”. Open the case: it lists what can be done.`,
    ],
  ),
  // the case cannot end while a duty is open that the act neither does nor ends; data.clocks
  'clock-running': entry(
    409,
    [
      'Не всё сделано',
      'Дело закончить нельзя, пока идут другие его сроки: они названы на его странице. Сначала сделайте то, чего они требуют.',
    ],
    [
      'Not everything is done',
      'The case cannot end while other clocks of it run; its page names them. First do what they ask for.',
    ],
  ),
  // neither e-mail nor postal address to answer to
  'address-required': entry(
    422,
    ['Куда ответить?', 'Укажите электронную почту или почтовый адрес: иначе ответ некуда отправить.'],
    ['Where to answer?', 'Give an e-mail or a postal address: otherwise the answer has nowhere to go.'],
  ),
  // partly or rejected without reasons (K4)
  'reasons-required': entry(
    422,
    ['Нужны причины', 'При частичном удовлетворении и отказе напишите причины.'],
    ['Reasons are needed', 'Write the reasons when the claim is met in part or rejected.'],
  ),
  // paper received tomorrow (K1)
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
  // before the first loaded calendar year
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
  // the corrected date is the date already recorded
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
  // the flag already stands so
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
  // handed to the post before it was decided
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
  // assignee is not in the staff directory
  'unknown-staff': entry(
    422,
    ['Нет такого сотрудника', 'Выберите сотрудника из списка; новый появится в нём после первого входа.'],
    ['No such member of staff', 'Choose from the list; a new colleague appears in it after signing in once.'],
  ),
} satisfies Readonly<Record<string, RefusalText>>;
