import type { CaseView, LetterView } from '../../../../api/case-view.ts';
import type { Language } from '../../../../language.ts';
import { DESK_WORDS } from '../../texts/desk.ts';

/** A letter leaves within minutes, as a rule. */
const LEAVES_WITHIN_MS = 3_600_000;

/** The postal way after a bounce, a check, a call (K4). */
export function postalAsks(
  view: CaseView,
  answer: LetterView,
  at: number,
  language: Language,
): { readonly title: string; readonly lead: string } | undefined {
  const words = DESK_WORDS[language];
  const byMail = view.status === 'answered' && view.answerTo === 'email';
  // An answer that is on its way by e-mail asks for nothing yet; one that has not left for so long may have to be posted.
  if (byMail && at - Date.parse(answer.at) < LEAVES_WITHIN_MS) return undefined;
  if (view.status === 'returned')
    return { title: words.returnedTitle, lead: `${words.returnedLead} ${words.returnedNoAddress}` };
  if (view.status === 'unconfirmed') return { title: words.unconfirmedTitle, lead: words.unconfirmedLead };
  return byMail
    ? { title: words.unsentTitle, lead: words.unsentLead }
    : { title: words.awaitingPost, lead: words.awaitingPostLead };
}
