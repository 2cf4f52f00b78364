import { trimBlanks } from './header-text.ts';

/** Cookie of a person's session; programs send the same token as Bearer (R4). */
export const PERSON_COOKIE = '__Host-session';
/** Cookie of the desk session. */
export const DESK_COOKIE = '__Host-desk';

/**
 * Cookies of a request by name, exactly as named (RFC 6265, 5.2: only spaces and tabs around a name or value are none of
 * it). API Gateway gives them as a list of `name=value`. Of a name that comes twice neither is believed: ours are
 * `__Host-` cookies, of which a browser holds one, so somebody else has planted the other, and the order of two tells
 * nothing (RFC 6265, 4.2.2).
 */
export function readCookies(
  list: readonly string[] | undefined,
  header?: string,
): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  const doubled = new Set<string>();
  for (const each of (list ?? [header ?? '']).flatMap((one) => one.split(';'))) {
    const at = each.indexOf('=');
    const name = trimBlanks(each.slice(0, Math.max(at, 0)));
    if (name === '') continue;
    if (cookies.has(name)) doubled.add(name);
    cookies.set(name, trimBlanks(each.slice(at + 1)));
  }
  for (const name of doubled) cookies.delete(name);
  return cookies;
}

/**
 * A cookie that only our origin reads, over TLS, never a script (`__Host-`, R4). `value` must consist of characters
 * that a cookie may hold; ours are base64url. `maxAge` in seconds; 0 deletes it, none lets it end with the browser.
 */
export const hostCookie = (name: `__Host-${string}`, value: string, maxAge?: number): string =>
  `${name}=${value}; Path=/;${maxAge === undefined ? '' : ` Max-Age=${maxAge};`} Secure; HttpOnly; SameSite=Lax`;
