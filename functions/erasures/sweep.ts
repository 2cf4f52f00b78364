import { cancelClosing, closingStep } from '../../shared/domain/registration/closing.ts';
import { errorName } from '../../shared/log.ts';
import { commitCalledOff } from '../../shared/records/call-off.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { commitPerson, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import type { Entry } from '../../shared/records/port.ts';
import { workDue } from '../../shared/records/work-due.ts';
import type { ErasureSweepDeps } from './deps.ts';
import { destroyPerson } from './destroy.ts';
import { dropAct } from './drop-act.ts';
import { dropListed } from './drop-listed.ts';
import { endHold } from './end-hold.ts';
import { recordFailure } from './record-failure.ts';
import { stillWanted } from './wanted.ts';

/** So many at the same time. */
const SIDE_BY_SIDE = 4;
/** Steps of one person that may be due together, and tries when others change the record meanwhile. */
const STEPS = 4;

const idOf = ({ pk }: Entry): string => pk.slice(pk.indexOf('#') + 1);

/**
 * Carries out what is to be destroyed by `at` (epoch ms), earliest first (R7, S8): of accounts that are closed and of requests
 * alike. One person who fails does not hold up the others; of a request, the case says so, and it is tried again.
 * @returns how many intents were found
 */
export async function sweepErasures(at: number, deps: ErasureSweepDeps): Promise<number> {
  return workDue(
    deps.records,
    {
      ...{ group: 'erasure', sideBySide: SIDE_BY_SIDE },
      work: (entry) => workOn(entry, at, deps),
      failed: (_, error) => deps.report('erasure-failed', { detail: errorName(error) }),
      remaining: deps.remaining,
    },
    at,
  );
}

/** What an entry of the list wants, by why it stands there. */
const WORK: {
  readonly [why in string]?: (entry: Entry, at: number, deps: ErasureSweepDeps) => Promise<void>;
} = {
  close: (entry, at, deps) => closeOne(idOf(entry), at, deps),
  hold: (entry, at, deps) => endHold(idOf(entry), at, deps),
  expire: (entry, at, deps) => dropAct(entry, at, deps),
  lapse: (entry, at, deps) => dropListed(entry, at, deps),
};

async function workOn(entry: Entry, at: number, deps: ErasureSweepDeps): Promise<void> {
  await WORK[entry.why ?? '']?.(entry, at, deps);
}

async function closeOne(person: string, at: number, deps: ErasureSweepDeps): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    const file = await readPerson(deps, person, at);
    if (file === undefined || !isDue(file, at)) return;
    try {
      await close(file, at, deps);
    } catch (error) {
      await recordFailure(file, at, deps);
      throw error;
    }
  }
}

/** What the record says is due; the index may be a moment behind, and a step may have put its next look off. */
function isDue({ stored, body }: PersonFile, at: number): boolean {
  const { todo } = stored.item;
  const due = body.closing?.look ?? body.closing?.due;
  return todo?.group === 'erasure' && Date.parse(todo.at) <= at && due !== undefined && Date.parse(due) <= at;
}

/** The last letter first, then the data (R7). */
async function close(file: PersonFile, at: number, deps: ErasureSweepDeps): Promise<void> {
  const { body } = file;
  const { person, closing } = body;
  const wanted = await stillWanted(body, at, deps);
  if (wanted.kind !== 'go') {
    const made = cancelClosing(body, deps.newId, 'system');
    const why = wanted.kind === 'off' ? wanted.why : 'account-changed';
    if (made !== undefined)
      await commitCalledOff(deps, { file, made, why, by: 'system', newId: deps.newId }, at);
    return;
  }
  if (closing?.look !== undefined) {
    // The authority to act was given anew meanwhile: it is looked at again when it is due.
    const { look: _, ...kept } = closing;
    await commitPerson(deps, file, { body: { ...body, closing: kept }, events: [] }, at);
    return;
  }
  const letter =
    closing?.letter === undefined
      ? undefined
      : await read(deps.records, letterKind, { person, id: closing.letter }, at);
  const step = closingStep(body, letter?.body.status, at, deps.newId);
  if (step.kind === 'destroy') {
    await destroyPerson(file, wanted.of, at, deps);
    return;
  }
  const todo = { group: 'erasure', why: 'close', at: step.at } as const;
  const change = step.kind === 'write' ? step.change : { body, events: [] };
  await commitPerson(deps, file, { ...change, todo }, at);
}
