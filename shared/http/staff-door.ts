import type { Records } from '../records/port.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { KeySets } from './key-sets.ts';
import type { Passage, StaffGate } from './passage.ts';
import { HttpProblem } from './problems.ts';
import { DESK_COOKIE, readDeskSession } from './sessions.ts';
import { verifyBearer } from './staff-auth.ts';

/** What a door needs to know its staff. */
export interface StaffDoor {
  readonly oidc: RuntimeSettings['staff']['oidc'];
  readonly records: Pick<Records, 'get'>;
  readonly keySets: KeySets;
}

/** The gate of a door with staff routes. Doors of the public have none, and carry nothing of it. */
export const staffGate = (door: StaffDoor): StaffGate => ({
  identify: (passage, secrets) => authenticate(passage, door, secrets),
});

/**
 * Who knocks at a staff route: the Bearer token if there is one, else the desk session of the cookie. Throws
 * `unauthenticated` (401) or `forbidden` (403, somebody without one of our roles).
 */
async function authenticate(
  passage: Passage,
  { oidc, records, keySets }: StaffDoor,
  secrets: Secrets,
): Promise<void> {
  const { event, at, cookies } = passage;
  const bearer = /^Bearer +([\w.~+/=-]+)$/i.exec(event.headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) {
    const verified = await verifyBearer(bearer, oidc, keySets, at);
    if (!verified.ok)
      throw verified.why === 'no-role' ? new HttpProblem('forbidden') : unauthenticated('invalid_token');
    passage.staff = { ...verified.identity, via: 'bearer' };
    return;
  }
  if (event.headers['authorization'] !== undefined) throw unauthenticated('invalid_token');
  const open = await readDeskSession(records, secrets, cookies.get(DESK_COOKIE), at);
  if (open === undefined) throw unauthenticated();
  const { sub, role, name } = open.session;
  passage.staff = { sub, role, via: 'session', ...(name === undefined ? {} : { name }) };
  passage.session = { pk: open.key.pk, sk: open.key.sk };
}

const unauthenticated = (error?: string): HttpProblem =>
  new HttpProblem('unauthenticated', {
    headers: { 'www-authenticate': error === undefined ? 'Bearer' : `Bearer error="${error}"` },
  });
