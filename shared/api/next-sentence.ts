import type { CaseBody } from '../domain/cases/case.ts';
import { isOverdue } from '../domain/cases/overdue.ts';
import { formatDate, oneFullStop } from '../law/date-words.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';

type Language = 'ru' | 'en';

/** One sentence: what happens next with the case and by when (quality.md, For people). */
export function nextSentence(
  body: CaseBody,
  at: number,
  language: Language,
  reader: 'requester' | 'staff',
): string {
  const day = (date: string) => formatDate(date, language);
  const texts = reader === 'staff' ? staffTexts(body, at, day) : requesterTexts(body, at, day);
  return oneFullStop(texts[language]);
}

type Both = Readonly<Record<Language, string>>;
type Day = (date: string) => string;

function requesterTexts(body: CaseBody, at: number, day: Day): Both {
  switch (body.status) {
    case 'open':
      return isOverdue(body, at)
        ? {
            ru: `Срок ответа истёк ${day(body.dueOn)}. Ответ ещё не отправлен, об этом известно ответственному сотруднику.`,
            en: `The answer was due on ${day(body.dueOn)} and has not been sent yet; the officer in charge has been told.`,
          }
        : {
            ru: `Мы рассматриваем претензию и отправим письменный ответ не позднее ${day(body.dueOn)}.`,
            en: `We are examining your claim and will send a written answer no later than ${day(body.dueOn)}.`,
          };
    case 'answered':
      return {
        ru: 'Решение принято, письменный ответ готовится к отправке.',
        en: 'The claim has been decided; the written answer is about to be sent.',
      };
    case 'sent':
    case 'unconfirmed':
      return {
        ru: 'Письменный ответ отправлен по адресу, который вы указали.',
        en: 'The written answer has been sent to the address you gave.',
      };
    case 'returned':
      return isOverdue(body, at)
        ? {
            ru: `Срок ответа истёк ${day(body.dueOn)}, но письмо с ответом вернулось. Мы отправим его почтой.`,
            en: `The answer was due on ${day(body.dueOn)}, but the letter with it came back. We will send it by post.`,
          }
        : {
            ru: 'Письмо с ответом вернулось. Мы отправим его почтой.',
            en: 'The letter with the answer came back. We will send it by post.',
          };
    case 'delivered':
      return {
        ru: 'Письменный ответ отправлен, рассмотрение закончено.',
        en: 'The written answer has been sent; the claim is closed.',
      };
    case 'withdrawn':
      return {
        ru: 'Вы отозвали претензию, рассмотрение прекращено.',
        en: 'You withdrew the claim; it is closed.',
      };
    case 'settled':
      return {
        ru: 'Стороны договорились, рассмотрение закончено.',
        en: 'The claim has been settled and is closed.',
      };
    case 'court':
      return { ru: 'Спор передан в суд.', en: 'The dispute has gone to court.' };
  }
}

/**
 * How a case stands to its days: `working` up to the working day to finish by; `last-days` off between that day and the
 * promised one; `overdue` after it. A day that is gone is never named as one to act by.
 */
const standing = (body: CaseBody, at: number): 'working' | 'last-days' | 'overdue' => {
  if (isOverdue(body, at)) return 'overdue';
  return localDate(at, REGIME_ZONE) > body.workBy ? 'last-days' : 'working';
};

function openTexts(body: CaseBody, at: number, day: Day): Both {
  switch (standing(body, at)) {
    case 'overdue':
      return {
        ru: `Срок истёк ${day(body.dueOn)}: ответьте сегодня. Ответственному напоминают каждый день.`,
        en: `Overdue since ${day(body.dueOn)}: answer today. The officer is reminded every day.`,
      };
    case 'last-days':
      return {
        ru: `Последний рабочий день срока прошёл: ответьте сегодня; обещанный день — ${day(body.dueOn)}.`,
        en: `The last working day of the term is over: answer today; the promised day is ${day(body.dueOn)}.`,
      };
    case 'working':
      return {
        ru: `Ответить нужно до ${day(body.workBy)} включительно; обещанный день — ${day(body.dueOn)}.`,
        en: `Answer by ${day(body.workBy)}; the promised day is ${day(body.dueOn)}.`,
      };
  }
}

function returnedTexts(body: CaseBody, at: number, day: Day): Both {
  switch (standing(body, at)) {
    case 'overdue':
      return {
        ru: `Письмо вернулось, а срок истёк ${day(body.dueOn)}: распечатайте ответ, отправьте его почтой сегодня и внесите номер отправления.`,
        en: `The letter came back and the case is overdue since ${day(body.dueOn)}: print the answer, post it today and enter the tracking number.`,
      };
    case 'last-days':
      return {
        ru: `Письмо вернулось, последний рабочий день срока прошёл: распечатайте ответ, отправьте его почтой сегодня и внесите номер отправления; обещанный день — ${day(body.dueOn)}.`,
        en: `The letter came back and the last working day of the term is over: print the answer, post it today and enter the tracking number; the promised day is ${day(body.dueOn)}.`,
      };
    case 'working':
      return {
        ru: `Письмо вернулось: распечатайте ответ, отправьте его почтой и внесите номер отправления не позднее ${day(body.workBy)}.`,
        en: `The letter came back: print the answer, post it and enter the tracking number by ${day(body.workBy)}.`,
      };
  }
}

function answeredTexts(body: CaseBody, at: number, day: Day): Both {
  if (body.answerTo === 'email')
    return { ru: 'Ответ в очереди на отправку.', en: 'The answer is queued for sending.' };
  return isOverdue(body, at)
    ? {
        ru: `Срок истёк ${day(body.dueOn)}: распечатайте ответ, отдайте его на почту сегодня и внесите дату и номер отправления.`,
        en: `Overdue since ${day(body.dueOn)}: print the answer, hand it to the post today and enter the date and the tracking number.`,
      }
    : {
        ru: 'Распечатайте ответ, отдайте его на почту и внесите дату и номер отправления.',
        en: 'Print the answer, hand it to the post and enter the date and the tracking number.',
      };
}

function staffTexts(body: CaseBody, at: number, day: Day): Both {
  switch (body.status) {
    case 'open':
      return openTexts(body, at, day);
    case 'answered':
      return answeredTexts(body, at, day);
    case 'sent':
      return {
        ru: 'Ответ принят почтовой службой; ждём подтверждения доставки (до 72 часов).',
        en: 'The mail service has taken the answer; waiting up to 72 hours for confirmation of delivery.',
      };
    case 'unconfirmed':
      return {
        ru: 'Подтверждения доставки нет: свяжитесь с заявителем или отправьте ответ почтой.',
        en: 'Delivery has not been confirmed: contact the claimant or send the answer by post.',
      };
    case 'returned':
      return returnedTexts(body, at, day);
    case 'delivered':
      return {
        ru: 'Ответ доставлен, делать больше нечего.',
        en: 'The answer was delivered; nothing is left to do.',
      };
    case 'withdrawn':
      return { ru: 'Заявитель отозвал претензию.', en: 'The claimant withdrew the claim.' };
    case 'settled':
      return { ru: 'Спор урегулирован.', en: 'The claim has been settled.' };
    case 'court':
      return {
        ru: 'Спор в суде: выгрузите дело для юриста.',
        en: 'In court: export the file for the lawyer.',
      };
  }
}
