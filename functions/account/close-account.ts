import { askClosing, CLOSING_MS } from '../../shared/domain/registration/closing.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { type BroughtCodes, useFreshCodes } from '../../shared/identity/fresh-codes.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { doneOnce, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { commitPerson, isAddressOf, ownFile, type PersonFile } from '../../shared/records/person-file.ts';
import { newProof } from '../../shared/records/person-proofs.ts';
import { idsFrom } from '../../shared/records/random.ts';

/** Fresh codes that somebody brings, and the key of the request (G3). */
export interface ClosingAsked extends BroughtCodes {
  readonly once?: IdempotentRequest | undefined;
}

/**
 * Asks for the account to be closed (R7): in 72 hours, with letters to every known address. The codes are used up, and the
 * intent stands, in one write (G1). Asked again with its key, it is the same answer (G3).
 */
export const closeAccount = (
  person: string,
  brought: ClosingAsked,
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
  brought: ClosingAsked,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly due: string }>> {
  const first = await ownFile(person, at, deps);
  if (!first.ok) return first;
  if (first.value.body.state === 'closing') return refuse('closing-under-way');
  const uses = await useFreshCodes(first.value, 'close-account', brought, at, deps);
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
