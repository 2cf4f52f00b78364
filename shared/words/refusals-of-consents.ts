import { day, entry, type RefusalText } from './refusal-text.ts';

/** Refusals about consents and the texts that are agreed to. */
export const CONSENT_REFUSALS = {
  // a form gives a consent only with its box ticked (C1)
  'box-unticked': entry(
    422,
    [
      'Согласие не отмечено',
      'Чтобы дать согласие, отметьте поле под документом. Если не хотите, не отмечайте: согласие не обязательно.',
    ],
    [
      'The consent is not ticked',
      'To give the consent, tick the box below the document. If you do not want to, leave it: no consent is required.',
    ],
  ),
  // no consent event of that name in this person's chain
  'no-event': entry(
    404,
    ['Записи нет', 'Среди ваших согласий нет такой записи. Откройте страницу согласий.'],
    ['No such entry', 'There is no such entry among your consents. Open the page of consents.'],
  ),
  // public data are consented to one field at a time (R6)
  'field-by-field': entry(
    422,
    ['По одному полю', 'На общий доступ соглашаются отдельно для каждого поля, с условиями.'],
    ['One field at a time', 'Making data public is consented to field by field, with conditions.'],
  ),
  // a posted document lacks one of its languages (G13)
  'text-missing': entry(
    422,
    ['Нет текста', 'Нужны оба текста: русский и английский.'],
    ['A text is missing', 'Both texts are needed, Russian and English.'],
  ),
  // people are asked again although one language alone has changed, and nobody has said that it is meant (P3)
  'one-language': entry(
    422,
    [
      'Изменился один язык',
      ({ data }) =>
        `${data['only'] === 'ru' ? 'Изменился только русский текст, английский остаётся прежним' : 'Изменился только английский текст, русский остаётся прежним'}, а спросят всех. Если так и задумано, подтвердите это (only: ${data['only']}); иначе измените и второй текст.`,
    ],
    [
      'One language has changed',
      ({ data }) =>
        `${data['only'] === 'ru' ? 'Only the Russian text has changed, the English stays as it is' : 'Only the English text has changed, the Russian stays as it is'}, and everybody will be asked. If that is intended, say so (only: ${data['only']}); otherwise change the other text too.`,
    ],
  ),
  // the posted texts are those in force
  'text-unchanged': entry(
    422,
    ['Текст не изменился', 'К этому сроку уже действуют ровно эти тексты. Измените текст или не публикуйте.'],
    ['The text is unchanged', 'Exactly these texts are in force at that time. Change them, or do not post.'],
  ),
  // a version cannot have been in force before it was posted (P1)
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
  // mistyped
  'start-too-far': entry(
    422,
    ['Слишком далеко', 'Начало действия дальше чем через десять лет: проверьте год.'],
    ['Too far away', 'The start is more than ten years away: check the year.'],
  ),
  // the text that was shown is not in force, was shown too long ago, not by us, or to somebody else (C2)
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
  // no such purpose
  'unknown-purpose': entry(
    422,
    ['Нет такой цели', 'Такой цели обработки нет. Возьмите название из списка целей в политике.'],
    ['No such purpose', 'There is no such purpose. Take its name from the list of purposes in the policy.'],
  ),
  // the purpose rests on no consent; data.purpose
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
  // which text, and the proof that it was shown
  'text-needed': entry(
    422,
    ['Какой текст?', 'Назовите версию текста, который был показан, и его подпись. Откройте форму заново.'],
    ['Which text?', 'Name the version of the text that was shown, and its proof. Open the form again.'],
  ),
  // a paper or a call of tomorrow; data.today
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
  // the settings do not let this program ask about that purpose (C4)
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
} satisfies Readonly<Record<string, RefusalText>>;
