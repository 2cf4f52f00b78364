import { change } from '../../shared/domain/cases/change.ts';
import { decideClaim } from '../../shared/domain/claims/acts.ts';
import { nextStatus } from '../../shared/domain/claims/transitions.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import {
  type CaseDeps,
  type CaseFile,
  commitCase,
  openContact,
  readCase,
} from '../../shared/records/case-file.ts';
import { needsLongCode, poseAgain, poseChallenge, tryCode } from '../../shared/records/codes.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { challengeKind } from '../../shared/records/kinds/short.ts';
import { codesOf, take } from '../../shared/records/limits.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { parseReference } from '../../shared/records/references.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { opensCase } from './status.ts';

/** What withdrawing needs. */
export interface WithdrawDeps extends CaseDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
}

/** What the holder of the link asks for: a code (again), or the withdrawal with one. */
export interface Withdrawal {
  readonly reference: string;
  readonly key: string;
  readonly challenge?: string | undefined;
  readonly code?: string | undefined;
}

export type Withdrawn =
  | { readonly kind: 'asked'; readonly challenge: string }
  | { readonly kind: 'withdrawn' };

const PURPOSE = 'claim-withdrawal';

async function fileByLink(asked: Withdrawal, at: number, deps: WithdrawDeps): Promise<Result<CaseFile>> {
  const reference = parseReference(asked.reference);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  if (file === undefined || !opensCase(file.state.body, asked.key, at, deps)) return refuse('link-invalid');
  const { status } = file.state.body;
  if (nextStatus(status, 'withdraw') === undefined)
    return refuse('act-not-lawful', { data: { act: 'withdraw', status } });
  return accept(file);
}

/** Withdraws a claim with a code that was sent to its address (K1): first call sends the code, second brings it. */
export async function withdrawClaim(
  asked: Withdrawal,
  at: number,
  deps: WithdrawDeps,
): Promise<Result<Withdrawn>> {
  const found = await fileByLink(asked, at, deps);
  if (!found.ok) return found;
  return asked.code === undefined || asked.challenge === undefined
    ? askForCode(found.value, asked, at, deps)
    : bringCode(found.value, { challenge: asked.challenge, code: asked.code }, at, deps);
}

async function askForCode(
  file: CaseFile,
  asked: Withdrawal,
  at: number,
  deps: WithdrawDeps,
): Promise<Result<Withdrawn>> {
  const { reference } = file.state.body;
  const lookup = (await openContact(deps, reference, at))?.lookup;
  if (lookup === undefined) return refuse('address-required');
  if (!(await take(deps.records, codesOf(deps.settings.limits.codesPerDay), lookup, at)))
    return refuse('too-many-codes');
  const long = await needsLongCode(deps.records, lookup, at);
  const before =
    asked.challenge === undefined ? undefined : await read(deps.records, challengeKind, asked.challenge, at);
  const again =
    before?.body.about === reference && before.body.purpose === PURPOSE && before.body.used !== true;
  const posed =
    again && before !== undefined
      ? poseAgain(deps.secrets, before, long, deps.random, at)
      : poseChallenge(
          deps.secrets,
          { purpose: PURPOSE, about: reference, address: lookup },
          long,
          deps.random,
          at,
        );
  const newId = idsFrom(deps.random);
  const text = newId();
  const made = change(file.state.body, {
    events: [{ type: 'withdrawal-asked', by: 'requester' }],
    texts: [{ id: text, role: 'code', text: posed.code }],
    letters: [{ id: newId(), kind: 'claim-withdrawal-code', to: 'requester', text }],
  });
  const committed = await commitCase(deps, file, made, at, [posed.write]);
  return committed === 'ok' ? accept({ kind: 'asked', challenge: posed.id }) : refuse('busy');
}

async function bringCode(
  file: CaseFile,
  { challenge, code }: { readonly challenge: string; readonly code: string },
  at: number,
  deps: WithdrawDeps,
): Promise<Result<Withdrawn>> {
  const { reference } = file.state.body;
  const tried = await tryCode(deps, challenge, { purpose: PURPOSE, about: reference }, code, at);
  switch (tried.kind) {
    case 'wrong':
      return refuse('code-wrong', { field: 'code', data: { left: tried.left } });
    case 'exhausted':
      return refuse('code-exhausted', { field: 'code' });
    case 'expired':
    case 'unknown':
      return refuse('code-expired', { field: 'code' });
    case 'right': {
      const made = decideClaim(
        file.state,
        { act: 'withdraw' },
        { by: 'requester', at, newId: idsFrom(deps.random) },
      );
      if (!made.ok) return made;
      const committed = await commitCase(deps, file, made.value, at, [tried.use]);
      return committed === 'ok' ? accept({ kind: 'withdrawn' }) : refuse('busy');
    }
  }
}
