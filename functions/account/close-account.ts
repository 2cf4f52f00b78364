import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { holdUntil } from '../../shared/domain/registration/address.ts';
import { askClosing, CLOSING_MS, cancelClosing } from '../../shared/domain/registration/closing.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { needsLongCode, poseChallenge, refuseCode, tryCode } from '../../shared/records/codes.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  doneOnce,
  type FirstAnswer,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import { codesOf, take } from '../../shared/records/limits.ts';
import {
  commitPerson,
  isAddressOf,
  letterWriteOf,
  ownFile,
  type PersonFile,
} from '../../shared/records/person-file.ts';
import { newProof, personLinkToken } from '../../shared/records/person-proofs.ts';
import type { Write } from '../../shared/records/port.ts';
import { publishedOf } from '../../shared/records/publications.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { decided, lookAtLink, type Pressed, personOfLink, pressOnce } from './lifecycle.ts';

/** What a code to close an account proves. The old address has a purpose of its own: its code is not the new one's. */
const PURPOSES = { owner: 'close-account', 'owner-old': 'close-account-old' } as const;

/** The challenges to close an account: one, and a second one for the old address while a hold lasts (R5). */
export interface ClosingCodes {
  readonly challenge: string;
  readonly oldChallenge?: string;
}

/** How the closing of an account stands. */
export interface ClosingView {
  /** Until when the old address must prove too, ISO. */
  readonly holdUntil?: string;
  /** A closing that was asked for: when it will be done, and the token that cancels it. */
  readonly closing?: { readonly due: string; readonly token: string };
  /** Something of the profile is public: the page says what becomes of it meanwhile and afterwards (R6). */
  readonly isPublic: boolean;
}

/** How the closing stands, for the page that shows it (G2: only looks). */
export async function viewClosing(
  person: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<ClosingView>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  const until = holdUntil(body, at);
  const { closing } = body;
  const isPublic = (await publishedOf(deps.records, person)).length > 0;
  return accept({
    isPublic,
    ...(until === undefined ? {} : { holdUntil: until }),
    ...(closing === undefined
      ? {}
      : {
          closing: {
            due: closing.due,
            token: personLinkToken(deps.secrets, 'cancel-erasure', person, closing),
          },
        }),
  });
}

/**
 * Sends a fresh code to the address, and while the hold lasts one to the old address too (R5, R7). Asked twice with one key
 * it sends nothing more (G3).
 */
export const askClosingCode = (
  person: string,
  at: number,
  deps: OperationDeps,
  once?: IdempotentRequest,
): Promise<Result<ClosingCodes>> =>
  doneOnce(once, at, deps, codesAsBefore, () => sendCodes(person, once, at, deps));

/** The codes that were sent the first time. */
const codesAsBefore = ({ challenge, oldChallenge }: FirstAnswer): ClosingCodes => ({
  challenge: String(challenge),
  ...(oldChallenge === undefined ? {} : { oldChallenge: String(oldChallenge) }),
});

async function sendCodes(
  person: string,
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<ClosingCodes>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  if (body.state === 'closing') return refuse('closing-under-way');
  const readers: { readonly to: keyof typeof PURPOSES; readonly address: string }[] = [
    { to: 'owner', address: body.lookup },
  ];
  if (holdUntil(body, at) !== undefined && body.undo !== undefined)
    readers.push({ to: 'owner-old', address: body.undo.lookup });
  const { records, secrets, settings, random } = deps;
  if (!(await take(records, codesOf('close-account', settings.limits.codesPerDay), person, at)))
    return refuse('too-many-codes');
  const ids: string[] = [];
  const writes: Write[] = [];
  for (const { to, address } of readers) {
    const long = await needsLongCode(records, address, at);
    const posed = poseChallenge(secrets, { purpose: PURPOSES[to], about: person, address }, long, random, at);
    const data = { challenge: posed.id, generation: posed.generation };
    const letter = queuedLetter(
      { id: idsFrom(random)(), kind: 'fresh-code', to, data },
      { person, language: body.language, at: new Date(at).toISOString() },
    );
    writes.push(posed.write, letterWriteOf(letter));
    ids.push(posed.id);
  }
  const [challenge = '', oldChallenge] = ids;
  const codes = { challenge, ...(oldChallenge === undefined ? {} : { oldChallenge }) };
  const sent = await records.commit([...writes, ...keyWrites(secrets, once, codes, at)]);
  return sent.ok ? accept(codes) : refuse('busy');
}

/** Fresh codes that somebody brings, and the key of the request (G3). */
export interface BroughtCodes {
  readonly challenge: string;
  readonly code: string;
  readonly oldChallenge?: string | undefined;
  readonly oldCode?: string | undefined;
  readonly once?: IdempotentRequest | undefined;
}

/**
 * Asks for the account to be closed (R7): in 72 hours, with letters to every known address. The codes are used up, and the
 * intent stands, in one write (G1). Asked again with its key, it is the same answer (G3).
 */
export const closeAccount = (
  person: string,
  brought: BroughtCodes,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly due: string }>> =>
  doneOnce(
    brought.once,
    at,
    deps,
    ({ due }) => ({ due: String(due) }),
    () => close(person, brought, at, deps),
  );

async function close(
  person: string,
  brought: BroughtCodes,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly due: string }>> {
  const first = await ownFile(person, at, deps);
  if (!first.ok) return first;
  if (first.value.body.state === 'closing') return refuse('closing-under-way');
  const uses = await useCodes(first.value, brought, at, deps);
  if (!uses.ok) return uses;
  const { secrets, random } = deps;
  return decideAgain(deps, {
    known: first.value,
    read: () => sameAddress(first.value.body, at, deps),
    async decide(file) {
      const proof = newProof(secrets, { lifeMs: CLOSING_MS, long: false }, random, at);
      const made = askClosing(file.body, proof, new Date(at).toISOString(), idsFrom(random));
      if (!made.ok) return made;
      const answer = { due: made.value.body.closing?.due ?? '' };
      const writes = [...uses.value, ...keyWrites(secrets, brought.once, answer, at)];
      return written(await commitPerson(deps, file, made.value, at, { writes }), answer);
    },
  });
}

/** The record anew. The codes prove the addresses as they were: a change meanwhile asks for new ones. */
async function sameAddress(
  { person, lookup }: ProfileBody,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok || (await isAddressOf(deps, file.value.body, lookup, at))) return file;
  return refuse('code-expired', { field: 'code' });
}

async function useCodes(
  { body }: PersonFile,
  { challenge, code, oldChallenge, oldCode }: BroughtCodes,
  at: number,
  deps: OperationDeps,
): Promise<Result<readonly Write[]>> {
  const about = body.person;
  const held = holdUntil(body, at) !== undefined;
  if (held && (oldChallenge === undefined || oldCode === undefined))
    return refuse('old-code-needed', { field: 'oldCode' });
  const tried = await tryCode(deps, challenge, { purpose: PURPOSES.owner, about }, code, at);
  if (tried.kind !== 'right') return refuseCode(tried);
  if (!(await isAddressOf(deps, body, tried.body.address, at)))
    return refuse('code-expired', { field: 'code' });
  if (!held) return accept([tried.use]);
  const old = await tryCode(
    deps,
    oldChallenge ?? '',
    { purpose: PURPOSES['owner-old'], about },
    oldCode ?? '',
    at,
  );
  if (old.kind !== 'right') return refuseCode(old, 'oldCode');
  return (await isAddressOf(deps, body, old.body.address, at, 'oldEmail'))
    ? accept([tried.use, old.use])
    : refuse('code-expired', { field: 'oldCode' });
}

const fileToCancel = (token: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> =>
  personOfLink(token, 'cancel-erasure', ({ closing }) => closing, at, deps);

/** What the cancel link leads to (G2). */
export const lookAtCancel = async (
  token: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> =>
  lookAtLink(await fileToCancel(token, at, deps), { token }, 'cancel-erasure', at, deps);

/** Cancels a closing (R7), once (G3): whoever holds one of the addresses may, signed in or not. */
export const cancelAccountClosing = (
  pressed: Pressed,
  at: number,
  deps: OperationDeps,
): Promise<Result<undefined>> =>
  pressOnce(pressed, 'cancel-erasure', at, deps, (writes) => cancel(pressed.token, writes, at, deps));

async function cancel(
  token: string,
  writes: readonly Write[],
  at: number,
  deps: OperationDeps,
): Promise<Result<undefined>> {
  return decideAgain(deps, {
    read: () => fileToCancel(token, at, deps),
    async decide(file) {
      const made = decided(cancelClosing(file.body, idsFrom(deps.random)));
      if (!made.ok) return made;
      return written(await commitPerson(deps, file, made.value, at, { writes }), undefined);
    },
  });
}
