import { counted, formatDate } from '../../law/date-words.ts';
import { blocks, code, paragraph } from '../document.ts';
import { claimSubject, greeting, MINUTES, opening, type Template } from './template.ts';

interface ClaimWithdrawnContent {
  readonly reference: string;
  readonly on: string;
}

interface ClaimWithdrawalCodeContent {
  readonly reference: string;
  readonly code: string;
  readonly minutes: number;
}

/** The code with which a requester withdraws a claim (K1, G16). Sent at most once; a new one may be asked for. */
export const claimWithdrawalCode: Template<ClaimWithdrawalCodeContent> = {
  version: 'claim-withdrawal-code-1',
  ru: (content, head) => ({
    subject: claimSubject(content.reference, 'ru'),
    blocks: blocks(
      opening(content.reference, head),
      greeting('ru'),
      paragraph('Код, чтобы отозвать претензию:'),
      code(content.code),
      paragraph(
        `Введите его на странице претензии в течение ${counted(content.minutes, MINUTES.within, 'ru')} с момента запроса.`,
      ),
      paragraph(
        'Если Вы не собирались отзывать претензию, ничего не делайте: без кода она останется в силе.',
      ),
    ),
  }),
  en: (content, head) => ({
    subject: claimSubject(content.reference, 'en'),
    blocks: blocks(
      opening(content.reference, head),
      greeting('en'),
      paragraph('Code to withdraw the claim:'),
      code(content.code),
      paragraph(
        `Type it on the page of the claim within ${counted(content.minutes, MINUTES.within, 'en')} of asking for it.`,
      ),
      paragraph('If you did not mean to withdraw the claim, do nothing: without the code it stands.'),
    ),
  }),
};

/** The requester has withdrawn the claim (K5). */
export const claimWithdrawn: Template<ClaimWithdrawnContent> = {
  version: 'claim-withdrawn-1',
  ru: (content, head) => ({
    subject: claimSubject(content.reference, 'ru'),
    blocks: blocks(
      opening(content.reference, head),
      greeting('ru'),
      paragraph(
        `Ваша претензия отозвана ${formatDate(content.on, 'ru')}. Отвечать на неё мы больше не обязаны.`,
      ),
      paragraph(
        `Вы вправе подать её снова в любое время. Если отозвали её не Вы, напишите нам: ${head.operator.email}.`,
      ),
    ),
  }),
  en: (content, head) => ({
    subject: claimSubject(content.reference, 'en'),
    blocks: blocks(
      opening(content.reference, head),
      greeting('en'),
      paragraph(
        `Your claim was withdrawn on ${formatDate(content.on, 'en')}. We no longer owe it an answer.`,
      ),
      paragraph(
        `You may send it again at any time. If it was not you who withdrew it, write to ${head.operator.email}.`,
      ),
    ),
  }),
};
