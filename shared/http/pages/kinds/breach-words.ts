import { bilingual } from '../../../words/bilingual.ts';

/** Further words of a breach (B1–B5). */
export const BREACH_CASE_WORDS = /* @__PURE__ */ bilingual(
  {
    kind: 'Утечка',
    events: {
      'notice-drafted': 'Написано уведомление',
      'notice-filed': 'Уведомление подано',
      'notice-supplemented': 'Подано дополнение',
      'duty-declined': 'Решено не делать',
      'people-told': 'Людям сообщено',
      'detection-corrected': 'Исправлено время обнаружения',
      concluded: 'Дело закрыто с выводом',
    },
    reasons: {},
    clocks: {},
    received: 'Обнаружено',
  },
  {
    kind: 'Breach',
    events: {
      'notice-drafted': 'Notice written',
      'notice-filed': 'Notice filed',
      'notice-supplemented': 'Supplement filed',
      'duty-declined': 'Decided not to be done',
      'people-told': 'People told',
      'detection-corrected': 'Time of detection corrected',
      concluded: 'Closed with a conclusion',
    },
    reasons: {},
    clocks: {},
    received: 'Detected',
  },
);
