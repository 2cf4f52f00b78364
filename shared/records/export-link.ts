import type { KnownCase } from '../domain/cases/kinds.ts';
import type { Disclosure } from '../domain/requests/own.ts';
import { type LinkState, linkToken } from './links.ts';
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
