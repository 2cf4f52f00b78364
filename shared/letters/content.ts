import type { Lacks } from '../domain/cases/type.ts';
import type { LetterKind } from '../domain/letters/kinds.ts';
import type { MilestoneName } from '../domain/milestone-names.ts';
import type { Language } from '../law/date-words.ts';
import type { RuleId } from '../law/rules.ts';

/** One clock of a case, as a letter tells of it. */
interface ClockFacts {
  readonly rule: RuleId;
  /** How it was counted, in whole sentences of the letter's language (shared/law/words.ts). */
  readonly explanation: string;
}

/** What letters to a requester say of a case. No personal data. Dates are ISO dates. */
export interface CaseFacts {
  readonly reference: string;
  /** Local date of receipt. */
  readonly receivedOn: string;
  /** Day by which an answer is promised. */
  readonly promised: string;
  readonly clocks: readonly ClockFacts[];
}

/** What letters to staff say of a case: reference and dates only. */
export interface StaffFacts {
  readonly reference: string;
  readonly receivedOn: string;
  readonly workBy: string;
  /** Its last day, or – where a clock of hours comes first – the instant at which it ends. */
  readonly ends: string;
  /** What is still to be done until an answer is sent or posted. */
  readonly lacks: Lacks;
  readonly deskUrl: string;
  /** The clock that the letter is about, where the case's own dates do not say it. */
  readonly clock?: EndingClock;
}

/** A clock and when it ends: ISO date, or instant. */
export interface EndingClock {
  readonly rule: RuleId;
  readonly due: string;
}

/** A line of the digest for officers (D0). */
export interface DigestLine {
  readonly reference: string;
  readonly workBy: string;
  /** Its last day, or – where a clock of hours comes first – the instant at which it ends. */
  readonly ends: string;
  readonly lacks: Lacks;
}

/** A line of the digest of receipts. */
export type ReceiptLine = Pick<CaseFacts, 'reference' | 'receivedOn' | 'promised'>;

/** What each kind of letter is made of. */
export interface ContentOf {
  'claim-receipt': { readonly case: CaseFacts; readonly statusUrl: string };
  'claim-corrected': { readonly case: CaseFacts; readonly statusUrl: string };
  'claim-answer': {
    readonly case: CaseFacts;
    /** As typed; greeted by only if it is nothing but a name. */
    readonly name: string;
    readonly answer: {
      readonly outcome: 'satisfied' | 'partly' | 'rejected';
      readonly text: string;
      readonly reasons?: string;
    };
  };
  'claim-withdrawal-code': { readonly reference: string; readonly code: string; readonly minutes: number };
  'claim-withdrawn': { readonly reference: string; readonly on: string };
  'case-reminder': { readonly case: StaffFacts; readonly milestone: MilestoneName };
  'case-escalation': { readonly case: StaffFacts };
  'case-due': { readonly case: StaffFacts };
  'case-overdue': { readonly case: StaffFacts };
  /** `letter`: what came back; `stopped`: it has never left. */
  'case-returned': {
    readonly case: StaffFacts;
    readonly letter: 'answer' | 'other';
    readonly stopped: boolean;
  };
  'case-unconfirmed': { readonly case: StaffFacts; readonly letter: 'answer' | 'other' };
  'receipts-digest': {
    readonly day: string;
    readonly receipts: readonly ReceiptLine[];
    /** How many more there were than the letter lists. */
    readonly more: number;
  };
  'desk-digest': {
    readonly day: string;
    readonly today: readonly DigestLine[];
    readonly overdue: readonly DigestLine[];
    readonly more: number;
    readonly deskUrl: string;
  };
  /** Letters of these cases wait for a person (T3); `more`: there are others. */
  'letters-held': {
    readonly references: readonly string[];
    readonly more: boolean;
    readonly deskUrl: string;
  };
  /** Proves an address: by link, or by the code in the browser that asked – no code once all its tries are used (G16). */
  'registration-confirm': { readonly confirmUrl: string; readonly code?: string; readonly minutes: number };
  'account-exists': { readonly signInUrl: string };
  'policy-changed': {
    /** Local date from which it is in force. */
    readonly on: string;
    /** Whether it must be acknowledged before the account is used. */
    readonly change: 'soft' | 'hard';
    readonly policyUrl: string;
  };
  'sign-in-code': { readonly code: string; readonly minutes: number };
  'address-confirm': { readonly confirmUrl: string; readonly code?: string; readonly minutes: number };
  /** To the old address with the link that undoes it, and until when; to the new one without. Repeats no address. */
  'address-changed': { readonly undo?: { readonly url: string; readonly until: string } };
  /** The same shape: the link to the old address while it can still undo. */
  'hold-released': { readonly undo?: { readonly url: string; readonly until: string } };
  'address-undone': { readonly present: boolean };
  'fresh-code': { readonly code: string; readonly minutes: number };
  /** `due`: when it will be done, in words. `publicUrl`: where what is public can be taken back; absent: nothing is. */
  'closing-asked': { readonly due: string; readonly cancelUrl: string; readonly publicUrl?: string };
  'closing-cancelled': { readonly signInUrl: string };
  'account-closed': {
    /** Person id: by it the program finds the act of destruction again. */
    readonly person: string;
    /** Groups of records in words of the letter's language. */
    readonly goes: readonly string[];
    readonly stays: readonly { readonly what: string; readonly until: string; readonly why: string }[];
    /** ISO date on which the last backup has lapsed. */
    readonly backupsUntil: string;
  };
  'ledger-root': {
    readonly day: string;
    /** The root (hex), the compact JWS that signs it, the signing key's id, and how many chains grew on the day. */
    readonly root: string;
    readonly signed: string;
    readonly keyId: string;
    /** Where the public keys are published. */
    readonly keysUrl: string;
    readonly chains: number;
  };
}

export type Content = { readonly [K in LetterKind]: { readonly kind: K } & ContentOf[K] }[LetterKind];

/** Who writes: from the settings, in the letter's language. */
export interface Operator {
  readonly name: string;
  readonly postalAddress: string;
  readonly email: string;
}

/** What every letter carries. */
export interface Letterhead {
  readonly language: Language;
  /** Local date of the letter, ISO. */
  readonly date: string;
  readonly operator: Operator;
}
