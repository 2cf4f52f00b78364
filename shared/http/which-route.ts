import { hasOwnRoute, methodsOf, type RouteSpec, routeKey } from '../api/spec.ts';

/** What a request asks for. */
export interface Wanted {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  /** Key of the route by which API Gateway led it here. */
  readonly by: string;
}

/** The route that takes a request, with the values of its path's variables as they were given. */
export interface Found<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request among those of a door; undefined where the door has none for it. */
export type WhichRoute<R> = (wanted: Wanted) => Found<R> | undefined;

const nameIn = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];
/** Sorts what is said before what is open, segment by segment. */
const rank = (segments: readonly string[]): string => segments.map((one) => (nameIn(one) ? 1 : 0)).join('');

/**
 * Makes the way from a request to the door's own route. API Gateway knows the door's prefix only, so the choice by method
 * and path is made here, by the rule that it has for named routes: of those that fit, the one that says more of the path.
 * A route with a throttle of its own is taken by its own key alone: whoever found another spelling of its path would come
 * past the throttle.
 */
export function whichRoute<R extends { readonly spec: RouteSpec }>(routes: readonly R[]): WhichRoute<R> {
  const known = routes
    .map((route) => ({ route, segments: route.spec.path.split('/') }))
    .map((one) => ({ ...one, methods: methodsOf(one.route.spec), rank: rank(one.segments) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  return ({ method, path, by }) => {
    const given = path.split('/');
    for (const { route, segments, methods } of known) {
      if (!methods.includes(method)) continue;
      const params = valuesIn(segments, given);
      if (params === undefined) continue;
      return hasOwnRoute(route.spec) && by !== routeKey(route.spec) ? undefined : { route, params };
    }
    return undefined;
  };
}

/** The variables of a pattern where a path fits it; a variable stands for one segment that is not empty. */
export function valuesIn(
  pattern: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [at, segment] of pattern.entries()) {
    const name = nameIn(segment);
    const value = given[at] ?? '';
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name !== undefined) values[name] = value;
  }
  return values;
}
