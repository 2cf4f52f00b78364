import { caseOf, type KnownCase } from '../../domain/cases/kinds.ts';
import { isOverdue, lacksOf } from '../../domain/cases/type.ts';
import { blocksWanted } from '../../domain/requests/blocks.ts';
import { asIfAlone } from '../../domain/requests/joining.ts';
import { needlessActs } from '../../domain/requests/needless.ts';
import { formatDate } from '../../law/date-words.ts';
import type { Both, KindView, Reader } from './kind-view.ts';
import type { RequestFields } from './request-fields.ts';

type Request = KnownCase<'request'>;

/** How a request is told of to people (S2, S5). */
export const REQUEST_VIEW: KindView<Request> = {
  own: (body) =>
    ({
      requester: body.own.by,
      proof: body.own.proof.how ?? null,
      regimes: body.own.regimes,
      asks: (body.own.asks ?? []).map(({ id, other, kind, to, part, at, answer = null }) => ({
        ...{ id, other, kind, to, part, at, answer },
      })),
      parts: body.own.parts.map(({ part, state, ground, partly }) => ({
        ...{ part, state },
        ...(ground === undefined ? {} : { ground }),
        ...(partly === undefined ? {} : { partly }),
      })),
      blocks: [...blocksWanted(body)],
    }) satisfies RequestFields,
  next: nextOf,
  forRequester: asIfAlone,
  needless: needlessActs,
  shown: [
    'proven',
    'evidence-received',
    'answered',
    'refused',
    'corrected',
    'stopped',
    'consents-withdrawn',
    'unpublished',
    'destroyed',
    'blocked-instead',
    'block-lifted',
    'extended',
    'part-withdrawn',
    'settled',
  ],
  byRequester: ['part-withdrawn'],
  withRequester: ['take-back'],
};

function nextOf(body: Request, at: number, reader: Reader): Both {
  const late = isOverdue(caseOf(body), at);
  return {
    ru: (reader === 'staff' ? staffRu : requesterRu)(body, late),
    en: (reader === 'staff' ? staffEn : requesterEn)(body, late),
  };
}

function requesterRu({ status, dueOn }: Request, late: boolean): string {
  const day = formatDate(dueOn, 'ru');
  switch (status) {
    case 'unproven':
    case 'open':
    case 'answered':
    case 'following': {
      if (late) return `Срок истёк ${day}. Об этом известно ответственному сотруднику.`;
      if (status === 'unproven')
        return `Пока не подтверждено, кто просит, мы ничего не сообщаем и не меняем. Срок идёт: до ${day}.`;
      return status === 'following'
        ? `Ответ отправлен; остальное будет сделано не позднее ${day}.`
        : `Мы рассматриваем обращение и ответим не позднее ${day}.`;
    }
    case 'returned':
      return 'По электронной почте ответ не дошёл. Мы отправим его на бумаге.';
    case 'sent':
    case 'unconfirmed':
      return 'Ответ отправлен по адресу, который вы указали.';
    case 'withdrawn':
      return 'Вы отозвали обращение, рассмотрение прекращено.';
    case 'joined':
      return 'Обращение присоединено к вашему прежнему; ответ придёт по нему.';
    case 'delivered':
    case 'settled':
      return 'Обращение исполнено, рассмотрение закончено.';
  }
}

function requesterEn({ status, dueOn }: Request, late: boolean): string {
  const day = formatDate(dueOn, 'en');
  switch (status) {
    case 'unproven':
    case 'open':
    case 'answered':
    case 'following': {
      if (late) return `The term ended on ${day}; the officer in charge has been told.`;
      if (status === 'unproven')
        return `Until it is proven who asks, we disclose and change nothing. The term runs until ${day}.`;
      return status === 'following'
        ? `The answer has been sent; the rest will be done by ${day}.`
        : `We are examining the request and will answer by ${day}.`;
    }
    case 'returned':
      return 'The answer did not get through by e-mail. We will send it by post.';
    case 'sent':
    case 'unconfirmed':
      return 'The answer has been sent to the address you gave.';
    case 'withdrawn':
      return 'You have taken the request back; it is closed.';
    case 'joined':
      return 'The request was joined to an earlier one of yours; the answer comes with that.';
    case 'delivered':
    case 'settled':
      return 'The request has been carried out and is closed.';
  }
}

function staffRu(body: Request, late: boolean): string {
  const { status, workBy, dueOn } = body;
  const by = late
    ? `Срок истёк ${formatDate(dueOn, 'ru')}: сделайте это сегодня.`
    : `До ${formatDate(workBy, 'ru')} включительно.`;
  switch (status) {
    case 'unproven':
      return `Неизвестно, кто просит: запишите подтверждение или откажите с причиной. ${by}`;
    case 'open':
      return `Решите, о чём просят, и ответьте. ${by}`;
    case 'answered':
      return lacksOf(caseOf(body)) === 'posting'
        ? `Распечатайте ответ, отдайте его на почту и внесите дату и номер отправления. ${by}`
        : `Ответ написан и в очереди на отправку; напоминания идут, пока он не уйдёт. ${by}`;
    case 'returned':
      return `Ответ не дошёл: распечатайте его, отдайте на почту и внесите дату и номер отправления. ${by}`;
    case 'following':
      return `Ответ ушёл, но сделано не всё: ниже названы сроки, которые идут. ${by}`;
    case 'sent':
      return 'Ответ принят почтовой службой; ждём подтверждения доставки (до 72 часов).';
    case 'unconfirmed':
      return 'Подтверждения доставки нет: свяжитесь с заявителем или отправьте ответ почтой.';
    case 'delivered':
      return 'Всё сделано, ответ доставлен.';
    case 'withdrawn':
      return 'Заявитель отозвал обращение.';
    case 'settled':
      return 'Дело закрыто вручную.';
    case 'joined':
      return 'Дело присоединено к другому: отвечайте там.';
  }
}

function staffEn(body: Request, late: boolean): string {
  const { status, workBy, dueOn } = body;
  const by = late
    ? `Overdue since ${formatDate(dueOn, 'en')}: do it today.`
    : `By ${formatDate(workBy, 'en')}.`;
  switch (status) {
    case 'unproven':
      return `It is not known who asks: record the proof, or refuse with the reason. ${by}`;
    case 'open':
      return `Decide on what is asked, and answer. ${by}`;
    case 'answered':
      return lacksOf(caseOf(body)) === 'posting'
        ? `Print the answer, hand it to the post and enter the date and the tracking number. ${by}`
        : `The answer is written and queued for sending; reminders go on until it has left. ${by}`;
    case 'returned':
      return `The answer did not get through: print it, hand it to the post and enter the date and the tracking number. ${by}`;
    case 'following':
      return `The answer has left, but not all is done: the terms that run are named below. ${by}`;
    case 'sent':
      return 'The mail service has taken the answer; waiting up to 72 hours for confirmation of delivery.';
    case 'unconfirmed':
      return 'Delivery has not been confirmed: contact the requester or send the answer by post.';
    case 'delivered':
      return 'All is done, and the answer was delivered.';
    case 'withdrawn':
      return 'The requester took the request back.';
    case 'settled':
      return 'Closed by hand.';
    case 'joined':
      return 'Joined to another case: answer there.';
  }
}
