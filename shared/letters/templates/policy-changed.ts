import { formatDate } from '../../law/date-words.ts';
import { blocks, link, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';

interface PolicyChangedContent {
  /** Local date from which it is in force. */
  readonly on: string;
  /** Whether it must be acknowledged before the account is used. */
  readonly change: 'soft' | 'hard';
  readonly policyUrl: string;
}

/** A new version of the policy is in force (P3, 7.1 of the company's policy). */
export const policyChanged: Template<PolicyChangedContent> = {
  version: 'policy-changed-1',
  ru: ({ on, change, policyUrl }, head) => ({
    subject: 'Новая версия политики обработки персональных данных',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      paragraph(
        `С ${formatDate(on, 'ru')} действует новая версия нашей политики обработки персональных данных.`,
      ),
      link('Прочитать политику и сравнить с прежней версией', policyUrl),
      paragraph(
        change === 'hard'
          ? 'При следующем входе в учётную запись мы попросим подтвердить, что Вы с ней ознакомились. Отозвать согласие, подать обращение или закрыть учётную запись можно и без этого.'
          : 'Делать ничего не нужно.',
      ),
    ),
  }),
  en: ({ on, change, policyUrl }, head) => ({
    subject: 'A new version of our personal data policy',
    blocks: blocks(
      dated(head),
      greeting('en'),
      paragraph(`A new version of our personal data policy is in force from ${formatDate(on, 'en')}.`),
      link('Read the policy and compare it with the version before', policyUrl),
      paragraph(
        change === 'hard'
          ? 'When you next use your account we shall ask you to confirm that you have seen it. You can withdraw a consent, send a request or close the account without that.'
          : 'There is nothing you have to do.',
      ),
    ),
  }),
};
