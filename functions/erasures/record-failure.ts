import { decideAct } from '../../shared/domain/cases/decide.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { commitCase, readCase } from '../../shared/records/case-file.ts';
import type { PersonFile } from '../../shared/records/person-file.ts';
import type { ErasureDeps } from './deps.ts';

/**
 * A store failed in the middle: the case says so and stays open (S8) – once a local day, however often it is tried. That the
 * case cannot be written either changes nothing: the sweep has told its signal.
 */
export async function recordFailure({ body }: PersonFile, at: number, deps: ErasureDeps): Promise<void> {
  const reference = body.closing?.case;
  try {
    const file = reference === undefined ? undefined : await readCase(deps, reference, at);
    if (file === undefined) return;
    const about = file.state.body;
    const before = about.kind === 'request' ? about.own.erasure?.failed : undefined;
    if (before?.last !== undefined && dayOf(before.last) === localDate(at, REGIME_ZONE)) return;
    const made = decideAct(file.state, { act: 'erasure-failed' }, { by: 'system', at, newId: deps.newId });
    if (made.ok) await commitCase(deps, file, made.value, at);
  } catch {
    // What failed first is what is told.
  }
}

const dayOf = (iso: string): string => localDate(Date.parse(iso), REGIME_ZONE);
