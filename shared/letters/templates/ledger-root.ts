import { formatDate } from '../../law/date-words.ts';
import type { ContentOf } from '../content.ts';
import { blocks, data, facts, paragraph } from '../document.ts';
import type { Template } from './template.ts';

/** What `npm run audit:verify -- --roots FILE` reads of this letter (infra/tools/known-roots.ts). */
const line = ({ day, signature }: ContentOf['ledger-root']) => data(JSON.stringify({ day, mac: signature }));

/** The daily signed root over all chains of the ledger leaves the account to the auditor (A1). */
export const ledgerRoot: Template<'ledger-root'> = {
  version: 'ledger-root-2',
  ru: (content, head) => ({
    subject: 'Контрольная сумма журнала',
    blocks: blocks(
      facts(['День', formatDate(content.day, 'ru')], ['Дата письма', formatDate(head.date, 'ru')]),
      paragraph(
        'Сохраните это письмо. По нему можно проверить, что записи журнала до этого дня никто не изменил и не удалил. ',
        'Соберите в один файл такие строки из писем, по одной на письмо, и запустите ',
        'npm run audit:verify -- --roots ФАЙЛ:',
      ),
      line(content),
      facts(
        ['Корень', content.root],
        ['Подпись', content.signature],
        ['Ключ', content.keyId],
        ['Цепочек', String(content.chains)],
        ['Записей', String(content.events)],
      ),
    ),
  }),
  en: (content, head) => ({
    subject: 'Checksum of the ledger',
    blocks: blocks(
      facts(['Day', formatDate(content.day, 'en')], ['Date of this letter', formatDate(head.date, 'en')]),
      paragraph(
        'Keep this letter. With it one can verify that no entry of the ledger up to this day was changed or removed. ',
        'Put such lines into one file, one for each letter, and run ',
        'npm run audit:verify -- --roots FILE:',
      ),
      line(content),
      facts(
        ['Root', content.root],
        ['Signature', content.signature],
        ['Key', content.keyId],
        ['Chains', String(content.chains)],
        ['Events', String(content.events)],
      ),
    ),
  }),
};
