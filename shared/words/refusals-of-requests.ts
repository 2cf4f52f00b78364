import { partName } from './part-names.ts';
import { day, entry, type RefusalText } from './refusal-text.ts';

/** Refusals about requests of people, of who acts for them, and of authorities (S1–S5). */
export const REQUEST_REFUSALS = {
  // a request asks for something (S1)
  'part-needed': entry(
    422,
    ['О чём просят?', 'Отметьте хотя бы одно: от этого зависит, какие сроки идут.'],
    ['What is asked for?', 'Tick at least one thing: the terms depend on it.'],
  ),
  // nobody asked for it in this case; data.part
  'part-not-asked': entry(
    422,
    [
      'Об этом не просили',
      ({ data }) =>
        `«${partName(data['part'], 'ru')}» – этого в обращении нет. Отметьте то, о чём в нём просят: оно названо на странице дела.`,
    ],
    [
      'Not asked for',
      ({ data }) =>
        `“${partName(data['part'], 'en')}” was not asked for in this case. Choose what its page names.`,
    ],
  ),
  // the part is answered, or taken back; data.part, data.state
  'part-not-lawful': entry(
    409,
    [
      'По этой просьбе уже решено',
      ({ data }) =>
        `«${partName(data['part'], 'ru')}»: ответ дан или просьба отозвана. Откройте дело заново.`,
    ],
    [
      'This part is decided',
      ({ data }) => `“${partName(data['part'], 'en')}” is answered or was taken back. Open the case again.`,
    ],
  ),
  // an authority's only; data.part
  'part-not-yours': entry(
    422,
    [
      'Так может просить только ведомство',
      ({ data }) => `«${partName(data['part'], 'ru')}» – для обращений ведомств. Выберите другое.`,
    ],
    [
      'Only an authority asks for this',
      ({ data }) => `“${partName(data['part'], 'en')}” is for authorities. Choose something else.`,
    ],
  ),
  // something that was asked has no answer yet
  'parts-open': entry(
    409,
    ['Не на всё отвечено', 'В обращении есть просьба без ответа. Сначала ответьте на неё.'],
    ['Not everything is answered', 'Something that was asked has no answer yet. Answer it first.'],
  ),
  // before it is known who asks, nothing is disclosed, changed or destroyed (S3)
  'not-proven': entry(
    409,
    [
      'Кто просит, ещё не известно',
      'Пока личность или полномочия не подтверждены, ничего нельзя сообщить, изменить или уничтожить. Запишите, как это стало известно, или откажите с причиной.',
    ],
    [
      'It is not known who asks',
      'Until identity or authority to act is proven, nothing can be disclosed, changed or destroyed. Record the proof, or refuse with the reason.',
    ],
  ),
  // it is known who asks
  'proven-already': entry(
    409,
    ['Уже подтверждено', 'Известно, кто просит: это записано в деле.'],
    ['Proven already', 'It is known who asks: the case says so.'],
  ),
  // the days in which a code proves it are over, or the owner of the address said *not me*
  'proof-window-over': entry(
    409,
    [
      'Кодом подтвердить уже нельзя',
      'Подтвердить обращение кодом можно 10 дней. Ответ всё равно придёт в срок; чтобы подтвердить, кто просит, напишите нам или отправьте новое обращение.',
    ],
    [
      'A code proves it no more',
      'A request can be proven by code for 10 days. It is answered in its term all the same; to prove who asks write to us, or send a new request.',
    ],
  ),
  // wrong codes used the tries up (G16)
  'proof-with-staff': entry(
    409,
    [
      'Обращение передано сотруднику',
      'Код вводили неверно слишком много раз. Обращение живо и сроки идут: кто просит, выяснит сотрудник.',
    ],
    [
      'It is with our staff now',
      'Wrong codes were typed too often. The request lives on and its terms run: staff will find out who asks.',
    ],
  ),
  'disowned-already': entry(
    409,
    ['Уже отмечено', 'Мы знаем, что об этом просили не вы. Больше ничего делать не нужно.'],
    ['Noted already', 'We know that it was not you who asked. Nothing more is to be done.'],
  ),
  // a representative's request: the person agrees by code, or an officer says why it is decided without
  'agreement-needed': entry(
    422,
    [
      'Человек не подтвердил',
      'Тот, за кого просят, ещё не подтвердил это кодом. Подождите или напишите, почему решаете без него (например, он умер или ему нет 14 лет).',
    ],
    [
      'The person has not agreed',
      'The person for whom it is asked has not agreed by code yet. Wait, or write why it is decided without (for instance a death, or a child under 14).',
    ],
  ),
  // a field is put right once
  'correction-doubled': entry(
    422,
    ['Одно поле названо дважды', 'Каждое поле исправляют один раз: оставьте одно.'],
    ['A field is named twice', 'Each field is corrected once: leave one of the two.'],
  ),
  // before and after, or words
  'correction-needed': entry(
    422,
    ['Что исправить?', 'Укажите, что записано и как надо, – или опишите словами.'],
    ['What is to be corrected?', 'Say what stands there and what should, or describe it in words.'],
  ),
  'corrections-unasked': entry(
    422,
    ['Исправления без просьбы исправить', 'Отметьте «исправить данные» – или уберите исправления.'],
    ['Corrections, but none asked for', 'Tick “to have data corrected”, or leave the corrections out.'],
  ),
  // who asks for themselves has nobody who acts for them
  'representative-not-you': entry(
    422,
    ['Кто просит?', 'Вы указали представителя, но просите за себя. Выберите одно.'],
    ['Who asks?', 'A representative is named, but you ask for yourself. Choose one of the two.'],
  ),
  'authority-needed': entry(
    422,
    ['Какое ведомство?', 'Укажите ведомство и номер его письма.'],
    ['Which authority?', 'Name the authority and the number of its letter.'],
  ),
  'mandate-unnumbered': entry(
    422,
    ['Номер доверенности', 'Укажите номер доверенности, как он стоит в документе.'],
    ['Number of the power of attorney', 'Give the number that stands in it.'],
  ),
  // for somebody else one needs authority to act (S3)
  'mandate-needed': entry(
    422,
    [
      'Нужны полномочия',
      'За другого человека просит тот, у кого есть доверенность, родитель, опекун или наследник. Запишите, что показано.',
    ],
    [
      'Authority to act is needed',
      'For somebody else asks who has a power of attorney, a parent, a guardian or an heir. Record what was shown.',
    ],
  ),
  // a power of attorney has a date of issue
  'mandate-undated': entry(
    422,
    [
      'Когда выдана доверенность?',
      'Доверенность без даты выдачи ничтожна (ст. 186 ГК РФ). Укажите дату, как она стоит в документе.',
    ],
    [
      'When was the power issued?',
      'A power of attorney without its date is void (Civil Code art. 186). Give the date that stands in it.',
    ],
  ),
  'mandate-in-future': entry(
    422,
    [
      'Дата в будущем',
      ({ data }) => `Документ не может быть выдан позже сегодня (${day(data['today'], 'ru')}).`,
    ],
    [
      'Date in the future',
      ({ data }) => `It cannot have been issued later than today (${day(data['today'], 'en')}).`,
    ],
  ),
  // data.ended
  'mandate-expired': entry(
    422,
    [
      'Полномочия кончились',
      ({ data }) =>
        `Документ действовал до ${day(data['ended'], 'ru')}. Представителю больше ничего нельзя сообщать; спросите самого человека, сроки идут.`,
    ],
    [
      'The authority to act has ended',
      ({ data }) =>
        `It held until ${day(data['ended'], 'en')}. Nothing more goes to the representative; ask the person, the clocks go on.`,
    ],
  ),
  // an authority is checked against the deployment's own list (S3)
  'authority-not-listed': entry(
    422,
    [
      'Проверьте ведомство',
      'Ведомство сверяют со списком в настройках, а не с тем, что написано в письме. Запишите сверку со списком.',
    ],
    [
      'Check the authority',
      'An authority is checked against the list in the settings, not by what its letter says. Record that check.',
    ],
  ),
  // nothing is to be proven for it; data.part
  'no-evidence-asked': entry(
    422,
    [
      'Подтверждать нечего',
      ({ data }) =>
        `Для «${partName(data['part'], 'ru')}» закон не ждёт подтверждений. Отвечайте по существу.`,
    ],
    [
      'Nothing is to be proven',
      ({ data }) =>
        `For “${partName(data['part'], 'en')}” the law asks for no evidence. Answer what is asked.`,
    ],
  ),
  // its clock runs already; data.part
  'evidence-already': entry(
    409,
    ['Уже записано', 'День, когда пришли подтверждения, записан, и срок идёт с него.'],
    ['Recorded already', 'The day on which the evidence came is recorded, and the term runs from it.'],
  ),
  // S4: of alleged unlawful use it is never lifted by hand; data.part
  'block-not-liftable': entry(
    422,
    [
      'Это блокирование не снимают',
      ({ data }) =>
        `Снять до конца проверки можно только блокирование из-за неточности. «${partName(data['part'], 'ru')}» – проверка, законно ли используют данные: закончите её.`,
    ],
    [
      'This block is not lifted',
      ({ data }) =>
        `Only a block for inaccuracy can be lifted before the check is over. “${partName(data['part'], 'en')}” is a check whether the use is lawful: finish it.`,
    ],
  ),
  // data.part
  'block-lifted-already': entry(
    409,
    ['Уже снято', 'Блокирование по этой просьбе снято, проверка продолжается.'],
    ['Lifted already', 'The block for this is lifted; the check goes on.'],
  ),
  // the day from which it is counted
  'day-needed': entry(
    422,
    ['С какого дня считать?', 'Укажите дату прошлого обращения: от неё программа считает 30 дней.'],
    ['From which day?', 'Give the date of the request before: the program counts 30 days from it.'],
  ),
  // data.today
  'day-in-future': entry(
    422,
    ['Дата в будущем', ({ data }) => `Дата не может быть позже сегодняшней (${day(data['today'], 'ru')}).`],
    [
      'Date in the future',
      ({ data }) => `The date cannot be later than today (${day(data['today'], 'en')}).`,
    ],
  ),
  // data.received
  'day-before-receipt': entry(
    422,
    ['Раньше обращения?', ({ data }) => `Обращение получено ${day(data['received'], 'ru')}. Проверьте дату.`],
    [
      'Before the request?',
      ({ data }) => `The request was received on ${day(data['received'], 'en')}. Check the date.`,
    ],
  ),
  // more than a working day back (S2)
  'second-officer-needed': entry(
    422,
    [
      'Нужен второй сотрудник',
      'День больше чем на один рабочий день назад записывают вдвоём: попросите другого ответственного проверить и назовите его.',
    ],
    [
      'A second officer is needed',
      'A day more than one working day back is recorded by two: ask another officer to check it, and name them.',
    ],
  ),
  // nobody is their own second officer
  'second-officer-same': entry(
    422,
    ['Это вы сами', 'Вторым должен быть другой ответственный.'],
    ['That is you', 'The second officer must be somebody else.'],
  ),
  // it is answered with a yes when it is done; data.part
  'not-carried-out': entry(
    409,
    [
      'Ещё не сделано',
      ({ data }) =>
        `«${partName(data['part'], 'ru')}»: согласием отвечают, когда это сделано. Сначала сделайте и запишите, или откажите с причиной.`,
    ],
    [
      'Not done yet',
      ({ data }) =>
        `“${partName(data['part'], 'en')}” is granted when it has been done. First do it and record it, or refuse with the reason.`,
    ],
  ),
  // the law engine counts more than 30 days; data.last
  'not-early': entry(
    422,
    [
      'Срок уже прошёл',
      ({ data }) =>
        `Отказать из-за раннего повтора можно было до ${day(data['last'], 'ru')} включительно. Ответьте по существу.`,
    ],
    [
      'Not an early repeat',
      ({ data }) =>
        `It could be refused as an early repeat up to ${day(data['last'], 'en')}. Answer what is asked.`,
    ],
  ),
  // the term has no extension, or none runs; data.part
  'not-extendable': entry(
    422,
    [
      'Срок не продлевают',
      ({ data }) => `Для «${partName(data['part'], 'ru')}» закон продления не знает, или срок уже не идёт.`,
    ],
    [
      'No extension',
      ({ data }) =>
        `For “${partName(data['part'], 'en')}” the law knows no extension, or its term runs no more.`,
    ],
  ),
  // a term is extended once (S5); data.part
  'extended-already': entry(
    409,
    ['Уже продлено', 'Срок продлевают один раз. Уведомление записано в деле.'],
    ['Extended already', 'A term is extended once. The notice is in the case.'],
  ),
  // nothing can be extended or put off any more; data.due
  'term-over': entry(
    409,
    [
      'Срок прошёл',
      ({ data }) => `Срок кончился ${day(data['due'], 'ru')}: продлить его уже нельзя. Ответьте сейчас.`,
    ],
    [
      'The term is over',
      ({ data }) => `The term ended on ${day(data['due'], 'en')}: it cannot be extended. Answer now.`,
    ],
  ),
  // a link gives so many downloads a day (S6)
  'too-many-downloads': entry(
    429,
    ['Слишком много скачиваний', 'По этой ссылке сегодня скачивали очень много раз. Попробуйте завтра.'],
    ['Too many downloads', 'This link was used very many times today. Try again tomorrow.'],
    3_600,
  ),
  // there is no link to what is held, or it was closed (S6)
  'not-disclosed': entry(
    409,
    ['Ссылки нет', 'Данные в этом деле ещё не отправляли, или ссылка на них уже закрыта.'],
    ['There is no link', 'Nothing was disclosed in this case yet, or the link to it is closed already.'],
  ),
} satisfies Readonly<Record<string, RefusalText>>;
