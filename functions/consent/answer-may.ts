import type { MayRequest, MayView } from '../../shared/api/consent.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { personOf } from '../../shared/records/person-file.ts';
import { NOBODY } from '../../shared/records/person-ids.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { type AnswerDeps, answerFor } from '../../shared/views/answer-for.ts';

/** What the check over HTTP needs. */
export interface MayDeps extends AnswerDeps {
  readonly settings: Pick<RuntimeSettings, 'programs'>;
}

/** Until it is known who asked, a block shows outside as nothing (S4): as if the person had never been asked. */
const toPrograms = ({ scope, ...answer }: MayView): MayView =>
  scope === 'precautionary' ? { allowed: false, because: 'no-consent' } : answer;

/** The purposes that the settings give a program; issuers name it with or without `program:` before its client id. */
function purposesOf(program: string, { programs = {} }: MayDeps['settings']): readonly string[] {
  const name = program.replace(/^program:/, '');
  return Object.hasOwn(programs, name) ? (programs[name] ?? []) : [];
}

/** Answers another program (C4): within its own purposes only; who is not known has not consented. */
export async function answerProgram(
  { person, email, purpose }: MayRequest,
  program: string,
  at: number,
  deps: MayDeps,
): Promise<Result<MayView>> {
  if (!purposesOf(program, deps.settings).includes(purpose))
    return refuse('purpose-not-yours', { field: 'purpose' });
  const found = email === undefined ? person : await personOf(deps, email, at);
  return accept(toPrograms(await answerFor(found ?? NOBODY, purpose, at, deps)));
}
