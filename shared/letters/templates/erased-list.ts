import { formatDate } from '../../law/date-words.ts';
import { blocks, data, facts, paragraph } from '../document.ts';
import type { Template } from './template.ts';

interface ErasedListContent {
  readonly day: string;
  /** From 1; `last`: there is no other after it. */
  readonly part: number;
  readonly last: boolean;
  /** How many ids it names. */
  readonly ids: number;
  /** The compact JWS, and the signing key's id. */
  readonly signed: string;
  readonly keyId: string;
}

/** What `npm run reerase -- --erased FILE` reads of this letter (infra/tools/known-lists.ts). */
const line = ({ day, signed }: ErasedListContent) => data(JSON.stringify({ day, erased: signed }));

/** A list in one letter needs no number. */
const isWhole = ({ part, last }: ErasedListContent): boolean => part === 1 && last;

/** The daily list of ids whose data were destroyed leaves the account to the auditor (S8). */
export const erasedList: Template<ErasedListContent> = {
  version: 'erased-list-1',
  ru: (content, head) => ({
    subject: 'Список уничтоженного',
    blocks: blocks(
      facts(['День', formatDate(content.day, 'ru')], ['Дата письма', formatDate(head.date, 'ru')]),
      paragraph(
        'Сохраните это письмо на\u00a0то время, что хранятся резервные копии. В\u00a0нём номера записей, данные которых уничтожены за\u00a0этот день; ',
        'номера случайны и\u00a0ни\u00a0о\u00a0ком ничего не\u00a0говорят. Если данные придётся восстановить из\u00a0копии, сделанной раньше, уничтоженное вернётся вместе с\u00a0нею: ',
        'тогда такие строки из\u00a0всех писем собирают в\u00a0один файл и\u00a0запускают npm run reerase -- --roots КОРНИ --erased ФАЙЛ.',
      ),
      line(content),
      facts(
        ['Номеров', String(content.ids)],
        ...(isWhole(content)
          ? []
          : [['Часть', content.last ? `${content.part}, последняя` : String(content.part)] as const]),
        ['Ключ', content.keyId],
      ),
    ),
  }),
  en: (content, head) => ({
    subject: 'List of what was destroyed',
    blocks: blocks(
      facts(['Day', formatDate(content.day, 'en')], ['Date of this letter', formatDate(head.date, 'en')]),
      paragraph(
        'Keep this letter for as long as backups are kept. It has the numbers of the records whose data were destroyed on this day; ',
        'the numbers are random and say nothing about anybody. If data must be restored from a copy that was made before, what was destroyed comes back with it: ',
        'then such lines of all letters are put into one file, and npm run reerase -- --roots ROOTS --erased FILE is run.',
      ),
      line(content),
      facts(
        ['Numbers', String(content.ids)],
        ...(isWhole(content)
          ? []
          : [['Part', content.last ? `${content.part}, the last one` : String(content.part)] as const]),
        ['Key', content.keyId],
      ),
    ),
  }),
};
