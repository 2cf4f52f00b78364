import type { Language } from '../language.ts';
import { type DocumentName, versionId } from '../policy/documents.ts';
import { FORMS, type FormName } from '../policy/form-fields.ts';
import type { Secrets } from '../records/secrets.ts';
import { showCurrent, standingOf, type TextDeps } from '../records/shown-texts.ts';
import { makeTextProof, type TextBond } from './text-proof.ts';

/** What serving texts needs. */
export interface ServeDeps extends TextDeps {
  readonly secrets: Secrets;
}

/** With which form texts are served, in which language, and to whom; without a bond the proof says only that the form did. */
export interface Serving {
  readonly form: FormName;
  readonly language: Language;
  readonly bond: TextBond | undefined;
}

/** A version in force with the proof that it was served. */
export interface ServedVersion {
  readonly version: string;
  readonly hash: string;
  readonly proof: string;
}

/**
 * The version of a document in force with its proof, without its words: where a page says which one it is and leads to it.
 * @param at epoch ms
 */
export async function serveVersion(
  document: DocumentName,
  serving: Serving,
  at: number,
  deps: ServeDeps,
): Promise<ServedVersion> {
  return proven((await standingOf(document, at, deps)).current, serving, at, deps);
}

/** The text of a document in force with its proof (C2). @param at epoch ms */
export async function serveText(
  document: DocumentName,
  serving: Serving,
  at: number,
  deps: ServeDeps,
): Promise<ServedVersion & { readonly text: string }> {
  const { version, texts } = await showCurrent(document, at, deps);
  return { ...proven(version, serving, at, deps), text: texts[serving.language] };
}

function proven(
  current: Parameters<typeof versionId>[0] & { readonly hashes: Readonly<Record<Language, string>> },
  { form, language, bond }: Serving,
  at: number,
  { secrets }: ServeDeps,
): ServedVersion {
  const version = versionId(current);
  const hash = current.hashes[language];
  return { version, hash, proof: makeTextProof(secrets, { form, language, version, hash, at }, bond) };
}

/** What is shown with a form, each text with its proof (C2): the policy, and the consents that follow. */
export async function serveForm(serving: Serving, at: number, deps: ServeDeps) {
  const { form, language } = serving;
  const [policy, ...consents] = await Promise.all([
    serveVersion('policy', serving, at, deps),
    ...FORMS[form].consents.map(async (purpose) => {
      const { version, hash, text, proof } = await serveText(purpose, serving, at, deps);
      return { purpose, language, version, hash, text, proof };
    }),
  ]);
  return { policy, consents };
}
