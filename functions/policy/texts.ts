import { compareLines } from '../../shared/domain/policy/compare.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { makeTextProof } from '../../shared/http/text-proof.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { type DocumentName, parseVersionId, versionId } from '../../shared/policy/documents.ts';
import { FORMS, type FormName } from '../../shared/policy/form-fields.ts';
import type { Secrets } from '../../shared/records/secrets.ts';
import {
  type ShownVersion,
  showCurrent,
  standingOf,
  type TextDeps,
  textsOf,
} from '../../shared/records/shown-texts.ts';

/** A version by its id, e.g. `policy-2`; refuses with `not-found`. */
export async function showVersion(id: string, at: number, deps: TextDeps): Promise<Result<ShownVersion>> {
  const wanted = parseVersionId(id);
  if (wanted === undefined) return refuse('not-found');
  const standing = await standingOf(wanted.document, at, deps);
  const version = standing.versions.find(({ n }) => n === wanted.n);
  if (version === undefined) return refuse('not-found');
  return accept({ standing, version, texts: await textsOf(standing, version, at, deps) });
}

/** Two versions of one document side by side, line by line; refuses with `not-found`, also for two documents. */
export async function compareVersions(
  { from, to, language }: { readonly from: string; readonly to: string; readonly language: Language },
  at: number,
  deps: TextDeps,
) {
  const [older, newer] = await Promise.all([showVersion(from, at, deps), showVersion(to, at, deps)]);
  if (!older.ok) return older;
  if (!newer.ok) return newer;
  if (older.value.standing.document !== newer.value.standing.document) return refuse('not-found');
  const lines = compareLines(older.value.texts[language], newer.value.texts[language]);
  return accept({ older: older.value, newer: newer.value, lines });
}

/** What is shown with a form, each text with the proof that it was shown (C2). */
export async function textsOfForm(
  { form, language }: { readonly form: FormName; readonly language: Language },
  at: number,
  deps: TextDeps & { readonly secrets: Secrets },
) {
  const shown = async (document: DocumentName) => {
    const { version, texts } = await showCurrent(document, at, deps);
    const id = versionId(version);
    const hash = version.hashes[language];
    const proof = makeTextProof(deps.secrets, { form, language, version: id, hash, at });
    return { version: id, hash, text: texts[language], proof };
  };
  const [policy, ...consents] = await Promise.all([
    shown('policy'),
    ...FORMS[form].consents.map(async (purpose) => ({ purpose, language, ...(await shown(purpose)) })),
  ]);
  return { policy: { version: policy.version, hash: policy.hash, proof: policy.proof }, consents };
}
