import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { toStdout } from '../log.ts';
import { check } from './door/check.ts';
import { enter } from './door/enter.ts';
import { identify } from './door/identify.ts';
import { report } from './door/report.ts';
import { hand, serve } from './door/serve.ts';
import type { DoorDeps, House, Request, Result, State } from './door/state.ts';
import { tell, tellThrown } from './door/tell.ts';
import type { Bound } from './types.ts';
import { whichRoute } from './which-route.ts';

export type { DoorDeps } from './door/state.ts';

/** Handler of a Lambda function behind the HTTP API (payload format 2.0). */
export type DoorHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<Result>;

/** A function stops work this long before Lambda would kill it, ms: the answer must still go out. */
const TIMEOUT_EARLY = 500;

/**
 * Builds a door: each route with the rules of its class, and every outcome – page, JSON, refusal, error – told in the
 * caller's language and way, with the security headers, and logged by the closed list of fields.
 */
export function door(routes: readonly Bound[], deps: DoorDeps): DoorHandler {
  const { settings, wired, write = toStdout } = deps;
  const house: House = {
    ...deps,
    write,
    name: routes[0]?.spec.door ?? 'none',
    specs: routes.map(({ spec }) => spec),
    which: whichRoute(routes),
    origins: { own: new URL(settings.baseUrl).origin, sites: settings.sites },
    overtaken: () => wired?.overtaken?.() ?? 0,
  };
  const log = report(house);
  return middy<APIGatewayProxyEventV2, Result | undefined, Error, Context, State>(serve(house), {
    timeoutEarlyInMillis: TIMEOUT_EARLY,
    // middy's hook knows nothing of the state's type.
    requestEnd: (request) => log(request as Request),
  })
    .before(enter(house))
    .before(identify(house))
    .before(check(house))
    .before(hand)
    .after(tell(house))
    .onError(tellThrown(house)) as DoorHandler;
}
