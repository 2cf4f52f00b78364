import { addressCodeId, addressProven, HOLD_MS } from '../../shared/domain/registration/address.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { endingSessions } from '../../shared/identity/end-sessions.ts';
import { addressHashes, claimWrites, entriesOf } from '../../shared/records/addresses.ts';
import { checkCode, refuseCode } from '../../shared/records/codes.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { doneOnce, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { putNext, read } from '../../shared/records/kinds/kind.ts';
import { addressKind } from '../../shared/records/kinds/people.ts';
import { headOf } from '../../shared/records/ledger.ts';
import { commitPerson, openDetails, ownFile, type PersonFile } from '../../shared/records/person-file.ts';
import { newProof, seedOf } from '../../shared/records/person-proofs.ts';
import type { Write } from '../../shared/records/port.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { lookAtLink, type Pressed, personOfLink, pressOnce } from './letter-link.ts';

/** Done; nothing more to tell. */
type Done = Promise<Result<undefined>>;

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
