import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { RouteSpec } from '../../api/spec.ts';
import type { Write } from '../../log.ts';
import type { Secrets } from '../../records/secrets.ts';
import type { RuntimeSettings } from '../../settings.ts';
import type { Origins } from '../origin.ts';
import type { Gate, Passage } from '../passage.ts';
import type { Answer, Bound } from '../types.ts';
import type { WhichRoute } from '../which-route.ts';

/** What a door is built with, once per instance. */
export interface DoorDeps {
  readonly settings: RuntimeSettings;
  /** Subkeys for stamps and sessions (shared/records/wire.ts); doors without forms and staff have none. */
  readonly wired?: {
    readonly deps: () => Promise<{ readonly secrets: Secrets }>;
    readonly overtaken?: () => number;
  };
  /** Doors with staff routes (staff-door.ts). */
  readonly staff?: Gate;
  /** Doors with routes of signed-in people (person-door.ts). */
  readonly people?: Gate;
  /** Where log lines go; the standard output if not said. */
  readonly write?: Write;
}

/** A door's own: what it was built with, and what follows from its routes. Nothing in it is of one request. */
export interface House extends DoorDeps {
  readonly write: Write;
  /** Name of the door, for the log. */
  readonly name: string;
  readonly specs: readonly RouteSpec[];
  readonly which: WhichRoute<Bound>;
  readonly origins: Origins;
  /** How often the instance has been overtaken so far. */
  readonly overtaken: () => number;
}

/** What the middlewares know of one request (`request.internal`). */
export type State = {
  /** Set by `enter` before anything can fail. */
  passage: Passage;
  secrets?: Secrets;
  /** What the schema of the route made of the body; set by `check`. */
  body?: unknown;
  /** Set where a middleware answers in place of the operation, else by `serve`. */
  answer?: Answer | undefined;
};

/** What API Gateway is answered. */
export type Result = APIGatewayProxyStructuredResultV2;

/** A request on its way through the middlewares. */
export type Request = middy.Request<APIGatewayProxyEventV2, Result | undefined, Error, Context, State>;

/** One middleware. */
export type Step = (request: Request) => Promise<void> | void;
