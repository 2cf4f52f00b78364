import { bilingual } from './bilingual.ts';

/** What the states of a claim, and the acts that only a claim has, are called. */
export const CLAIM_NAMES = /* @__PURE__ */ bilingual(
  {
    states: {
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
    acts: {
      answer: 'Ответ на претензию',
      withdraw: 'Отозвать претензию',
      settle: 'Отметить урегулирование',
      court: 'Отметить передачу в суд',
      consumer: 'Денежное требование потребителя',
    },
  },
  {
    states: {
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
    acts: {
      answer: 'Answer to the claim',
      withdraw: 'Withdraw the claim',
      settle: 'Mark as settled',
      court: 'Mark as gone to court',
      consumer: 'Consumer’s money claim',
    },
  },
);
