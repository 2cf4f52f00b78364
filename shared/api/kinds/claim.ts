import type * as z from 'zod/mini';
import { caseOf, type KnownCase } from '../../domain/cases/kinds.ts';
import { isOverdue as isLate, lacksOf } from '../../domain/cases/type.ts';
import { formatDate } from '../../law/date-words.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import type { claimFields } from './claim-fields.ts';
import type { Both, KindView, Reader } from './kind-view.ts';

type Claim = KnownCase<'claim'>;

/** How a claim is told of to people (K1, D1). */
export const CLAIM_VIEW: KindView<Claim> = {
  own: ({ own: { consumer = false, outcome = null } }) =>
    ({ consumer, outcome }) satisfies z.infer<typeof claimFields>,
  next: nextOf,
  shown: ['consumer-flagged', 'answered', 'withdrawn', 'settled', 'went-to-court'],
  byRequester: ['withdrawn'],
  withRequester: ['withdraw'],
};

const isOverdue = (body: Claim, at: number): boolean => isLate(caseOf(body), at);

type Day = (date: string) => string;

function nextOf(body: Claim, at: number, reader: Reader): Both {
  const ru: Day = (date) => formatDate(date, 'ru');
  const en: Day = (date) => formatDate(date, 'en');
  const textsFor = (day: Day): Both =>
    reader === 'staff' ? staffTexts(body, at, day) : requesterTexts(body, at, day);
  return { ru: textsFor(ru).ru, en: textsFor(en).en };
}

function requesterTexts(body: Claim, at: number, day: Day): Both {
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
      return isOverdue(body, at)
        ? {
            ru: `Срок ответа истёк ${day(body.dueOn)}. Решение принято, но письменный ответ ещё не отправлен; об этом известно ответственному сотруднику.`,
            en: `The answer was due on ${day(body.dueOn)}. The claim has been decided, but the written answer has not been sent yet; the officer in charge has been told.`,
          }
        : {
            ru: `Решение принято, письменный ответ готовится к отправке: не позднее ${day(body.dueOn)}.`,
            en: `The claim has been decided; the written answer will be sent no later than ${day(body.dueOn)}.`,
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
            ru: `Срок ответа истёк ${day(body.dueOn)}, но по электронной почте ответ не дошёл. Мы отправим его на бумаге.`,
            en: `The answer was due on ${day(body.dueOn)}, but it did not get through by e-mail. We will send it by post.`,
          }
        : {
            ru: 'По электронной почте ответ не дошёл. Мы отправим его на бумаге.',
            en: 'The answer did not get through by e-mail. We will send it by post.',
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
const standing = (body: Claim, at: number): 'working' | 'last-days' | 'overdue' => {
  if (isOverdue(body, at)) return 'overdue';
  return localDate(at, REGIME_ZONE) > body.workBy ? 'last-days' : 'working';
};

function openTexts(body: Claim, at: number, day: Day): Both {
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

/** An answer that did not get through by mail, or that was never to go by it, is printed and posted. */
function postingTexts(body: Claim, at: number, day: Day): Both {
  const back =
    body.status === 'returned'
      ? { ru: 'По электронной почте ответ не дошёл. ', en: 'The answer did not get through by e-mail. ' }
      : { ru: '', en: '' };
  switch (standing(body, at)) {
    case 'overdue':
      return {
        ru: `${back.ru}Срок истёк ${day(body.dueOn)}: распечатайте ответ, отдайте его на почту сегодня и внесите дату и номер отправления.`,
        en: `${back.en}Overdue since ${day(body.dueOn)}: print the answer, hand it to the post today and enter the date and the tracking number.`,
      };
    case 'last-days':
      return {
        ru: `${back.ru}Последний рабочий день срока прошёл: распечатайте ответ, отдайте его на почту сегодня и внесите дату и номер отправления; обещанный день — ${day(body.dueOn)}.`,
        en: `${back.en}The last working day of the term is over: print the answer, hand it to the post today and enter the date and the tracking number; the promised day is ${day(body.dueOn)}.`,
      };
    case 'working':
      return {
        ru: `${back.ru}Распечатайте ответ, отдайте его на почту и внесите дату и номер отправления не позднее ${day(body.workBy)}.`,
        en: `${back.en}Print the answer, hand it to the post and enter the date and the tracking number by ${day(body.workBy)}.`,
      };
  }
}

/** An answer on its way to the mail service: one that does not leave in time goes by post. */
function sendingTexts(body: Claim, at: number, day: Day): Both {
  switch (standing(body, at)) {
    case 'overdue':
      return {
        ru: `Срок истёк ${day(body.dueOn)}, а ответ ещё не ушёл: распечатайте его, отдайте на почту сегодня и внесите дату и номер отправления.`,
        en: `Overdue since ${day(body.dueOn)}, and the answer has not left: print it, hand it to the post today and enter the date and the tracking number.`,
      };
    case 'last-days':
      return {
        ru: `Последний рабочий день срока прошёл, а ответ ещё не ушёл: распечатайте его, отдайте на почту сегодня и внесите дату и номер отправления; обещанный день — ${day(body.dueOn)}.`,
        en: `The last working day of the term is over, and the answer has not left: print it, hand it to the post today and enter the date and the tracking number; the promised day is ${day(body.dueOn)}.`,
      };
    case 'working':
      return {
        ru: `Ответ написан и в очереди на отправку; напоминания идут, пока он не уйдёт. Срок — ${day(body.workBy)}.`,
        en: `The answer is written and queued for sending; reminders go on until it has left. Work by ${day(body.workBy)}.`,
      };
  }
}

function staffTexts(body: Claim, at: number, day: Day): Both {
  switch (body.status) {
    case 'open':
      return openTexts(body, at, day);
    case 'answered':
      return lacksOf(caseOf(body)) === 'posting' ? postingTexts(body, at, day) : sendingTexts(body, at, day);
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
      return postingTexts(body, at, day);
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
