import { partName } from './part-names.ts';
import { day, entry, instant, type RefusalText } from './refusal-text.ts';

/** Refusals about destructions, legal holds and acts of destruction (S3, S8). */
export const ERASURE_REFUSALS = {
  // no term of a destruction runs; data.part
  'nothing-to-destroy': entry(
    409,
    [
      'Срок уничтожения не идёт',
      ({ data }) => `Для «${partName(data['part'], 'ru')}» срок уничтожения не идёт: откладывать нечего.`,
    ],
    [
      'No term of destruction runs',
      ({ data }) =>
        `For “${partName(data['part'], 'en')}” no term of a destruction runs: nothing is to be put off.`,
    ],
  ),
  // the case is linked to no person of whom data could be destroyed
  'nobody-known': entry(
    409,
    [
      'Неизвестно, чьи это данные',
      'Обращение не связано с человеком, о котором что-то хранится. Подтвердите, кто просит, или ответьте, что ничего не хранится.',
    ],
    [
      'Not known whose data',
      'The case is linked to nobody about whom something is held. Prove who asks, or answer that nothing is held.',
    ],
  ),
  // no officer has proposed what is to be destroyed
  'nothing-proposed': entry(
    409,
    ['Плана ещё нет', 'Сначала один ответственный предлагает план уничтожения, потом другой его утверждает.'],
    [
      'There is no plan yet',
      'First one officer proposes the plan of the destruction, then another approves it.',
    ],
  ),
  // nobody approves what they proposed (S3)
  'approver-same': entry(
    403,
    ['Это ваш план', 'Утвердить его должен другой ответственный, а если его нет – руководитель по ссылке.'],
    [
      'The plan is yours',
      'Somebody else must approve it; where there is nobody, the head of the company by the link.',
    ],
  ),
  // what would be destroyed is not what was shown
  'plan-changed': entry(
    409,
    [
      'План изменился',
      'С тех пор как план предложили, изменилось то, что уничтожается. Предложите его заново.',
    ],
    ['The plan has changed', 'What would be destroyed has changed since it was proposed. Propose it anew.'],
  ),
  // approved; data.due
  'erasure-under-way': entry(
    409,
    [
      'Уничтожение утверждено',
      ({ data }) => `Оно начнётся ${instant(data['due'], 'ru')}, если его не отменят.`,
    ],
    [
      'The destruction is approved',
      ({ data }) => `It begins on ${instant(data['due'], 'en')}, unless somebody cancels it.`,
    ],
  ),
  'erased-already': entry(
    409,
    ['Уже уничтожено', 'План исполнен, акт составлен. Ответьте заявителю.'],
    ['Destroyed already', 'The plan was carried out and there is an act of it. Answer the requester.'],
  ),
  // a legal hold ends within twelve months; data.last
  'hold-too-long': entry(
    422,
    [
      'Проверьте последний день',
      ({ data }) =>
        `Хранить вместо уничтожения можно самое большее год: до ${day(data['last'], 'ru')}. Потом решают заново.`,
    ],
    [
      'Check the last day',
      ({ data }) =>
        `A hold stands for a year at most: until ${day(data['last'], 'en')}. Then it is decided anew.`,
    ],
  ),
  'nothing-to-hold': entry(
    422,
    ['Что хранить?', 'Отметьте то, что иначе было бы уничтожено: остальное и так хранится.'],
    ['What is to be kept?', 'Tick what would be destroyed otherwise: the rest is kept anyway.'],
  ),
  'no-such-hold': entry(
    409,
    ['Такого запрета нет', 'Он уже утверждён, кончился или предложен заново. Обновите страницу.'],
    [
      'There is no such hold',
      'It is approved already, has ended, or was proposed anew. Load the page again.',
    ],
  ),
  // somebody recorded it already; data.on
  'act-signed': entry(
    409,
    [
      'Акт уже подписан',
      ({ data }) => `Подпись от ${day(data['on'], 'ru')} уже записана; записанное остаётся.`,
    ],
    [
      'The act is signed already',
      ({ data }) => `A signature of ${day(data['on'], 'en')} is recorded; what was recorded stays.`,
    ],
  ),
  // before the destruction, or after today; data.first
  'act-signed-on': entry(
    422,
    [
      'Проверьте день подписи',
      ({ data }) =>
        `Акт подписывают не раньше уничтожения (${day(data['first'], 'ru')}) и не позднее сегодня.`,
    ],
    [
      'Check the day of the signature',
      ({ data }) =>
        `An act is signed on the day of the destruction (${day(data['first'], 'en')}) or later, and not after today.`,
    ],
  ),
  // no base64, or more than 64 KB
  'act-signature': entry(
    422,
    [
      'Проверьте файл подписи',
      'Нужна отсоединённая подпись в Base64 (PEM), не больше 64 КБ. Без неё запишите номер и день подписанной бумаги.',
    ],
    [
      'Check the e-signature',
      'A detached signature in Base64 (PEM) is needed, of 64 KB at most. Without one, record number and day of the signed paper.',
    ],
  ),
  // an agent approves only as the deputy that the settings name
  'not-deputy': entry(
    403,
    ['Решают ответственные', 'Утвердить план может ответственный или заместитель, названный в настройках.'],
    ['Officers decide', 'The plan is approved by an officer, or by the deputy that the settings name.'],
  ),
  // there is a second officer, or no head of the company is named in the settings
  'head-not-needed': entry(
    409,
    ['Ссылка руководителю не нужна', 'Есть другой ответственный: утвердить должен он.'],
    ['No link to the head is needed', 'There is another officer, who is to approve it.'],
  ),
  'head-unknown': entry(
    409,
    [
      'Руководитель не назван',
      'Второго ответственного нет, а в настройках не назван руководитель. Назовите его там.',
    ],
    [
      'No head is named',
      'There is no second officer, and the settings name no head of the company. Name one there.',
    ],
  ),
  // an erasure of somebody's own account that is not theirs alone to decide (S3, R7)
  'officers-needed': entry(
    409,
    [
      'Решают ответственные',
      'Часть записей нельзя уничтожить по одному желанию человека: на них запрет, спор или отказ. Решают двое ответственных.',
    ],
    [
      'Officers decide',
      'Some records cannot go by the person’s wish alone: they are held, disputed or refused. Two officers decide.',
    ],
  ),
} satisfies Readonly<Record<string, RefusalText>>;
