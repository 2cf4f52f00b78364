import type { Both } from './bilingual.ts';
import { CONSENT_PURPOSES, type ConsentPurpose, PURPOSES } from './purposes.ts';

/** What has versions: the policy, and the text of each consent. */
export type DocumentName = 'policy' | ConsentPurpose;

export const DOCUMENTS = ['policy', ...CONSENT_PURPOSES] as const satisfies readonly DocumentName[];

export const isDocument = (text: string): text is DocumentName => DOCUMENTS.some((name) => name === text);

/** What a document is called. */
export function documentTitle(document: DocumentName): Both {
  if (document === 'policy')
    return { ru: 'Политика обработки персональных данных', en: 'Personal data policy' };
  const { name } = PURPOSES[document];
  return { ru: `Согласие: ${lower(name.ru)}`, en: `Consent: ${lower(name.en)}` };
}

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Id of a version as consent events and addresses quote it: `promotions-1`. */
export const versionId = ({ document, n }: { readonly document: DocumentName; readonly n: number }): string =>
  `${document}-${n}`;

/** Takes a version's id apart; undefined for what is none. */
export function parseVersionId(
  id: string,
): { readonly document: DocumentName; readonly n: number } | undefined {
  const [, document = '', n = ''] = /^([a-z]{1,20})-([1-9]\d{0,5})$/.exec(id) ?? [];
  return isDocument(document) ? { document, n: Number(n) } : undefined;
}
