import { methodsOf, type RouteSpec } from '../api/spec.ts';
import type { Headers, Origins } from './origin.ts';
import { HttpProblem } from './problems.ts';
import type { Reply } from './types.ts';
import { valuesIn } from './which-route.ts';

/** What was asked for where no route took it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
}

/** How long a browser may remember that a site may post, in seconds. */
const PREFLIGHT_AGE = 600;

/**
 * Answers what no route of the door takes: the CORS preflight of the company's sites (exact origins, public routes
 * only), 405 with `Allow` for a known path, else 404.
 */
export function answerOtherwise(asked: Asked, routes: readonly RouteSpec[], origins: Origins): Reply {
  const { method, path, headers } = asked;
  const here = routes.filter((spec) => fits(spec, path));
  if (here.length === 0) throw new HttpProblem('not-found');
  const wanted = headers['access-control-request-method'];
  const { origin } = headers;
  if (method === 'OPTIONS' && wanted !== undefined && origin !== undefined) {
    const allowed =
      origins.sites.includes(origin) && here.some((spec) => spec.class === 'open' && spec.method === wanted);
    if (!allowed) throw new HttpProblem('origin-refused');
    return {
      status: 204,
      headers: {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': wanted,
        'access-control-allow-headers': 'Content-Type, Idempotency-Key, Accept-Language',
        'access-control-max-age': String(PREFLIGHT_AGE),
      },
    };
  }
  const allow = [...new Set(here.flatMap(methodsOf))].join(', ');
  throw new HttpProblem('method-not-allowed', { headers: { allow } });
}

/** Whether a path is one of a route's: each variable stands for what the route takes there, e.g. a named act. */
function fits({ path: pattern, params }: RouteSpec, path: string): boolean {
  const values = valuesIn(pattern.split('/'), path.split('/'));
  return values !== undefined && params?.safeParse(values).success !== false;
}
