import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import { holdUntil } from '../../shared/domain/registration/address.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { needsLongCode, poseChallenge } from '../../shared/records/codes.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  doneOnce,
  type FirstAnswer,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import { codesOf, take } from '../../shared/records/limits.ts';
import { letterWriteOf, ownFile } from '../../shared/records/person-file.ts';
import { personLinkToken } from '../../shared/records/person-proofs.ts';
import type { Write } from '../../shared/records/port.ts';
import { publishedOf } from '../../shared/records/publications.ts';
import { idsFrom } from '../../shared/records/random.ts';

/** What a code to close an account proves. The old address has a purpose of its own: its code is not the new one's. */
export const PURPOSES = { owner: 'close-account', 'owner-old': 'close-account-old' } as const;

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
