import type { Language } from './date-words.ts';
import type { RuleId } from './rules.ts';

/** What each rule asks for, in one sentence per language. */
export const RULE_NAMES: { readonly [id in RuleId]: { readonly [language in Language]: string } } = {
  'ru-access-answer': {
    ru: 'Ответить на запрос о своих персональных данных.',
    en: 'Answer a request for one’s own personal data.',
  },
  'ru-access-answer-extended': {
    ru: 'Ответить на запрос о своих персональных данных после мотивированного продления.',
    en: 'Answer a request for one’s own personal data after a reasoned extension.',
  },
  'ru-access-refusal': {
    ru: 'Направить мотивированный отказ в предоставлении данных.',
    en: 'Send a reasoned refusal to give the data.',
  },
  'ru-access-refusal-extended': {
    ru: 'Направить мотивированный отказ в предоставлении данных после продления.',
    en: 'Send a reasoned refusal to give the data after an extension.',
  },
  'ru-access-repeat-earliest': {
    ru: 'Повторный запрос не позже этого дня можно мотивированно отклонить.',
    en: 'A repeated request on or before this day may be refused with reasons.',
  },
  'ru-correct': {
    ru: 'Исправить данные, снять блокирование и сообщить об этом.',
    en: 'Correct the data, lift the block and tell those concerned.',
  },
  'ru-destroy-proven-unlawful-or-unneeded': {
    ru: 'Уничтожить данные, если доказано, что они получены незаконно или не нужны.',
    en: 'Destroy data proven to be unlawfully obtained or not needed.',
  },
  'ru-block-disputed': {
    ru: 'Сразу заблокировать оспоренные данные на время проверки.',
    en: 'Block disputed data at once while they are checked.',
  },
  'ru-unlawful-stop': {
    ru: 'Прекратить выявленную неправомерную обработку.',
    en: 'Stop unlawful processing that was detected.',
  },
  'ru-unlawful-destroy': {
    ru: 'Уничтожить данные, если обработку нельзя сделать правомерной.',
    en: 'Destroy the data if the processing cannot be made lawful.',
  },
  'ru-purpose-reached-destroy': {
    ru: 'Прекратить обработку и уничтожить данные после достижения цели.',
    en: 'Stop processing and destroy the data once the purpose is reached.',
  },
  'ru-withdrawal-destroy': {
    ru: 'Прекратить обработку и уничтожить данные после отзыва согласия.',
    en: 'Stop processing and destroy the data after consent is withdrawn.',
  },
  'ru-stop-demand': {
    ru: 'Прекратить обработку по требованию.',
    en: 'Stop processing on demand.',
  },
  'ru-stop-demand-extended': {
    ru: 'Прекратить обработку по требованию после мотивированного продления.',
    en: 'Stop processing on demand after a reasoned extension.',
  },
  'ru-cannot-destroy-six-months': {
    ru: 'Уничтожить заблокированные данные, которые нельзя уничтожить в основной срок.',
    en: 'Destroy blocked data that could not be destroyed within the main term.',
  },
  'ru-destruction-proof': {
    ru: 'Составить акт об уничтожении и выгрузку из журнала.',
    en: 'Draw up the act of destruction and the log export.',
  },
  'ru-destruction-proof-retention': {
    ru: 'Хранить акт об уничтожении и выгрузку из журнала.',
    en: 'Keep the act of destruction and the log export.',
  },
  'ru-authority-request': {
    ru: 'Представить сведения по запросу Роскомнадзора.',
    en: 'Supply the information that the authority asked for.',
  },
  'ru-authority-request-extended': {
    ru: 'Представить сведения по запросу Роскомнадзора после мотивированного продления.',
    en: 'Supply the information that the authority asked for after a reasoned extension.',
  },
  'ru-marketing-stop': {
    ru: 'Сразу прекратить рекламные рассылки.',
    en: 'Stop direct marketing at once.',
  },
  'ru-automated-decision-objection': {
    ru: 'Рассмотреть возражение против автоматического решения и сообщить результат.',
    en: 'Consider the objection to an automated decision and tell the result.',
  },
  'ru-claim-30': {
    ru: 'Ответить на претензию письменно.',
    en: 'Answer the claim in writing.',
  },
  'ru-consumer-money-10': {
    ru: 'Ответить на денежное требование потребителя.',
    en: 'Answer a consumer’s money claim.',
  },
  'ru-breach-first': {
    ru: 'Направить в Роскомнадзор первое уведомление об утечке.',
    en: 'Send the authority the first notice of the breach.',
  },
  'ru-breach-final': {
    ru: 'Направить в Роскомнадзор результаты внутреннего расследования утечки.',
    en: 'Send the authority the result of the inquiry into the breach.',
  },
  'breach-tell-people': {
    ru: 'Сообщить об утечке каждому, чьи данные она затронула.',
    en: 'Tell everybody whose data the breach affects.',
  },
  'ru-distribution-publish-conditions': {
    ru: 'Опубликовать условия и запреты, которые поставил субъект данных.',
    en: 'Publish the conditions and bans set by the person.',
  },
  'ru-distribution-stop': {
    ru: 'Прекратить распространение общедоступных данных.',
    en: 'Stop distributing data that had been made public.',
  },
  'ru-crossborder-authority-review': {
    ru: 'Дождаться рассмотрения уведомления о трансграничной передаче.',
    en: 'Wait for the authority’s review of the cross-border notice.',
  },
  'ru-crossborder-info-request': {
    ru: 'Ответить на вопросы Роскомнадзора о трансграничной передаче.',
    en: 'Answer the authority’s questions about the cross-border transfer.',
  },
  'ru-crossborder-info-request-extended': {
    ru: 'Ответить на вопросы Роскомнадзора о трансграничной передаче после продления.',
    en: 'Answer the authority’s questions about the cross-border transfer after an extension.',
  },
  'ru-register-notice': {
    ru: 'Дождаться внесения в реестр операторов.',
    en: 'Wait to be entered in the register of operators.',
  },
  'ru-register-change-notice': {
    ru: 'Сообщить Роскомнадзору об изменениях в уведомлении.',
    en: 'Tell the authority about changes to the notice.',
  },
  'ru-register-end-notice': {
    ru: 'Сообщить Роскомнадзору о прекращении обработки.',
    en: 'Tell the authority that processing has ended.',
  },
  'gdpr-answer': {
    ru: 'Ответить на запрос по GDPR.',
    en: 'Answer a GDPR request.',
  },
  'gdpr-answer-extended': {
    ru: 'Ответить на запрос по GDPR после мотивированного продления.',
    en: 'Answer a GDPR request after a reasoned extension.',
  },
  'gdpr-refusal': {
    ru: 'Сообщить причины отказа по GDPR и порядок обжалования.',
    en: 'Give the reasons for a GDPR refusal and the ways to complain.',
  },
  'gdpr-rectify': {
    ru: 'Исправить данные по GDPR.',
    en: 'Rectify data under the GDPR.',
  },
  'gdpr-rectify-extended': {
    ru: 'Исправить данные по GDPR после мотивированного продления.',
    en: 'Rectify data under the GDPR after a reasoned extension.',
  },
  'gdpr-erase': {
    ru: 'Удалить данные по GDPR.',
    en: 'Erase data under the GDPR.',
  },
  'gdpr-erase-extended': {
    ru: 'Удалить данные по GDPR после мотивированного продления.',
    en: 'Erase data under the GDPR after a reasoned extension.',
  },
  'gdpr-restrict': {
    ru: 'Ограничить обработку по GDPR.',
    en: 'Restrict processing under the GDPR.',
  },
  'gdpr-restrict-extended': {
    ru: 'Ограничить обработку по GDPR после мотивированного продления.',
    en: 'Restrict processing under the GDPR after a reasoned extension.',
  },
  'gdpr-breach-authority': {
    ru: 'Уведомить надзорный орган об утечке по GDPR.',
    en: 'Notify the supervisory authority of the breach under the GDPR.',
  },
};
