import { bothChanges, type Change } from '../../shared/domain/cases/change.ts';
import { decideAct } from '../../shared/domain/cases/decide.ts';
import { caseOf } from '../../shared/domain/cases/kinds.ts';
import type { Holder } from '../../shared/domain/requests/asks.ts';
import { BY_PERSON } from '../../shared/domain/requests/own-erasure.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/law/dates.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { erasedText } from '../../shared/words/erased-words.ts';
import type { Asked } from './wanted.ts';

/** What was done: under which act, and which rules of retention a hold has kept back. */
interface Done {
  readonly act: string;
  readonly held: readonly string[];
  /** Who else holds the data: they are asked to erase them too (X3). */
  readonly holders: readonly Holder[];
  readonly newId: () => string;
  /** Days for which backups keep what was destroyed. */
  readonly backupDays: number;
}

/**
 * What a destruction does to the request that asked for it (S8): its clocks are met. Where the person alone decided it, no
 * officer is there to answer, and the program does in the same commit (R7) – but for what a hold has kept back: that is an
 * answer *in part*, and an officer gives its reasons.
 * @param at epoch ms
 */
export function meetRequest(
  { file, run }: Asked,
  { act, held, holders, newId, backupDays }: Done,
  at: number,
): Result<Change> {
  const asking = { by: 'system', at, newId } as const;
  const kept = held.length === 0 ? {} : { held: held.join() };
  const command = { act: 'destroy', part: run.parts, proof: act, holders, ...kept };
  const made = decideAct(file.state, command, asking);
  if (!made.ok || run.approved?.by !== BY_PERSON || held.length > 0) return made;
  const { body, todo } = made.value;
  const on = localDate(at, REGIME_ZONE);
  const text = erasedText({ act, on, backupsUntil: addDays(on, backupDays) }, body.language);
  const answered = decideAct(
    caseOf(body, todo ?? undefined),
    { act: 'answer', part: run.parts, text },
    asking,
  );
  return answered.ok ? accept(bothChanges(made.value, answered.value)) : answered;
}
