import type * as z from 'zod/mini';
import type { ActSpec, RouteSpec } from '../api/spec.ts';
import type { Refused } from '../domain/result.ts';
import type { Person, Staff } from '../identity/who.ts';
import type { Language } from '../language.ts';
import type { FormState, Page, PageContext } from './pages/context.ts';

/** Of a route not known in particular, nothing is known of the body, the path and the query. */
type BodyOf<S extends RouteSpec> = RouteSpec extends S
  ? unknown
  : S['body'] extends z.ZodMiniType
    ? z.output<S['body']>
    : S['acts'] extends { readonly [act: string]: ActSpec }
      ? unknown
      : undefined;
type PartOf<S extends RouteSpec, P extends 'params' | 'query'> = RouteSpec extends S
  ? unknown
  : S[P] extends z.ZodMiniType
    ? z.output<S[P]>
    : Readonly<Record<string, never>>;

/** One request as handlers see it: checked by the class of route and the schemas of its spec. */
export interface HttpRequest<S extends RouteSpec = RouteSpec> {
  /** Instant of the request, epoch ms (API Gateway's `timeEpoch`). */
  readonly at: number;
  readonly requestId: string;
  readonly language: Language;
  /** Whether a person looks: the answer is a page, not JSON. */
  readonly wantsPage: boolean;
  /** Path as it was asked for, decoded, without the query. */
  readonly path: string;
  readonly body: BodyOf<S>;
  readonly params: PartOf<S, 'params'>;
  readonly query: PartOf<S, 'query'>;
  /** Body as text, for signatures; empty where there is none. */
  readonly rawBody: string;
  /** Whether the body came as a form. */
  readonly form: boolean;
  readonly idempotencyKey?: string;
  /** /24 or /64 network of the caller, for limits. */
  readonly network: string;
  /** Marks of a robot; they hold back letters, they never drop a statutory request. */
  readonly bot: readonly ('honeypot' | 'too-fast')[];
  /** On staff routes always set. */
  readonly staff?: Staff;
  /** On routes of people always set; on pages that greet somebody, where they are signed in. */
  readonly person?: Person;
  /** Browser as it names itself, cut to 200 characters. */
  readonly agent: string;
  /** Decoded `X-Reason` of a GET that opens personal data: a code, or text of ≤ 200 characters. */
  readonly reason?: string;
  readonly cookies: ReadonlyMap<string, string>;
  /** Item of the session, for logging out. */
  readonly session?: { readonly pk: string; readonly sk: string };
  /** What page functions need. */
  readonly page: PageContext;
}

/** A request that the staff rules have let through. */
export type StaffRequest<S extends RouteSpec = RouteSpec> = HttpRequest<S> & { readonly staff: Staff };

/** A request of somebody who is signed in. */
export type PersonRequest<S extends RouteSpec = RouteSpec> = HttpRequest<S> & { readonly person: Person };

/** What a handler gives back. JSON is cut to the schema of the spec's answer: only declared fields leave. */
export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly page?: Page;
  readonly location?: string;
  readonly cookies?: readonly string[];
  readonly download?: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
  /** Text of another type, e.g. a style sheet. `html`: a whole document of its own, such as a letter to print. */
  readonly text?: { readonly type: string; readonly body: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** Case that the answer is about, for the log, where the address does not name it. */
  readonly about?: string;
}

/** A reply, or the refusal of the operation as it came: the door tells it as problem+json, or draws the form again with it. */
export type Answer = Reply | Refused;

/** What opens nothing without a reason has one. */
type ReasonOf<S extends RouteSpec> = S extends { readonly method: 'GET'; readonly opens: 'whole' }
  ? { readonly reason: string }
  : unknown;

/** The request of a route's handler: on routes of staff and of people the door has always set who asks. */
export type RequestOf<S extends RouteSpec> = S['class'] extends 'staff' | 'staff-page' | 'machine'
  ? StaffRequest<S> & ReasonOf<S>
  : S['class'] extends 'person' | 'person-page'
    ? PersonRequest<S>
    : HttpRequest<S>;

/**
 * Draws the form of a route again after it was refused, with what was typed and the errors; undefined where what the
 * form is about does not exist (404), `no-form` where nothing can be put right: the problem is told on a page of its own.
 */
export type Redraw<S extends RouteSpec> = (
  state: FormState,
  request: RequestOf<S>,
) => MaybePage | Promise<MaybePage>;

type MaybePage = Page | 'no-form' | undefined;

/** Handler of one route. */
export type Handler<S extends RouteSpec> = (request: RequestOf<S>) => Promise<Answer> | Answer;

/** A route with what answers it. */
export interface Bound {
  readonly spec: RouteSpec;
  readonly handler: (request: HttpRequest) => Promise<Answer> | Answer;
  readonly redraw?: (state: FormState, request: HttpRequest) => MaybePage | Promise<MaybePage>;
  /** What an act is done to, on routes whose acts differ by that; undefined where there is none. */
  readonly about?: About;
}

/** Reads what an act is done to: its kind and its state. */
export type About = (
  params: unknown,
  at: number,
) => Promise<{ readonly kind: string; readonly status: string } | undefined>;

/**
 * Binds a handler to a route. `redraw` gives the page of the form again when the body or the operation is refused; its
 * request has the body's schema unchecked (`body` undefined), everything else as usual.
 */
export function bind<const S extends RouteSpec>(
  spec: S,
  handler: Handler<S>,
  redraw?: Redraw<S>,
  about?: About,
): Bound {
  // The door gives the handler only what the spec's own schemas let through, so the wider type is safe here.
  return {
    spec,
    handler: handler as unknown as Bound['handler'],
    ...(redraw === undefined ? {} : { redraw: redraw as unknown as NonNullable<Bound['redraw']> }),
    ...(about === undefined ? {} : { about }),
  };
}
