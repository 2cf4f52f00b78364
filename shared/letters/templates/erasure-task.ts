import type { CalledOff } from '../../domain/letters/called-off.ts';
import { formatDate, formatInstant } from '../../law/date-words.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import type { Letterhead } from '../content.ts';
import { type Block, blocks, facts, link, paragraph } from '../document.ts';
import { caseSubject, opening, type Template, type Written } from './template.ts';

/** What letters about a destruction to those who decide on it say of its case: no personal data (D0, N). */
interface About {
  readonly reference: string;
  readonly deskUrl: string;
}

interface ApprovalContent {
  readonly reference: string;
  /** The page whose button approves, and until when it does. ISO. */
  readonly url: string;
  readonly until: string;
  /** Last day on which it is in time, ISO date. */
  readonly by?: string;
}
interface LateContent extends About {
  readonly by: string;
}
interface CancelledContent extends About {
  readonly why: CalledOff;
}

const written = (
  { reference, head }: { readonly reference: string; readonly head: Letterhead },
  [first, ...rest]: readonly [string, ...string[]],
  ...more: readonly Block[]
): Written => ({
  subject: caseSubject(reference, head.language),
  blocks: blocks(
    opening(reference, head),
    paragraph({ strong: first }),
    rest.map((sentence): Block => paragraph(sentence)),
    ...more,
  ),
});

/** Where there is no second officer the head of the company approves, by a link that works once (S3). */
export const erasureApproval: Template<ApprovalContent> = {
  version: 'erasure-approval-1',
  ru: ({ reference, url, until, by }, head) =>
    written(
      { reference, head },
      [
        'Ответственный сотрудник предложил уничтожить персональные данные по этому обращению и просит Вас это утвердить.',
        'Утверждают двое, а второго ответственного сейчас нет. На странице названо, что будет уничтожено и что останется. Пока Вы не нажмёте кнопку, ничего не произойдёт.',
        'Ссылка только для Вас: не пересылайте её.',
      ],
      ...(by === undefined ? [] : [facts(['Утвердить не позднее', formatDate(by, 'ru')])]),
      facts(['Ссылка действует до', formatInstant(Date.parse(until), REGIME_ZONE, 'ru')]),
      link('Посмотреть план и утвердить', url),
    ),
  en: ({ reference, url, until, by }, head) =>
    written(
      { reference, head },
      [
        'An officer has proposed to destroy personal data in this case, and asks you to approve it.',
        'It takes two, and there is no second officer now. The page names what will be destroyed and what stays. Nothing happens until you press its button.',
        'The link is for you alone: do not pass it on.',
      ],
      ...(by === undefined ? [] : [facts(['Approve by', formatDate(by, 'en')])]),
      facts(['The link works until', formatInstant(Date.parse(until), REGIME_ZONE, 'en')]),
      link('See the plan and approve it', url),
    ),
};

/** The destruction is not approved, and will hardly be done in its term: once a day, as of a clock that is overdue. */
export const erasureLate: Template<LateContent> = {
  version: 'erasure-late-1',
  ru: ({ reference, deskUrl, by }, head) =>
    written(
      { reference, head },
      [
        'Уничтожение данных до сих пор не утверждено, а крайний день для этого прошёл.',
        'После утверждения проходит 72 часа, в которые его можно отменить. Чтобы успеть к сроку, утвердите план сегодня или откажите с причиной.',
        'Напоминание приходит каждый день, пока план не утверждён.',
      ],
      facts(['Утвердить надо было до', formatDate(by, 'ru')]),
      link('План уничтожения', deskUrl),
    ),
  en: ({ reference, deskUrl, by }, head) =>
    written(
      { reference, head },
      [
        'The destruction of data has not been approved, and the last day for that is over.',
        'After the approval 72 hours pass in which it can be cancelled. To be in time, approve the plan today, or refuse with the reason.',
        'This letter comes every day until the plan is approved.',
      ],
      facts(['It was to be approved by', formatDate(by, 'en')]),
      link('Plan of the destruction', deskUrl),
    ),
};

const WHY: { readonly [why in CalledOff]: { readonly ru: string; readonly en: string } } = {
  'by-person': {
    ru: 'По ссылке из письма нажали «отменить»: это сделал тот, кто читает почту человека.',
    en: 'Somebody pressed “cancel” by the link of the letter: whoever reads the person’s mailbox.',
  },
  'by-officer': { ru: 'Отменил ответственный.', en: 'An officer called it off.' },
  'taken-back': {
    ru: 'Заявитель больше об этом не просит.',
    en: 'The requester does not ask for it any more.',
  },
  'mandate-ended': {
    ru: 'Кончились полномочия представителя. Спросите самого человека; представителю больше ничего не сообщайте.',
    en: 'The representative’s authority to act has ended. Ask the person; tell the representative nothing more.',
  },
  'account-changed': {
    ru: 'Учётная запись изменилась: спросите человека ещё раз.',
    en: 'The account has changed: ask the person once more.',
  },
  'officers-needed': {
    ru: 'Человек попросил об этом сам, но теперь на его записях запрет на уничтожение, спор или отказ, который он может оспорить: решают двое ответственных.',
    en: 'The person asked for it alone, but now a legal hold, a dispute or a refusal stands on their records: two officers decide.',
  },
};

/** The run has stopped; an officer decides what happens now, and the legal clock goes on (S3). */
export const erasureCancelled: Template<CancelledContent> = {
  version: 'erasure-cancelled-1',
  ru: ({ reference, deskUrl, why }, head) =>
    written(
      { reference, head },
      ['Уничтожение данных остановлено.', WHY[why].ru, 'Срок по закону идёт дальше: решите, что делать.'],
      link('План уничтожения', deskUrl),
    ),
  en: ({ reference, deskUrl, why }, head) =>
    written(
      { reference, head },
      [
        'The destruction of data was stopped.',
        WHY[why].en,
        'The term of the law goes on: decide what is to be done.',
      ],
      link('Plan of the destruction', deskUrl),
    ),
};
