import { askAddress, CHANGE_MS, waitingFor } from '../../shared/domain/registration/address.ts';
import type { ProfileWish } from '../../shared/domain/registration/profile.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { addressHashes, isHashOf } from '../../shared/records/addresses.ts';
import { needsLongCode } from '../../shared/records/codes.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  doneOnce,
  type FirstAnswer,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import { codesOf, take } from '../../shared/records/limits.ts';
import { commitPerson, holderOf, ownFile, type PersonFile } from '../../shared/records/person-file.ts';
import { newProof } from '../../shared/records/person-proofs.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { type Changed, changedBy, ownWish } from './change-profile.ts';

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
  const wished = await ownWish(file, wish, at, deps);
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
