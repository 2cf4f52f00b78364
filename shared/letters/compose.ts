import { createHash } from 'node:crypto';
import type { LetterKind } from '../domain/letters/kinds.ts';
import type { Language } from '../law/date-words.ts';
import type { Content, ContentOf, Letterhead } from './content.ts';
import type { LetterDocument } from './document.ts';
import { renderHtml } from './html.tsx';
import { accountClosed, closingAsked, closingCancelled } from './templates/account-closing.ts';
import { addressChanged, addressConfirm, addressUndone, freshCode } from './templates/address-change.ts';
import {
  caseDue,
  caseEscalation,
  caseOverdue,
  caseReminder,
  caseReturned,
  caseUnconfirmed,
} from './templates/case-task.ts';
import { claimAnswer } from './templates/claim-answer.ts';
import { claimCorrected } from './templates/claim-corrected.ts';
import { claimReceipt } from './templates/claim-receipt.ts';
import { claimWithdrawalCode, claimWithdrawn } from './templates/claim-withdrawal.ts';
import { deskDigest } from './templates/desk-digest.ts';
import { holdReleased } from './templates/hold-released.ts';
import { ledgerRoot } from './templates/ledger-root.ts';
import { lettersHeld } from './templates/letters-held.ts';
import { policyChanged } from './templates/policy-changed.ts';
import { receiptsDigest } from './templates/receipts-digest.ts';
import { accountExists, registrationConfirm, signInCode } from './templates/registration.ts';
import type { Template } from './templates/template.ts';
import { renderText } from './text.ts';
import { writeDocument } from './write-document.ts';

/** The template of every kind; a kind without one does not compile. */
const TEMPLATES: { readonly [K in LetterKind]: Template<K> } = {
  'claim-receipt': claimReceipt,
  'claim-answer': claimAnswer,
  'claim-corrected': claimCorrected,
  'claim-withdrawal-code': claimWithdrawalCode,
  'claim-withdrawn': claimWithdrawn,
  'case-reminder': caseReminder,
  'case-escalation': caseEscalation,
  'case-due': caseDue,
  'case-overdue': caseOverdue,
  'case-returned': caseReturned,
  'case-unconfirmed': caseUnconfirmed,
  'receipts-digest': receiptsDigest,
  'desk-digest': deskDigest,
  'letters-held': lettersHeld,
  'ledger-root': ledgerRoot,
  'registration-confirm': registrationConfirm,
  'account-exists': accountExists,
  'sign-in-code': signInCode,
  'address-confirm': addressConfirm,
  'address-changed': addressChanged,
  'address-undone': addressUndone,
  'hold-released': holdReleased,
  'fresh-code': freshCode,
  'closing-asked': closingAsked,
  'closing-cancelled': closingCancelled,
  'account-closed': accountClosed,
  'policy-changed': policyChanged,
};

/** A letter ready to be put into MIME. */
export interface ComposedLetter {
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Version of the template, e.g. `claim-receipt-1` (N6). */
  readonly template: string;
  /** Hex SHA-256 of subject, text and HTML: what was said, kept beside the letter (N6). */
  readonly hash: string;
}

const write = <K extends LetterKind>(kind: K, content: ContentOf[K], head: Letterhead): LetterDocument =>
  writeDocument(TEMPLATES[kind], content, head);

/** The letter as a document: for print. The text of a decision is frozen as it was previewed (K4). */
export const letterDocument = (content: Content, head: Letterhead): LetterDocument =>
  write(content.kind, content, head);

/** Writes the letter: subject, text and HTML from one source, with the template's version and the hash of it all. */
export function composeLetter(content: Content, head: Letterhead): ComposedLetter {
  const document = letterDocument(content, head);
  const text = renderText(document);
  const html = renderHtml(document);
  const { subject } = document;
  const hash = createHash('sha256')
    .update(JSON.stringify([subject, text, html]))
    .digest('hex');
  return { language: head.language, subject, text, html, template: TEMPLATES[content.kind].version, hash };
}
