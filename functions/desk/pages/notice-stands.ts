import type { CaseView } from '../../../shared/api/case-view.ts';
import type { Duty } from '../../../shared/domain/breaches/duties.ts';
import { NOTICE_WORDS } from '../../../shared/http/pages/texts/notice.ts';
import type { Language } from '../../../shared/language.ts';
import { formatInstant } from '../../../shared/law/date-words.ts';
import { REGIME_ZONE } from '../../../shared/law/regimes.ts';
import { breachWord } from '../../../shared/words/breach-names.ts';

/** Where a notice stands, in one sentence: not written, lacking, to be confirmed, to be filed, filed, declined (B2). */
export function noticeStands(
  { duties = [], drafts = [] }: Pick<CaseView, 'duties' | 'drafts'>,
  notice: Duty,
  language: Language,
): string {
  const words = NOTICE_WORDS[language];
  const duty = duties.find((one) => one.duty === notice);
  if (duty?.filedAt !== undefined)
    return words.filed(formatInstant(Date.parse(duty.filedAt), REGIME_ZONE, language), duty.number ?? '–');
  if (duty?.ground !== undefined) return words.declined(breachWord('grounds', duty.ground, language));
  const draft = drafts.find((one) => one.notice === notice);
  if (draft === undefined) return words.unwritten;
  if (draft.missing.length > 0)
    return words.lacks(draft.missing.map((field) => breachWord('fields', field, language)).join(', '));
  return draft.confirmed ? words.confirmed : words.written;
}
