import type { Served } from '../domain/consent/events.ts';
import { type DocumentVersion, inForce } from '../domain/policy/versions.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { isLanguage } from '../language.ts';
import type { Language } from '../law/date-words.ts';
import { parseVersionId, versionId } from '../policy/documents.ts';
import type { FormName } from '../policy/form-fields.ts';
import type { Secrets } from '../records/secrets.ts';
import { sign, unsign } from './signed.ts';
import type { Person } from './who.ts';

/** A text that was shown is good for an answer this long, ms (C2). */
export const PROOF_LIFE = 2 * 3_600_000;

/** Use of the signature: no stamp of a form passes for a proof. */
const USE = 'text-proof';

/**
 * Whom a text is served to: the browser that holds a registration's `challenge`, a `session` of a person, or one `drawing`
 * of our own form for somebody who has neither yet. A proof that names one of these is worth nothing with another.
 */
export interface TextBond {
  readonly to: 'challenge' | 'session' | 'drawing';
  readonly id: string;
}

/** Of a registration, by its handle. */
export const challengeBond = (challenge: string): TextBond => ({ to: 'challenge', id: challenge });
/** Of the very session: a proof of one is nothing in another, not even of the same person. */
export const sessionBond = ({ id, sid }: Person): TextBond => ({ to: 'session', id: `${id} ${sid}` });
/** Of one drawing of a public form, by its idempotency key. */
export const drawingBond = (key: string | undefined): TextBond => ({ to: 'drawing', id: key ?? '' });

/** What a proof says: this text, in this language, was served with this form at this instant (epoch ms). */
export interface ShownText {
  readonly form: FormName;
  readonly language: Language;
  /** Id of the version, e.g. `promotions-1`. */
  readonly version: string;
  /** SHA-256 of the exact text, base64url. */
  readonly hash: string;
  readonly at: number;
}

const bondText = (bond: TextBond | undefined): string => (bond === undefined ? '' : `${bond.to} ${bond.id}`);

/**
 * Signs that a text was served (C2): `<key id>.<what was served>.<mac>`. With a bond it names whom to; without one it says
 * only that the form served it.
 */
export const makeTextProof = (
  secrets: Secrets,
  { form, language, version, hash, at }: ShownText,
  bond?: TextBond,
): string => {
  const said = [form, language, version, hash, at.toString(36), ...(bond === undefined ? [] : [bond.to])];
  return sign(secrets, USE, said.join(' '), bondText(bond));
};

/** What a proof is read for. */
export interface ProofWanted {
  readonly form: FormName;
  /** Who answers: a proof that names somebody else is refused. */
  readonly bond: TextBond;
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
  /** To whom it was served: to who answers now, or by the form to whoever asked. */
  readonly served: Served;
}

/**
 * Reads the proof that came back with an answer at `at` (epoch ms). Every fault is the refusal `text-replaced`, its
 * `why` says which: `forged`, `elsewhere` (it names another registration or session), `form`, `language`, `version`,
 * `expired`, `replaced` (another version is in force now).
 */
export function readTextProof(
  secrets: Secrets,
  proof: string | undefined,
  wanted: ProofWanted,
  at: number,
): Result<ProvenText> {
  const no = (why: string) => refuse('text-replaced', { field: 'proof', data: { why } });
  const open = proof === undefined ? undefined : unsign(secrets, USE, proof);
  const text = open ?? unsign(secrets, USE, proof ?? '', bondText(wanted.bond));
  const [form, language, version = '', hash = '', shown = '', to] = text?.split(' ') ?? [];
  if (text === undefined) return no(namesSomebody(proof) ? 'elsewhere' : 'forged');
  if (!isLanguage(language)) return no('forged');
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
    served: to === 'challenge' || to === 'session' ? to : 'form',
  });
}

/** Whether a proof that did not verify claims to name somebody: then it may be a true one, from elsewhere. */
const namesSomebody = (proof = ''): boolean =>
  Buffer.from(proof.split('.')[1] ?? '', 'base64url')
    .toString()
    .split(' ').length > 5;
