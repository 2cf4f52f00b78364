import { sign, unsign } from '../../shared/identity/signed.ts';
import type { Secrets } from '../../shared/records/secrets.ts';

/** Use of the signature. */
const USE = 'registration';

/** What the browser keeps in which the form of a registration was posted: its challenge, by a keyed hash. */
export const registrantMark = (secrets: Secrets, challenge: string): string =>
  sign(secrets, USE, '', challenge);

/** Whether this is the mark of the browser in which this very registration was typed. */
export const isRegistrant = (secrets: Secrets, challenge: string, mark: string | undefined): boolean =>
  unsign(secrets, USE, mark ?? '', challenge) !== undefined;
