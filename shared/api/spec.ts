import type * as z from 'zod/mini';
import type { DoorName } from '../names.ts';

/** Classes of route and their rules (origin, form token, idempotency, who); enforced by shared/http for every route. */
export type RouteClass = 'page' | 'asset' | 'open' | 'staff' | 'staff-page' | 'staff-login';

/** Staff roles; `program` is for machines. */
export type Role = 'agent' | 'officer' | 'auditor' | 'program';

/**
 * One route, declared as data: doors bind a handler to it, infra makes the API Gateway route, OpenAPI is generated from it.
 * `open` routes take a public JSON body or an urlencoded form on the same address (`Accept`/`Content-Type` decide);
 * `staff` routes take a Bearer token (JSON) or the desk session (form).
 */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway path, e.g. `/cases/{reference}`. */
  readonly path: string;
  readonly door: DoorName;
  readonly class: RouteClass;
  /** Roles allowed on staff routes; 403 is decided before the body is read. */
  readonly roles?: readonly Role[];
  readonly summary: string;
  /** Body, path and query schemas: strict objects; unknown fields are refused by name (G5). */
  readonly body?: z.ZodMiniType;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  /** Answers by status: JSON schema source, or `page` for HTML. */
  readonly answers: { readonly [status: number]: { readonly description: string; readonly body?: z.ZodMiniType } };
}
