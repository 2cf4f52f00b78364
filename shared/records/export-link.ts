import type { KnownCase } from '../domain/cases/kinds.ts';
import type { Disclosure } from '../domain/requests/own.ts';
import { checkLink, type LinkState, type LinkVerdict, linkToken, tokenSubject } from './links.ts';
import { parseReference } from './references.ts';
import type { Secrets } from './secrets.ts';

type Request = KnownCase<'request'>;

/** A link to an export is about its case: the reference is random, says nothing, and is in each of its letters (G8, G15). */
const linkOf = (reference: string, { nonce, generation, until }: Disclosure): LinkState => ({
  id: reference,
  nonce,
  generation,
  expires: until,
});

/** The token of the link to what was disclosed in a case; undefined where nothing was, or it has ended. */
export function exportToken(secrets: Secrets, { reference, own }: Request): string | undefined {
  const { disclosure } = own;
  return disclosure === undefined || disclosure.ended !== undefined
    ? undefined
    : linkToken(secrets, 'export', linkOf(reference, disclosure));
}

/** The case that a token claims to be about; undefined for anything else. Proves nothing. */
export function caseOfExport(token: string): string | undefined {
  const subject = tokenSubject(token);
  return subject && parseReference(subject.id);
}

/** Whether a token is the present one of what was disclosed in a case. One that was ended is wrong like any other. @param at epoch ms */
export const checkExport = (
  secrets: Secrets,
  token: string,
  { reference, own: { disclosure } }: Request,
  at: number,
): LinkVerdict =>
  disclosure === undefined || disclosure.ended !== undefined
    ? 'invalid'
    : checkLink(secrets, 'export', token, linkOf(reference, disclosure), at);
