import { formatDate } from '../../law/date-words.ts';
import { blocks, data, facts, paragraph } from '../document.ts';
import type { Template } from './template.ts';

interface LedgerRootContent {
  readonly day: string;
  /** The root (hex), the compact JWS that signs it, the signing key's id, and how many chains grew on the day. */
  readonly root: string;
  readonly signed: string;
  readonly keyId: string;
  /** Where the public keys are published. */
  readonly keysUrl: string;
  readonly chains: number;
}

/** What `npm run audit:verify -- --roots FILE` reads of this letter (infra/tools/known-roots.ts). */
const line = ({ day, signed }: LedgerRootContent) => data(JSON.stringify({ day, root: signed }));

/** The daily signed root over all chains of the ledger leaves the account to the auditor (A1). */
export const ledgerRoot: Template<LedgerRootContent> = {
  version: 'ledger-root-3',
  ru: (content, head) => ({
    subject: 'Контрольная сумма журнала',
    blocks: blocks(
      facts(['День', formatDate(content.day, 'ru')], ['Дата письма', formatDate(head.date, 'ru')]),
      paragraph(
        'Сохраните это письмо. По нему можно проверить, что записи журнала по этот день включительно никто не изменил и не удалил. ',
        'Соберите в один файл такие строки из писем, по одной на письмо, и запустите ',
        'npm run audit:verify -- --roots ФАЙЛ. Подлинность самих писем проверяется открытыми ключами, без доступа к журналу: ',
        'добавьте --jwks и адрес ключей:',
      ),
      line(content),
      facts(
        ['Корень', content.root],
        ['Ключ', content.keyId],
        ['Открытые ключи', content.keysUrl],
        ['Цепочек с новыми записями', String(content.chains)],
      ),
    ),
  }),
  en: (content, head) => ({
    subject: 'Checksum of the ledger',
    blocks: blocks(
      facts(['Day', formatDate(content.day, 'en')], ['Date of this letter', formatDate(head.date, 'en')]),
      paragraph(
        'Keep this letter. With it one can verify that no entry of the ledger up to and including this day was changed or removed. ',
        'Put such lines into one file, one for each letter, and run ',
        'npm run audit:verify -- --roots FILE. That the letters are genuine is verified with public keys alone, without the ledger: ',
        'add --jwks and the address of the keys:',
      ),
      line(content),
      facts(
        ['Root', content.root],
        ['Key', content.keyId],
        ['Public keys', content.keysUrl],
        ['Chains with new events', String(content.chains)],
      ),
    ),
  }),
};
