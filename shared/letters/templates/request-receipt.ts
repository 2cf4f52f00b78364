import { counted } from '../../law/date-words.ts';
import type { CaseFacts, Letterhead } from '../content.ts';
import { type Block, blocks, code, heading, link, paragraph } from '../document.ts';
import { askedFor, requestDates, requestSubject } from './request-dates.ts';
import { greeting, MINUTES, opening, type Template } from './template.ts';

/** A code as its letter carries it. */
export interface LetterCode {
  readonly code: string;
  readonly minutes: number;
}

/** How its reader says who asks: with a code, which may have run out by now, and where; or that it was somebody else. */
export interface AsksForProof {
  readonly code?: LetterCode;
  readonly proofUrl: string;
  readonly notMeUrl: string;
}

interface RequestReceiptContent {
  readonly case: CaseFacts;
  /** What is asked for, in words of the letter's language. */
  readonly asked: readonly string[];
  /** Whether it is known who asks. */
  readonly proven: boolean;
  /** Absent: staff find out who asks, the reader has nothing to prove. */
  readonly proof?: AsksForProof;
  /** The reader is the person for whom somebody else asks: nothing of that is theirs yet. */
  readonly forYou: boolean;
  readonly statusUrl: string;
  /** How far data are blocked meanwhile (S4); absent: nothing that is asked blocks anything. */
  readonly blocked?: 'full' | 'precautionary';
}

const ru = (content: RequestReceiptContent, head: Letterhead): readonly Block[] =>
  blocks(
    paragraph(
      content.forYou
        ? 'Кто-то обратился к нам о Ваших персональных данных и назвал себя Вашим представителем. Без Вас или сотрудника, который проверит его полномочия, мы ничего не сообщим, не изменим и не уничтожим.'
        : 'Мы получили обращение о персональных данных и зарегистрировали его.',
    ),
    askedFor(content.asked, head),
    content.proof && proofRu(content.proof, content.forYou),
    requestDates(content.case, head),
    content.blocked !== undefined &&
      paragraph(
        content.blocked === 'full'
          ? 'Пока идёт проверка, данные заблокированы: их хранят и проверяют, а для другого не используют и не передают. Учётная запись работает как обычно. Чем закончилась проверка, скажет ответ.'
          : 'Пока это не подтверждено, для данных, которые есть у нас под этим адресом, реклама и новые передачи по согласию могут быть приостановлены – не дольше 10 дней. Больше ничего не меняется.',
      ),
    !content.proven &&
      content.proof === undefined && [
        heading('Кто просит'),
        paragraph(
          'Пока не подтверждено, что обратились Вы или тот, кто вправе действовать за другого, мы ничего не сообщаем, не меняем и не уничтожаем. Как подтвердить, скажет сотрудник; сроки уже идут.',
        ),
      ],
    !content.forYou && [
      heading('Где посмотреть, что происходит'),
      link('Состояние обращения и все даты', content.statusUrl),
      paragraph('Ссылка известна только Вам. Не пересылайте её.'),
    ],
    heading('Кого спросить'),
    paragraph(
      `Вопросы о персональных данных: ${head.operator.email}. Документы можно прислать ответом на это письмо или почтой: ${head.operator.postalAddress}.`,
    ),
  );

const proofRu = ({ code: one, proofUrl, notMeUrl }: AsksForProof, forYou: boolean): readonly Block[] =>
  blocks(
    heading(forYou ? 'Вы согласны?' : 'Подтвердите, что просите Вы'),
    one && [
      paragraph('Код:'),
      code(one.code),
      paragraph(
        `Введите его на странице обращения в течение ${counted(one.minutes, MINUTES.within, 'ru')} после отправки обращения. Позже там же можно попросить новый: на это есть 10 дней.`,
      ),
    ],
    one === undefined &&
      paragraph('Код можно попросить на странице обращения: он придёт на этот адрес. На это есть 10 дней.'),
    link(forYou ? 'Согласиться' : 'Ввести код', proofUrl),
    paragraph(
      'Сроки идут и без кода. Но пока он не введён, мы ничего не сообщаем, не меняем и не уничтожаем.',
    ),
    paragraph({
      strong: forYou ? 'Если Вы этого не поручали' : 'Если Вы ничего не просили, кто-то указал Ваш адрес',
    }),
    link('Это не я', notMeUrl),
  );

const en = (content: RequestReceiptContent, head: Letterhead): readonly Block[] =>
  blocks(
    paragraph(
      content.forYou
        ? 'Somebody has written to us about your personal data and says that they act for you. Without you, or staff who check their authority, we disclose, change and destroy nothing.'
        : 'We have received and registered a request about personal data.',
    ),
    askedFor(content.asked, head),
    content.proof && proofEn(content.proof, content.forYou),
    requestDates(content.case, head),
    content.blocked !== undefined &&
      paragraph(
        content.blocked === 'full'
          ? 'While this is checked the data are blocked: they are kept and checked, and neither used nor passed on for anything else. Your account works as ever. The answer will say how the check ended.'
          : 'Until this is proven, promotions and new transfers that rest on consent may be suspended for whatever we hold under this address – for 10 days at most. Nothing else changes.',
      ),
    !content.proven &&
      content.proof === undefined && [
        heading('Who asks'),
        paragraph(
          'Until it is proven that you asked, or may act for somebody else, we disclose, change and destroy nothing. Staff will say how to prove it; the terms run already.',
        ),
      ],
    !content.forYou && [
      heading('Where to see what is happening'),
      link('The state of the request and all dates', content.statusUrl),
      paragraph('Only you know this link. Please do not pass it on.'),
    ],
    heading('Whom to ask'),
    paragraph(
      `Questions about personal data: ${head.operator.email}. Documents can be sent in answer to this letter, or by post to ${head.operator.postalAddress}.`,
    ),
  );

const proofEn = ({ code: one, proofUrl, notMeUrl }: AsksForProof, forYou: boolean): readonly Block[] =>
  blocks(
    heading(forYou ? 'Do you agree?' : 'Prove that it is you who asks'),
    one && [
      paragraph('Code:'),
      code(one.code),
      paragraph(
        `Type it on the page of the request within ${counted(one.minutes, MINUTES.within, 'en')} of sending the request. Later a new one can be asked for there, for 10 days.`,
      ),
    ],
    one === undefined &&
      paragraph('A code can be asked for on the page of the request, for 10 days: it comes to this address.'),
    link(forYou ? 'Agree' : 'Type the code', proofUrl),
    paragraph(
      'The terms run without the code too. But until it is typed we disclose, change and destroy nothing.',
    ),
    paragraph({
      strong: forYou
        ? 'If you have not asked them to'
        : 'If you asked for nothing, somebody gave your address',
    }),
    link('It was not me', notMeUrl),
  );

/** Receipt of a request (S2). Repeats nothing that was typed: the address may not be the requester's. */
export const requestReceipt: Template<RequestReceiptContent> = {
  version: 'request-receipt-4',
  ru: (content, head) => ({
    subject: requestSubject(content.case.reference, 'ru'),
    blocks: blocks(opening(content.case.reference, head), greeting('ru'), ru(content, head)),
  }),
  en: (content, head) => ({
    subject: requestSubject(content.case.reference, 'en'),
    blocks: blocks(opening(content.case.reference, head), greeting('en'), en(content, head)),
  }),
};
