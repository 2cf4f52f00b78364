import { type NewPersonEvent, settledEvent } from '../../shared/domain/registration/events.ts';
import { errorName } from '../../shared/log.ts';
import { DUTY_GROUP, dutyStanding } from '../../shared/records/consent-acts.ts';
import { mayNow, type PurposeBook } from '../../shared/records/consents.ts';
import type { LedgerDeps } from '../../shared/records/deps.ts';
import { type DutyBody, dutyKind } from '../../shared/records/kinds/consents.ts';
import { putNext, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import type { Key, Write } from '../../shared/records/port.ts';
import { type Remaining, workDue } from '../../shared/records/work-due.ts';

/** What destroys what rested on a withdrawn consent only, and the events that tell of it. `at` in epoch ms. */
export type Destroyer = (
  duty: DutyBody,
  at: number,
) => Promise<{ readonly writes: readonly Write[]; readonly events?: readonly NewPersonEvent[] }>;

/** What settling duties needs. */
export interface SettleDeps extends LedgerDeps {
  readonly book: PurposeBook;
  /** By purpose; for a purpose without one, everything it uses rests on another ground as well, and stays on that. */
  readonly destroyers: { readonly [purpose: string]: Destroyer };
  readonly remaining?: Remaining;
  /** Says what went wrong with one duty; codes and ids only. */
  readonly report: (code: 'duty-failed', about: { readonly detail: string }) => void;
}

/** So many at the same time. */
const SIDE_BY_SIDE = 4;

/**
 * Settles the duties of withdrawals whose day has come (C5): destroys what rested on the consent only, and says so in
 * the ledger, in one transaction. A block stops none of it: the person and the law ask for it (S4). One that fails does
 * not hold up the others.
 * @param at epoch ms
 * @returns how many were settled
 */
export async function settleDuties(at: number, deps: SettleDeps): Promise<number> {
  let settled = 0;
  const work = async ({ table, pk, sk }: Key): Promise<void> => {
    const item = await deps.records.get({ table, pk, sk }, at);
    const duty = item && storedOf(dutyKind, item);
    if (duty?.body.state === 'open' && (await settle(duty, at, deps))) settled += 1;
  };
  const failed = (_: Key, error: unknown): void => deps.report('duty-failed', { detail: errorName(error) });
  const { remaining } = deps;
  await workDue(deps.records, { group: DUTY_GROUP, sideBySide: SIDE_BY_SIDE, work, failed, remaining }, at);
  return settled;
}

/** False when somebody else settled it meanwhile, or what it destroys has changed: the next run looks again. */
async function settle(duty: Stored<DutyBody>, at: number, deps: SettleDeps): Promise<boolean> {
  const { person, purpose, field } = duty.body;
  const now = new Date(at).toISOString();
  const asked = { person, purpose, ...(field === undefined ? {} : { field }) };
  const anew = (await mayNow(deps, asked, at)).allowed;
  const destroy = anew ? undefined : deps.destroyers[purpose];
  const { writes, events = [] } = destroy === undefined ? { writes: [] } : await destroy(duty.body, at);
  const body: DutyBody = { ...duty.body, state: anew ? 'void' : 'done', settledAt: now };
  const outcome = anew ? 'consented-anew' : writes.length > 0 ? 'destroyed' : 'nothing-rested';
  const told = settledEvent(duty.body, outcome, writes.length);
  const result = await commitWithEvents(
    deps.records,
    deps.secrets,
    [putNext(dutyKind, duty, body, dutyStanding(body)), ...writes],
    [personChapter(person, [told, ...events], at)],
  );
  return result.ok;
}
