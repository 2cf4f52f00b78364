import type { ToldConsent, ToldConsentView } from '../../shared/api/consent.ts';
import type { ConsentCommand } from '../../shared/domain/consent/decide.ts';
import { hasAccount } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { isConsentPurpose } from '../../shared/policy/purposes.ts';
import { type ActDeps, type Acted, decideAct, recordAct } from '../../shared/records/consent-acts.ts';
import { consentEventId, type PurposeBook } from '../../shared/records/consents.ts';
import { decideAgain } from '../../shared/records/decide-again.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { bookWith } from '../../shared/records/purpose-book.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { answerFor } from '../../shared/views/answer-for.ts';

/** What entering a consent needs. */
export interface EnterDeps extends ActDeps {
  readonly settings: RuntimeSettings;
}

/** What staff were told, about whom, by whom. */
export interface Telling {
  readonly person: string;
  readonly told: ToldConsent;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest;
}

/**
 * Records a consent, a refusal or a withdrawal that came by phone or on paper (C2, C4): the event, its duty and the
 * idempotency key in one transaction. Refusals: `unknown-person`, those of `decideConsent`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function enterConsent(
  telling: Telling,
  at: number,
  deps: EnterDeps,
): Promise<Result<ToldConsentView>> {
  const { person, told, once } = telling;
  const file = await readPerson(deps, person, at);
  if (file === undefined || !hasAccount(file.body)) return refuse('unknown-person');
  const { command, book } = await commandOf(telling, at, deps);
  const answered = () =>
    toldBefore(once, at, deps, ({ event }): Acted => ({ kind: 'stands', event: Number(event) }));
  const entered =
    (await answered()) ??
    (await decideAgain(deps, {
      read: () => decideAct({ ...deps, book }, person, command, at),
      decide: (act) =>
        recordAct(deps, act, { writes: keyWrites(deps.secrets, once, { event: act.event }, at) }),
      answered,
    }));
  return entered.ok ? accept(await viewOf(person, told, entered.value.event, at, deps)) : entered;
}

/** What was told as a command: the words of the version it names are those that were read out or signed. */
async function commandOf(
  { told, sub }: Telling,
  at: number,
  deps: EnterDeps,
): Promise<{ readonly command: ConsentCommand; readonly book: PurposeBook }> {
  const { text, purpose, language, ...rest } = told;
  const command = { ...rest, purpose, language, by: `staff:${sub}` };
  if (text === undefined || !isConsentPurpose(purpose)) return { command, book: deps.book };
  const versions = await knownVersions(purpose, at, deps);
  const named = versions.find((version) => versionId(version) === text);
  return {
    command: { ...command, text: { version: text, hash: named?.hashes[language] ?? '' } },
    book: bookWith(deps.book, purpose, versions),
  };
}

const viewOf = async (
  person: string,
  { purpose }: ToldConsent,
  event: number,
  at: number,
  deps: EnterDeps,
): Promise<ToldConsentView> => ({
  event: consentEventId(person, event),
  now: await answerFor(person, purpose, at, deps),
});
