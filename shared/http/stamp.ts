import { randomBytes } from 'node:crypto';
import { sign, unsign } from '../identity/signed.ts';
import { isLanguage, type Language } from '../language.ts';
import type { Secrets } from '../records/secrets.ts';

/** A form that was first drawn less than so long ago was typed by no person, ms (api.md). */
export const STAMP_MIN = 2_000;
/** So long after it was drawn a form is shown anew instead of taken, ms. */
export const STAMP_MAX = 2 * 3_600_000;

/** What a stamp says: which form, in which language, when it was shown (epoch ms). Signed, so nobody dates a form back. */
export interface Stamp {
  readonly form: string;
  readonly language: Language;
  readonly at: number;
  /**
   * When the form was drawn for the first time, if this is not it: one that was refused or too old comes back filled in,
   * and may be right after one keystroke.
   */
  readonly first?: number | undefined;
  /** Which of the forms of its page that post to the same path, in their order; 0 if not said. */
  readonly place?: number | undefined;
}

/** How a stamp stands at the time of posting. `absent` also means forged, of another session, or from the future. */
export type StampState =
  | { readonly state: 'good' | 'too-fast' | 'stale'; readonly stamp: Stamp }
  | { readonly state: 'absent' };

/** A stamp for a form shown at `at`, bound to the session of who sees it (empty for the public). */
export function makeStamp(secrets: Secrets, stamp: Stamp, session: string): string {
  const nonce = randomBytes(9).toString('base64url');
  const { language, at, first = at, place = 0, form } = stamp;
  const numbers = [at, first, place].map((number) => number.toString(36));
  return sign(secrets, 'form-stamp', [language, ...numbers, nonce, form].join('.'), session);
}

/** Reads the stamp that came back with a form posted at `at`. */
export function readStamp(
  secrets: Secrets,
  signed: string | undefined,
  session: string,
  at: number,
): StampState {
  const text = signed === undefined ? undefined : unsign(secrets, 'form-stamp', signed, session);
  const [language, issued = '', drawn = '', placed = '', , ...form] = text?.split('.') ?? [];
  if (!isLanguage(language)) return { state: 'absent' };
  const [issuedAt, first, place] = [issued, drawn, placed].map((part) => Number.parseInt(part, 36)) as [
    number,
    number,
    number,
  ];
  const stamp: Stamp = { form: form.join('.'), language, at: issuedAt, first, place };
  const age = at - issuedAt;
  // Functions' clocks may differ by minutes: a stamp slightly from the future is merely too fast.
  if (age < -STAMP_MAX) return { state: 'absent' };
  if (age > STAMP_MAX) return { state: 'stale', stamp };
  return { state: at - Math.min(first, issuedAt) < STAMP_MIN ? 'too-fast' : 'good', stamp };
}

/** A fresh idempotency key for a form (G3). */
export const newKey = (): string => randomBytes(18).toString('base64url');
