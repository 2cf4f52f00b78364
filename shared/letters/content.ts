import type { Lacks } from '../domain/cases/type.ts';
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
  /** The case is an exercise: the letter says so first. */
  readonly drill?: boolean;
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
