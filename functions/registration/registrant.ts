import { hostCookie } from '../../shared/http/cookies.ts';
import { sign, unsign } from '../../shared/http/stamp.ts';
import type { Secrets } from '../../shared/records/secrets.ts';

/**
 * Cookie of the browser in which the form of a registration was posted. The address of the page that waits for the code can
 * be sent to anybody, the cookie cannot: who types the code without it has registered nothing there (R1, C7).
 */
const COOKIE = '__Host-registration';
/** Use of the signature. */
const USE = 'registration';

/** Names the registration by a keyed hash of its challenge, until the browser is closed; of several the last one. */
export const registrantCookie = (secrets: Secrets, challenge: string): string =>
  hostCookie(COOKIE, sign(secrets, USE, '', challenge));

/** Takes the cookie away: it has done its work. */
export const REGISTRANT_GONE = hostCookie(COOKIE, '', 0);

/** Whether these are cookies of the browser in which this very registration was typed. */
export const isRegistrant = (
  secrets: Secrets,
  challenge: string,
  cookies: ReadonlyMap<string, string>,
): boolean => unsign(secrets, USE, cookies.get(COOKIE) ?? '', challenge) !== undefined;
