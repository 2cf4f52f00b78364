import { type Change, change } from '../../shared/domain/cases/change.ts';
import { decideAct } from '../../shared/domain/cases/decide.ts';
import { type Command, nextStatus } from '../../shared/domain/cases/type.ts';
import type { CodeKind } from '../../shared/domain/letters/kinds.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type CaseFile, commitCase, lookupOf, readCase } from '../../shared/records/case-file.ts';
import { poseAsked, refuseCode, tryCode } from '../../shared/records/codes.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  doneOnce,
  type FirstAnswer,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import { read, type Stored } from '../../shared/records/kinds/kind.ts';
import { type ChallengeBody, challengeKind } from '../../shared/records/kinds/short.ts';
import { dropHeld } from '../../shared/records/letter-writes.ts';
import { codesOf, codesTo, take } from '../../shared/records/limits.ts';
import type { Write } from '../../shared/records/port.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { parseReference } from '../../shared/records/references.ts';
import { opensCase } from './case-by-link.ts';

/** What the holder of the link asks for: a code (again), or the withdrawal with one. */
export interface Withdrawal {
  readonly reference: string;
  readonly key: string;
  readonly challenge?: string | undefined;
  readonly code?: string | undefined;
  /** The request with its own key, where it brings one (G3). */
  readonly once?: IdempotentRequest | undefined;
}

export type Withdrawn =
  | { readonly kind: 'asked'; readonly challenge: string }
  | { readonly kind: 'withdrawn' };

const WITHDRAW: Command = { act: 'withdraw' };

/** A case that its requester may withdraw: what a code must prove for it, and the letter that carries the code. */
interface Withdrawable {
  readonly file: CaseFile;
  readonly purpose: string;
  readonly letter: CodeKind;
  /** What its requester does with it. */
  readonly command: Command;
}

async function caseToWithdraw(
  asked: Withdrawal,
  at: number,
  deps: OperationDeps,
): Promise<Result<Withdrawable>> {
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  if (file === undefined || !opensCase(file.state.body, asked.key, at, deps)) return refuse('link-invalid');
  const { type, body } = file.state;
  const { kind, status } = body;
  const { withdrawal: letter } = type.letters;
  const command = type.takenBackBy ?? WITHDRAW;
  if (letter === undefined || nextStatus(type, status, command.act) === undefined)
    return refuse('act-not-lawful', { data: { act: command.act, status, kind } });
  return accept({ file, purpose: `${kind}-withdrawal`, letter, command });
}

/**
 * Withdraws a case, where its kind lets its requester, with a code that was sent to its address (K1): the first call sends the
 * code, the second brings it. Each is done once by its key (G3): pressed twice it sends one letter, and says twice that the
 * case is withdrawn.
 */
export async function withdrawCase(
  asked: Withdrawal,
  at: number,
  deps: OperationDeps,
): Promise<Result<Withdrawn>> {
  return doneOnce(asked.once, at, deps, withdrawnBefore, () => withdraw(asked, at, deps));
}

/** What was done the first time. */
const withdrawnBefore = ({ challenge }: FirstAnswer): Withdrawn =>
  challenge === undefined ? { kind: 'withdrawn' } : { kind: 'asked', challenge: String(challenge) };

async function withdraw(asked: Withdrawal, at: number, deps: OperationDeps): Promise<Result<Withdrawn>> {
  const found = await caseToWithdraw(asked, at, deps);
  if (!found.ok) return found;
  return asked.code === undefined || asked.challenge === undefined
    ? askForCode(found.value, asked, at, deps)
    : bringCode(found.value, { ...asked, challenge: asked.challenge, code: asked.code }, at, deps);
}

/** What is to be written, and what is answered then. */
interface Decision {
  readonly change: Change;
  readonly writes: readonly Write[];
  readonly done: Withdrawn;
}

/** Writes a decision on the case, with what drops out of it and the key of the request. */
async function commit(
  file: CaseFile,
  { change: wanted, writes, done }: Decision,
  { once }: Withdrawal,
  at: number,
  deps: OperationDeps,
): Promise<Outcome<Withdrawn>> {
  const answer = done.kind === 'asked' ? { challenge: done.challenge } : { done: true };
  const key = keyWrites(deps.secrets, once, answer, at);
  const asked = await withBlocks(file, wanted, at, deps);
  const { change: whole, writes: dropped } = await dropHeld(deps, file.state.body, asked, at);
  return written(await commitCase(deps, file, whole, at, [...writes, ...dropped, ...key]), done);
}

/** Who else was asked to block need not any more, where nothing is checked (S4): a matter of requests alone, and loaded with them. */
async function withBlocks(
  { state }: CaseFile,
  made: Change,
  at: number,
  deps: OperationDeps,
): Promise<Change> {
  if (state.body.kind !== 'request') return made;
  const [{ askingBlocks }, { holdersOf }] = await Promise.all([
    import('../../shared/domain/requests/asking-blocks.ts'),
    import('../../shared/records/holders.ts'),
  ]);
  const holders = await holdersOf(deps)(state.body.person);
  return askingBlocks(made, holders, { by: 'requester', at, newId: idsFrom(deps.random) });
}

async function askForCode(
  first: Withdrawable,
  asked: Withdrawal,
  at: number,
  deps: OperationDeps,
): Promise<Result<Withdrawn>> {
  const { purpose } = first;
  const { reference } = first.file.state.body;
  const lookup = await lookupOf(deps, reference, at);
  if (lookup === undefined) return refuse('address-required');
  const { records, random, settings } = deps;
  const { codesPerDay } = settings.limits;
  if (!(await take(records, codesOf('withdraw', codesPerDay), reference, at)))
    return refuse('too-many-codes');
  // Whoever filed a claim in her name holds its link: what they ask for must not end her codes, nor fill her mailbox.
  const within = await take(records, codesTo('withdraw', codesPerDay), lookup, at);
  const newId = idsFrom(random);
  const about = { purpose, about: reference, address: lookup };
  return decideAgain(deps, {
    known: first,
    read: () => caseToWithdraw(asked, at, deps),
    async decide({ file, letter }) {
      const before = await mine(first, asked, at, deps);
      const posed = await poseAsked(deps, within, about, random, at, before);
      const made = change(file.state.body, {
        events: [{ type: 'withdrawal-asked', by: 'requester' }],
        letters:
          posed.letter === undefined
            ? []
            : [{ id: newId(), kind: letter, to: 'requester', data: posed.letter }],
      });
      const done = { kind: 'asked', challenge: posed.id } as const;
      return commit(file, { change: made, writes: posed.writes, done }, asked, at, deps);
    },
  });
}

/** The challenge that the caller holds, if it is this case's: its code is sent anew, its tries stay used (G16). */
async function mine(
  { file, purpose: wanted }: Withdrawable,
  { challenge }: Withdrawal,
  at: number,
  { records }: OperationDeps,
): Promise<Stored<ChallengeBody> | undefined> {
  const before = challenge === undefined ? undefined : await read(records, challengeKind, challenge, at);
  const { about, purpose, used } = before?.body ?? {};
  return about === file.state.body.reference && purpose === wanted && used !== true ? before : undefined;
}

async function bringCode(
  first: Withdrawable,
  asked: Withdrawal & { readonly challenge: string; readonly code: string },
  at: number,
  deps: OperationDeps,
): Promise<Result<Withdrawn>> {
  const { purpose } = first;
  const about = first.file.state.body.reference;
  const tried = await tryCode(deps, asked.challenge, { purpose, about }, asked.code, at);
  if (tried.kind !== 'right') return refuseCode(tried);
  const asking = { by: 'requester', at, newId: idsFrom(deps.random) } as const;
  return decideAgain(deps, {
    known: first,
    read: () => caseToWithdraw(asked, at, deps),
    async decide({ file, command }) {
      const made = decideAct(file.state, command, asking);
      if (!made.ok) return made;
      const done = { kind: 'withdrawn' } as const;
      return commit(file, { change: made.value, writes: [tried.use], done }, asked, at, deps);
    },
  });
}
