import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import { destroyAllBut } from '../../shared/records/destroy-person.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { type PersonFile, personChapter } from '../../shared/records/person-file.ts';
import type { PeopleSweepDeps } from './deps.ts';

/**
 * A registration of which no account was made goes, with all that is its own – where its address was proven, that is free
 * again, and sessions end; only its chain of codes stays (R2).
 */
export async function destroyUnconfirmed(
  { body }: PersonFile,
  at: number,
  deps: PeopleSweepDeps,
): Promise<boolean> {
  const { records, secrets } = deps;
  const { person, revision } = body;
  const rest = await destroyAllBut(person, at, deps);
  if (rest === undefined) return false;
  const destroyed: NewPersonEvent = {
    ...{ type: 'destroyed', by: 'system', reason: 'unconfirmed' },
    revision: revision + 1,
  };
  const chapter = { ...personChapter(person, [...rest.events, destroyed], at), head: rest.head };
  return (await commitWithEvents(records, secrets, rest.writes, [chapter])).ok;
}
