import type { SessionView } from '../../shared/api/own-sessions.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { endSessions, sessionsOf } from '../../shared/http/person-sessions.ts';
import type { Person } from '../../shared/http/types.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import { type AccountDeps, TRIES } from './deps.ts';
import { endingSessions } from './lifecycle.ts';

/** Where the person is signed in, the newest first (R4). */
export async function ownSessions(
  { id, sid: mine }: Person,
  at: number,
  { records, secrets }: AccountDeps,
): Promise<readonly SessionView[]> {
  const sessions = await sessionsOf(records, secrets, id, at);
  return sessions.map(({ sid, since, until, origin }) => ({
    id: sid,
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    current: sid === mine,
    ...(origin === undefined ? {} : { agent: origin.agent, network: origin.network }),
  }));
}

/**
 * Ends one session, or all but the one that asks; what was ended stands in the ledger (R4).
 * @returns `ended`: whether the session that asks is among them. Refusals: `no-session`, `busy`
 */
export async function endOwn(
  { id, sid: mine }: Person,
  which: { readonly sid: string } | 'others',
  at: number,
  deps: AccountDeps,
): Promise<Result<{ readonly self: boolean }>> {
  const { records, secrets } = deps;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const all = await endSessions(records, id, which === 'others' ? { but: mine } : which, at);
    const writes = which === 'others' ? await endingSessions(id, mine, at, deps) : all;
    if (writes.length === 0) return which === 'others' ? accept({ self: false }) : refuse('no-session');
    const event: NewPersonEvent = {
      type: 'session-ended',
      by: 'person',
      data: which === 'others' ? { kept: mine, count: all.length } : { session: which.sid },
    };
    const done = await commitWithEvents(records, secrets, writes, [personChapter(id, [event], at)]);
    if (done.ok) return accept({ self: which !== 'others' && which.sid === mine });
  }
  return refuse('busy');
}
