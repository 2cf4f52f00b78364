import { dropChange, dropOldAddress } from '../../shared/domain/registration/address.ts';
import { type PersonTodo, personTodo } from '../../shared/domain/registration/person.ts';
import { errorName } from '../../shared/log.ts';
import { entriesOf } from '../../shared/records/addresses.ts';
import { deleting } from '../../shared/records/kinds/kind.ts';
import { commitPerson, openDetails, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import { workDue } from '../../shared/records/work-due.ts';
import type { PeopleSweepDeps } from './deps.ts';
import { destroyUnconfirmed } from './destroy.ts';

/** So many at the same time. */
const SIDE_BY_SIDE = 4;
/** Terms of one person that may fall due together, and tries when others change the record meanwhile. */
const STEPS = 6;

/**
 * Does what records of people want done by `at` (epoch ms), earliest first (R2, R5): every five minutes, also where
 * records have no stream (L2) – all of it is counted in hours and days. One person who fails does not hold up the others.
 * @returns how many intents were found
 */
export async function sweepPeople(at: number, deps: PeopleSweepDeps): Promise<number> {
  return workDue(
    deps.records,
    {
      ...{ group: 'person', sideBySide: SIDE_BY_SIDE },
      work: ({ pk }) => sweepOne(pk.slice(pk.indexOf('#') + 1), at, deps),
      failed: (_, error) => deps.report('person-failed', { detail: errorName(error) }),
      remaining: deps.remaining,
    },
    at,
  );
}

async function sweepOne(person: string, at: number, deps: PeopleSweepDeps): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    const file = await readPerson(deps, person, at);
    const due = file && dueOf(file, at);
    if (file === undefined || due === undefined) return;
    await doStep(file, due, at, deps);
  }
}

/** What the record says is due; the index may be a moment behind, and a step may have put its next look off. */
function dueOf({ stored, body }: PersonFile, at: number): PersonTodo | undefined {
  const { todo } = stored.item;
  if (todo?.group !== 'person' || Date.parse(todo.at) > at) return undefined;
  const due = personTodo(body);
  return due === undefined || Date.parse(due.at) > at ? undefined : due;
}

/** One step; who was overtaken is read again and decides anew. */
async function doStep(
  file: PersonFile,
  { why }: PersonTodo,
  at: number,
  deps: PeopleSweepDeps,
): Promise<void> {
  switch (why) {
    case 'destroy':
      await destroyUnconfirmed(file, at, deps);
      return;
    case 'change':
      await commitPerson(
        deps,
        file,
        dropChange(file.body, await openDetails(deps, file.body, 'upkeep', at)),
        at,
      );
      return;
    case 'undo':
      await endUndo(file, at, deps);
      return;
    case 'close':
      // Asked for before 2026-11-30: put into the group that does it now.
      await commitPerson(deps, file, { body: file.body, events: [] }, at);
      return;
    case 'send':
      return;
  }
}

/** The old address can no longer undo the change: it is free again, and gone from the record (R5). */
async function endUndo(file: PersonFile, at: number, deps: PeopleSweepDeps): Promise<void> {
  const { body } = file;
  const details = await openDetails(deps, body, 'upkeep', at);
  const { oldEmail } = details;
  const entries = oldEmail === undefined ? [] : await entriesOf(deps, oldEmail, at);
  const old = entries.filter((one) => one.body.person === body.person && one.body.until !== undefined);
  const writes = old.map(({ item }) => deleting(item));
  await commitPerson(deps, file, dropOldAddress(body, details), at, { writes });
}
