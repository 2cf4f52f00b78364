import type { KnownCase } from '../domain/cases/kinds.ts';
import { frozenAnswer } from '../domain/claims/frozen-answer.ts';
import { LETTERS, type LetterKind, type PrintedKind } from '../domain/letters/kinds.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { localDate } from '../law/zones.ts';
import { type CaseRead, datesAndLink, factsOf } from './case-read.ts';
import { type Draft, letter, type Maker } from './maker.ts';
import { REQUEST_LETTERS } from './request-letters.ts';
import { claimAnswer } from './templates/claim-answer.ts';
import { claimCorrected } from './templates/claim-corrected.ts';
import { claimReceipt } from './templates/claim-receipt.ts';
import { claimWithdrawn } from './templates/claim-withdrawal.ts';

/** The letters that may be printed: a kind that is missing here does not compile. */
const PRINTED: { readonly [K in PrintedKind]: Maker<CaseRead> } = {
  'claim-receipt': letter(claimReceipt, datesAndLink),
  'claim-corrected': letter(claimCorrected, datesAndLink),
  'claim-answer': letter(claimAnswer, async (read: CaseRead) => {
    const { letter: body, about, opened } = read;
    const frozen = body.text === undefined ? undefined : await opened.text(body.text);
    if (frozen === undefined || about.kind !== 'claim' || about.own.outcome === undefined) return undefined;
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
  ...REQUEST_LETTERS,
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
  { settings, secrets, code }: Pick<CaseRead, 'settings' | 'secrets' | 'code'>,
): Promise<Draft | undefined> {
  return isPrinted(body.kind)
    ? PRINTED[body.kind]({ letter: body, about, opened, settings, secrets, code })
    : undefined;
}
