import { bilingual } from '../../../../words/bilingual.ts';

/** Words of the acts that only a breach has, and of their fields. */
export const BREACH_ACT_WORDS = /* @__PURE__ */ bilingual(
  {
    buttons: {
      draft: 'Сохранить текст',
      file: 'Записать',
      supplement: 'Записать',
      decline: 'Не делать',
      told: 'Записать',
      detection: 'Исправить',
      conclude: 'Закрыть дело',
    },
    about: {
      draft:
        'Обязательное по ч. 3.1 ст. 21 отмечено в подсказке; остальное, как принято считать, спрашивает портал – его можно оставить пустым. Перепишите сколько нужно, пока уведомление не подано.',
      file: 'В срок или нет, решает время из квитанции ведомства, а не то, когда вы это записали. Портал не работает – подайте другим путём и запишите его время.',
      supplement: 'Что стало известно после подачи.',
      decline: 'Основание из списка и второй ответственный. Это останется в деле и в отчёте.',
      told: 'Когда сообщили последнему, сколько людей знают и скольких не нашли.',
      detection: 'Сроки пересчитаются; прежнее время останется в деле. Нужен второй ответственный.',
      conclude: 'Пока что-то не сделано и не обосновано, дело не закрыть.',
    },
  },
  {
    buttons: {
      draft: 'Keep the text',
      file: 'Record',
      supplement: 'Record',
      decline: 'Decline',
      told: 'Record',
      detection: 'Correct',
      conclude: 'Close the case',
    },
    about: {
      draft:
        'What article 21(3.1) demands is said in the hints; the rest is believed to be asked for by the portal and may stay empty. Write it again as often as needed until it is filed.',
      file: 'The time of the authority’s receipt decides whether it was in time, not when you record it. Portal down: file it another way and record that time.',
      supplement: 'What came to light after the filing.',
      decline: 'A ground of the list and a second officer. It stays in the file and in the report.',
      told: 'When the last of them was told, how many know and how many could not be reached.',
      detection: 'The terms are counted anew; the time before stays in the file. It takes a second officer.',
      conclude: 'The case is not closed while something is neither done nor declined with a ground.',
    },
  },
);

/** Words of the fields of a breach's acts. */
export const BREACH_FIELD_WORDS = /* @__PURE__ */ bilingual(
  {
    notice: 'Уведомление',
    duty: 'Обязанность',
    needed: 'Обязательно по закону, если это уведомление его требует.',
    believed: 'Обычно спрашивают; можно не заполнять.',
    filedAt: 'Когда подано (по квитанции, московское время)',
    number: 'Номер от ведомства',
    way: 'Как подано',
    ground: 'Основание',
    second: 'Второй ответственный',
    toldAt: 'Когда сообщено последнему (московское время)',
    told: 'Сколько людей знают',
    notReached: 'Скольких не удалось найти',
    detectedAt: 'Когда заметили – кто бы это ни был (московское время)',
    awareAt: 'Когда узнали мы (московское время)',
    conclusion: 'Что это было',
    nature: 'Что случилось с данными',
    detectedBy: 'Кто заметил',
    systems: 'Системы',
    kinds: 'Виды данных',
    drill: 'Это учение: никого не касается',
  },
  {
    notice: 'Notice',
    duty: 'Duty',
    needed: 'The law demands it, where this notice has it.',
    believed: 'Believed to be asked for; may stay empty.',
    filedAt: 'When filed (by the receipt, Moscow time)',
    number: 'Number given by the authority',
    way: 'How it was filed',
    ground: 'Ground',
    second: 'Second officer',
    toldAt: 'When the last was told (Moscow time)',
    told: 'How many know',
    notReached: 'How many could not be reached',
    detectedAt: 'When it was noticed, by whomever (Moscow time)',
    awareAt: 'When we came to know (Moscow time)',
    conclusion: 'What it was',
    nature: 'What happened to the data',
    detectedBy: 'Who noticed',
    systems: 'Systems',
    kinds: 'Kinds of data',
    drill: 'This is a drill: it touches nobody',
  },
);
