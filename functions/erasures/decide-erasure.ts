import { decideAct } from '../../shared/domain/cases/decide.ts';
import type { Actor } from '../../shared/domain/cases/events.ts';
import type { Command } from '../../shared/domain/cases/type.ts';
import { askClosing, CLOSING_MS } from '../../shared/domain/registration/closing.ts';
import { mandateRunsOut } from '../../shared/domain/requests/mandate.ts';
import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type CaseFile, commitCase, readCase } from '../../shared/records/case-file.ts';
import { currentPlan } from '../../shared/records/current-plan.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { planHash } from '../../shared/records/erasure-plan.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { personWrites, readPerson } from '../../shared/records/person-file.ts';
import { newProof } from '../../shared/records/person-proofs.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';

/** What deciding on a destruction needs. */
export interface DecideDeps extends RecordDeps {
  readonly random: RandomBytes;
}

/** A decision as it is asked for. */
export interface AskedDecision {
  readonly reference: string;
  /** Revision of the case that was seen; absent where a link that works once stands for it. */
  readonly revision?: number;
  readonly by: Actor;
  readonly once?: IdempotentRequest | undefined;
}
export type Decided = Result<{ readonly reference: string }>;

/** A request and the id of the person whose data are meant. */
interface Found {
  readonly file: CaseFile;
  readonly body: RequestBody;
}

/** Reads the case, decides and commits, under the revision that was seen; asked again with its key, it is the same answer (G3). */
export async function decideOn(
  asked: AskedDecision,
  at: number,
  deps: DecideDeps,
  decide: (found: Found) => Promise<Outcome<{ readonly reference: string }>>,
): Promise<Decided> {
  const reference = parseReference(asked.reference);
  if (reference === undefined) return refuse('not-found');
  const answered = () => toldBefore(asked.once, at, deps, () => ({ reference }));
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: () => requestOf(reference, asked.revision, at, deps),
      decide,
      answered,
    })
  );
}

async function requestOf(
  reference: string,
  seen: number | undefined,
  at: number,
  deps: DecideDeps,
): Promise<Result<Found>> {
  const file = await readCase(deps, reference, at);
  const body = file?.state.body;
  if (file === undefined || body?.kind !== 'request') return refuse('not-found');
  const { revision } = body;
  return seen === undefined || revision === seen
    ? accept({ file, body })
    : refuse('stale-revision', { data: { revision } });
}

/** An officer proposes what is to be destroyed, as it was shown (S8). `part`: all that waits for it, or one. */
export const proposeErasure = (
  asked: AskedDecision & { readonly part: string },
  at: number,
  deps: DecideDeps,
): Promise<Decided> =>
  decideOn(asked, at, deps, async (found) => {
    const { person } = found.body;
    if (person === undefined) return refuse('nobody-known');
    const plan = await currentPlan(person, at, deps);
    return commit(found, { act: 'plan', part: asked.part, plan, hash: planHash(plan) }, asked, at, deps);
  });

/**
 * The second approval (S3): of what was proposed, by its hash, and only while it is still what would be destroyed. The
 * person's record begins its 72 hours in the same write, with letters to every known address (R7).
 */
export const approveErasure = (
  asked: AskedDecision & { readonly head?: true; readonly hash: string },
  at: number,
  deps: DecideDeps,
): Promise<Decided> =>
  decideOn(asked, at, deps, async (found) => {
    const { body, file } = found;
    const { person, reference } = body;
    if (person === undefined) return refuse('nobody-known');
    const newId = idsFrom(deps.random);
    const command = { act: 'approve', hash: asked.hash, ...(asked.head && { head: asked.head }) };
    const made = decideAct(file.state, command, { by: asked.by, at, newId });
    if (!made.ok) return made;
    if (planHash(await currentPlan(person, at, deps)) !== asked.hash) return refuse('plan-changed');
    const owner = await readPerson(deps, person, at);
    if (owner === undefined) return refuse('unknown-person');
    const proof = newProof(deps.secrets, { lifeMs: CLOSING_MS, long: false }, deps.random, at);
    const by = asked.by === 'requester' ? 'system' : asked.by;
    const closing = askClosing(owner.body, proof, new Date(at).toISOString(), newId, {
      ...{ case: reference, by, look: mandateLook(body, at) },
    });
    if (!closing.ok) return closing;
    const { writes, chapters } = await personWrites(deps, owner, closing.value, at);
    const once = keyWrites(deps.secrets, asked.once, { reference }, at);
    return written(await commitCase(deps, file, made.value, at, [...writes, ...once], chapters), {
      reference,
    });
  });

/** The first instant at which an authority to act has ended before the 72 hours are over: the run stops then (S3). */
function mandateLook({ own }: RequestBody, at: number): string | undefined {
  const over = mandateRunsOut(own);
  return over !== undefined && Date.parse(over) < at + CLOSING_MS ? over : undefined;
}

/** Commits an act on the case alone. */
export async function commit(
  { file, body: { reference } }: Found,
  command: Command & { readonly [field: string]: unknown },
  { by, once }: AskedDecision,
  at: number,
  deps: DecideDeps,
): Promise<Outcome<{ readonly reference: string }>> {
  const made = decideAct(file.state, command, { by, at, newId: idsFrom(deps.random) });
  if (!made.ok) return made;
  const keys = keyWrites(deps.secrets, once, { reference }, at);
  return written(await commitCase(deps, file, made.value, at, keys), { reference });
}
