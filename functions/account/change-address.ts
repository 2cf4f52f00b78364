import {
  addressCodeId,
  addressProven,
  askAddress,
  CHANGE_MS,
  HOLD_MS,
  undoAddress,
  waitingFor,
} from '../../shared/domain/registration/address.ts';
import type { ProfileWish } from '../../shared/domain/registration/profile.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { endingSessions } from '../../shared/identity/end-sessions.ts';
import { addressHashes, claimWrites, entriesOf, isHashOf } from '../../shared/records/addresses.ts';
import { checkCode, needsLongCode, refuseCode } from '../../shared/records/codes.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  doneOnce,
  type FirstAnswer,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import { deleting, putNext, read } from '../../shared/records/kinds/kind.ts';
import { addressKind } from '../../shared/records/kinds/people.ts';
import { headOf } from '../../shared/records/ledger.ts';
import { codesOf, take } from '../../shared/records/limits.ts';
import {
  commitPerson,
  holderOf,
  openDetails,
  ownFile,
  type PersonFile,
} from '../../shared/records/person-file.ts';
import { newProof, seedOf } from '../../shared/records/person-proofs.ts';
import type { Write } from '../../shared/records/port.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { type Changed, changedBy, wishedProfile } from './change-profile.ts';
import { decided, lookAtLink, type Pressed, personOfLink, pressOnce } from './lifecycle.ts';

/** Done; nothing more to tell. */
type Done = Promise<Result<undefined>>;

/**
 * Asks for a new address (R5): it waits, sealed, for its proof. An address that is somebody's takes the same way, step by
 * step; only its owner learns of it, by letter (G7). `wish`: what else shall change with the same
 * commit. By one key it is asked once: pressed twice it sends one letter, whose code the second press leaves in force (G3).
 */
export async function askNewAddress(
  person: string,
  email: string,
  at: number,
  deps: OperationDeps,
  { wish = {}, once }: { readonly wish?: ProfileWish; readonly once?: IdempotentRequest | undefined } = {},
): Promise<Result<Changed>> {
  return doneOnce(once, at, deps, changedAsBefore, () => ask({ person, email, wish, once }, at, deps));
}

/** What a key keeps of an address that was asked for by itself: nothing else changed. */
const changedAsBefore = ({ revision }: FirstAnswer): Changed => ({ changed: [], revision: Number(revision) });

/** A new address as it is asked for. */
interface Asked {
  readonly person: string;
  readonly email: string;
  readonly wish: ProfileWish;
  readonly once: IdempotentRequest | undefined;
}

async function ask(
  { person, email, wish, once }: Asked,
  at: number,
  deps: OperationDeps,
): Promise<Result<Changed>> {
  const first = await ownFile(person, at, deps);
  if (!first.ok) return first;
  const own = isHashOf(deps.secrets, first.value.body.lookup, email);
  if (!own && !(await mayAsk(person, at, deps))) return refuse('too-many-codes');
  return decideAgain(deps, {
    known: first.value,
    read: () => ownFile(person, at, deps),
    decide: (file) => askOn(file, { person, email, wish, once }, at, deps),
  });
}

async function askOn(
  file: PersonFile,
  { email, wish, once }: Asked,
  at: number,
  deps: OperationDeps,
): Promise<Outcome<Changed>> {
  const { records, secrets, random } = deps;
  const { body } = file;
  const same = isHashOf(secrets, body.lookup, email);
  // Asked for again it keeps its hash, whichever key made it: its tries stay used.
  const before = body.change?.lookup;
  const waits = before !== undefined && isHashOf(secrets, before, email);
  const lookup = waits ? before : addressHashes(secrets, email).lookup;
  const known = (await holderOf(deps, email, at)) !== undefined;
  const long = await needsLongCode(records, lookup, at);
  const proof = newProof(secrets, { lifeMs: CHANGE_MS, long, before: waitingFor(body, lookup) }, random, at);
  const wished = await wishedProfile(file, wish, at, deps);
  const asked = { email, lookup, same, known, proof, letter: idsFrom(random)() };
  const made = askAddress(wished.made.body, wished.made.details, asked, new Date(at).toISOString());
  if (!made.ok) return made;
  const change = { ...made.value, events: [...wished.made.events, ...made.value.events] };
  const answer = changedBy(wished, change.body.revision);
  const key = keyWrites(secrets, once, { revision: answer.revision }, at);
  const more = { ...wished.more, writes: [...wished.more.writes, ...key] };
  return written(await commitPerson(deps, file, change, at, more), answer);
}

/**
 * Changes are few a day for the account that asks: nobody tries addresses out. The address that gets the letter is not
 * counted here, or strangers could use up what its owner needs; how many letters it gets is (functions/letters/send.ts).
 */
const mayAsk = (person: string, at: number, { records, settings }: OperationDeps): Promise<boolean> =>
  take(records, codesOf('change-address', settings.limits.codesPerDay), person, at);

/**
 * How a new address is proven: by the letter's link or its code, in a session of the very account that asked. Whoever reads
 * the mailbox may be somebody else whom a stranger wants to make his account hers: the link alone changes nothing (R5).
 */
export type AddressProof = {
  readonly person: string;
  readonly sid: string;
  readonly once?: IdempotentRequest | undefined;
} & ({ readonly token: string } | { readonly code: string });

/** What the link of the letter leads to: nothing changes by looking (G2). */
export const lookAtNewAddress = async (
  pressed: Pressed,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> =>
  lookAtLink(await fileToConfirm(pressed.token, at, deps), pressed, 'confirm', at, deps);

const fileToConfirm = (token: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> =>
  personOfLink(token, 'confirm', ({ change }) => (change?.known === true ? undefined : change), at, deps);

/**
 * Proves the new address (R5): it becomes the person's, the old one stays reserved while it can undo that, and every other
 * session ends – in one write with its event and its letters (G1). Once (G3): the same press finds that it is done.
 */
export function confirmNewAddress(asked: AddressProof, at: number, deps: OperationDeps): Done {
  const { person: who, once } = asked;
  if ('token' in asked)
    return pressOnce({ token: asked.token, who, once }, 'confirm', at, deps, (keys) =>
      confirm(asked, keys, at, deps),
    );
  const keys = keyWrites(deps.secrets, once, { done: true }, at);
  return doneOnce(
    once,
    at,
    deps,
    () => undefined,
    () => confirm(asked, keys, at, deps),
  );
}

async function confirm(asked: AddressProof, keys: readonly Write[], at: number, deps: OperationDeps): Done {
  // The code is tried once: was it right, only the record is read anew, for the same change.
  const proven = await prove(asked, at, deps);
  if (!proven.ok) return proven;
  const { person, change } = proven.value.body;
  return decideAgain(deps, {
    known: proven.value,
    async read() {
      const file = await ownFile(person, at, deps);
      return file.ok && file.value.body.change?.nonce !== change?.nonce ? refuse('link-used') : file;
    },
    decide: (file) => takeAddress(file, { but: asked.sid, keys }, at, deps),
  });
}

/** Makes the proven address the person's. `but`: the session that stays. */
async function takeAddress(
  file: PersonFile,
  { but, keys }: { readonly but: string; readonly keys: readonly Write[] },
  at: number,
  deps: OperationDeps,
): Promise<Outcome<undefined>> {
  const { secrets, random, records } = deps;
  const iso = new Date(at).toISOString();
  const { body } = file;
  const { person, change } = body;
  const details = await openDetails(deps, body, 'own-change', at);
  if (change === undefined || details.newEmail === undefined) return refuse('link-used');
  if ((await entriesOf(deps, details.newEmail, at)).length > 0) return refuse('address-taken');
  const { lookup, lookups } = addressHashes(secrets, details.newEmail);
  const old = await read(records, addressKind, body.lookup, at);
  const undo = newProof(secrets, { lifeMs: HOLD_MS, long: false }, random, at);
  const newId = idsFrom(random);
  // Before the sessions are listed: a sign-in from here on moves the end of the chain, and they are listed anew.
  const head = await headOf(records, person);
  const made = addressProven(
    { ...body, change: { ...change, lookup } },
    details,
    { undo, letters: [newId(), newId()] },
    iso,
  );
  if (made === undefined) return refuse('link-invalid');
  const writes: readonly Write[] = [
    ...claimWrites(lookup, lookups, { person, since: iso }),
    ...(old?.body.person === person ? [putNext(addressKind, old, { ...old.body, until: undo.until })] : []),
    ...(await endingSessions(person, but, at, deps)),
    ...keys,
  ];
  return written(await commitPerson(deps, file, made, at, { writes, head }), undefined);
}

async function prove(asked: AddressProof, at: number, deps: OperationDeps): Promise<Result<PersonFile>> {
  if ('token' in asked) {
    const found = await fileToConfirm(asked.token, at, deps);
    return found.ok && found.value.body.person !== asked.person ? refuse('link-elsewhere') : found;
  }
  const file = await ownFile(asked.person, at, deps);
  if (!file.ok) return file;
  const { person, change } = file.value.body;
  if (change === undefined) return refuse('code-expired', { field: 'code' });
  const held = {
    id: addressCodeId(person, change),
    seed: seedOf(change),
    address: change.lookup,
    hollow: change.known ?? false,
  };
  const checked = await checkCode(deps, held, asked.code, at);
  return checked.kind === 'right' ? file : refuseCode(checked);
}

const fileToUndo = (token: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> =>
  personOfLink(token, 'undo-address', ({ undo }) => undo, at, deps);

/** What the undo link leads to (G2). No session is needed: who holds the old mailbox may have lost the account. */
export const lookAtUndo = async (
  token: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> =>
  lookAtLink(await fileToUndo(token, at, deps), { token }, 'undo-address', at, deps);

/** Undoes a change of address (R5, T3): the old one is back, the new one free, and every session ends. Once (G3). */
export const undoNewAddress = (pressed: Pressed, at: number, deps: OperationDeps): Done =>
  pressOnce(pressed, 'undo-address', at, deps, (writes) => undo(pressed.token, writes, at, deps));

const undo = (token: string, remembered: readonly Write[], at: number, deps: OperationDeps): Done =>
  decideAgain(deps, {
    read: () => fileToUndo(token, at, deps),
    decide: (file) => giveBack(file, remembered, at, deps),
  });

/** The old address is the person's again. */
async function giveBack(
  file: PersonFile,
  remembered: readonly Write[],
  at: number,
  deps: OperationDeps,
): Promise<Outcome<undefined>> {
  const { body } = file;
  const { person, lookup, undo: proof } = body;
  const details = await openDetails(deps, body, 'own-change', at);
  const made = decided(undoAddress(body, details, idsFrom(deps.random), new Date(at).toISOString()));
  if (!made.ok) return made;
  const head = await headOf(deps.records, person);
  const [present, old] = await Promise.all([
    read(deps.records, addressKind, lookup, at),
    read(deps.records, addressKind, proof?.lookup ?? lookup, at),
  ]);
  if (present?.body.person !== person || old?.body.person !== person) return refuse('link-invalid');
  const { until: _, ...again } = old.body;
  const writes: readonly Write[] = [
    deleting(present.item),
    putNext(addressKind, old, again),
    ...(await endingSessions(person, undefined, at, deps)),
    ...remembered,
  ];
  return written(await commitPerson(deps, file, made.value, at, { writes, head }), undefined);
}
