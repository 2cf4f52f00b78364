import { formatDate } from '../../law/date-words.ts';
import { blocks, facts, paragraph } from '../document.ts';
import type { Template } from './template.ts';

/** The daily signed root over all chains of the ledger leaves the account to the auditor (A1). */
export const ledgerRoot: Template<'ledger-root'> = {
  version: 'ledger-root-1',
  ru: (content, head) => ({
    subject: 'Контрольная сумма журнала',
    blocks: blocks(
      facts(['День', formatDate(content.day, 'ru')], ['Дата письма', formatDate(head.date, 'ru')]),
      paragraph(
        'Сохраните это письмо. По нему можно проверить, что записи журнала до этого дня никто не изменил и не удалил: ',
        'npm run audit:verify.',
      ),
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
        'Keep this letter. With it anyone can verify that no entry of the ledger up to this day was changed or removed: ',
        'npm run audit:verify.',
      ),
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
