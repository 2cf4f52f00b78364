import type { DoorName } from '../names.ts';
import { hasOwnRoute, type RouteSpec, routeKey } from './spec.ts';

/**
 * Whose an address is: the longest prefix that is the path or begins it, by whole segments. **One door a prefix**, so that
 * API Gateway needs two routes for it, however many addresses lie below: `ANY /me` and `ANY /me/{proxy+}`. What is taken
 * there, and by which method, the door knows (shared/http/which-route.ts): HEAD, OPTIONS, 404 and 405 are its own.
 * A segment in braces stands for any one.
 */
export const PREFIXES = {
  '/.well-known': 'consent-public',
  '/address': 'account-public',
  '/cases': 'cases-public',
  '/claims': 'claims-public',
  '/confirm': 'registration-public',
  '/desk': 'desk-desk',
  '/desk/acts': 'erasures-desk',
  '/desk/breaches': 'breaches-desk',
  '/desk/claims': 'claims-desk',
  '/desk/erasures': 'erasures-desk',
  '/desk/people': 'people-desk',
  '/desk/policy': 'policy-desk',
  '/desk/registers': 'people-desk',
  '/desk/holds': 'erasures-desk',
  '/desk/registers/breaches': 'desk-desk',
  '/erasures': 'erasures-public',
  '/desk/requests': 'requests-desk',
  '/exports': 'exports-public',
  '/may': 'consent-desk',
  '/me': 'account-public',
  '/me/public': 'publication-public',
  '/me/requests': 'requests-public',
  '/people': 'published-public',
  '/policy': 'policy-public',
  '/receipts': 'consent-public',
  '/recipients': 'recipients-public',
  '/register': 'registration-public',
  '/registered': 'registration-public',
  '/registrations': 'registration-public',
  '/requests': 'requests-public',
  '/sessions': 'registration-public',
  '/sign-in': 'registration-public',
  '/staff/acts': 'erasures-desk',
  '/staff/breaches': 'breaches-desk',
  // What is done about a recorded one are acts on a case.
  '/staff/breaches/{reference}': 'desk-desk',
  '/staff/cases': 'desk-desk',
  '/staff/claims': 'claims-desk',
  '/staff/erasures': 'erasures-desk',
  '/staff/holds': 'erasures-desk',
  '/staff/people': 'people-desk',
  '/staff/policy': 'policy-desk',
  '/staff/print-queue': 'desk-desk',
  '/staff/registers': 'people-desk',
  '/staff/registers/breaches': 'desk-desk',
  '/staff/requests': 'requests-desk',
  '/staff/transfers': 'people-desk',
  '/texts': 'policy-public',
  '/unsubscribe': 'consent-public',
} as const satisfies { readonly [prefix: `/${string}`]: DoorName };

/** Behind API Gateway's `$default` route: the start page and what stands beside it, and 404 for whatever is nobody's. */
export const DEFAULT_DOOR: DoorName = 'site-public';

const whose: ReadonlyMap<string, DoorName> = new Map(Object.entries(PREFIXES));
/** Prefixes with a segment that may be any, as patterns. */
const open = [...whose.keys()]
  .filter((prefix) => prefix.includes('{'))
  .map((prefix) => ({ prefix, fits: new RegExp(`^${prefix.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));

/** The prefix that an address lies under; undefined where it is the default door's. */
export function prefixOf(path: string): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const prefix = path.slice(0, end);
    const found = whose.has(prefix) ? prefix : open.find(({ fits }) => fits.test(prefix))?.prefix;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The door of an address. */
export const doorOf = (path: string): DoorName => whose.get(prefixOf(path) ?? '') ?? DEFAULT_DOOR;

/** One route of API Gateway. */
export interface GatewayRoute {
  readonly key: string;
  readonly door: DoorName;
  /** It has a throttle of its own. */
  readonly throttled: boolean;
}

/** What API Gateway must know of all these routes: each prefix as far as something lies there, and whatever has a throttle of its own. */
export function gatewayRoutes(specs: readonly RouteSpec[]): readonly GatewayRoute[] {
  const shared = [...whose].flatMap(([prefix, door]) => {
    const here = specs.filter(({ path }) => prefixOf(path) === prefix);
    const keys = [
      ...(here.some(({ path }) => path === prefix) ? [`ANY ${prefix}`] : []),
      // Its path variable has this name by custom, and emulators insist on it.
      ...(here.some(({ path }) => path !== prefix) ? [`ANY ${prefix}/{proxy+}`] : []),
    ];
    return keys.map((key) => ({ key, door, throttled: false }));
  });
  const own = specs
    .filter(hasOwnRoute)
    .map((spec) => ({ key: routeKey(spec), door: doorOf(spec.path), throttled: true }));
  return [...shared, { key: '$default', door: DEFAULT_DOOR, throttled: false }, ...own];
}
