import type { KnownCase } from '../domain/cases/kinds.ts';
import { frozenAnswer } from '../domain/claims/frozen-answer.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import type { Opened } from '../records/case-file.ts';
import { linkToken } from '../records/links.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { Content } from './content.ts';
import { caseFacts, statusUrl } from './facts.ts';

/**
 * What a letter about a case says to its requester, from the records as they are now: the same for mail, print and
 * bundle. Undefined for letters of other kinds, for codes (they are for one reader, once) and where the text is missing.
 */
export async function requesterContent(
  letter: LetterBody,
  about: KnownCase,
  opened: Pick<Opened, 'contact' | 'text'>,
  deps: { readonly settings: RuntimeSettings; readonly secrets: Secrets },
): Promise<Content | undefined> {
  const facts = () => caseFacts(about, letter.language);
  switch (letter.kind) {
    case 'claim-receipt':
    case 'claim-corrected': {
      if (about.link === undefined) return undefined;
      const key = linkToken(deps.secrets, 'status', about.link);
      const url = statusUrl(deps.settings, about.reference, key);
      return { kind: letter.kind, case: facts(), statusUrl: url };
    }
    case 'claim-answer': {
      const frozen = letter.text === undefined ? undefined : await opened.text(letter.text);
      if (frozen === undefined || about.own.outcome === undefined) return undefined;
      const { text, reasons } = frozenAnswer.parse(JSON.parse(frozen));
      return {
        kind: letter.kind,
        case: facts(),
        name: opened.contact?.name ?? '',
        answer: { outcome: about.own.outcome, text, ...(reasons === undefined ? {} : { reasons }) },
      };
    }
    case 'claim-withdrawn':
      return {
        kind: letter.kind,
        reference: about.reference,
        on: localDate(Date.parse(about.closedAt ?? letter.at), REGIME_ZONE),
      };
    default:
      return undefined;
  }
}
