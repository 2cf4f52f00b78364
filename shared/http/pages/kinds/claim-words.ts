import { bilingual } from '../../../words/bilingual.ts';

/** Further words of a claim (K1–K5). */
export const CLAIM_CASE_WORDS = /* @__PURE__ */ bilingual(
  {
    kind: 'Претензия',
    events: {
      'consumer-flagged': 'Изменена отметка о денежном требовании потребителя',
      answered: 'Принято решение',
      'withdrawal-asked': 'Запрошен код для отзыва',
      withdrawn: 'Претензия отозвана',
      settled: 'Спор урегулирован',
      'went-to-court': 'Дело передано в суд',
    },
    reasons: { satisfied: 'Удовлетворена', partly: 'Удовлетворена частично', rejected: 'Отказано' },
    clocks: { promise: 'Срок письменного ответа' },
    received: 'Получена',
    taken: {
      title: 'Претензия принята',
      held: 'Претензия принята, её номер и сроки уже действуют: отправлять её снова не нужно.',
    },
    withdraw: {
      title: 'Отозвать претензию',
      lead: 'Если вопрос решён, претензию можно отозвать. Чтобы это не сделал кто-то другой, мы пришлём код на адрес, который вы указали.',
      post: 'Вы указали только почтовый адрес. Чтобы отозвать претензию, напишите нам и укажите номер дела.',
      confirm: 'Отозвать претензию',
    },
  },
  {
    kind: 'Claim',
    events: {
      'consumer-flagged': 'Flag “consumer’s money claim” changed',
      answered: 'Decided',
      'withdrawal-asked': 'Code for withdrawal asked for',
      withdrawn: 'Claim withdrawn',
      settled: 'Settled',
      'went-to-court': 'Gone to court',
    },
    reasons: { satisfied: 'Satisfied', partly: 'Satisfied in part', rejected: 'Rejected' },
    clocks: { promise: 'Term of the written answer' },
    received: 'Received',
    taken: {
      title: 'We have your claim',
      held: 'The claim is taken, its number and dates stand: there is no need to send it again.',
    },
    withdraw: {
      title: 'Withdraw the claim',
      lead: 'If the matter is settled you can withdraw the claim. So that nobody else does it, we send a code to the address you gave.',
      post: 'You gave a postal address only. To withdraw the claim, write to us with the case number.',
      confirm: 'Withdraw the claim',
    },
  },
);
