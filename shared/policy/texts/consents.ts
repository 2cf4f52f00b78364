import type { Both } from '../bilingual.ts';
import type { ConsentPurpose } from '../purposes.ts';

/** What every consent on the web says (152-FZ art. 9(4), as far as an electronic consent needs it). */
const common = (ru: string, en: string): Both => ({
  ru: `
# {{document.title}}

Я даю согласие компании {{operator.name}}{{operator.inn}}, адрес: {{operator.address}}, на обработку моих персональных данных ({{cite.consent}}).

**Цель.** {{purpose.explanation}}

**Данные** (из тех, что указаны в моей учётной записи): {{purpose.data}}.

${ru}

**Основание.** Моё согласие, данное отдельно от других документов ({{purpose.articles}}).

**Получатели:** {{purpose.recipients}}.

**Срок согласия:** {{purpose.validity}}.

**Как отозвать.** На странице «Согласия» в учётной записи одной кнопкой, через приёмную {{office}} или письмом на {{operator.email}}. {{purpose.withdrawal}} Данные, которые не нужны на другом основании, будут уничтожены; предельный срок — {{term.ru-withdrawal-destroy}} со дня отзыва.

Это согласие не обязательно: отказ ничего не меняет в доступе к сайтам и учётной записи.
`,
  en: `
# {{document.title}}

I consent to the processing of my personal data by {{operator.name}}{{operator.inn}}, address: {{operator.address}} ({{cite.consent}}).

**Purpose.** {{purpose.explanation}}

**Data** (of those in my account): {{purpose.data}}.

${en}

**Ground.** My consent, given apart from any other document ({{purpose.articles}}).

**Recipients:** {{purpose.recipients}}.

**Term of the consent:** {{purpose.validity}}.

**How to withdraw.** With one button on the page “Consents” of the account, through the office {{office}}, or by a letter to {{operator.email}}. {{purpose.withdrawal}} Data that no other ground needs are destroyed; the outer limit is {{term.ru-withdrawal-destroy}} from the withdrawal.

This consent is not required: a refusal changes nothing about your access to the sites and the account.
`,
});

/** Templates of the consents, one document per purpose (C1). */
export const CONSENT_TEMPLATES: { readonly [P in ConsentPurpose]: Both } = {
  promotions: common(
    '**Действия.** Сбор, запись, хранение, уточнение, использование для отправки писем, блокирование, удаление и уничтожение с использованием средств автоматизации. В каждом письме будет ссылка для отписки.',
    '**Actions.** Collecting, recording, keeping, correcting, using for letters, blocking, deleting and destroying, by automated means. Each letter holds a link to unsubscribe.',
  ),
  distribution: common(
    `**Что станет видно.** Только поле, которое я выберу на странице «Общедоступные сведения» по адресу {{office}}; для каждого поля даётся отдельное согласие ({{cite.distribution}}).

**Условия и запреты.** Я могу запретить передачу этих данных, кроме предоставления доступа, и запретить их обработку неограниченным кругом лиц или назвать условия такой обработки. Мои условия публикуются вместе с данными; предельный срок — {{term.ru-distribution-publish-conditions}}.

**Действия.** Распространение: показ выбранного поля на общедоступной странице любому посетителю.`,
    `**What becomes visible.** Only the field that I choose on the page “Public data” at {{office}}; each field takes a consent of its own ({{cite.distribution}}).

**Conditions and bans.** I can forbid that these data are passed on, other than by giving access, and forbid their processing by anyone or name the conditions for it. My conditions are published with the data; the outer limit is {{term.ru-distribution-publish-conditions}}.

**Actions.** Distribution: showing the chosen field on a public page to every visitor.`,
  ),
  partners: common(
    '**Действия.** Передача (предоставление) названных данных партнёрам компании из реестра получателей и использование ими этих данных, чтобы связаться со мной. Каждая передача записывается; перечень получивших я могу узнать в любой момент.',
    '**Actions.** Handing the named data to partners of the company that stand in its register of recipients, and their use of the data to contact me. Each transfer is recorded; I can learn at any time who got them.',
  ),
};
