import { decideAct } from '../../shared/domain/cases/decide.ts';
import type { CalledOff } from '../../shared/domain/letters/called-off.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import type { ErasureRun } from '../../shared/domain/requests/erasure-run.ts';
import { BY_PERSON } from '../../shared/domain/requests/own-erasure.ts';
import { type CaseFile, readCase } from '../../shared/records/case-file.ts';
import { currentPlan } from '../../shared/records/current-plan.ts';
import type { ErasureDeps } from './deps.ts';

/** The request that a destruction is for, and its run. */
export interface Asked {
  readonly file: CaseFile;
  readonly run: ErasureRun;
}

/** What becomes of a destruction: it goes on, of its own or for a request, or it is called off – and why. */
export type Wanted =
  | { readonly kind: 'go'; readonly of: Asked | undefined }
  | { readonly kind: 'off'; readonly of: CaseFile; readonly why: CalledOff }
  | { readonly kind: 'gone' };

/**
 * Looks once more, before anything is destroyed, whether the request still wants it and may have it (S3): it was not taken
 * back, and a representative's authority to act still holds.
 * @param at epoch ms
 */
export async function stillWanted(
  { person, closing }: Pick<ProfileBody, 'person' | 'closing'>,
  at: number,
  deps: ErasureDeps,
): Promise<Wanted> {
  const reference = closing?.case;
  if (reference === undefined) return { kind: 'go', of: undefined };
  const file = await readCase(deps, reference, at);
  const body = file?.state.body;
  const run = body?.kind === 'request' ? body.own.erasure : undefined;
  if (file === undefined || run === undefined) return { kind: 'gone' };
  // What a hold kept back goes when it ends; the request was told then.
  if (run.state === 'destroyed') return { kind: 'go', of: undefined };
  if (run.state !== 'approved') return { kind: 'gone' };
  const tried = decideAct(
    file.state,
    { act: 'destroy', part: run.parts, proof: 'tried' },
    { by: 'system', at, newId: deps.newId },
  );
  if (tried.ok) {
    // Nobody has looked at what the person decided alone: what touches a hold, a dispute or a refusal by now is for officers.
    const isTouched =
      run.approved?.by === BY_PERSON && (await currentPlan(person, at, deps)).touches.length > 0;
    return isTouched ? { kind: 'off', of: file, why: 'officers-needed' } : { kind: 'go', of: { file, run } };
  }
  const ended = tried.refusal.code.startsWith('mandate-');
  return { kind: 'off', of: file, why: ended ? 'mandate-ended' : 'taken-back' };
}
