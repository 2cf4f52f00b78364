import type { NewPersonEvent } from '../domain/registration/events.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { decideAgain, written } from '../records/decide-again.ts';
import type { LedgerDeps, RecordDeps } from '../records/deps.ts';
import { commitWithEvents } from '../records/ledger.ts';
import { personChapter } from '../records/person-file.ts';
import type { Write } from '../records/port.ts';
import { endSessions } from './person-sessions.ts';
import type { Person } from './who.ts';

/** A transaction takes a hundred actions: so many sessions fit beside the rest. */
const SESSIONS_AT_ONCE = 60;

/**
 * The writes that end all sessions of a person but one. Where there are more than a transaction takes, the first go at
 * once: a session too many ended is a sign-in too many, one too few would be a stranger's.
 */
export async function endingSessions(
  person: string,
  but: string | undefined,
  at: number,
  { records }: Pick<RecordDeps, 'records'>,
): Promise<readonly Write[]> {
  let writes = await endSessions(records, person, { but }, at);
  while (writes.length > SESSIONS_AT_ONCE) {
    await records.commit(writes.slice(0, SESSIONS_AT_ONCE));
    writes = await endSessions(records, person, { but }, at);
  }
  return writes;
}

/**
 * Ends one session, or all but the one that asks; what was ended stands in the ledger (R4).
 * @returns `ended`: whether the session that asks is among them. Refusals: `no-session`, `busy`
 */
export async function endOwn(
  { id, sid: mine }: Person,
  which: { readonly sid: string } | 'others',
  at: number,
  deps: LedgerDeps,
): Promise<Result<{ readonly self: boolean }>> {
  const { records, secrets } = deps;
  return decideAgain(deps, {
    async read() {
      const ending = await endSessions(records, id, which === 'others' ? { but: mine } : which, at);
      const writes = which === 'others' ? await endingSessions(id, mine, at, deps) : ending;
      return accept({ count: ending.length, writes });
    },
    async decide({ count, writes }) {
      if (writes.length === 0) return which === 'others' ? accept({ self: false }) : refuse('no-session');
      const event: NewPersonEvent = {
        type: 'session-ended',
        by: 'person',
        data: which === 'others' ? { kept: mine, count } : { session: which.sid },
      };
      const commit = await commitWithEvents(records, secrets, writes, [personChapter(id, [event], at)]);
      return written(commit, { self: which !== 'others' && which.sid === mine });
    },
  });
}
