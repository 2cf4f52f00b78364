import { bilingual } from '../../../words/bilingual.ts';

/** Kinds of record that have a data key, as a plan names whose keys open what stays. */
const KEYS: {
  readonly [language in 'ru' | 'en']: {
    readonly [kind: string]: string;
  };
} = {
  ru: { personal: 'ключ дела', destruction: 'ключ акта', program: 'ключ программы', profile: 'ключ записи' },
  en: {
    personal: 'key of the case',
    destruction: 'key of the act',
    program: 'key of the program',
    profile: 'key of the record',
  },
};

const named = (language: 'ru' | 'en', keys: readonly string[]): string =>
  keys.map((key) => KEYS[language][key] ?? key).join(', ');

/** Words of the plan of a destruction and of what is decided on it (S3, S8). */
export const ERASURE_WORDS = /* @__PURE__ */ bilingual(
  {
    title: 'План уничтожения',
    goes: 'Что уничтожается',
    stays: 'Что остаётся и почему',
    stay: (what: string, until: string, why: string) => `${what} – ${until}: ${why}`,
    heldUntil: (day: string) => `до ${day} по запрету на уничтожение`,
    keys: (keys: readonly string[]) =>
      keys.length === 0 ? 'Ничего не зашифровано: только номера и коды.' : `Открывает: ${named('ru', keys)}.`,
    nobody: 'Обращение не связано с человеком, о котором что-то хранится: уничтожать нечего.',
    asked: 'О чём просят',
    state: 'Решение',
    states: {
      none: 'план не предложен',
      proposed: 'предложен, ждёт второго ответственного',
      approved: 'утверждён, ждёт 72 часа',
      cancelled: 'отменено',
      destroyed: 'исполнено',
    },
    approveBy: 'Утвердить не позднее',
    proposedBy: 'Предложил',
    approvedBy: 'Утвердил',
    due: 'Начнётся после',
    askedHead: 'Ссылка руководителю действует до',
    act: 'Акт',
    head: 'руководитель',
    person: 'человек сам, в своём сеансе',
    late: 'Крайний день для утверждения прошёл: после него 72 часа отмены в срок уже не уложатся.',
    fewApprovers:
      'Утверждать некому: ответственный один. Назначьте второго или заместителя в настройках; пока их нет, утверждает руководитель по ссылке.',
    failed: (since: string) => `Уничтожить не удалось (с ${since}). Программа пробует снова, дело открыто.`,
    touches: {
      hold: 'Часть записей хранится по запрету на уничтожение: она останется до его конца, и в ответе надо сказать «частично».',
      dispute: 'Данные заблокированы на время проверки: уничтожение не должно лишить человека доказательств.',
      refusal: 'Этому человеку раньше отказывали: он может оспорить отказ.',
    },
    acts: {
      plan: {
        title: 'Предложить план',
        about: 'Вы первый из двух: план сохранится таким, как показан, и утвердит его другой.',
        button: 'Предложить этот план',
      },
      approve: {
        title: 'Утвердить план',
        about:
          'На все известные адреса человека уйдут письма со ссылкой отмены; через 72 часа данные будут уничтожены, вернуть их нельзя.',
        button: 'Утвердить и уничтожить через 72 часа',
      },
      'ask-head': {
        title: 'Второго ответственного нет',
        about: 'Руководитель получит ссылку, которая действует один раз; это запишется в деле.',
        button: 'Отправить ссылку руководителю',
      },
      'call-off': {
        title: 'Отменить уничтожение',
        about: 'Срок по закону идёт дальше: потом предложите новый план или откажите с причиной.',
        button: 'Отменить',
      },
    },
    headLead: (reference: string) =>
      `Ответственный сотрудник просит уничтожить данные по обращению ${reference}. Второго ответственного нет, поэтому решаете Вы.`,
    approvedTitle: 'План утверждён',
    approvedLead:
      'Данные будут уничтожены через 72 часа, если человек не отменит. Больше от Вас ничего не нужно.',
  },
  {
    title: 'Plan of the destruction',
    goes: 'What is destroyed',
    stays: 'What stays, and why',
    stay: (what, until, why) => `${what} – ${until}: ${why}`,
    heldUntil: (day) => `until ${day}, by a legal hold`,
    keys: (keys) =>
      keys.length === 0
        ? 'Nothing in it is sealed: numbers and codes only.'
        : `Opened by: ${named('en', keys)}.`,
    nobody: 'The case is linked to nobody about whom something is held: nothing is to be destroyed.',
    asked: 'What is asked',
    state: 'Decision',
    states: {
      none: 'no plan proposed',
      proposed: 'proposed, waits for a second officer',
      approved: 'approved, 72 hours pass',
      cancelled: 'cancelled',
      destroyed: 'carried out',
    },
    approveBy: 'Approve by',
    proposedBy: 'Proposed by',
    approvedBy: 'Approved by',
    due: 'Begins after',
    askedHead: 'The link of the head works until',
    act: 'Act',
    head: 'head of the company',
    person: 'the person, in their session',
    late: 'The last day for the approval is over: the 72 hours for cancelling do not fit into the term any more.',
    fewApprovers:
      'Nobody can approve: there is one officer only. Name a second one, or a deputy in the settings; until then the head of the company approves by a link.',
    failed: (since) => `The destruction failed (since ${since}). It is tried again; the case stays open.`,
    touches: {
      hold: 'Some records are kept by a legal hold: they stay until it ends, and the answer must say “in part”.',
      dispute:
        'The data are blocked while something is checked: the destruction must not take the person’s evidence.',
      refusal: 'Something was refused to this person before: they may dispute it.',
    },
    acts: {
      plan: {
        title: 'Propose the plan',
        about: 'You are the first of two: it is kept as it is shown, and somebody else approves it.',
        button: 'Propose this plan',
      },
      approve: {
        title: 'Approve the plan',
        about:
          'Letters with a link that cancels go to every known address of the person; after 72 hours the data are destroyed for good.',
        button: 'Approve, and destroy in 72 hours',
      },
      'ask-head': {
        title: 'There is no second officer',
        about: 'The head of the company gets a link that works once; the case records it.',
        button: 'Send the link to the head',
      },
      'call-off': {
        title: 'Call the destruction off',
        about: 'The term of the law goes on: propose another plan afterwards, or refuse with the reason.',
        button: 'Call off',
      },
    },
    headLead: (reference) =>
      `An officer asks to destroy data in the case ${reference}. There is no second officer, so it is you who decides.`,
    approvedTitle: 'The plan is approved',
    approvedLead:
      'The data are destroyed in 72 hours, unless the person cancels. Nothing more is needed from you.',
  },
);
