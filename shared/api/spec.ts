import type * as z from 'zod/mini';
import type { DoorName } from '../names.ts';

/**
 * Classes of route and their rules (origin, form token, idempotency, who); enforced by shared/http for every route.
 * `asset`: static and public · `page`: read by anyone · `open`: posted by anyone, as JSON or as a form with a signed
 * stamp · `staff`: the staff API (Bearer, or desk session) · `staff-page`: pages and forms of the desk (session; a
 * visitor without one is sent to the login) · `staff-login`: the way in, for anyone · `person`: what a signed-in person
 * reads and posts, as JSON (Bearer or cookie) or as a form of our own pages · `person-page`: pages for them (a visitor is
 * sent to the sign-in) · `machine`: JSON of other programs (Bearer, role `program`) · `one-click`: posted by mail programs
 * for who holds the link (RFC 8058), from anywhere, without stamp or key; body and query are not read.
 */
export type RouteClass =
  | 'page'
  | 'asset'
  | 'open'
  | 'staff'
  | 'staff-page'
  | 'staff-login'
  | 'person'
  | 'person-page'
  | 'machine'
  | 'one-click';

/** Who must be known before a route of this class is served. */
export function knownTo(of: RouteClass): 'staff' | 'person' | 'anyone' {
  switch (of) {
    case 'staff':
    case 'staff-page':
    case 'machine':
      return 'staff';
    case 'person':
    case 'person-page':
      return 'person';
    default:
      return 'anyone';
  }
}

/** Staff roles; `program` is for machines. */
export type Role = 'agent' | 'officer' | 'auditor' | 'program';

/** One documented answer: JSON of `body`, a page, a file of a media type, or nothing but headers. */
export interface AnswerSpec {
  readonly description: string;
  readonly body?: z.ZodMiniType;
  /** An HTML page may come instead of (or without) JSON. */
  readonly page?: true;
  /** Media type of a file. */
  readonly file?: string;
}

/**
 * One act of a route whose last segment is `{act}`: who may do it and what it takes. `byKind`: where that differs by what it is
 * done to, which the door asks the route's `about`.
 */
export interface ActSpec {
  readonly roles: readonly Role[];
  readonly body: z.ZodMiniType;
  readonly summary: string;
  readonly byKind?: { readonly [kind: string]: ActSpec };
}

/**
 * One route, declared as data: doors bind a handler to it, API Gateway leads its prefix (prefixes.ts) or itself to the door, OpenAPI is generated from it.
 * `open` routes take a public JSON body or an urlencoded form on the same address (`Accept`/`Content-Type` decide);
 * `staff` routes take a Bearer token (JSON) or the desk session (form).
 */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** E.g. `/cases/{reference}`. */
  readonly path: string;
  /** The door of its prefix (prefixes.ts). */
  readonly door: DoorName;
  readonly class: RouteClass;
  /** Roles allowed on staff routes; 403 is decided before the body is read. */
  readonly roles?: readonly Role[];
  /** What it does, for the page /docs; the OpenAPI document is in English. */
  readonly summary: { readonly ru: string; readonly en: string };
  /** Body, path and query schemas: strict objects; unknown fields are refused by name (G5). Every route but assets also takes `?lang=`. */
  readonly body?: z.ZodMiniType;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  /** A page that anyone reads, and that shows more to the person who is signed in: the door says who that is, if anybody. */
  readonly greets?: 'person';
  /** A GET that acts (it redeems a code of the login): HEAD, which must change nothing, is not taken. */
  readonly noHead?: true;
  /**
   * Personal data that staff see through it (G10): `part` – beside the rest, once a reason is given; `whole` – nothing
   * without one. A GET takes the reason from the header `X-Reason`, a POST from its body's field `reason`; `act`: what is
   * being prepared is the reason, and the ledger says which. Every look is recorded before anything is shown.
   */
  readonly opens?: 'part' | 'whole' | 'act';
  /** Closed list of what `{act}` may be; each act brings its own roles and body, any other word is 404. */
  readonly acts?: { readonly [act: string]: ActSpec };
  /** Answers by status: JSON schema source, or `page` for HTML. Those that a class of route gives anyway are not repeated. */
  readonly answers: { readonly [status: number]: AnswerSpec };
}

/** Declares a route and keeps its literal types, so that the door can type the handler's request. */
export const route = <const S extends RouteSpec>(spec: S): S => spec;

/** Routes of which no answer is JSON or a file: whatever the caller accepts, it is a page. */
export function isPageOnly({ answers, class: rules }: RouteSpec): boolean {
  const data = Object.values(answers).some(({ body, file }) => body !== undefined || file !== undefined);
  return !data && rules !== 'open' && rules !== 'staff' && rules !== 'person';
}

/** Methods that a route takes: where there is GET there is HEAD, which is GET without a body (RFC 9110, 9.3.2). */
export const methodsOf = ({ method, noHead }: RouteSpec): readonly string[] =>
  method === 'GET' && noHead === undefined ? ['GET', 'HEAD'] : [method];

/**
 * Whether a route takes a submission from anyone: each such has a route of its own at API Gateway, for a throttle of its
 * own, so that a flood of one starves no other.
 */
export const hasOwnRoute = (spec: Pick<RouteSpec, 'method' | 'class'>): boolean =>
  spec.method === 'POST' && (spec.class === 'open' || spec.class === 'one-click');

/** Name of a route in logs and keys of idempotency, e.g. `POST /claims`; also its key at API Gateway where it has one of its own. */
export const routeKey = (spec: Pick<RouteSpec, 'method' | 'path'>): string => `${spec.method} ${spec.path}`;
