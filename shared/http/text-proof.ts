import { type DocumentVersion, inForce } from '../domain/policy/versions.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Language } from '../law/date-words.ts';
import { parseVersionId, versionId } from '../policy/documents.ts';
import type { FormName } from '../policy/form-fields.ts';
import type { Secrets } from '../records/secrets.ts';
import { isLanguage } from './language.ts';
import { sign, unsign } from './stamp.ts';

/** A text that was shown is good for an answer this long, ms (C2). */
export const PROOF_LIFE = 2 * 3_600_000;

/** Use of the signature: no stamp of a form passes for a proof. */
const USE = 'text-proof';

/** What a proof says: this text, in this language, was shown with this form at this instant (epoch ms). */
export interface ShownText {
  readonly form: FormName;
  readonly language: Language;
  /** Id of the version, e.g. `promotions-1`. */
  readonly version: string;
  /** SHA-256 of the exact text, base64url. */
  readonly hash: string;
  readonly at: number;
}

/** Signs that a text was shown (C2): `<key id>.<what was shown>.<mac>`. */
export const makeTextProof = (secrets: Secrets, { form, language, version, hash, at }: ShownText): string =>
  sign(secrets, USE, [form, language, version, hash, at.toString(36)].join(' '));

/** What a proof is read for. */
export interface ProofWanted {
  readonly form: FormName;
  /** All recorded versions of the document. */
  readonly versions: readonly DocumentVersion[];
  /** Where the answer says so itself: the version, and the language it was read in. */
  readonly version?: string | undefined;
  readonly language?: Language | undefined;
}

/** A proven text: what the consent event records of it. */
export interface ProvenText extends ShownText {
  /** The proof's mac: goes into the ledger, so that the event can be matched with what was signed. */
  readonly mac: string;
}

/**
 * Reads the proof that came back with an answer at `at` (epoch ms). Every fault is the refusal `text-replaced`, its
 * `why` says which: `forged`, `form`, `language`, `version`, `expired`, `replaced` (another version is in force now).
 */
export function readTextProof(
  secrets: Secrets,
  proof: string | undefined,
  wanted: ProofWanted,
  at: number,
): Result<ProvenText> {
  const no = (why: string) => refuse('text-replaced', { field: 'proof', data: { why } });
  const text = proof === undefined ? undefined : unsign(secrets, USE, proof);
  const [form, language, version = '', hash = '', shown = ''] = text?.split(' ') ?? [];
  if (text === undefined || !isLanguage(language)) return no('forged');
  if (form !== wanted.form) return no('form');
  if (wanted.language !== undefined && language !== wanted.language) return no('language');
  if (wanted.version !== undefined && version !== wanted.version) return no('version');
  const seen = Number.parseInt(shown, 36);
  // Functions' clocks may differ by minutes, not by more than a proof lives.
  if (Math.abs(at - seen) > PROOF_LIFE) return no('expired');
  const now = inForce(wanted.versions, at);
  const document = parseVersionId(version)?.document;
  if (now === undefined || now.document !== document || versionId(now) !== version) return no('replaced');
  if (now.hashes[language] !== hash) return no('replaced');
  return accept({
    ...{ form: wanted.form, language, version, hash, at: seen },
    mac: proof?.split('.')[2] ?? '',
  });
}
