import { REGIME_ZONE } from '../law/regimes.ts';
import { addMonths, isoInstant, localDate, startOfDay } from '../law/zones.ts';
import { unsubscribeKind } from './kinds/consents.ts';
import { putNew, read } from './kinds/kind.ts';
import { checkLink, linkToken, newLink, tokenSubject } from './links.ts';
import type { Records, Write } from './port.ts';
import type { RandomBytes, Secrets } from './secrets.ts';

/** Months after its letter for which a link works: three years (G15). */
const LIFE_MONTHS = 36;

/** A link that ends promotional letters with one click (C3): its token, and the write that goes with the letter's own. */
export interface UnsubscribeLink {
  readonly token: string;
  readonly write: Write;
}

/**
 * The link for a promotional letter. Its address is `<baseUrl>/unsubscribe/<token>`; the letter carries it in
 * `List-Unsubscribe` beside `List-Unsubscribe-Post: List-Unsubscribe=One-Click`.
 * @param at instant of the letter, epoch ms
 */
export function unsubscribeLink(
  secrets: Secrets,
  person: string,
  random: RandomBytes,
  at: number,
): UnsubscribeLink {
  const last = addMonths(localDate(at, REGIME_ZONE), LIFE_MONTHS);
  const link = { ...newLink(random), expires: isoInstant(startOfDay(last, REGIME_ZONE)) };
  return {
    token: linkToken(secrets, 'unsubscribe', link),
    write: putNew(unsubscribeKind, link.id, { person, link }),
  };
}

/** Whose link a token is; undefined for a wrong, replaced or expired one: they look alike (G7). `at` in epoch ms. */
export async function readUnsubscribe(
  { records, secrets }: { readonly records: Records; readonly secrets: Secrets },
  token: string,
  at: number,
): Promise<string | undefined> {
  const id = tokenSubject(token)?.id;
  const stored = id === undefined ? undefined : await read(records, unsubscribeKind, id, at);
  if (stored === undefined) return undefined;
  const { person, link } = stored.body;
  return checkLink(secrets, 'unsubscribe', token, link, at) === 'valid' ? person : undefined;
}
