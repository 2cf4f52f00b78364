import { partName } from './part-names.ts';
import { entry, type RefusalText } from './refusal-text.ts';

const FIELD_NAMES: { readonly [field: string]: { readonly ru: string; readonly en: string } } = {
  name: { ru: 'имя', en: 'name' },
  phone: { ru: 'телефон', en: 'phone' },
  organisation: { ru: 'организация', en: 'organisation' },
  language: { ru: 'язык писем', en: 'language of letters' },
};
const fieldName = (field: string | number | undefined, language: 'ru' | 'en'): string =>
  FIELD_NAMES[String(field)]?.[language] ?? String(field);

/** Refusals about carrying out what a request asks (S7, C5, R6). */
export const CARRYING_REFUSALS = {
  // such an act is not done about such a part; data.part
  'not-done-about': entry(
    422,
    [
      'Это делают не так',
      ({ data }) =>
        `По просьбе «${partName(data['part'], 'ru')}» такого не делают. Выберите другую просьбу или другое действие.`,
    ],
    [
      'Not what this part asks for',
      ({ data }) =>
        `That is not done about “${partName(data['part'], 'en')}”. Choose another part, or another act.`,
    ],
  ),
  // the case names nobody who has a record here
  'nobody-here': entry(
    409,
    [
      'Учётной записи нет',
      'У этого человека нет учётной записи в программе: менять или прекращать здесь нечего. Откажите с основанием «ничего не хранится» или дождитесь ответов других систем.',
    ],
    [
      'There is no account',
      'This person has no account in the program: there is nothing to change or to stop here. Refuse with “nothing held”, or wait for the answers of the other systems.',
    ],
  ),
  // which of the corrections are to be carried out
  'field-needed': entry(
    422,
    ['Что исправить?', 'Отметьте хотя бы одно исправление из тех, о которых просят.'],
    ['What is to be corrected?', 'Tick at least one of the corrections that were asked for.'],
  ),
  // data.field
  'field-not-asked': entry(
    422,
    [
      'Об этом не просили',
      ({ data }) =>
        `Исправить поле «${fieldName(data['field'], 'ru')}» в обращении не просят: менять можно только то, о чём просили.`,
    ],
    [
      'Not asked for',
      ({ data }) =>
        `The request does not ask to correct “${fieldName(data['field'], 'en')}”; only what was asked for can be changed.`,
    ],
  ),
  // what is to stand there cannot; data.field
  'field-cannot-be': entry(
    422,
    [
      'Так записать нельзя',
      ({ data }) =>
        `Поле «${fieldName(data['field'], 'ru')}» не может быть таким. Попросите заявителя уточнить, что должно стоять.`,
    ],
    [
      'Cannot stand there',
      ({ data }) =>
        `“${fieldName(data['field'], 'en')}” cannot be that. Ask the requester what should stand there.`,
    ],
  ),
  // nobody was asked that
  'not-asked': entry(
    422,
    ['Их не спрашивали', 'В этом деле такой просьбы нет. Выберите из тех, кого спросили.'],
    ['They were not asked', 'Nobody was asked that in this case. Choose one of those who were.'],
  ),
  // they have said it already
  'answered-already': entry(
    409,
    ['Ответ уже есть', 'Этот ответ записан в деле и больше не меняется.'],
    ['Answered already', 'The answer is in the case and does not change any more.'],
  ),
  // a duplicate is joined to another case (S9)
  'join-itself': entry(
    422,
    ['Это то же самое дело', 'Укажите номер дела, к которому присоединить это.'],
    ['That is this very case', 'Give the number of the case to which this one is to be joined.'],
  ),
  // nothing is said, changed or destroyed before proof: the case that goes on must be of a proven person
  'join-unproven': entry(
    409,
    [
      'Там не известно, кто просит',
      'Присоединять можно только к делу, в котором личность подтверждена: отвечать будут по нему.',
    ],
    [
      'Not known there who asks',
      'A duplicate can only be joined to a case in which the person is proven: the answer goes there.',
    ],
  ),
  // two addresses are two people, until something else is proven
  'join-other-address': entry(
    422,
    [
      'Адреса разные',
      'Присоединяют только обращения с одного и того же подтверждённого адреса. Отвечайте на каждое отдельно.',
    ],
    [
      'The addresses differ',
      'Only requests from one and the same proven address are joined. Answer each of them.',
    ],
  ),
} satisfies Readonly<Record<string, RefusalText>>;
