import type { BLOCK_NEWS, BlockKind, BlockScope } from '../../domain/consent/block-kinds.ts';
import { blocks, link, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';

interface BlockNewsContent {
  readonly block: BlockKind;
  readonly news: (typeof BLOCK_NEWS)[number];
  /** How far the data are blocked, or were until now. */
  readonly scope: BlockScope;
  readonly signInUrl: string;
}

const WHY = {
  ru: {
    inaccuracy: 'К нам поступили сведения, что какие-то из Ваших данных неточны. Мы это проверяем.',
    'unlawful-use':
      'К нам поступили сведения, что Ваши данные, возможно, используются незаконно. Мы это проверяем.',
    destruction: 'Ваши данные нужно уничтожить, но в обычный срок это сделать нельзя.',
  },
  en: {
    inaccuracy: 'We have been told that some of your data are not accurate. We are checking this.',
    'unlawful-use': 'We have been told that your data may be used unlawfully. We are checking this.',
    destruction: 'Your data are to be destroyed, which cannot be done in the ordinary term.',
  },
} as const;

/** What goes on and what rests under a full block, by what is alleged (S4). */
const MEANS = {
  ru: {
    inaccuracy:
      'До конца проверки данные только хранят и проверяют: для другого их не используют и не передают. Письма о работе сервиса приходят, но без сведений, о которых идёт спор.',
    'unlawful-use':
      'До конца проверки данные только хранят и проверяют: для другого их не используют и не передают. Писем о работе сервиса в это время не будет; письма о Ваших обращениях, о безопасности и о политике приходят.',
    destruction: 'До уничтожения их только хранят: ни для чего другого не используют и не передают.',
  },
  en: {
    inaccuracy:
      'Until the check ends the data are only kept and checked: they are neither used nor passed on for anything else. Letters about the service go on, without what is disputed.',
    'unlawful-use':
      'Until the check ends the data are only kept and checked: they are neither used nor passed on for anything else. Letters about the service stop meanwhile; letters about your requests, about security and about the policy go on.',
    destruction: 'Until then they are only kept: they are neither used nor passed on for anything else.',
  },
} as const;

const PRECAUTION = {
  ru: 'Кто это сообщил, пока не подтверждено. Поэтому приостановлены только реклама и новые передачи по Вашему согласию – не дольше 10 дней. Остальное работает как обычно.',
  en: 'Who has said so is not proven yet. Therefore only promotions and new transfers that rest on your consent are suspended, for 10 days at most. Everything else goes on as ever.',
} as const;

const ENDED = {
  ru: {
    full: 'Блокирование Ваших данных снято: проверка закончена или блокировать их больше не нужно. Данные снова используются, как описано в политике и разрешено Вами.',
    precautionary:
      'Реклама и передачи по Вашему согласию больше не приостановлены: никто не подтвердил, что вправе этого просить. Если Вы их не хотите, отзовите согласие в личном кабинете.',
  },
  en: {
    full: 'The block of your data is lifted: the check is over, or they need not be blocked any more. They are used again as the policy says and as you have allowed.',
    precautionary:
      'Promotions and transfers that rest on your consent are not suspended any more: nobody has proven the right to ask for it. If you do not want them, withdraw your consent in your account.',
  },
} as const;

const SUBJECTS = {
  ru: {
    begun: 'Ваши данные заблокированы',
    full: 'Ваши данные заблокированы полностью',
    ended: 'Блокирование Ваших данных закончилось',
    paused: 'Реклама и передачи данных приостановлены',
    resumed: 'Реклама и передачи данных больше не приостановлены',
  },
  en: {
    begun: 'Your data are blocked',
    full: 'Your data are blocked in full',
    ended: 'The block of your data has ended',
    paused: 'Promotions and transfers are suspended',
    resumed: 'Promotions and transfers are not suspended any more',
  },
} as const;

/** The subject and the paragraphs of one language. */
function told({ block, news, scope }: BlockNewsContent, language: 'ru' | 'en') {
  const subjects = SUBJECTS[language];
  if (news === 'ended')
    return {
      subject: scope === 'full' ? subjects.ended : subjects.resumed,
      said: [ENDED[language][scope]],
    };
  if (scope === 'precautionary')
    return { subject: subjects.paused, said: [WHY[language][block], PRECAUTION[language]] };
  return { subject: subjects[news], said: [WHY[language][block], MEANS[language][block]] };
}

/** What becomes of a block of the reader's data: that it stands, how far, that it has ended – never who asked for it (S4, 21(1)). */
export const blockNews: Template<BlockNewsContent> = {
  version: 'block-news-1',
  ru: (content, head) => {
    const { subject, said } = told(content, 'ru');
    return {
      subject,
      blocks: blocks(
        dated(head),
        greeting('ru'),
        said.map((one) => paragraph(one)),
        paragraph('Учётная запись работает: войти, посмотреть и изменить свои данные можно в любое время.'),
        link('Мои данные', content.signInUrl),
        paragraph(`Вопросы: ${head.operator.email} или ${head.operator.postalAddress}.`),
      ),
    };
  },
  en: (content, head) => {
    const { subject, said } = told(content, 'en');
    return {
      subject,
      blocks: blocks(
        dated(head),
        greeting('en'),
        said.map((one) => paragraph(one)),
        paragraph('Your account works: you can sign in, see and change your data at any time.'),
        link('My data', content.signInUrl),
        paragraph(`Questions: ${head.operator.email} or ${head.operator.postalAddress}.`),
      ),
    };
  },
};
