import type { Language } from './language.ts';
import { HttpProblem } from './problems.ts';
import { fieldProblem, safeName } from './validate.ts';

/** Parameters of a query string by name. Throws `malformed` (400) for a name that comes twice. */
export function readQuery(raw: string, language: Language): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(raw)) {
    if (query.has(name))
      throw new HttpProblem('malformed', { errors: [fieldProblem(safeName(name), 'doubled', language)] });
    query.set(name, value);
  }
  return query;
}

/**
 * A path of our own pages to go on to after signing in, under one of these first segments; never another site (no open
 * redirect). Undefined for anything else.
 */
export function ownPath(
  to: string | undefined,
  first: readonly string[] = ['me', 'sessions'],
): string | undefined {
  if (to === undefined || to.includes('//')) return undefined;
  const [, segment = ''] = /^\/([a-z]+)(?:\/[\w./-]*)?(?:\?[\w.=&%~-]*)?$/.exec(to) ?? [];
  return first.includes(segment) ? to : undefined;
}

/** Longest reason of a read that staff may give, in characters (api.md). */
const REASON_LIMIT = 200;

/** The decoded `X-Reason` header. Throws `reason-syntax`. */
export function readReason(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  let reason: string;
  try {
    reason = decodeURIComponent(header).trim();
  } catch {
    throw new HttpProblem('reason-syntax');
  }
  // Control characters and a raw header of other than ASCII: not what the contract asks for.
  if (reason === '' || reason.length > REASON_LIMIT || /\p{Cc}/u.test(reason) || /[^\x20-\x7e]/.test(header))
    throw new HttpProblem('reason-syntax');
  return reason;
}

/** An idempotency key: 22–128 visible ASCII characters (G3). Throws `key-syntax`. */
export function readKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{22,128}$/.test(key)) throw new HttpProblem('key-syntax');
  return key;
}
