import type * as z from 'zod/mini';
import { errorName } from '../../shared/log.ts';
import type { Again, Reerased, reeraseEvent } from '../../shared/records/again.ts';
import { listedWrites } from '../../shared/records/erased-lists.ts';
import { commitWithEvents, readChain } from '../../shared/records/ledger.ts';
import { destroyLeftOver } from '../../shared/records/left-over.ts';
import { type PersonFile, personChapter, readPerson } from '../../shared/records/person-file.ts';
import { RESERVE_MS } from '../../shared/records/work-due.ts';
import { backupDays } from '../../shared/settings.ts';
import type { ErasureSweepDeps } from './deps.ts';
import { destroyPerson } from './destroy.ts';
import { stillWanted } from './wanted.ts';

/** How often somebody may be overtaken. */
const TRIES = 5;

/**
 * Destroys again whose data have come back with a copy (S8), one after the other, until the time is up. May be stopped
 * anywhere and asked again: who is gone is passed over. One who fails holds up nobody.
 * @returns of those it came to, in their order, what became of them
 */
export async function reerase(
  { time, people }: z.infer<typeof reeraseEvent>['reerase'],
  deps: ErasureSweepDeps,
): Promise<readonly (readonly [person: string, became: Reerased])[]> {
  const { remaining = () => Number.POSITIVE_INFINITY, report } = deps;
  const done: [string, Reerased][] = [];
  for (const one of people) {
    if (done.length > 0 && remaining() < RESERVE_MS) break;
    try {
      done.push([one.person, await destroyAgain(one, Date.parse(time), deps)]);
    } catch (error) {
      report('erasure-failed', { detail: errorName(error) });
      done.push([one.person, 'failed']);
    }
  }
  return done;
}

async function destroyAgain(one: Again, at: number, deps: ErasureSweepDeps): Promise<Reerased> {
  const { person, held = [], closed } = one;
  const chain = await readChain(deps.records, person);
  // What they did in the copy came after the erasure: nobody wished that to be destroyed.
  if (closed !== undefined && chain.some(({ body }) => body.by === 'person' && body.at > closed))
    return 'spared';
  const told = chain.some(({ body }) => body.type === 'destroyed');
  const file = await readPerson(deps, person, at);
  if (file !== undefined && held.length === 0 && !told) return whole(file, at, deps);
  if (chain.length === 0) return 'nothing';
  if (!told) await tell(one, at, deps);
  const gone = await destroyLeftOver(deps, person, at);
  return held.length > 0 ? 'held' : gone === 0 ? 'nothing' : 'destroyed';
}

/** As it was done first: with its act, and the request that the copy knows. */
async function whole(file: PersonFile, at: number, deps: ErasureSweepDeps): Promise<Reerased> {
  const { person } = file.body;
  let now: PersonFile | undefined = file;
  for (let n = 0; n < TRIES && now !== undefined; n += 1) {
    const wanted = await stillWanted(now.body, at, deps);
    const of = wanted.kind === 'go' ? wanted.of : undefined;
    if (await destroyPerson(now, of, at, deps)) {
      return (await readPerson(deps, person, at)) === undefined ? 'destroyed' : 'held';
    }
    await deps.records.giveWay(n + 1);
    now = await readPerson(deps, person, at);
  }
  return now === undefined ? 'nothing' : 'failed';
}

/** The chain says what it had said before the copy came back; from then on what is left is a fault that the audit names. */
async function tell({ person, held = [] }: Again, at: number, deps: ErasureSweepDeps): Promise<void> {
  const { records, secrets, settings } = deps;
  const data = held.length === 0 ? {} : { held: held.join() };
  const event = { type: 'destroyed', by: 'system', reason: 'restored', data } as const;
  const writes = listedWrites({ person, act: deps.newId(), held }, at, backupDays(settings));
  const { ok } = await commitWithEvents(records, secrets, writes, [personChapter(person, [event], at)]);
  if (!ok) throw new Error('the list of the day is closed');
}
