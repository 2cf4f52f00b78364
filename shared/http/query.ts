import { lineField, REASON_MAX } from '../api/fields.ts';
import type { Language } from '../language.ts';
import { isIdempotencyKey } from '../records/idempotency.ts';
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

/** A reason in a header is held to the same rules as one that is typed into a form, but for lines. */
const reasonLine = lineField(REASON_MAX);

/** The decoded `X-Reason` header. Throws `reason-syntax`. */
export function readReason(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  // A raw header of other than ASCII is not what the contract asks for.
  if (/[^\x20-\x7e]/.test(header)) throw new HttpProblem('reason-syntax');
  let decoded: string;
  try {
    decoded = decodeURIComponent(header);
  } catch {
    throw new HttpProblem('reason-syntax');
  }
  const reason = reasonLine.safeParse(decoded);
  if (!reason.success) throw new HttpProblem('reason-syntax');
  return reason.data;
}

/** An idempotency key (G3). Throws `key-syntax`. */
export function readKey(key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  if (!isIdempotencyKey(key)) throw new HttpProblem('key-syntax');
  return key;
}
