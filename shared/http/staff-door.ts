import { noteUse, readDeskSession } from '../identity/desk-sessions.ts';
import type { Records } from '../records/port.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';
import { DESK_COOKIE } from './cookies.ts';
import type { KeySets } from './issuer.ts';
import type { Gate, Passage } from './passage.ts';
import { HttpProblem } from './problems.ts';
import type { Identity } from './staff-auth.ts';

/** What a door needs to know its staff. */
export interface StaffDoor {
  readonly oidc: RuntimeSettings['staff']['oidc'];
  readonly records: Pick<Records, 'get' | 'commit'>;
  readonly keySets: KeySets;
  /**
   * Keeps name and address of who comes with a token, for the staff directory (whoever signs in to the desk is kept
   * there). Called once an instance and hour for each member of staff; epoch ms.
   */
  readonly remember?: (who: Identity, at: number) => Promise<void>;
}

/** How long an instance need not be told again that it has seen somebody, ms. */
const SEEN = 3_600_000;

/** The gate of a door with staff routes. Doors of the public have none, and carry nothing of it. */
export function staffGate(door: StaffDoor): Gate {
  const seen = new Map<string, number>();
  const remember = async (who: Identity, at: number): Promise<void> => {
    if (door.remember === undefined || who.role === 'program') return;
    if (Math.abs(at - (seen.get(who.sub) ?? Number.NEGATIVE_INFINITY)) < SEEN) return;
    await door.remember(who, at);
    seen.set(who.sub, at);
  };
  return { identify: (passage, secrets) => authenticate(passage, { ...door, remember }, secrets) };
}

/**
 * Who knocks at a staff route: the Bearer token if there is one, else the desk session of the cookie. Throws
 * `unauthenticated` (401) or `forbidden` (403, somebody without one of our roles).
 */
async function authenticate(
  passage: Passage,
  { oidc, records, keySets, remember }: Required<StaffDoor>,
  secrets: Secrets,
): Promise<void> {
  const { event, at, cookies } = passage;
  // HEAD changes nothing (G2), not even how long a session lives, or whom the directory knows.
  const head = event.requestContext.http.method === 'HEAD';
  const bearer = /^Bearer +([\w.~+/=-]+)$/i.exec(event.headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) {
    // Who comes with the session of the desk does without the verifier of tokens.
    const { verifyBearer } = await import('./staff-auth.ts');
    const verified = await verifyBearer(bearer, oidc, keySets, at);
    if (!verified.ok)
      throw verified.why === 'no-role' ? new HttpProblem('forbidden') : unauthenticated('invalid_token');
    passage.staff = { ...verified.identity, via: 'bearer' };
    passage.via = 'bearer';
    if (!head) await remember(verified.identity, at);
    return;
  }
  if (event.headers['authorization'] !== undefined) throw unauthenticated('invalid_token');
  const open = await readDeskSession(records, secrets, cookies.get(DESK_COOKIE), at);
  if (open === undefined) throw unauthenticated();
  if (!head) await noteUse(records, open, at);
  const { sub, role, name } = open.session;
  passage.staff = { sub, role, via: 'session', ...(name === undefined ? {} : { name }) };
  passage.via = 'session';
  passage.session = { pk: open.key.pk, sk: open.key.sk };
}

const unauthenticated = (error?: string): HttpProblem =>
  new HttpProblem('unauthenticated', {
    headers: { 'www-authenticate': error === undefined ? 'Bearer' : `Bearer error="${error}"` },
  });
