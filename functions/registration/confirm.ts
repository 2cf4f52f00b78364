import { decideConsent } from '../../shared/domain/consent/decide.ts';
import type { NewActEvent } from '../../shared/domain/consent/events.ts';
import { factsOf } from '../../shared/domain/consent/facts.ts';
import type { Choice } from '../../shared/domain/registration/person.ts';
import { confirmed, sendAgain } from '../../shared/domain/registration/register.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { checkCode, needsLongCode, refuseCode } from '../../shared/records/codes.ts';
import { consentChapter, type PurposeBook } from '../../shared/records/consents.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { putNew } from '../../shared/records/kinds/kind.ts';
import { addressKind } from '../../shared/records/kinds/people.ts';
import { resendsOf, take } from '../../shared/records/limits.ts';
import { commitPerson, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import {
  checkPersonLink,
  HANDLE_MS,
  newProof,
  personOfToken,
  seedOf,
} from '../../shared/records/person-proofs.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { type RegistrationDeps, TRIES } from './deps.ts';
import { refuseLink, registrationOf } from './find.ts';
import { type Begun, begunBefore, begunOf } from './once.ts';

/** How an address is proven: by the letter's link, or by its code in the browser that registered (R2). */
export interface Confirmation {
  readonly token?: string | undefined;
  readonly challenge?: string | undefined;
  readonly code?: string | undefined;
  readonly once?: IdempotentRequest;
}

/** Proves the address: account, address and the consents kept until now become one write (R1, C7, G1). */
export async function confirmPerson(
  asked: Confirmation,
  at: number,
  deps: RegistrationDeps,
): Promise<Result<{ readonly person: string }>> {
  const before = await answeredBefore(asked.once, at, deps);
  if (before !== undefined) return before.ok ? accept({ person: String(before.value['person']) }) : before;
  const proven = await prove(asked, at, deps);
  if (!proven.ok) return proven;
  let file = proven.value;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { person, lookup, choices = [] } = file.body;
    const made = confirmed(file.body, new Date(at).toISOString());
    const address = putNew(addressKind, lookup, { person, since: new Date(at).toISOString() });
    const chapter = consentChapter(
      person,
      await consentsOf(
        choices,
        at,
        purposeBook(deps, () => at),
      ),
      true,
    );
    const more = {
      writes: [address, ...keyWrites(deps.secrets, asked.once, { person }, at)],
      chapters: [chapter],
    };
    if ((await commitPerson(deps, file, made, at, more)) === 'ok') return accept({ person });
    const again = await readPerson(deps, person, at);
    if (again === undefined) return refuse('link-invalid');
    if (again.body.state !== 'unconfirmed') {
      // Pressed twice: the other press was this very request (G3), or it was another one.
      const same = (await answeredBefore(asked.once, at, deps))?.ok === true;
      return same ? accept({ person }) : refuse('link-used');
    }
    if (await isTaken(lookup, at, deps)) return refuse('address-taken');
    file = again;
  }
  return refuse('busy');
}

/** Somebody else has confirmed the same address meanwhile. */
async function isTaken(lookup: string, at: number, { records }: RegistrationDeps): Promise<boolean> {
  const key = { table: addressKind.table, ...addressKind.key(lookup) };
  return (await records.get(key, at)) !== undefined;
}

async function prove(
  { token, challenge, code }: Confirmation,
  at: number,
  deps: RegistrationDeps,
): Promise<Result<PersonFile>> {
  if (token !== undefined) return proveByLink(token, at, deps);
  if (challenge === undefined || code === undefined) return refuse('code-needed', { field: 'code' });
  const found = await registrationOf(challenge, at, deps);
  if (!found.ok) return found;
  const { person, confirm, lookup, known = false } = found.value.body;
  if (confirm === undefined) return refuse('link-invalid');
  const held = { id: person, seed: seedOf(confirm), address: lookup, hollow: known };
  const checked = await checkCode(deps, held, code, at);
  if (checked.kind === 'right') return found;
  // Sending again gives no new tries (G16): the link of the letter is the way out.
  if (checked.kind === 'exhausted') return refuse('code-exhausted', { field: 'code', data: { link: 1 } });
  return refuseCode(checked);
}

async function proveByLink(token: string, at: number, deps: RegistrationDeps): Promise<Result<PersonFile>> {
  const person = personOfToken(token);
  const file = person === undefined ? undefined : await readPerson(deps, person, at);
  if (file?.body.confirm === undefined || file.body.known === true) return refuse('link-invalid');
  const verdict = checkPersonLink(deps.secrets, 'confirm', token, file.body.person, file.body.confirm, at);
  if (verdict !== 'valid') return refuseLink(verdict);
  return file.body.state === 'unconfirmed' ? accept(file) : refuse('link-used');
}

/** What the link of a letter leads to: nothing changes by looking (G2). */
export const lookAtLink = proveByLink;

/**
 * The consents that were kept, as events of the time at which they were given. Their texts were measured when they were
 * kept; what the policy asks no consent for any more is left out.
 */
async function consentsOf(
  choices: readonly Choice[],
  at: number,
  book: PurposeBook,
): Promise<readonly NewActEvent[]> {
  const decided = await Promise.all(
    choices.map(async ({ purpose, act, text, hash, language, shown, proof, at: givenAt }) =>
      decideConsent(
        {
          ...{ act, purpose, by: 'person', channel: 'web', language, givenAt },
          form: 'registration',
          text: { version: text, hash, shown, proof },
        },
        { facts: factsOf(purpose), versions: await book.versions(purpose), events: [] },
        at,
      ),
    ),
  );
  return decided.flatMap((one) => (one.ok && one.value.kind === 'record' ? [one.value.event] : []));
}

/** Sends link and code anew; those before are void, tries stay used (G16). Known addresses take the same way (G7). */
export async function sendConfirmation(
  { challenge, once }: { readonly challenge: string; readonly once?: IdempotentRequest },
  at: number,
  deps: RegistrationDeps,
): Promise<Result<Begun>> {
  const { secrets, records, random, settings } = deps;
  const before = await begunBefore(once, at, deps);
  if (before !== undefined) return before;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await registrationOf(challenge, at, deps);
    if (!found.ok) return found;
    const { body } = found.value;
    // Under the registration's own id: who registers somebody else's address cannot use up the codes of its owner (G16).
    if (tries === 0 && !(await take(records, resendsOf(settings.limits.codesPerDay), body.person, at)))
      return refuse('too-many-codes');
    const long = await needsLongCode(records, body.lookup, at);
    const confirm = newProof(secrets, { lifeMs: HANDLE_MS, long, before: body.confirm }, random, at);
    const now = new Date(at).toISOString();
    const made = sendAgain(body, confirm, now);
    const todo = { group: 'letter', why: 'send', at: now } as const;
    const more = { writes: keyWrites(deps.secrets, once, { person: body.person }, at) };
    if ((await commitPerson(deps, found.value, { ...made, todo }, at, more)) === 'ok')
      return accept(begunOf(secrets, made.body));
  }
  return refuse('busy');
}
