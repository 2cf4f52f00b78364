import type { Refusal } from '../../shared/domain/refusals.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../shared/http/pages/context.ts';
import { makeTextProof } from '../../shared/http/text-proof.ts';
import type { PersonRequest } from '../../shared/http/types.ts';
import { versionId } from '../../shared/policy/documents.ts';
import type { ConsentPurpose } from '../../shared/policy/purposes.ts';
import { showCurrent, standingOf } from '../../shared/records/shown-texts.ts';
import { ownConsents } from './consent-states.ts';
import type { AccountDeps } from './deps.ts';
import { everythingHeld } from './held.ts';
import type { Told } from './pages/me-page.tsx';

/** Form whose texts this door shows. */
const FORM = 'account';

/** What a page is drawn for. */
export type Asking = Pick<PersonRequest, 'at' | 'language' | 'page' | 'person'>;

/**
 * The profile page; or what stands before it while a version of the policy waits to be acknowledged (P3). Undefined when
 * the account is gone.
 */
export async function profilePage(
  asking: Asking,
  deps: AccountDeps,
  { state = EMPTY_FORM, told }: { readonly state?: FormState; readonly told?: Told | undefined } = {},
): Promise<Page | undefined> {
  const { person, at, language, page } = asking;
  const held = await everythingHeld(person, language, at, deps);
  if (!held.ok)
    return held.refusal.code === 'policy-changed' ? askedPage(held.refusal, asking, deps, state) : undefined;
  const { mePage } = await import('./pages/me-page.tsx');
  return mePage({ account: held.value, state, told }, page);
}

async function askedPage(
  { data }: Refusal,
  { at, language, page }: Asking,
  deps: AccountDeps,
  { values: typed }: FormState,
): Promise<Page> {
  const { current } = await standingOf('policy', at, deps);
  const version = versionId(current);
  const hash = current.hashes[language];
  const proof = makeTextProof(deps.secrets, { form: FORM, language, version, hash, at });
  const acknowledged = String(data?.['acknowledged'] ?? '');
  const { policyChangedPage } = await import('./pages/policy-changed-page.tsx');
  return policyChangedPage({ version, startsAt: current.startsAt, proof, acknowledged, typed }, page);
}

/** The document of one consent, with the proof that exactly this text was shown (C1, C2). */
export async function consentDrawn(
  purpose: ConsentPurpose,
  { at, language, page }: Asking,
  deps: AccountDeps,
  state: FormState = EMPTY_FORM,
): Promise<Page> {
  const { version: shown, texts } = await showCurrent(purpose, at, deps);
  const version = versionId(shown);
  const hash = shown.hashes[language];
  const proof = makeTextProof(deps.secrets, { form: FORM, language, version, hash, at });
  const { ownConsentPage } = await import('./pages/consent-pages.tsx');
  return ownConsentPage({ purpose, version, proof, text: texts[language] }, state, page);
}

/** The page with the one button that withdraws (C3). */
export async function withdrawalDrawn(
  purpose: ConsentPurpose,
  { at, language, page, person }: Asking,
  deps: AccountDeps,
): Promise<Page> {
  const { consents } = await ownConsents(person.id, language, at, deps);
  const held = consents.some(
    (consent) => consent.purpose === purpose && ['given', 'blocked'].includes(consent.because),
  );
  const { withdrawalPage } = await import('./pages/consent-pages.tsx');
  return withdrawalPage(purpose, held, page);
}
