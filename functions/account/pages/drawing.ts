import type { Refusal } from '../../../shared/domain/refusals.ts';
import { EMPTY_FORM, type FormState, type Page } from '../../../shared/http/pages/context.ts';
import type { PersonRequest } from '../../../shared/http/types.ts';
import { serveText, serveVersion } from '../../../shared/identity/serve-text.ts';
import type { ConsentPurpose } from '../../../shared/policy/purposes.ts';
import type { OperationDeps } from '../../../shared/records/deps.ts';
import { standingOf } from '../../../shared/records/shown-texts.ts';
import { ownConsents } from '../consent-states.ts';
import { servingTo } from '../serving.ts';
import type { Told } from './me-page.tsx';

/** One of the consents that follow a registration: its answer leads on to the next. */
export type After = 'registration' | undefined;

/** What a page is drawn for. */
export type Asking = Pick<PersonRequest, 'at' | 'language' | 'page' | 'person'>;

/**
 * The profile page; or what stands before it while a version of the policy waits to be acknowledged (P3). Undefined when
 * the account is gone.
 */
export async function profilePage(
  asking: Asking,
  deps: OperationDeps,
  { state = EMPTY_FORM, told }: { readonly state?: FormState; readonly told?: Told | undefined } = {},
): Promise<Page | undefined> {
  const { person, at, language, page } = asking;
  const { everythingHeld } = await import('../held.ts');
  const held = await everythingHeld(person, language, at, deps);
  if (!held.ok) {
    if (held.refusal.code === 'registration-unfinished') return finishDrawn(asking, deps, state);
    return held.refusal.code === 'policy-changed' ? askedPage(held.refusal, asking, deps, state) : undefined;
  }
  const { mePage } = await import('./me-page.tsx');
  return mePage({ account: held.value, state, told }, page);
}

/** The page of a registration of which only the address is proven (R1); undefined when it is none, or gone. */
export async function finishDrawn(
  { person, at, language, page }: Asking,
  deps: OperationDeps,
  state: FormState = EMPTY_FORM,
): Promise<Page | undefined> {
  const { unfinishedRegistration } = await import('../finish.ts');
  const view = await unfinishedRegistration(person, language, at, deps);
  if (!view.ok) return undefined;
  const { finishPage } = await import('./finish-page.tsx');
  return finishPage(view.value, state, page);
}

async function askedPage(
  { data }: Refusal,
  { at, language, page, person }: Asking,
  deps: OperationDeps,
  { values: typed }: FormState,
): Promise<Page> {
  const [{ current }, { version, proof }] = await Promise.all([
    standingOf('policy', at, deps),
    serveVersion('policy', servingTo({ language, person }), at, deps),
  ]);
  const acknowledged = String(data?.['acknowledged'] ?? '');
  const { policyChangedPage } = await import('./policy-changed-page.tsx');
  return policyChangedPage({ version, startsAt: current.startsAt, proof, acknowledged, typed }, page);
}

/** The document of one consent, with the proof that exactly this text was shown (C1, C2). */
export async function consentDrawn(
  purpose: ConsentPurpose,
  asking: Asking,
  deps: OperationDeps,
  { state = EMPTY_FORM, after }: { readonly state?: FormState; readonly after?: After } = {},
): Promise<Page> {
  const served = await serveText(purpose, servingTo(asking), asking.at, deps);
  const { ownConsentPage } = await import('./consent-pages.tsx');
  return ownConsentPage({ purpose, ...served }, state, asking.page, after);
}

/** The page with the one button that withdraws (C3). */
export async function withdrawalDrawn(
  purpose: ConsentPurpose,
  { at, language, page, person }: Asking,
  deps: OperationDeps,
): Promise<Page> {
  const { consents } = await ownConsents(person.id, language, at, deps);
  const held = consents.some(
    (consent) => consent.purpose === purpose && ['given', 'blocked'].includes(consent.because),
  );
  const { withdrawalPage } = await import('./consent-pages.tsx');
  return withdrawalPage(purpose, held, page);
}
