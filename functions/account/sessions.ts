import type { SessionView } from '../../shared/api/own-sessions.ts';
import { allSessionsOf, type PersonSession } from '../../shared/identity/person-sessions.ts';
import type { Person } from '../../shared/identity/who.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';

/**
 * Where the person is signed in, and sign-ins that have ended while their technical data are kept (T1); the newest first (R4).
 */
export async function ownSessions(
  { id, sid: mine }: Person,
  at: number,
  { records, secrets }: OperationDeps,
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
