import type { CaseOpened } from '../../shared/api/opened.ts';
import { decideAct } from '../../shared/domain/cases/decide.ts';
import { holdUntil } from '../../shared/domain/registration/address.ts';
import { GRAVE_PARTS } from '../../shared/domain/requests/asked.ts';
import { codeFault, type ProofCommand } from '../../shared/domain/requests/proving.ts';
import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/language.ts';
import { accountMeant } from '../../shared/records/account-of.ts';
import { carryOutAtOnce } from '../../shared/records/carry-at-once.ts';
import { type CaseFile, commitCase, lookupOf, readCase } from '../../shared/records/case-file.ts';
import { refuseCode } from '../../shared/records/codes.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  answeredBefore,
  doneOnce,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import { codesOf, codesTo, take } from '../../shared/records/limits.ts';
import type { Write } from '../../shared/records/port.ts';
import { isProofToken, nextCode, proofChallenge, tryProof } from '../../shared/records/proof-codes.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { parseReference } from '../../shared/records/references.ts';
import { presentOpened } from '../../shared/views/opened-case.ts';
import { atOnceText } from '../../shared/words/at-once-words.ts';

/** Who comes about the proof of a request: by what the starting browser keeps, or by the case's own link (G16). */
export interface ProofAsked {
  readonly reference: string;
  readonly challenge?: string | undefined;
  readonly key?: string | undefined;
  readonly once?: IdempotentRequest | undefined;
}

/** A request as read. */
export interface RequestFile extends CaseFile {
  readonly body: RequestBody;
}

/** The request of a reference; undefined for none, and for a case of another kind. */
export async function readRequest(
  asked: string,
  at: number,
  deps: OperationDeps,
): Promise<RequestFile | undefined> {
  const reference = parseReference(asked);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const body = file?.state.body;
  return file !== undefined && body?.kind === 'request' ? { ...file, body } : undefined;
}

/** The request that a token opens. A wrong one and a request that is not there are one answer (G7). */
export async function requestByToken(
  { reference, challenge = '', key = '' }: ProofAsked,
  at: number,
  deps: OperationDeps,
): Promise<Result<RequestFile>> {
  const file = await readRequest(reference, at, deps);
  const opens =
    file !== undefined &&
    (isProofToken(deps.secrets, 'proof', challenge, file.body, at) ||
      isProofToken(deps.secrets, 'status', key, file.body, at));
  return opens ? accept(file) : refuse('link-invalid');
}

const asking = (at: number, deps: OperationDeps) =>
  ({ by: 'requester', at, newId: idsFrom(deps.random) }) as const;

/** Decides and writes an act on the request as it is now; what lost a race is read and decided anew. */
function act<T>(
  first: RequestFile,
  command: ProofCommand,
  { writes, told }: { readonly writes: readonly Write[]; readonly told: (body: RequestBody) => T },
  at: number,
  deps: OperationDeps,
): Promise<Result<T>> {
  return decideAgain(deps, {
    known: first,
    async read() {
      const file = await readRequest(first.body.reference, at, deps);
      return file === undefined ? refuse('not-found') : accept(file);
    },
    async decide(file) {
      const made = decideAct(file.state, command, asking(at, deps));
      if (!made.ok) return made;
      const { body } = made.value;
      if (command.act !== 'prove')
        return written(await commitCase(deps, file, made.value, at, writes), told(body as RequestBody));
      // What nobody has to decide is done with the proof (S3).
      const now = { at, newId: idsFrom(deps.random) };
      const carried = await carryOutAtOnce(deps, made.value, { answerText: atOnceText }, now);
      if (!carried.ok) return carried;
      const { made: all, writes: more, chapters } = carried.value;
      const done = await commitCase(deps, file, all, at, [...writes, ...more], chapters);
      return written(done, told(all.body as RequestBody));
    },
  });
}

/**
 * Sends a new code (S3): the one before is void, tries stay used (G16). Above the number of its address the code is the long one
 * that all who ask share. Refusals: `link-invalid`, `proof-window-over`, `proof-with-staff`, `proven-already`,
 * `too-many-codes`, `address-required`.
 */
export const askProofCode = (
  asked: ProofAsked,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly challenge: string }>> =>
  doneOnce(
    asked.once,
    at,
    deps,
    ({ challenge }) => ({ challenge: String(challenge) }),
    () => sendCode(asked, at, deps),
  );

async function sendCode(
  asked: ProofAsked,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly challenge: string }>> {
  const found = await requestByToken(asked, at, deps);
  if (!found.ok) return found;
  const { body } = found.value;
  const fault = codeFault(body, at);
  if (fault !== undefined) return fault;
  const address = await lookupOf(deps, body.reference, at);
  if (address === undefined) return refuse('address-required');
  const { records, random, secrets, settings } = deps;
  const { codesPerDay } = settings.limits;
  if (!(await take(records, codesOf('prove', codesPerDay), body.reference, at)))
    return refuse('too-many-codes');
  const within = await take(records, codesTo('prove', codesPerDay), address, at);
  const challenge = proofChallenge(secrets, body);
  return decideAgain(deps, {
    known: found.value,
    read: () => requestByToken(asked, at, deps),
    async decide(file) {
      const { code, writes, letter } = await nextCode(deps, file.body, { address, within }, random, at);
      const command = { act: 'ask-code', code, ...(letter === undefined ? {} : { letter }) };
      const made = decideAct(file.state, command, asking(at, deps));
      if (!made.ok) return made;
      const key = keyWrites(secrets, asked.once, { challenge }, at);
      return written(await commitCase(deps, file, made.value, at, [...writes, ...key]), { challenge });
    },
  });
}

/** A code that somebody brings. */
export interface ProofBrought extends ProofAsked {
  readonly code: string;
  readonly language: Language;
}

/**
 * Proves who asks (S3), or – where somebody asks for another – that this other agrees. The person is set where the address is
 * that of an account; for one that nobody has, the request is proven without a person. Five wrong codes hand it to staff (G16).
 * Refusals: those of {@link askProofCode} and of codes.
 */
export async function bringProofCode(
  brought: ProofBrought,
  at: number,
  deps: OperationDeps,
): Promise<Result<CaseOpened>> {
  const before = await provenBefore(brought, at, deps);
  if (before !== undefined) return before;
  const done = await prove(brought, at, deps);
  return done.ok ? done : ((await provenBefore(brought, at, deps)) ?? done);
}

/** The answer to this very request, when it was given already (G3). */
async function provenBefore(
  { once, language }: ProofBrought,
  at: number,
  deps: OperationDeps,
): Promise<Result<CaseOpened> | undefined> {
  const before = await answeredBefore(once, at, deps);
  if (before === undefined || !before.ok) return before;
  const file = await readRequest(String(before.value['reference']), at, deps);
  return file === undefined ? refuse('not-found') : accept(presentOpened(file.body, language, deps));
}

async function prove(brought: ProofBrought, at: number, deps: OperationDeps): Promise<Result<CaseOpened>> {
  const found = await requestByToken(brought, at, deps);
  if (!found.ok) return found;
  const file = found.value;
  const { body } = file;
  const fault = codeFault(body, at);
  if (fault !== undefined) return fault;
  const address = await lookupOf(deps, body.reference, at);
  if (address === undefined) return refuse('address-required');
  const { checked, use } = await tryProof(deps, body, { address, code: brought.code }, at);
  const { reference } = body;
  const writes = [...use, ...keyWrites(deps.secrets, brought.once, { reference }, at)];
  const told = (proven: RequestBody) => presentOpened(proven, brought.language, deps);
  if (checked.kind !== 'right') {
    if (checked.kind === 'exhausted' || (checked.kind === 'wrong' && checked.left === 0))
      return handOver(file, 'codes', at, deps);
    return refuseCode(checked);
  }
  if (body.own.by === 'representative') return act(file, { act: 'agree' }, { writes, told }, at, deps);
  const owner = await ownerOf(body, at, deps);
  if (owner.held && body.own.parts.some(({ part }) => GRAVE_PARTS.includes(part)))
    return handOver(file, 'hold', at, deps);
  const { person } = owner;
  const command = { act: 'prove', how: 'code', ...(person === undefined ? {} : { person }) } as const;
  return act(file, command, { writes, told }, at, deps);
}

/** Staff find out who asks: the request lives on, and says so (G16, R5). */
async function handOver(
  file: RequestFile,
  why: 'codes' | 'hold',
  at: number,
  deps: OperationDeps,
): Promise<Result<never>> {
  const handed = await act(file, { act: 'hand', why }, { writes: [], told: () => undefined }, at, deps);
  return handed.ok || handed.refusal.code === 'proof-with-staff'
    ? refuse('proof-with-staff', { field: 'code' })
    : handed;
}

/** Whose the proven address is; `held`: it has changed of late, and disclosure and erasure take both addresses, or an officer (R5). */
async function ownerOf(
  { reference }: RequestBody,
  at: number,
  deps: OperationDeps,
): Promise<{ readonly person?: string; readonly held: boolean }> {
  const owner = await accountMeant(deps, reference, at);
  if (owner === undefined) return { held: false };
  return { person: owner.person, held: holdUntil(owner, at) !== undefined };
}

/** The owner of the address says that they asked for nothing (S4). Said twice it is noted once. */
export const sayNotMe = (
  { reference, challenge, once }: ProofAsked,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly reference: string; readonly status: string }>> =>
  doneOnce(
    once,
    at,
    deps,
    (told) => ({ reference: String(told['reference']), status: String(told['status']) }),
    async () => {
      const found = await requestOfNotMe({ reference, challenge }, at, deps);
      if (!found.ok) return found;
      const { body } = found.value;
      const told = { reference: body.reference, status: body.status };
      if (body.own.proof.state === 'disowned') return accept(told);
      const writes = keyWrites(deps.secrets, once, told, at);
      return act(found.value, { act: 'disown' }, { writes, told: () => told }, at, deps);
    },
  );

/** The request whose letter's link says *not me*. */
export async function requestOfNotMe(
  { reference, challenge = '' }: ProofAsked,
  at: number,
  deps: OperationDeps,
): Promise<Result<RequestFile>> {
  const file = await readRequest(reference, at, deps);
  return file !== undefined && isProofToken(deps.secrets, 'not-me', challenge, file.body, at)
    ? accept(file)
    : refuse('link-invalid');
}
