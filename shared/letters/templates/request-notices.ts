import { formatDate } from '../../law/date-words.ts';
import { blocks, heading, paragraph, quote } from '../document.ts';
import { typedText } from '../typed.ts';
import { requestSubject } from './request-dates.ts';
import { greeting, opening, type Template } from './template.ts';

interface RequestExtensionContent {
  readonly reference: string;
  /** What the term is for, in words of the letter's language. */
  readonly asked: string;
  /** The day on which the term ends without this letter, and with it; ISO dates. */
  readonly was: string;
  readonly until: string;
  /** The causes, as the law asks for them. */
  readonly text: string;
}

/** A reasoned notice that a term is extended, once (14(3), 20(1), 20(4), 21(5.1); GDPR 12(3)). */
export const requestExtension: Template<RequestExtensionContent> = {
  version: 'request-extension-2',
  ru: ({ reference, asked, was, until, text }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph(
        `Срок, в который мы должны ответить на просьбу «${asked}», кончается ${formatDate(was, 'ru')}. Закон позволяет один раз продлить его, если назвать причины. Теперь он кончается `,
        // A Russian date ends with the full stop of its «г.».
        { strong: formatDate(until, 'ru') },
      ),
      heading('Причины'),
      quote(typedText(text)),
      paragraph(`Вопросы: ${head.operator.email}.`),
    ),
  }),
  en: ({ reference, asked, was, until, text }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph(
        `The term in which we have to answer “${asked}” ends on ${formatDate(was, 'en')}. The law lets us extend it once, naming the causes. It now ends on `,
        { strong: formatDate(until, 'en') },
        '.',
      ),
      heading('Causes'),
      quote(typedText(text)),
      paragraph(`Questions: ${head.operator.email}.`),
    ),
  }),
};

interface RequestLaterContent {
  readonly reference: string;
  /** Last day on which the blocked data are destroyed, ISO date. */
  readonly until: string;
}

/** Data that cannot be destroyed in the main term are blocked, and destroyed within six months (21(6)). */
export const requestLater: Template<RequestLaterContent> = {
  version: 'request-later-1',
  ru: ({ reference, until }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph(
        `Уничтожить данные в обычный срок нельзя. Мы их заблокировали: для другого они не используются, и уничтожим их не позднее ${formatDate(until, 'ru')} (ч. 6 ст. 21 Закона № 152-ФЗ).`,
      ),
      paragraph(`Когда это будет сделано, мы напишем. Вопросы: ${head.operator.email}.`),
    ),
  }),
  en: ({ reference, until }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph(
        `The data cannot be destroyed in the ordinary term. We have blocked them: they are used for nothing else, and will be destroyed by ${formatDate(until, 'en')} (art. 21(6) of law 152-FZ).`,
      ),
      paragraph(`We will write when it is done. Questions: ${head.operator.email}.`),
    ),
  }),
};

interface RequestWithdrawnContent {
  readonly reference: string;
  /** Whether something is still examined: an alleged unlawful use is, whoever asks for it or not. */
  readonly goesOn: boolean;
}

/** What was asked has been taken back. */
export const requestWithdrawn: Template<RequestWithdrawnContent> = {
  version: 'request-withdrawn-1',
  ru: ({ reference, goesOn }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph(
        'Вы отозвали просьбу, отвечать на неё мы больше не обязаны. Обратиться снова можно в любое время.',
      ),
      goesOn &&
        paragraph(
          'Проверка, законно ли использовались данные, от этого не прекращается. Если окажется, что незаконно, мы напишем.',
        ),
      paragraph(`Если отозвали её не Вы, напишите нам: ${head.operator.email}.`),
    ),
  }),
  en: ({ reference, goesOn }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph(
        'You have taken back what you asked for; we no longer owe an answer. You may ask again at any time.',
      ),
      goesOn &&
        paragraph(
          'The check whether data were used unlawfully goes on all the same. If they were, we will write to you.',
        ),
      paragraph(`If it was not you who took it back, write to ${head.operator.email}.`),
    ),
  }),
};

interface RequestUnblockedContent {
  readonly reference: string;
}

/** The block of data said to be wrong is lifted while the check goes on; under the GDPR it is told before (18(3)). */
export const requestUnblocked: Template<RequestUnblockedContent> = {
  version: 'request-unblocked-1',
  ru: ({ reference }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph(
        'Пока мы проверяем, точны ли данные, они были заблокированы. Блокирование снимается: оно нарушало бы чьи-то права и законные интересы (ч. 1 ст. 21 Закона № 152-ФЗ).',
      ),
      paragraph('Проверка продолжается, её срок не меняется. Об итоге мы напишем.'),
      paragraph(`Если Вы не согласны, напишите нам: ${head.operator.email}.`),
    ),
  }),
  en: ({ reference }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph(
        'While we check whether the data are accurate, they were blocked. The block is being lifted: it would harm somebody’s rights and legitimate interests (art. 21(1) of law 152-FZ).',
      ),
      paragraph('The check goes on and its term does not move. We will write to you about the outcome.'),
      paragraph(`If you object, write to ${head.operator.email}.`),
    ),
  }),
};

interface RequestMandateEndedContent {
  readonly reference: string;
  /** Local date from which nobody acts for the person. */
  readonly since: string;
  /** What was asked for them and has no answer yet. */
  readonly asked: readonly string[];
}

/** Who asked for somebody may not any more: that person is asked whether they go on themselves (S3). */
export const requestMandateEnded: Template<RequestMandateEndedContent> = {
  version: 'request-mandate-ended-1',
  ru: ({ reference, since, asked }, head) => ({
    subject: requestSubject(reference, 'ru'),
    blocks: blocks(
      opening(reference, head),
      greeting('ru'),
      paragraph(
        `К нам обратились от Вашего имени${asked.length === 0 ? '' : ` (${asked.join('; ')})`}. С ${formatDate(since, 'ru')} представитель больше не может действовать за Вас, и мы ему больше ничего не сообщаем.`,
      ),
      paragraph(
        `Хотите ли Вы, чтобы мы исполнили эту просьбу? Напишите нам на ${head.operator.email} и укажите номер дела: мы подтвердим, что пишете Вы, и ответим Вам.`,
      ),
      paragraph(
        'Пока Вы не ответили, мы ничего не раскроем, не изменим и не уничтожим. Сроки идут: в срок Вы получите мотивированный ответ.',
      ),
    ),
  }),
  en: ({ reference, since, asked }, head) => ({
    subject: requestSubject(reference, 'en'),
    blocks: blocks(
      opening(reference, head),
      greeting('en'),
      paragraph(
        `Somebody asked us for something in your name${asked.length === 0 ? '' : ` (${asked.join('; ')})`}. Since ${formatDate(since, 'en')} they may not act for you any more, and we tell them nothing more.`,
      ),
      paragraph(
        `Do you want us to do what was asked? Write to ${head.operator.email} and quote the number of the case: we make sure that it is you, and answer you.`,
      ),
      paragraph(
        'Until you answer nothing is disclosed, changed or destroyed. The terms run on: you get an answer with reasons in time.',
      ),
    ),
  }),
};
