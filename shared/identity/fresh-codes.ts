import { queuedLetter } from '../domain/letters/new-letter.ts';
import { holdUntil } from '../domain/registration/address.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { needsLongCode, poseChallenge, refuseCode, tryCode } from '../records/codes.ts';
import type { OperationDeps } from '../records/deps.ts';
import { doneOnce, type FirstAnswer, type IdempotentRequest, keyWrites } from '../records/idempotency.ts';
import { codesOf, take } from '../records/limits.ts';
import { isAddressOf, letterWriteOf, type PersonFile } from '../records/person-file.ts';
import type { Write } from '../records/port.ts';
import { idsFrom } from '../records/random.ts';

/** What somebody who is signed in confirms by a fresh code: closing the account, a request that discloses or destroys (S3, R7). */
export type FreshUse = 'close-account' | 'request';

/** What a code proves. The old address has a purpose of its own: its code is not the new one's. */
const purposesOf = (use: FreshUse) => ({ owner: use, 'owner-old': `${use}-old` }) as const;

/** The challenges: one, and a second one for the old address while a hold lasts (R5). */
export interface FreshCodes {
  readonly challenge: string;
  readonly oldChallenge?: string;
}

/** Fresh codes that somebody brings. */
export interface BroughtCodes {
  readonly challenge: string;
  readonly code: string;
  readonly oldChallenge?: string | undefined;
  readonly oldCode?: string | undefined;
}

/**
 * Sends a fresh code to the address, and while the hold lasts one to the old address too (R5). Asked twice with one key it
 * sends nothing more (G3).
 * @param read the record of who asks, or why not
 */
export const askFreshCodes = (
  read: () => Promise<Result<PersonFile>>,
  use: FreshUse,
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<FreshCodes>> =>
  doneOnce(once, at, deps, codesAsBefore, async () => {
    const file = await read();
    return file.ok ? send(file.value, use, once, at, deps) : file;
  });

/** The codes that were sent the first time. */
const codesAsBefore = ({ challenge, oldChallenge }: FirstAnswer): FreshCodes => ({
  challenge: String(challenge),
  ...(oldChallenge === undefined ? {} : { oldChallenge: String(oldChallenge) }),
});

async function send(
  { body }: PersonFile,
  use: FreshUse,
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<FreshCodes>> {
  const { person } = body;
  const purposes = purposesOf(use);
  const readers: { readonly to: keyof typeof purposes; readonly address: string }[] = [
    { to: 'owner', address: body.lookup },
  ];
  if (holdUntil(body, at) !== undefined && body.undo !== undefined)
    readers.push({ to: 'owner-old', address: body.undo.lookup });
  const { records, secrets, settings, random } = deps;
  if (!(await take(records, codesOf(use, settings.limits.codesPerDay), person, at)))
    return refuse('too-many-codes');
  const ids: string[] = [];
  const writes: Write[] = [];
  for (const { to, address } of readers) {
    const long = await needsLongCode(records, address, at);
    const posed = poseChallenge(secrets, { purpose: purposes[to], about: person, address }, long, random, at);
    const data = {
      ...{ challenge: posed.id, generation: posed.generation },
      ...(use === 'request' ? { use } : {}),
    };
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

/** Checks what is brought, of both addresses while a hold lasts (R5); the writes use the codes up. */
export async function useFreshCodes(
  { body }: PersonFile,
  use: FreshUse,
  { challenge, code, oldChallenge, oldCode }: BroughtCodes,
  at: number,
  deps: OperationDeps,
): Promise<Result<readonly Write[]>> {
  const about = body.person;
  const purposes = purposesOf(use);
  const held = holdUntil(body, at) !== undefined;
  if (held && (oldChallenge === undefined || oldCode === undefined))
    return refuse('old-code-needed', { field: 'oldCode' });
  const tried = await tryCode(deps, challenge, { purpose: purposes.owner, about }, code, at);
  if (tried.kind !== 'right') return refuseCode(tried);
  if (!(await isAddressOf(deps, body, tried.body.address, at)))
    return refuse('code-expired', { field: 'code' });
  if (!held) return accept([tried.use]);
  const wanted = { purpose: purposes['owner-old'], about };
  const old = await tryCode(deps, oldChallenge ?? '', wanted, oldCode ?? '', at);
  if (old.kind !== 'right') return refuseCode(old, 'oldCode');
  return (await isAddressOf(deps, body, old.body.address, at, 'oldEmail'))
    ? accept([tried.use, old.use])
    : refuse('code-expired', { field: 'oldCode' });
}
