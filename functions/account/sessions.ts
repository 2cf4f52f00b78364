import type { SessionView } from '../../shared/api/own-sessions.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { allSessionsOf, endSessions, type PersonSession } from '../../shared/http/person-sessions.ts';
import type { Person } from '../../shared/http/types.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import type { AccountDeps } from './deps.ts';
import { endingSessions } from './lifecycle.ts';

/**
 * Where the person is signed in, and sign-ins that have ended while their technical data are kept (T1); the newest first (R4).
 */
export async function ownSessions(
  { id, sid: mine }: Person,
  at: number,
  { records, secrets }: AccountDeps,
): Promise<{ readonly sessions: readonly SessionView[]; readonly earlier: readonly SessionView[] }> {
  const { live, earlier } = await allSessionsOf(records, secrets, id, at);
  const shown = ({ sid, since, until, keptUntil, origin }: PersonSession): SessionView => ({
    id: sid,
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    keptUntil: new Date(keptUntil).toISOString(),
    current: sid === mine,
    ...(origin === undefined ? {} : { agent: origin.agent, network: origin.network }),
  });
  return { sessions: live.map(shown), earlier: earlier.map(shown) };
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
