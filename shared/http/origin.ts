import { HttpProblem } from './problems.ts';

/** Headers of a request, lower-case names. */
export type Headers = { readonly [name: string]: string | undefined };

/** Who may post from a browser (G4): our own pages, and for public routes the company's sites. */
export interface Origins {
  readonly own: string;
  readonly sites: readonly string[];
}

/** How strictly a route looks at where a request comes from (api.md, rules per class of route). */
export type OriginRule =
  /** A form: browsers always name its origin. `own`: only our own pages carry this form (the desk). */
  | 'form'
  | 'own-form'
  /** A program names none; a browser's must be allowed. `own-json`: a session's cookie came along, so only our own pages. */
  | 'json'
  | 'own-json';

/**
 * Refuses a request that another site caused in somebody's browser. Throws {@link HttpProblem} `origin-refused`.
 * `Origin: null` is never allowed. `Sec-Fetch-Site`, where the browser sends it, may not contradict the origin.
 */
export function checkOrigin(rule: OriginRule, headers: Headers, origins: Origins): void {
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin === undefined) {
    const bySomebodyElse = site !== undefined && site !== 'same-origin' && site !== 'none';
    if ((rule !== 'json' && rule !== 'own-json') || bySomebodyElse) throw new HttpProblem('origin-refused');
    return;
  }
  const own = origin === origins.own;
  const allowed = own || (!rule.startsWith('own-') && origins.sites.includes(origin));
  // A browser that says "our own page" and "from another site" in one breath is none. The other allowed origins may be
  // anything to us: a company site, or another name of this very program.
  const fits = !own || site === undefined || site === 'same-origin' || site === 'none';
  if (!allowed || !fits) throw new HttpProblem('origin-refused');
}

/** Headers that let a page of the company's site read the answer to its own request; no credentials go along. */
export function crossOriginHeaders(headers: Headers, origins: Origins): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !origins.sites.includes(origin)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After' };
}
