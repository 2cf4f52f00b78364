import { logout, signedOut } from '../../shared/api/desk.ts';
import { DESK_COOKIE, hostCookie } from '../../shared/http/cookies.ts';
import type { KeySets } from '../../shared/http/issuer.ts';
import { IssuerUnavailable } from '../../shared/http/key-sets.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { type Answer, type Bound, bind } from '../../shared/http/types.ts';
import type { Records } from '../../shared/records/port.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { endSession } from './sessions.ts';

/** What signing out needs. */
export interface SignOutDeps {
  readonly settings: Pick<RuntimeSettings, 'baseUrl' | 'staff'>;
  readonly records: Records;
  readonly keySets: KeySets;
}

/**
 * Sign-out of the desk, and then of the company's login (OpenID Connect RP-Initiated Logout 1.0), so that the next
 * person at the machine is not signed in with one click. The desk's session ends first and in any case; the page
 * `signed-out` then leads on to the issuer, which sends the browser back to it. The way to the issuer is that page's
 * own refresh, no redirect of the form: a browser holds redirects of a form against `form-action`, also those that the
 * issuer adds, and the policy of our pages stays at `'self'`.
 */
export function signOutRoutes({ settings, records, keySets }: SignOutDeps): readonly Bound[] {
  const out = bind(logout, async ({ at, session }): Promise<Answer> => {
    if (session !== undefined) await endSession(session, at, records);
    return {
      status: 303,
      location: `${ADDRESSES.deskSignedOut}?next=login`,
      cookies: [hostCookie(DESK_COOKIE, '', 0)],
    };
  });

  const done = bind(signedOut, async ({ at, query, language }): Promise<Answer> => {
    const onward = query.next === undefined ? undefined : await endAtIssuer(at, language);
    const { signedOutPage } = await import('./pages/signed-out-page.tsx');
    return {
      status: 200,
      page: signedOutPage({ language }, onward),
      ...(onward === undefined ? {} : { headers: { refresh: `0; url=${onward}` } }),
    };
  });

  /** Where the issuer's session ends; undefined where the issuer offers no such place, or does not answer now. */
  async function endAtIssuer(at: number, language: string): Promise<string | undefined> {
    const place = await issuersPlace(at);
    if (place === undefined) return undefined;
    const back = `${settings.baseUrl}${ADDRESSES.deskSignedOut}`;
    const { clientId } = settings.staff.oidc;
    // No id token is kept as a hint: the issuer may ask the person whether they mean it.
    place.searchParams.set('client_id', clientId);
    place.searchParams.set('post_logout_redirect_uri', back);
    place.searchParams.set('ui_locales', language);
    // Cognito has a name of its own for the same.
    if (/(^|\.)amazoncognito\.com$/.test(place.hostname)) place.searchParams.set('logout_uri', back);
    return place.href;
  }

  async function issuersPlace(at: number): Promise<URL | undefined> {
    try {
      const { end_session_endpoint } = await keySets.issuer(at);
      return end_session_endpoint === undefined ? undefined : new URL(end_session_endpoint);
    } catch (error) {
      if (error instanceof IssuerUnavailable) return undefined;
      throw error;
    }
  }

  return [out, done];
}
