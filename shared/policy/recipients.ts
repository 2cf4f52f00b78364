import type { Both } from './bilingual.ts';

/** Who may get data beside the company itself, and on what occasion [3.3, 4.2.2]. */
export interface Recipient {
  readonly name: Both;
  /** On which occasion and for what, as a part of a sentence. */
  readonly when: Both;
  /** `service`: works for the company by contract · `consent`: only after the person's own consent · `law`: may demand it · `successor`: takes over the business. */
  readonly ground: 'service' | 'consent' | 'law' | 'successor';
}

/** The closed list of recipients: a transfer to anybody else is refused (X1, X2). */
export const RECIPIENTS = {
  hosting: {
    name: { ru: 'поставщик вычислительных мощностей', en: 'the provider of computing' },
    when: {
      ru: 'обрабатывает запросы и хранит зашифрованные записи по договору с нами',
      en: 'processes requests and keeps encrypted records under a contract with us',
    },
    ground: 'service',
  },
  mail: {
    name: { ru: 'почтовая служба', en: 'the mail service' },
    when: {
      ru: 'доставляет наши письма: видит адрес и текст письма',
      en: 'delivers our letters: it sees the address and the text of a letter',
    },
    ground: 'service',
  },
  partners: {
    name: { ru: 'партнёры компании', en: 'partners of the company' },
    when: {
      ru: 'только с вашего отдельного согласия на передачу третьим лицам',
      en: 'only with your separate consent to a transfer to third parties',
    },
    ground: 'consent',
  },
  public: {
    name: { ru: 'неограниченный круг лиц', en: 'anyone' },
    when: {
      ru: 'видит только те сведения, которые вы сами сделали общедоступными отдельным согласием',
      en: 'sees only what you yourself have made public by a separate consent',
    },
    ground: 'consent',
  },
  authority: {
    name: {
      ru: 'государственные органы, которым закон даёт право запрашивать данные',
      en: 'authorities that the law entitles to ask for data',
    },
    when: { ru: 'по их законному запросу', en: 'at their lawful request' },
    ground: 'law',
  },
  acquirer: {
    name: { ru: 'приобретатель бизнеса', en: 'an acquirer of the business' },
    when: {
      ru: 'при продаже бизнеса вместе с обязанностями по этой политике, о чём мы сообщим заранее',
      en: 'if the business is sold, together with the duties of this policy; we tell you beforehand',
    },
    ground: 'successor',
  },
} as const satisfies Record<string, Recipient>;
export type RecipientId = keyof typeof RECIPIENTS;
