import type { Records } from '../records/port.ts';
import type { Gate } from './passage.ts';
import { PERSON_COOKIE, readSession } from './person-sessions.ts';
import { HttpProblem } from './problems.ts';

/** The gate of a door with routes of signed-in people: Bearer, or the cookie's session. Throws `unauthenticated` (401). */
export const personGate = (records: Pick<Records, 'get'>): Gate => ({
  async identify(passage, secrets) {
    const given = passage.event.headers['authorization'];
    const bearer = /^Bearer +([\w.-]+)$/i.exec(given ?? '')?.[1];
    const token = given === undefined ? passage.cookies.get(PERSON_COOKIE) : bearer;
    const found = await readSession(records, secrets, token, passage.at);
    if (found === undefined)
      throw new HttpProblem('unauthenticated', {
        headers: { 'www-authenticate': bearer === undefined ? 'Bearer' : 'Bearer error="invalid_token"' },
      });
    passage.person = { id: found.person, sid: found.sid };
    passage.via = bearer === undefined ? 'session' : 'bearer';
    passage.session = { pk: found.key.pk, sk: found.key.sk };
  },
});
