import { bilingual } from './bilingual.ts';

/** What each state of a case is called: on pages, and where an act is refused. */
export const STATUS_NAMES = bilingual(
  {
    open: 'На рассмотрении',
    answered: 'Решено, ответ ещё не ушёл',
    sent: 'Ответ отправлен',
    unconfirmed: 'Отправлен, доставка не подтверждена',
    returned: 'Ответ не дошёл',
    delivered: 'Ответ доставлен',
    withdrawn: 'Отозвана',
    settled: 'Урегулировано',
    court: 'Передано в суд',
  },
  {
    open: 'Under consideration',
    answered: 'Decided, answer not sent yet',
    sent: 'Answer sent',
    unconfirmed: 'Sent, delivery not confirmed',
    returned: 'Answer did not get through',
    delivered: 'Answer delivered',
    withdrawn: 'Withdrawn',
    settled: 'Settled',
    court: 'Gone to court',
  },
);

/** What each act of staff is called: as heading of its form, and where it is refused. */
export const ACT_NAMES = bilingual(
  {
    assign: 'Назначить исполнителя',
    substitute: 'Заменить исполнителя',
    note: 'Добавить заметку',
    hold: 'Приостановить работу',
    resume: 'Возобновить работу',
    answer: 'Ответ на претензию',
    deliver: 'Записать отправку почтой',
    settle: 'Отметить урегулирование',
    court: 'Отметить передачу в суд',
    'receipt-date': 'Исправить дату получения',
    consumer: 'Денежное требование потребителя',
    triage: 'Проверено: это человек',
    printed: 'Письмо напечатано',
  },
  {
    assign: 'Assign',
    substitute: 'Replace the assignee',
    note: 'Add a note',
    hold: 'Put on hold',
    resume: 'Resume',
    answer: 'Answer to the claim',
    deliver: 'Record a posting',
    settle: 'Mark as settled',
    court: 'Mark as gone to court',
    'receipt-date': 'Correct the date of receipt',
    consumer: 'Consumer’s money claim',
    triage: 'Checked: this is a person',
    printed: 'Letter printed',
  },
);
