import type { LetterKind } from '../domain/letters/kinds.ts';
import type { Language } from '../law/date-words.ts';

/** What letters are called where they are listed: on the pages of a case and of a person, in the print queue and the bundle. */
export const LETTER_NAMES = {
  'claim-receipt': { ru: 'Подтверждение получения', en: 'Receipt' },
  'claim-answer': { ru: 'Ответ на претензию', en: 'Answer to the claim' },
  'claim-corrected': { ru: 'Уведомление об исправлении даты', en: 'Notice of a corrected date' },
  'claim-withdrawal-code': { ru: 'Код для отзыва', en: 'Code for withdrawal' },
  'claim-withdrawn': { ru: 'Подтверждение отзыва', en: 'Confirmation of withdrawal' },
  'request-receipt': { ru: 'Подтверждение получения', en: 'Receipt' },
  'request-answer': { ru: 'Ответ на обращение', en: 'Answer to the request' },
  'request-disclosure': { ru: 'Ответ: какие данные у нас есть', en: 'Answer: what is held' },
  'request-extension': { ru: 'Уведомление о продлении срока', en: 'Notice of an extension' },
  'request-later': {
    ru: 'Уведомление о блокировании до уничтожения',
    en: 'Notice of blocking before destruction',
  },
  'request-withdrawn': { ru: 'Подтверждение отзыва', en: 'Confirmation that it was taken back' },
  'request-unblocked': { ru: 'Уведомление о снятии блокирования', en: 'Notice that a block is lifted' },
  'receipts-digest': { ru: 'Сводка подтверждений', en: 'Digest of receipts' },
  'case-reminder': { ru: 'Напоминание о сроке', en: 'Reminder of the date' },
  'case-escalation': { ru: 'Эскалация', en: 'Escalation' },
  'case-due': { ru: 'Срок наступает сегодня', en: 'Due today' },
  'case-overdue': { ru: 'Срок прошёл', en: 'Overdue' },
  'case-returned': { ru: 'Поручение: ответ вернулся', en: 'Task: the answer came back' },
  'case-unconfirmed': { ru: 'Поручение: доставка не подтверждена', en: 'Task: delivery not confirmed' },
  'desk-digest': { ru: 'Сводка сроков', en: 'Digest of what is due' },
  'letters-held': { ru: 'Письма ждут проверки', en: 'Letters wait for a check' },
  'ledger-root': { ru: 'Подпись журнала', en: 'Signature of the ledger' },
  'registration-confirm': { ru: 'Подтверждение адреса', en: 'Confirmation of the address' },
  'account-exists': { ru: 'Учётная запись уже есть', en: 'An account exists already' },
  'sign-in-code': { ru: 'Код для входа', en: 'Code to sign in' },
  'address-confirm': { ru: 'Подтверждение нового адреса', en: 'Confirmation of a new address' },
  'address-changed': { ru: 'Уведомление о замене адреса', en: 'Notice of a change of address' },
  'address-undone': {
    ru: 'Уведомление об отмене замены адреса',
    en: 'Notice that a change of address was undone',
  },
  'hold-released': {
    ru: 'Уведомление: код с прежнего адреса не нужен',
    en: 'Notice that the old address need not prove',
  },
  'fresh-code': { ru: 'Код подтверждения', en: 'Confirmation code' },
  'closing-asked': { ru: 'Учётная запись будет закрыта', en: 'The account will be closed' },
  'closing-cancelled': { ru: 'Закрытие отменено', en: 'The closing was cancelled' },
  'account-closed': { ru: 'Учётная запись закрыта', en: 'The account is closed' },
  'policy-changed': { ru: 'Новая версия политики', en: 'A new version of the policy' },
} as const satisfies { readonly [K in LetterKind]: { readonly [language in Language]: string } };
