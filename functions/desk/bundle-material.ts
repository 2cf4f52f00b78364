import type { EventView, PersonalView } from '../../shared/api/case-view.ts';
import type { TextBody } from '../../shared/domain/cases/case.ts';
import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import type { GivenReason } from '../../shared/domain/cases/reasons.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import type { EventBody } from '../../shared/records/kinds/ledger.ts';

/** A sealed text of the case as the file shows it: who wrote it, when, and what it belongs to. */
export interface WrittenText {
  /** The event that brought it names it in its data. */
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly event: string;
  readonly role: TextBody['role'];
  readonly text: string;
}

/** The answer's letter drawn again, and whether it is word for word what was sent; undefined where no hash was kept. */
export interface AnswerLetter {
  readonly html: string;
  readonly matches: boolean | undefined;
}

/** All that a bundle is made of; nothing else goes into it, so that the same material gives the same bytes (K5). */
export interface Material {
  readonly body: KnownCase;
  readonly personal: PersonalView;
  /** Events as views show them, with the words of their reasons. */
  readonly events: readonly EventView[];
  /** The same as they lie in the ledger. */
  readonly chain: readonly EventBody[];
  readonly letters: readonly LetterBody[];
  readonly texts: readonly WrittenText[];
  readonly answerLetter?: AnswerLetter;
  /** Names of staff by OIDC subject. */
  readonly names: ReadonlyMap<string, string>;
  /** Instant of the export (epoch ms), by whom, and why. */
  readonly at: number;
  readonly by: string;
  readonly reason: GivenReason;
}
