import type { Lacks } from '../../domain/cases/type.ts';
import type { ClockLetter, MilestoneName } from '../../domain/milestone-names.ts';
import { formatDate, formatMoment, type Language } from '../../law/date-words.ts';
import { daysBetween } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { Letterhead, StaffFacts } from '../content.ts';
import { type Block, blocks, facts, link, paragraph } from '../document.ts';
import { clockTask } from './clock-task.ts';
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
        [ru ? 'Последний день' : 'Last day', formatMoment(about.ends, REGIME_ZONE, language)],
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

/** What is still to be done with an answer that is written: the reminder goes on until it has left (K3, K4). */
const UNSENT: { readonly [language in Language]: { readonly [lacks in Exclude<Lacks, 'answer'>]: string } } =
  {
    ru: {
      sending:
        'Ответ написан, но ещё не ушёл: почтовая служба его пока не приняла. Если он не уйдёт сегодня, распечатайте его на странице дела, отправьте почтой и внесите дату и номер отправления.',
      posting:
        'Ответ написан, но не отправлен: распечатайте его на странице дела, отдайте на почту и внесите дату и номер отправления.',
      doing:
        'Ответ ушёл, но сделано не всё: на странице дела названы сроки, которые ещё идут. Сделайте и запишите.',
    },
    en: {
      sending:
        'The answer is written but has not left: the mail service has not taken it yet. If it does not leave today, print it from the case page, send it by post, and enter the date and the tracking number.',
      posting:
        'The answer is written but has not been sent: print it from the case page, hand it to the post, and enter the date and the tracking number.',
      doing:
        'The answer has left, but not all is done: the case page names the terms that still run. Do it and record it.',
    },
  };

/** What the reader is asked for: the answer, or that the written one leaves. */
const asks = (about: StaffFacts, { language }: Letterhead, answer: string): string =>
  about.lacks === 'answer' ? answer : UNSENT[language][about.lacks];

/** What the case waits for, as a sentence and after its days. */
const WAITS_FOR: {
  readonly [language in Language]: { readonly [lacks in Lacks]: readonly [what: string, still: string] };
} = {
  ru: {
    answer: ['Дело ждёт ответа.', 'ответа ещё нет'],
    sending: ['Ответ по делу ещё не ушёл.', 'ответ ещё не ушёл'],
    posting: ['Ответ по делу ещё не ушёл.', 'ответ ещё не ушёл'],
    doing: ['По делу сделано не всё.', 'сделано ещё не всё'],
  },
  en: {
    answer: ['The case waits for an answer.', 'no answer yet'],
    sending: ['The answer of the case has not left yet.', 'the answer has not left yet'],
    posting: ['The answer of the case has not left yet.', 'the answer has not left yet'],
    doing: ['Not everything in the case is done.', 'not everything is done yet'],
  },
};

/** A milestone that was past when the case was opened or corrected comes late: then the days that are really left. */
function reminder(milestone: MilestoneName, about: StaffFacts, { date, language }: Letterhead): string {
  const planned = DAYS_LEFT[milestone];
  const days = planned === undefined ? undefined : Math.min(planned, daysBetween(date, about.workBy));
  const [what, still] = WAITS_FOR[language][about.lacks];
  if (language === 'ru') {
    if (days === undefined) return what;
    const left = days === 1 ? 'остался 1 день' : `осталось ${days} ${days < 5 ? 'дня' : 'дней'}`;
    return `До рабочего срока ${left}, ${still}.`;
  }
  if (days === undefined) return what;
  const left = `${days} ${days === 1 ? 'day' : 'days'} to the working date`;
  return `${left}, and ${still}.`;
}

/** What a letter to staff about a case is made of. */
interface Task {
  readonly case: StaffFacts;
}
/** What it says, sentence by sentence, in both languages. */
type Sentences<Content extends Task> = {
  readonly [language in Language]: (content: Content, head: Letterhead) => readonly string[];
};

const DRILL = {
  ru: ['Учение', 'Это учение: никому из людей и ведомств ничего не сообщается.'],
  en: ['Drill', 'This is a drill: no person and no authority is told anything.'],
} as const;

/** Whoever reads of a drill at night sees first that it is one (B5). */
const ofDrill = ({ subject, blocks: rest }: Written, language: Language): Written => {
  const [mark, sentence] = DRILL[language];
  return { subject: `${mark}. ${subject}`, blocks: [paragraph({ strong: sentence }), ...rest] };
};

/** A letter to staff in both languages, made of its sentences. */
const inBoth = <Content extends Task>(
  version: string,
  sentences: Sentences<Content>,
  write: (content: Content, head: Letterhead, what: readonly string[]) => Written,
): Template<Content> => {
  const of =
    (language: Language) =>
    (content: Content, letterhead: Letterhead): Written => {
      const written = write(content, letterhead, sentences[language](content, letterhead));
      return content.case.drill === true ? ofDrill(written, language) : written;
    };
  return { version, ru: of('ru'), en: of('en') };
};

/** A letter about the case itself. */
const caseTask = <Content extends Task>(version: string, sentences: Sentences<Content>): Template<Content> =>
  inBoth(version, sentences, ({ case: about }, letterhead, what) => task(about, letterhead, what));

/** What a milestone asks for: of the clock that the letter names, else of the case. */
const milestoneTask = <Content extends Task & { readonly milestone?: MilestoneName }>(
  kind: ClockLetter,
  version: string,
  sentences: Sentences<Content>,
): Template<Content> =>
  inBoth(version, sentences, ({ case: about, milestone }, letterhead, what) =>
    about.clock === undefined
      ? task(about, letterhead, what)
      : clockTask(kind, about, about.clock, letterhead, milestone),
  );

export const caseReminder = milestoneTask<Task & { readonly milestone: MilestoneName }>(
  'case-reminder',
  'case-reminder-5',
  {
    ru: ({ case: about, milestone }, head) => [
      reminder(milestone, about, head),
      asks(
        about,
        head,
        'Посмотрите, чего не хватает для ответа. Если дело вести некому, передайте его другому сотруднику.',
      ),
    ],
    en: ({ case: about, milestone }, head) => [
      reminder(milestone, about, head),
      asks(
        about,
        head,
        'Please see what the answer still needs. If nobody can take care of the case, pass it on.',
      ),
    ],
  },
);

export const caseEscalation = milestoneTask('case-escalation', 'case-escalation-4', {
  ru: ({ case: about }, head) => [
    about.lacks === 'answer'
      ? 'Завтра – последний рабочий день для ответа, а ответа ещё нет.'
      : 'Завтра – последний рабочий день для ответа, а ответ ещё не ушёл.',
    asks(about, head, 'Решение за Вами: ответьте сами или назначьте, кто ответит сегодня.'),
  ],
  en: ({ case: about }, head) => [
    about.lacks === 'answer'
      ? 'Tomorrow is the last working day for the answer, and there is none yet.'
      : 'Tomorrow is the last working day for the answer, and it has not left yet.',
    asks(about, head, 'It is up to you now: answer yourself, or name who will answer today.'),
  ],
});

export const caseDue = milestoneTask('case-due', 'case-due-4', {
  ru: ({ case: about }, head) => [
    'Сегодня – последний рабочий день для ответа.',
    asks(about, head, 'Ответ должен уйти сегодня.'),
  ],
  en: ({ case: about }, head) => [
    'Today is the last working day for the answer.',
    asks(about, head, 'The answer must leave today.'),
  ],
});

export const caseOverdue = milestoneTask('case-overdue', 'case-overdue-4', {
  ru: ({ case: about }, head) => [
    'Срок ответа прошёл, ответ не отправлен.',
    asks(about, head, 'Ответить нужно как можно скорее: обязанность ответить осталась.'),
    'Напоминание приходит каждый день, пока ответ не отправлен.',
  ],
  en: ({ case: about }, head) => [
    'The term is over and no answer has been sent.',
    asks(about, head, 'Answer as soon as possible: the duty to answer remains.'),
    'This letter comes every day until an answer has been sent.',
  ],
});

/** Which letter it is about, and – of one that did not arrive – whether it has never left. */
interface LetterTask extends Task {
  readonly letter: 'answer' | 'other';
}

/** What came back asks for the postal way (K4, N4). */
export const caseReturned = caseTask<LetterTask & { readonly stopped: boolean }>('case-returned-3', {
  ru: ({ letter, stopped }) =>
    letter === 'answer'
      ? [
          stopped
            ? 'Ответ не ушёл и не уйдёт: отправить его по электронной почте нельзя. Дело снова открыто.'
            : 'Ответ не доставлен: адрес его не принял. Дело снова открыто.',
          stopped
            ? 'Распечатайте ответ на странице дела, отправьте его почтой и внесите дату и номер отправления.'
            : 'Возвращённое письмо не считается отправленным. Распечатайте ответ на странице дела, отправьте его почтой и внесите дату и номер отправления.',
        ]
      : [
          stopped
            ? 'Письмо заявителю не ушло и не уйдёт: отправить его по электронной почте нельзя.'
            : 'Письмо заявителю не доставлено: адрес его не принял.',
          'Ответ по этому адресу, скорее всего, тоже не дойдёт. Посмотрите, нет ли в деле почтового адреса или опечатки в электронном.',
        ],
  en: ({ letter, stopped }) =>
    letter === 'answer'
      ? [
          stopped
            ? 'The answer has not left and will not: it cannot be sent by e-mail. The case is open again.'
            : 'The answer was not delivered: its address refused it. The case is open again.',
          stopped
            ? 'Print the answer from the case page, send it by post, and enter the date and the tracking number.'
            : 'A returned letter does not count as sent. Print the answer from the case page, send it by post, and enter the date and the tracking number.',
        ]
      : [
          stopped
            ? 'A letter to the requester has not left and will not: it cannot be sent by e-mail.'
            : 'A letter to the requester was not delivered: its address refused it.',
          'The answer will hardly arrive there either. See whether the case has a postal address, or a slip in the e-mail address.',
        ],
});

export const caseUnconfirmed = caseTask<LetterTask>('case-unconfirmed-2', {
  ru: ({ letter }) => [
    letter === 'answer'
      ? 'Ответ отправлен, но за 72 часа доставка не подтверждена.'
      : 'Письмо заявителю отправлено, но за 72 часа доставка не подтверждена.',
    letter === 'answer'
      ? 'Чтобы закрыть дело, отправьте ответ почтой и внесите дату и номер отправления – или дождитесь подтверждения.'
      : 'Учтите это, когда будете отправлять ответ.',
  ],
  en: ({ letter }) => [
    letter === 'answer'
      ? 'The answer was sent, but its delivery has not been confirmed within 72 hours.'
      : 'A letter to the requester was sent, but its delivery has not been confirmed within 72 hours.',
    letter === 'answer'
      ? 'To close the case, send the answer by post and enter the date and the tracking number, or wait for the confirmation.'
      : 'Bear it in mind when you send the answer.',
  ],
});

const HANDED = {
  ru: {
    codes: [
      'Обращение не подтверждено: код вводили неверно пять раз.',
      'Сроки идут. Выясните, кто просит, и запишите это, или откажите с причиной.',
    ],
    hold: [
      'Код верный, но адрес этой учётной записи сменили меньше 72 часов назад.',
      'Сообщить или уничтожить данные можно, если согласен и прежний адрес, или решением ответственного. Сроки идут.',
    ],
    disowned: [
      'Владелец адреса сообщил: об этом просил не он.',
      'Сроки идут. Откажите с причиной «не подтверждено, кто просит», если больше ничего не известно.',
    ],
  },
  en: {
    codes: [
      'The request is not proven: wrong codes were typed five times.',
      'The terms run. Find out who asks and record it, or refuse with the reason.',
    ],
    hold: [
      'The code was right, but the address of this account changed less than 72 hours ago.',
      'Data are disclosed or destroyed if the address before agrees too, or by an officer. The terms run.',
    ],
    disowned: [
      'The owner of the address says that they did not ask for this.',
      'The terms run. Refuse it as not proven, unless you know more.',
    ],
  },
} as const;

/** Who asks is for staff to find out (S3, R5, G16). */
export const requestHanded = caseTask<Task & { readonly why: keyof (typeof HANDED)['ru'] }>(
  'request-handed-1',
  { ru: ({ why }) => HANDED.ru[why], en: ({ why }) => HANDED.en[why] },
);
/** Somebody who holds a copy was asked three times and is silent (X3). Who, the page of the case says. */
export const otherSilent = caseTask<Task>('other-silent-1', {
  ru: () => [
    'Тот, у кого есть копия данных, не ответил на просьбу, хотя его спросили трижды.',
    'Спросите его по телефону или на бумаге и запишите ответ на странице дела. Пока не ответили все наши системы, срок не считается исполненным.',
  ],
  en: () => [
    'Somebody who holds a copy of the data has not answered, though asked three times.',
    'Ask them by phone or on paper, and enter the answer on the page of the case. While a system of ours has not answered, the term is not met.',
  ],
});
