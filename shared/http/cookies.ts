/** Cookies of a request by name. API Gateway gives them as a list of `name=value`. The first of two alike counts. */
export function readCookies(
  list: readonly string[] | undefined,
  header?: string,
): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const each of list ?? header?.split(';') ?? []) {
    const at = each.indexOf('=');
    const name = each.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, each.slice(at + 1).trim());
  }
  return cookies;
}

/**
 * A cookie that only our origin reads, over TLS, never a script (`__Host-`, R4). `value` must consist of characters
 * that a cookie may hold; ours are base64url. `maxAge` in seconds; 0 deletes it.
 */
export const hostCookie = (name: `__Host-${string}`, value: string, maxAge: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAge}; Secure; HttpOnly; SameSite=Lax`;
