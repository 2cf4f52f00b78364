import { noteUse, readSession } from '../identity/person-sessions.ts';
import type { Records } from '../records/port.ts';
import { PERSON_COOKIE } from './cookies.ts';
import type { Gate } from './passage.ts';
import { HttpProblem } from './problems.ts';

/** The gate of a door with routes of signed-in people: Bearer, or the cookie's session. Throws `unauthenticated` (401). */
export const personGate = (records: Pick<Records, 'get' | 'commit'>): Gate => ({
  async identify(passage, secrets) {
    const given = passage.event.headers['authorization'];
    const bearer = /^Bearer +([\w.-]+)$/i.exec(given ?? '')?.[1];
    const token = given === undefined ? passage.cookies.get(PERSON_COOKIE) : bearer;
    const found = await readSession(records, secrets, token, passage.at);
    if (found === undefined)
      throw new HttpProblem('unauthenticated', {
        headers: { 'www-authenticate': bearer === undefined ? 'Bearer' : 'Bearer error="invalid_token"' },
      });
    await noteUse(records, found, passage.at);
    passage.person = { id: found.person, sid: found.sid };
    passage.via = bearer === undefined ? 'session' : 'bearer';
    const { pk, sk } = found.stored.item;
    passage.session = { pk, sk };
  },
});
