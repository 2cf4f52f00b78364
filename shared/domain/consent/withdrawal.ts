import { provisionalDeadline } from '../../law/deadline.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import { isPurpose, purposeOf } from '../../policy/purposes.ts';
import { type ConsentEvent, effectiveAt, type NewActEvent } from './events.ts';
import { fold } from './may.ts';

/** Destroy what rested on the consent only, within 30 days of its withdrawal (152-FZ art. 21(5)). */
const RULE = 'ru-withdrawal-destroy';

/** The legal clock that a withdrawal starts (C5). */
export interface WithdrawalClock {
  readonly rule: typeof RULE;
  readonly start: string;
  readonly due: string;
  readonly workBy: string;
  readonly provisional: boolean;
}

/**
 * The clock of a withdrawal: none where the policy names none for the purpose, or where no consent was ever given, so
 * that nothing can rest on it. It runs from the day on which the withdrawal took effect – the strictest reading of
 * "received" for a paper.
 */
export function withdrawalClock(
  event: NewActEvent,
  before: readonly ConsentEvent[],
): WithdrawalClock | undefined {
  const { purpose, field } = event.data;
  if (event.type !== 'consent-withdrawn' || !isPurpose(purpose)) return undefined;
  if (!purposeOf(purpose).clocks.includes(RULE)) return undefined;
  const { acts } = fold(before, effectiveAt(event));
  // Withdrawn already, and not given since: the clock of that withdrawal runs.
  const last = acts.findLastIndex(
    ({ type, data }) =>
      type === 'consent-withdrawn' &&
      data.purpose === purpose &&
      (data.field === undefined || data.field === field),
  );
  const given = acts
    .slice(last + 1)
    .some(
      ({ type, data }) =>
        type === 'consent-given' && data.purpose === purpose && (field === undefined || data.field === field),
    );
  if (!given) return undefined;
  const start = localDate(effectiveAt(event), REGIME_ZONE);
  const { due, workBy, provisional } = provisionalDeadline(RULE, start);
  return { rule: RULE, start, due, workBy, provisional };
}
