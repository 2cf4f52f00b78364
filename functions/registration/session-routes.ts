import * as api from '../../shared/api/own-sessions.ts';
import { hostCookie, PERSON_COOKIE } from '../../shared/http/cookies.ts';
import { ADDRESSES } from '../../shared/http/pages/addresses.ts';
import { type Bound, bind } from '../../shared/http/types.ts';
import { endOwn } from '../../shared/identity/end-sessions.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';

/** Signing out takes the cookie away. */
const GONE = [hostCookie(PERSON_COOKIE, '', 0)];

/** Ending a session: one's own is signing out (R4). */
export const sessionRoutes = (deps: () => Promise<OperationDeps>): readonly Bound[] => [
  bind(api.postEnd, async ({ person, at, params, form }) => {
    const done = await endOwn(person, { sid: params.id }, at, await deps());
    // Pressed twice: the list shows that it has ended.
    if (!done.ok && !(form && done.refusal.code === 'no-session')) return done;
    const self = done.ok && done.value.self;
    const cookies = self ? GONE : [];
    if (!form) return { status: 204, cookies };
    return { status: 303, location: self ? ADDRESSES.home : ADDRESSES.meSessions, cookies };
  }),
  bind(api.deleteSession, async ({ person, at, params }) => {
    const done = await endOwn(person, { sid: params.id }, at, await deps());
    if (!done.ok) return done;
    return { status: 204, cookies: done.value.self ? GONE : [] };
  }),
];
