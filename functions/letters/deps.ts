import { factsOf, type LetterKind } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import type { StopReason } from '../../shared/domain/letters/state.ts';
import type { MailPort } from '../../shared/letters/mail-port.ts';
import type { Draft } from '../../shared/letters/maker.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the operations on letters need. */
export interface LetterDeps extends RecordDeps {
  readonly mail: MailPort;
  readonly settings: RuntimeSettings;
  /** Epoch ms: stream and poll have no time of their own that says when a letter left. */
  readonly now: () => number;
  readonly newId: () => string;
  /** 0 ≤ x < 1, to spread what was turned away together. */
  readonly random: () => number;
  /** One line per thing that somebody may have to look at: codes and ids only. */
  readonly report: (
    code: ReportCode,
    about: { readonly case?: string | undefined; readonly detail?: string },
  ) => void;
}

/** Everything a letter is written from, read at the moment of sending (K4: address, block and consent are read then). */
export interface Prepared {
  readonly kind: 'ready';
  readonly draft: Draft;
  readonly language: LetterBody['language'];
  readonly to: readonly string[];
  /** Keyed hash of the requester's address, for the daily limit. */
  readonly lookup?: string;
}

export type Preparation = Prepared | { readonly kind: 'stop'; readonly reason: StopReason };

/** Why a letter stops that has nothing to say: with its code it loses its use, and nobody misses it. */
export const silenceOf = (kind: LetterKind): StopReason =>
  factsOf(kind).code ? 'code-expired' : 'nothing-to-say';

/** What the worker reports; alarms count these lines. */
export type ReportCode =
  | 'mail-paused' // nothing leaves until somebody acts
  | 'mail-throttled'
  | 'mail-unknown' // a call without an answer; the letter may have left
  | 'mail-refused'
  | 'letter-stopped'
  | 'staff-address-returned' // a member of staff, or a staff address of the settings, gets no mail
  | 'letter-unknown' // an event names a letter that is not there
  | 'letter-failed'; // an error; the sweep comes back to it
