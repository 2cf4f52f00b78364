import { bilingual } from '../../../../words/bilingual.ts';

/** How a claim may be decided, to who decides (K4). */
export const CLAIM_OUTCOMES = /* @__PURE__ */ bilingual(
  { satisfied: 'удовлетворить', partly: 'удовлетворить частично', rejected: 'отказать' },
  { satisfied: 'satisfy', partly: 'satisfy in part', rejected: 'reject' },
);

/** Words of the acts that only a claim has. */
export const CLAIM_ACT_WORDS = /* @__PURE__ */ bilingual(
  {
    buttons: {
      answer: 'Отправить ответ',
      settle: 'Урегулировано',
      court: 'Передано в суд',
      consumer: 'Сохранить отметку',
    },
    about: {
      answer: 'Перед отправкой вы увидите письмо целиком.',
      settle: 'Спор решён; дело закроется.',
      court: 'Дело закроется с отметкой; выгрузка останется доступна.',
      consumer: 'Добавит или снимет срок 10 дней. Спросите юриста.',
    },
  },
  {
    buttons: {
      answer: 'Send the answer',
      settle: 'Settled',
      court: 'Gone to court',
      consumer: 'Save the flag',
    },
    about: {
      answer: 'You see the whole letter before it is sent.',
      settle: 'The dispute is settled; the case closes.',
      court: 'The case closes with this mark; the export stays available.',
      consumer: 'Adds or removes the 10-day term. Ask counsel.',
    },
  },
);
