import type { MilestoneName } from '../../domain/milestones.ts';
import { formatDate } from '../../law/date-words.ts';
import { daysBetween } from '../../law/dates.ts';
import type { Letterhead, StaffFacts } from '../content.ts';
import { type Block, blocks, facts, link, paragraph } from '../document.ts';
import { caseSubject, opening, type Template, type Written } from './template.ts';

/**
 * Letters to staff about a case (K3, K4). They carry the reference and dates and nothing about a person (D0, N): what
 * there is to read is on the case page, where reading it is recorded.
 */
function task(about: StaffFacts, head: Letterhead, what: readonly string[]): Written {
  const { language } = head;
  const ru = language === 'ru';
  const [first, ...rest] = what;
  return {
    subject: caseSubject(about.reference, language),
    blocks: blocks(
      opening(about.reference, head),
      first !== undefined && paragraph({ strong: first }),
      rest.map((sentence): Block => paragraph(sentence)),
      facts(
        [ru ? 'Получено' : 'Received', formatDate(about.receivedOn, language)],
        [ru ? 'Подготовить ответ не позднее' : 'Work by', formatDate(about.workBy, language)],
        [ru ? 'Последний день' : 'Last day', formatDate(about.dueOn, language)],
      ),
      link(ru ? 'Страница дела' : 'Case page', about.deskUrl),
    ),
  };
}

const DAYS_LEFT: { readonly [name in MilestoneName]?: number } = {
  'reminder-10': 10,
  'reminder-5': 5,
  'reminder-2': 2,
};

/** A milestone that was past when the case was opened or corrected comes late: then the days that are really left. */
function reminder(milestone: MilestoneName, about: StaffFacts, { date, language }: Letterhead): string {
  const planned = DAYS_LEFT[milestone];
  const days = planned === undefined ? undefined : Math.min(planned, daysBetween(date, about.workBy));
  if (days === undefined) return language === 'ru' ? 'Дело ждёт ответа.' : 'The case waits for an answer.';
  if (language === 'ru') {
    const left = days === 1 ? 'остался 1 день' : `осталось ${days} ${days < 5 ? 'дня' : 'дней'}`;
    return `До рабочего срока ${left}, ответа ещё нет.`;
  }
  return `${days} ${days === 1 ? 'day' : 'days'} to the working date, and no answer yet.`;
}

export const caseReminder: Template<'case-reminder'> = {
  version: 'case-reminder-3',
  ru: ({ case: about, milestone }, head) =>
    task(about, head, [
      reminder(milestone, about, head),
      'Посмотрите, чего не хватает для ответа. Если дело вести некому, передайте его другому сотруднику.',
    ]),
  en: ({ case: about, milestone }, head) =>
    task(about, head, [
      reminder(milestone, about, head),
      'Please see what the answer still needs. If nobody can take care of the case, pass it on.',
    ]),
};

export const caseEscalation: Template<'case-escalation'> = {
  version: 'case-escalation-2',
  ru: ({ case: about }, head) =>
    task(about, head, [
      'Завтра – последний рабочий день для ответа, а ответа ещё нет.',
      'Решение за Вами: ответьте сами или назначьте, кто ответит сегодня.',
    ]),
  en: ({ case: about }, head) =>
    task(about, head, [
      'Tomorrow is the last working day for the answer, and there is none yet.',
      'It is up to you now: answer yourself, or name who will answer today.',
    ]),
};

export const caseDue: Template<'case-due'> = {
  version: 'case-due-2',
  ru: ({ case: about }, head) =>
    task(about, head, ['Сегодня – последний рабочий день для ответа.', 'Ответ должен уйти сегодня.']),
  en: ({ case: about }, head) =>
    task(about, head, ['Today is the last working day for the answer.', 'The answer must leave today.']),
};

export const caseOverdue: Template<'case-overdue'> = {
  version: 'case-overdue-2',
  ru: ({ case: about }, head) =>
    task(about, head, [
      'Срок ответа прошёл, ответ не отправлен.',
      'Напоминание приходит каждый день, пока ответа нет. Ответить нужно как можно скорее: обязанность ответить осталась.',
    ]),
  en: ({ case: about }, head) =>
    task(about, head, [
      'The term is over and no answer has been sent.',
      'This letter comes every day until there is one. Answer as soon as possible: the duty to answer remains.',
    ]),
};

/** What came back asks for the postal way (K4, N4). */
export const caseReturned: Template<'case-returned'> = {
  version: 'case-returned-2',
  ru: ({ case: about, letter }, head) =>
    task(
      about,
      head,
      letter === 'answer'
        ? [
            'Ответ не доставлен: адрес его не принял. Дело снова открыто.',
            'Возвращённое письмо не считается отправленным. Распечатайте ответ на странице дела, отправьте его почтой и внесите дату и номер отправления.',
          ]
        : [
            'Письмо заявителю не доставлено: адрес его не принял.',
            'Ответ по этому адресу, скорее всего, тоже не дойдёт. Посмотрите, нет ли в деле почтового адреса или опечатки в электронном.',
          ],
    ),
  en: ({ case: about, letter }, head) =>
    task(
      about,
      head,
      letter === 'answer'
        ? [
            'The answer was not delivered: its address refused it. The case is open again.',
            'A returned letter does not count as sent. Print the answer from the case page, send it by post, and enter the date and the tracking number.',
          ]
        : [
            'A letter to the requester was not delivered: its address refused it.',
            'The answer will hardly arrive there either. See whether the case has a postal address, or a slip in the e-mail address.',
          ],
    ),
};

export const caseUnconfirmed: Template<'case-unconfirmed'> = {
  version: 'case-unconfirmed-2',
  ru: ({ case: about, letter }, head) =>
    task(about, head, [
      letter === 'answer'
        ? 'Ответ отправлен, но за 72 часа доставка не подтверждена.'
        : 'Письмо заявителю отправлено, но за 72 часа доставка не подтверждена.',
      letter === 'answer'
        ? 'Чтобы закрыть дело, отправьте ответ почтой и внесите дату и номер отправления – или дождитесь подтверждения.'
        : 'Учтите это, когда будете отправлять ответ.',
    ]),
  en: ({ case: about, letter }, head) =>
    task(about, head, [
      letter === 'answer'
        ? 'The answer was sent, but its delivery has not been confirmed within 72 hours.'
        : 'A letter to the requester was sent, but its delivery has not been confirmed within 72 hours.',
      letter === 'answer'
        ? 'To close the case, send the answer by post and enter the date and the tracking number, or wait for the confirmation.'
        : 'Bear it in mind when you send the answer.',
    ]),
};
