import type { ToldConsent, ToldConsentView } from '../../shared/api/consent.ts';
import type { ConsentCommand } from '../../shared/domain/consent/decide.ts';
import { hasAccount } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { isConsentPurpose } from '../../shared/policy/purposes.ts';
import { type ActDeps, tryAct } from '../../shared/records/consent-acts.ts';
import { consentEventId, type PurposeBook } from '../../shared/records/consents.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { bookWith } from '../../shared/records/purpose-book.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { answerFor } from './answer-may.ts';

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

/** How often is read and decided anew when others change the same chain at the same instant. */
const TRIES = 5;

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
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await answeredBefore(once, at, deps);
    if (before !== undefined)
      return before.ok ? accept(await viewOf(person, told, Number(before.value['event']), at, deps)) : before;
    const acted = await tryAct({ ...deps, book }, person, command, at, (event) =>
      keyWrites(deps.secrets, once, { event }, at),
    );
    if (acted === undefined) continue;
    return acted.ok ? accept(await viewOf(person, told, acted.value.event, at, deps)) : acted;
  }
  return refuse('busy');
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
