import { endHolds } from '../../shared/domain/holds/decide.ts';
import type { HoldBody } from '../../shared/domain/holds/hold.ts';
import { addDays } from '../../shared/law/dates.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { atHour, localDate } from '../../shared/law/zones.ts';
import { holdStanding } from '../../shared/records/holds.ts';
import { legalHoldKind } from '../../shared/records/kinds/holds.ts';
import { deleting, putNext, read } from '../../shared/records/kinds/kind.ts';
import { commitWithEvents, readChain } from '../../shared/records/ledger.ts';
import { destroyLeftOver } from '../../shared/records/left-over.ts';
import {
  commitPerson,
  type PersonFile,
  personChapter,
  readPerson,
} from '../../shared/records/person-file.ts';
import type { ErasureDeps } from './deps.ts';

/**
 * A hold whose last day is over ends, and what it has kept back of somebody whose data were destroyed meanwhile goes (S8). A
 * profile that it kept goes by its own closing, with an act. May be repeated.
 * @param at epoch ms
 */
export async function endHold(person: string, at: number, deps: ErasureDeps): Promise<void> {
  const { records, secrets } = deps;
  const stored = await read(records, legalHoldKind, person, at);
  const made = stored && endHolds(stored.body, localDate(at, REGIME_ZONE));
  if (stored === undefined || made === undefined) return;
  const { body, events } = made;
  const write =
    body.holds.length === 0
      ? deleting(stored.item)
      : putNext(legalHoldKind, stored, body, holdStanding(body));
  if (!(await commitWithEvents(records, secrets, [write], [personChapter(person, events, at)])).ok) return;
  const chain = await readChain(records, person);
  const isGone = chain.some(({ body: { type } }) => type === 'destroyed');
  if (!isGone) return;
  const file = await readPerson(deps, person, at);
  if (file === undefined) await destroyLeftOver(deps, person, at);
  else await profileGoes(file, body, at, deps);
}

/** A profile that was kept waits for the last of its holds, and no longer when that has ended before its day. */
async function profileGoes(
  file: PersonFile,
  { holds }: HoldBody,
  at: number,
  deps: ErasureDeps,
): Promise<void> {
  const { closing } = file.body;
  const last = holds
    .map(({ until }) => until)
    .toSorted()
    .at(-1);
  const due = last === undefined ? at : atHour(addDays(last, 1), 0, REGIME_ZONE);
  if (closing === undefined || Date.parse(closing.due) <= due) return;
  const body = { ...file.body, closing: { ...closing, due: new Date(due).toISOString() } };
  await commitPerson(deps, file, { body, events: [] }, at);
}
