import type * as z from 'zod/mini';
import { bodyLimits } from '../api/body-limits.ts';
import { fieldNames, shapeOf } from '../api/schema-reader.ts';
import { type ActSpec, knownTo, type Role, type RouteSpec } from '../api/spec.ts';
import { type Refused, refuse } from '../domain/result.ts';
import { isLanguage, LANGUAGES } from '../language.ts';
import type { Secrets } from '../records/secrets.ts';
import { headOfForm, isForm, type ReadBody, readBody } from './body.ts';
import { formValue } from './form.ts';
import { checkOrigin, type OriginRule, type Origins } from './origin.ts';
import type { Passage } from './passage.ts';
import { HttpProblem } from './problems.ts';
import { readKey, readQuery, readReason } from './query.ts';
import { bondOf } from './seal.ts';
import { readStamp } from './stamp.ts';
import type { Answer, Bound } from './types.ts';
import { check, fieldProblem, safeName, unknownFields } from './validate.ts';

const takesBody = (spec: RouteSpec): boolean => spec.body !== undefined || spec.acts !== undefined;

/** Where the request comes from (G4). Reads headers only. */
export function checkClass(passage: Passage, { spec }: Bound, origins: Origins): void {
  // A mail program names no origin, and a link that another site posts to does what its holder may do anyway.
  if (spec.method === 'GET' || spec.class === 'one-click') return;
  const { headers } = passage.event;
  const form = takesBody(spec) && isForm(passage.event, spec.class === 'staff-page');
  checkOrigin(originRule(passage, spec, form), headers, origins);
}

/** A Bearer token is never sent by a browser on its own: nothing to forge. What a session may do, only our own pages ask for. */
function originRule({ via }: Passage, spec: RouteSpec, form: boolean): OriginRule {
  if (via === 'bearer') return 'json';
  const own = knownTo(spec.class) === 'staff' || (via === 'session' && form);
  return own ? 'own-form' : form ? 'form' : via === 'session' ? 'own-json' : 'json';
}

/** Path and query against the spec. A path that cannot exist is 404, a bad query 400. */
export function checkAddress(passage: Passage, { spec }: Bound): void {
  const { event, language } = passage;
  if (spec.params !== undefined) {
    const params = check(spec.params, { ...passage.named }, language);
    if (!params.ok) throw new HttpProblem('not-found');
    passage.params = params.value;
  }
  // Whoever sends one-click posts decorates their addresses as they like (RFC 8058): only the link itself counts.
  if (spec.class === 'asset' || spec.class === 'one-click') return;
  const given = new Map(readQuery(event.rawQueryString, language));
  checkLanguage(given.get('lang'), passage);
  given.delete('lang');
  const known = spec.query === undefined ? new Set<string>() : new Set(shapeOf(spec.query));
  if (spec.class !== 'staff')
    // People come with links that other programs have decorated; what is not named is not taken. A filter that is sent
    // as a form brings its empty fields along: they count as absent.
    for (const [name, value] of given) if (!known.has(name) || value === '') given.delete(name);
  if (spec.query === undefined && given.size > 0)
    throw new HttpProblem('malformed', { errors: unknownFields([...given.keys()], language), allowed: [] });
  if (spec.query === undefined) return;
  const query = check(spec.query, Object.fromEntries(given), language);
  if (!query.ok)
    throw new HttpProblem('invalid', {
      status: 400,
      errors: query.errors,
      ...(query.allowed === undefined ? {} : { allowed: query.allowed }),
    });
  passage.query = query.value;
}

/** A program that asks for a language we do not speak is told so (G6); a page opens in one that we do (G13). */
function checkLanguage(asked: string | undefined, { wantsPage, language }: Passage): void {
  if (asked === undefined || wantsPage || isLanguage(asked)) return;
  throw new HttpProblem('invalid', {
    status: 400,
    errors: [fieldProblem('lang', 'choice', language, LANGUAGES.join(', '))],
  });
}

/** The act that is asked for, on a route of acts: what it is for what it is done to, once the door has asked. */
function actOf(passage: Passage, { acts }: RouteSpec): ActSpec | undefined {
  const { act } = (passage.params ?? {}) as { readonly act?: string };
  return passage.act ?? (act === undefined || acts === undefined ? undefined : acts[act]);
}

/**
 * Finds out what an act is that differs by what it is done to, and whether the caller may do that (K5). What is not there is 404;
 * what has no such act is told so.
 */
export async function checkAct(passage: Passage, { spec, about }: Bound): Promise<Refused | undefined> {
  const act = spec.method === 'GET' ? undefined : actOf(passage, spec);
  if (act?.byKind === undefined || about === undefined) return undefined;
  const found = await about(passage.params, passage.at);
  if (found === undefined) throw new HttpProblem('not-found');
  const { act: name } = passage.params as { readonly act: string };
  passage.act = Object.hasOwn(act.byKind, found.kind) ? act.byKind[found.kind] : undefined;
  if (passage.act === undefined)
    return refuse('act-not-lawful', { data: { act: name, status: found.status } });
  allow(passage, passage.act.roles);
  return undefined;
}

/** The schema that the body of this request must meet. */
const bodySchema = (passage: Passage, { spec }: Bound): z.ZodMiniType | undefined =>
  spec.acts === undefined ? spec.body : actOf(passage, spec)?.body;

/** Reads and checks the body; gives what the schema made of it. */
export function checkBody(passage: Passage, bound: Bound, secrets: Secrets | undefined): unknown {
  // What mail programs post differs in body, type and charset (RFC 8058): the link says it all, the body is not read.
  if (bound.spec.class === 'one-click') return undefined;
  const { event } = passage;
  const schema = bodySchema(passage, bound);
  if (schema === undefined || bound.spec.method === 'GET') {
    if (bound.spec.method !== 'GET') keep(passage, readKey(event.headers['idempotency-key']));
    return undefined;
  }
  const form = isForm(event, bound.spec.class === 'staff-page');
  if (form && bound.spec.class === 'machine') throw new HttpProblem('content-type');
  // Somebody who posts a form looks at a page, unless they ask for JSON in so many words.
  if (form && !(event.headers['accept'] ?? '').includes('application/json')) passage.wantsPage = true;
  const read = readWithin(passage, schema, form, secrets);
  passage.read = read;
  const bySession = passage.staff !== undefined && passage.via === 'session';
  const stamped = !form && !bySession ? undefined : stampOf(passage, bondOf(passage), secrets);
  if (read.form && read.posted.trapped) passage.bot.push('honeypot');
  keep(passage, readKey(event.headers['idempotency-key'] ?? (read.form ? read.posted.key : undefined)));
  wish(passage, read.form ? stamped?.language : languageIn(read.value));
  if (stamped !== undefined) judge(passage, stamped);
  return read.form ? checkForm(passage, schema) : checkJson(passage, schema);
}

/** Largest form that is read to be given back, in bytes: Lambda's event of 6 MB in base64. */
const READ_BACK = 4_700_000;
/** Longest text that is given back, in UTF-16 units: written in HTML each may take six bytes of Lambda's answer of 6 MB. */
export const GIVEN_BACK = 800_000;

/**
 * The body, within what its fields can be. A form of our own page that is larger is refused all the same, but read: the
 * text goes back with the fields that are too long. Whose it is, its stamp at the beginning says.
 */
function readWithin(
  passage: Passage,
  schema: z.ZodMiniType,
  form: boolean,
  secrets: Secrets | undefined,
): ReadBody {
  const { event, language } = passage;
  try {
    return readBody(event, form, bodyLimits(schema)[form ? 'form' : 'json']);
  } catch (error) {
    const large = error instanceof HttpProblem && error.problem === 'too-large';
    if (!large || !form || !passage.wantsPage || !isOwnForm(passage, secrets)) throw error;
  }
  const read = readBody(event, true, READ_BACK);
  const units = read.form ? [...read.posted.typed.values()].flat().join('').length : Number.POSITIVE_INFINITY;
  if (!read.form || units > GIVEN_BACK) throw new HttpProblem('too-large');
  passage.read = read;
  const checked = check(schema, formValue(read.posted, schema).value, language);
  const long = checked.ok ? [] : checked.errors.filter(({ code }) => code === 'too-long');
  throw new HttpProblem('too-large', { errors: long });
}

/** Whether the beginning of a form carries our own stamp for this address and session, however old. */
function isOwnForm(passage: Passage, secrets: Secrets | undefined): boolean {
  if (secrets === undefined) return false;
  const { event, at, path } = passage;
  const found = readStamp(secrets, headOfForm(event)?.stamp, bondOf(passage), at);
  return found.state !== 'absent' && found.stamp.form === path;
}

function keep(passage: Passage, key: string | undefined): void {
  if (key !== undefined) passage.key = key;
}

/** The form's or body's own language counts unless the address asked for one. */
function wish(passage: Passage, language: unknown): void {
  if (!isLanguage(passage.asked) && isLanguage(language)) passage.language = language;
}

const languageIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'language')
    ? Reflect.get(value, 'language')
    : undefined;

interface Stamped {
  readonly state: 'good' | 'too-fast' | 'stale' | 'absent';
  readonly language?: string;
}

/** How the form's stamp stands; a session's JSON brings it in a header. Bearer needs none. */
function stampOf(passage: Passage, session: string, secrets: Secrets | undefined): Stamped | undefined {
  const { via, read, event, at, path } = passage;
  if (via === 'bearer') return undefined;
  if (secrets === undefined)
    throw new Error('this door takes forms but has no secrets to check their stamps');
  const signed = read?.form ? read.posted.stamp : event.headers['x-form-token'];
  const found = readStamp(secrets, signed, session, at);
  if (found.state === 'absent') return { state: 'absent' };
  const { form, language } = found.stamp;
  if (form !== path) return { state: 'absent', language };
  passage.first = found.stamp.first;
  passage.place = found.stamp.place;
  return { state: found.state, language };
}

function judge(passage: Passage, { state }: Stamped): void {
  if (state === 'too-fast' && passage.session === undefined) passage.bot.push('too-fast');
  if (state === 'stale') throw new HttpProblem('form-stale');
  if (state === 'absent') throw new HttpProblem('form-stamp');
}

function checkForm(passage: Passage, schema: z.ZodMiniType): unknown {
  const { read, language } = passage;
  if (read?.form !== true) return undefined;
  const { value, unknown, doubled } = formValue(read.posted, schema);
  if (doubled.length > 0)
    throw new HttpProblem('malformed', {
      errors: doubled.slice(0, 10).map((name) => fieldProblem(safeName(name), 'doubled', language)),
    });
  const checked = check(schema, value, language);
  if (checked.ok && unknown.length === 0) return checked.value;
  throw new HttpProblem('invalid', {
    errors: [...unknownFields(unknown, language), ...(checked.ok ? [] : checked.errors)].slice(0, 20),
    ...(unknown.length === 0 ? {} : { allowed: fieldNames(schema) }),
  });
}

function checkJson(passage: Passage, schema: z.ZodMiniType): unknown {
  const { read, language } = passage;
  if (read === undefined || read.form) return undefined;
  if (read.polluting !== undefined)
    throw new HttpProblem('invalid', {
      errors: unknownFields([read.polluting], language),
      allowed: fieldNames(schema),
    });
  const checked = check(schema, read.value, language);
  if (checked.ok) return checked.value;
  throw new HttpProblem('invalid', {
    errors: checked.errors,
    ...(checked.allowed === undefined ? {} : { allowed: checked.allowed }),
  });
}

/**
 * Why staff look, where a GET opens personal data (G10). What opens nothing else is not served without a reason; nor to
 * HEAD, which shows nothing: there is no look to be recorded (G2). Undefined where the route goes on to its operation.
 */
export function looksAt(passage: Passage, { spec }: Bound): Answer | undefined {
  const { headers, requestContext } = passage.event;
  if (spec.method !== 'GET' || spec.opens === undefined) return undefined;
  const reason = readReason(headers['x-reason']);
  const whole = spec.opens === 'whole';
  if (whole && reason === undefined) return refuse('reason-required', { field: 'X-Reason' });
  if (requestContext.http.method === 'HEAD') return whole ? { status: 200 } : undefined;
  if (reason !== undefined) passage.reason = reason;
  return undefined;
}

/** The roles of the route, or of its act; decided before the body is read. */
export function checkRole(passage: Passage, { spec }: Bound): void {
  allow(passage, spec.acts === undefined ? spec.roles : actOf(passage, spec)?.roles);
}

/** Deny by default: a staff route that names no roles lets nobody in. */
function allow({ staff }: Passage, roles: readonly Role[] | undefined): void {
  if (staff === undefined || roles?.includes(staff.role) !== true) throw new HttpProblem('forbidden');
}
