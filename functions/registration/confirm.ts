import { decideConsent } from '../../shared/domain/consent/decide.ts';
import type { NewActEvent } from '../../shared/domain/consent/events.ts';
import { factsOf } from '../../shared/domain/consent/facts.ts';
import type { Choice, ProfileBody } from '../../shared/domain/registration/person.ts';
import { addressProved, confirmed, sendAgain } from '../../shared/domain/registration/register.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { claimWrites, currentOf, entriesUnder } from '../../shared/records/addresses.ts';
import { checkCode, needsLongCode, refuseCode } from '../../shared/records/codes.ts';
import { consentChapter, type PurposeBook } from '../../shared/records/consents.ts';
import { type Committed, decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { letterLeft, resendsOf, take } from '../../shared/records/limits.ts';
import { commitPerson, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import {
  checkPersonLink,
  HANDLE_MS,
  newProof,
  personOfToken,
  seedOf,
} from '../../shared/records/person-proofs.ts';
import type { Write } from '../../shared/records/port.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { refuseLink, registrationOf } from './find.ts';
import { type Begun, begunBefore, begunOf } from './once.ts';

/** How an address is proven: by the letter's link, or by its code in the browser that registered (R2). */
export interface Confirmation {
  readonly token?: string | undefined;
  readonly challenge?: string | undefined;
  readonly code?: string | undefined;
  /** The code was typed in a browser that is not known to have registered: it proves no more than the link does. */
  readonly elsewhere?: boolean | undefined;
  readonly once?: IdempotentRequest;
}

/** What came of it: an account, or an address that is proven and nothing else. */
export interface Confirmed {
  readonly person: string;
  readonly status: 'confirmed' | 'proved';
}

/**
 * Proves the address, in one write (R1, C7, G1). With the code in the browser that registered, account, address and the
 * consents kept until now come about. The link, and the code anywhere else, prove to whom the mailbox belongs, not who typed
 * the form: they take the address, and nothing that was typed or chosen with it counts.
 */
export async function confirmPerson(
  asked: Confirmation,
  at: number,
  deps: OperationDeps,
): Promise<Result<Confirmed>> {
  const before = await confirmedBefore(asked.once, at, deps);
  if (before !== undefined) return before;
  const proven = await prove(asked, at, deps);
  if (!proven.ok) return proven;
  const status = asked.token === undefined && asked.elsewhere !== true ? 'confirmed' : 'proved';
  return decideAgain(deps, {
    known: proven.value,
    read: () => unprovenStill(proven.value.body, at, deps),
    decide: (file) => takeAddress(file, status, asked.once, at, deps),
    answered: () => confirmedBefore(asked.once, at, deps),
  });
}

/** The registration after somebody was quicker: another press of the same proof, or somebody else with the same address. */
async function unprovenStill(
  body: ProfileBody,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> {
  const file = await readPerson(deps, body.person, at);
  if (file === undefined) return refuse('link-invalid');
  if (file.body.state !== 'unconfirmed') return refuse('link-used');
  return (await isTaken(body, at, deps)) ? refuse('address-taken') : accept(file);
}

/** Makes the address this person's, with all that comes of it. */
async function takeAddress(
  file: PersonFile,
  status: Confirmed['status'],
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Outcome<Confirmed>> {
  const { person } = file.body;
  const done: Confirmed = { person, status };
  const hashes = hashesIn(file.body);
  const lookup = currentOf(deps.secrets, hashes);
  // Typed before the current key was known, which takes a rotation in a hurry: it can be registered anew.
  if (lookup === undefined) return refuse('link-expired');
  const claim = claimWrites(lookup, hashes, { person, since: new Date(at).toISOString() });
  const writes = [...claim, ...keyWrites(deps.secrets, once, { ...done }, at)];
  const body = { ...file.body, lookup };
  return written(await write({ ...file, body }, status, writes, at, deps), done);
}

/** The first answer to this very request, as it was (G3). */
async function confirmedBefore(
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<Confirmed> | undefined> {
  return toldBefore(once, at, deps, ({ person, status }) => ({
    person: String(person),
    status: status === 'proved' ? status : 'confirmed',
  }));
}

/** What was proven, together with what comes of it. */
async function write(
  file: PersonFile,
  status: Confirmed['status'],
  writes: readonly Write[],
  at: number,
  deps: OperationDeps,
): Promise<Committed> {
  const { body } = file;
  const now = new Date(at).toISOString();
  if (status === 'proved') return commitPerson(deps, file, addressProved(body, now), at, { writes });
  const book = purposeBook(deps, () => at);
  const chapter = consentChapter(body.person, await consentsOf(body.choices ?? [], at, book), true);
  return commitPerson(deps, file, confirmed(body, now), at, { writes, chapters: [chapter] });
}

/** Somebody else has confirmed the same address meanwhile. */
const isTaken = async (body: ProfileBody, at: number, { records }: OperationDeps): Promise<boolean> =>
  (await entriesUnder(records, hashesIn(body), at)).length > 0;

/** The hashes of a registration's address that its record has. */
const hashesIn = ({ lookup, lookups = [] }: ProfileBody): readonly string[] => [lookup, ...lookups];

async function prove(
  { token, challenge, code }: Confirmation,
  at: number,
  deps: OperationDeps,
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

async function proveByLink(token: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> {
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
    choices.map(async ({ purpose, act, text, hash, language, shown, proof, served, at: givenAt }) =>
      decideConsent(
        {
          ...{ act, purpose, by: 'person', channel: 'web', language, givenAt },
          form: 'registration',
          text: { version: text, hash, shown, proof, served },
        },
        { facts: factsOf(purpose), versions: await book.versions(purpose), events: [] },
        at,
      ),
    ),
  );
  return decided.flatMap((one) => (one.ok && one.value.kind === 'record' ? [one.value.event] : []));
}

/**
 * The next link and code – or those that were sent, once more, while the address has had its letters of the day: a letter
 * that waits must not make void the link of one that came, or strangers could keep the owner out (G16).
 */
async function nextProof({ lookup, confirm: before }: ProfileBody, at: number, deps: OperationDeps) {
  const { records, secrets, random, settings } = deps;
  if (
    before !== undefined &&
    !(await letterLeft(records, 'registrations', settings.limits.lettersPerDay, lookup, at))
  )
    return before;
  const long = await needsLongCode(records, lookup, at);
  return newProof(secrets, { lifeMs: HANDLE_MS, long, before }, random, at);
}

/** Sends link and code anew; those before are void, tries stay used (G16). Known addresses take the same way (G7). */
export async function sendConfirmation(
  { challenge, once }: { readonly challenge: string; readonly once?: IdempotentRequest },
  at: number,
  deps: OperationDeps,
): Promise<Result<Begun>> {
  const { records, settings } = deps;
  const answered = () => begunBefore(once, at, deps);
  const before = await answered();
  if (before !== undefined) return before;
  const found = await registrationOf(challenge, at, deps);
  if (!found.ok) return found;
  // Under the registration's own id: who registers somebody else's address cannot use up the codes of its owner (G16).
  const limit = resendsOf(settings.limits.codesPerDay);
  if (!(await take(records, limit, found.value.body.person, at))) return refuse('too-many-codes');
  return decideAgain(deps, {
    known: found.value,
    read: () => registrationOf(challenge, at, deps),
    decide: (file) => sendAnew(challenge, file, once, at, deps),
    answered,
  });
}

async function sendAnew(
  challenge: string,
  file: PersonFile,
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Outcome<Begun>> {
  const { body } = file;
  const confirm = await nextProof(body, at, deps);
  // The letter with this very link is on its way, or waits for its turn: the page says so.
  if (confirm === body.confirm && ['queued', 'sending'].includes(body.letter?.status ?? ''))
    return accept({ challenge });
  const now = new Date(at).toISOString();
  const made = sendAgain(body, confirm, now);
  const todo = { group: 'letter', why: 'send', at: now } as const;
  const writes = keyWrites(deps.secrets, once, { person: body.person }, at);
  const commit = await commitPerson(deps, file, { ...made, todo }, at, { writes });
  return written(commit, begunOf(deps.secrets, made.body));
}
