import { bilingual } from '../../../words/bilingual.ts';

/** Words around the document of one consent, wherever it is asked for (C1). */
export const CONSENT_DOCUMENT_WORDS = bilingual(
  {
    kind: 'Согласие — отдельный документ',
    askTitle: 'Ваш ответ',
    lead: 'Решайте свободно: от ответа не зависит ни учётная запись, ни обслуживание. Отозвать согласие можно одним нажатием.',
    box: 'Я прочитал(а) этот документ и даю согласие',
    give: 'Даю согласие',
    refuse: 'Не даю',
  },
  {
    kind: 'Consent: a document of its own',
    askTitle: 'Your answer',
    lead: 'Decide freely: neither the account nor the service depends on it. A consent is withdrawn by one press of a button.',
    box: 'I have read this document and give my consent',
    give: 'I give my consent',
    refuse: 'I do not',
  },
);
