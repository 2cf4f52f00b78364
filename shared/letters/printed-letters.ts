import type { KnownCase } from '../domain/cases/kinds.ts';
import { frozenAnswer } from '../domain/claims/frozen-answer.ts';
import { LETTERS, type LetterKind, type PrintedKind } from '../domain/letters/kinds.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import type { Opened } from '../records/case-file.ts';
import { linkToken } from '../records/links.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';
import { caseFacts, statusUrl } from './facts.ts';
import { type Draft, letter, type Maker } from './maker.ts';
import { claimAnswer } from './templates/claim-answer.ts';
import { claimCorrected } from './templates/claim-corrected.ts';
import { claimReceipt } from './templates/claim-receipt.ts';
import { claimWithdrawn } from './templates/claim-withdrawal.ts';

/** What letters of a case to its requester are made from: the records as they are now. */
interface CaseRead {
  readonly letter: LetterBody;
  readonly about: KnownCase;
  readonly opened: Pick<Opened, 'contact' | 'text'>;
  readonly settings: RuntimeSettings;
  readonly secrets: Secrets;
}

const factsOf = ({ about, letter: { language } }: CaseRead) => caseFacts(about, language);

/** Dates of the case, and the way to its status page. */
function datesAndLink(read: CaseRead) {
  const { about, settings, secrets } = read;
  if (about.link === undefined) return undefined;
  const key = linkToken(secrets, 'status', about.link);
  return { case: factsOf(read), statusUrl: statusUrl(settings, about.reference, key) };
}

/** The letters that may be printed: a kind that is missing here does not compile. */
const PRINTED: { readonly [K in PrintedKind]: Maker<CaseRead> } = {
  'claim-receipt': letter(claimReceipt, datesAndLink),
  'claim-corrected': letter(claimCorrected, datesAndLink),
  'claim-answer': letter(claimAnswer, async (read: CaseRead) => {
    const { letter: body, about, opened } = read;
    const frozen = body.text === undefined ? undefined : await opened.text(body.text);
    if (frozen === undefined || about.own.outcome === undefined) return undefined;
    const { text, reasons } = frozenAnswer.parse(JSON.parse(frozen));
    return {
      case: factsOf(read),
      name: opened.contact?.name ?? '',
      answer: { outcome: about.own.outcome, text, ...(reasons === undefined ? {} : { reasons }) },
    };
  }),
  'claim-withdrawn': letter(claimWithdrawn, ({ letter: { at }, about }: CaseRead) => ({
    reference: about.reference,
    on: localDate(Date.parse(about.closedAt ?? at), REGIME_ZONE),
  })),
};

export const isPrinted = (kind: LetterKind): kind is PrintedKind => LETTERS[kind].printed;

/**
 * A letter about a case to its requester, the same for mail, print and bundle. Undefined for kinds that are not printed –
 * codes are for one reader, once –, and where the text is missing.
 */
export async function printedLetter(
  body: LetterBody,
  about: KnownCase,
  opened: CaseRead['opened'],
  { settings, secrets }: Pick<CaseRead, 'settings' | 'secrets'>,
): Promise<Draft | undefined> {
  return isPrinted(body.kind)
    ? PRINTED[body.kind]({ letter: body, about, opened, settings, secrets })
    : undefined;
}
