/**
 * How an HTTP API of API Gateway finds the route of a request, written down from its guide ("Working with routes for HTTP
 * APIs") and apart from ours: the rules in their order, the first that leaves a route decides.
 */

interface Route {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
}

const routeOf = (key: string): Route => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, segments: path.slice(1).split('/') };
};

const isVariable = (segment: string): boolean => segment.startsWith('{');
const isGreedy = ({ segments }: Route): boolean => segments.at(-1)?.endsWith('+}') === true;

/** Whether each segment of the pattern stands for the one of the path; a variable never for nothing. */
const stands = (pattern: readonly string[], given: readonly string[]): boolean =>
  pattern.every((segment, at) => (isVariable(segment) ? (given[at] ?? '') !== '' : segment === given[at]));

type Rule = (route: Route, given: readonly string[]) => boolean;

/** "Full match for a route and method", "match with a greedy path variable". `/x/{proxy+}` does not match `/x`. */
const RULES: readonly Rule[] = [
  (route, given) =>
    !isGreedy(route) && route.segments.length === given.length && stands(route.segments, given),
  (route, given) =>
    isGreedy(route) &&
    given.length >= route.segments.length &&
    stands(route.segments.slice(0, -1), given) &&
    given.slice(route.segments.length - 1).join('/') !== '',
];

/** "The most specific match": what is said of the path, from its beginning; then what is said of the method. */
const specific = ({ segments, method }: Route): string =>
  [
    ...segments.map((one) => (one.endsWith('+}') ? 0 : isVariable(one) ? 1 : 2)),
    method === 'ANY' ? 0 : 1,
  ].join('');

/** Key of the route that takes a request; undefined where API Gateway itself answers 404. */
export function routeByRules(keys: readonly string[], method: string, path: string): string | undefined {
  const given = path.slice(1).split('/');
  const routes = keys.filter((key) => key !== '$default').map(routeOf);
  const asked = routes.filter((route) => route.method === method || route.method === 'ANY');
  for (const rule of RULES) {
    const [best] = asked
      .filter((route) => rule(route, given))
      .toSorted((a, b) => (specific(a) > specific(b) ? -1 : 1));
    if (best !== undefined) return best.key;
  }
  return keys.includes('$default') ? '$default' : undefined;
}
