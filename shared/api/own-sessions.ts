import * as z from 'zod/mini';
import { DONE, ON } from './answers.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

const door = { door: 'account-public' } as const;
/** A session is ended where one is begun: whose prefix `/sessions` is. */
const signIn = { door: 'registration-public' } as const;
const empty = late(() => z.strictObject({}));
const text = late(() => z.string());
/** ISO instant. */
const instant = late(() => z.string());

/** Where a person is signed in (R4). */
export const ownSession = late(() =>
  z.object({
    id: text,
    since: instant,
    /** Its end: when it ends by itself, or ended. */
    until: instant,
    /** When its technical data go, unless it is used until then (T1). */
    keptUntil: instant,
    /** The session that asks. */
    current: z.boolean(),
    agent: z.optional(text),
    network: z.optional(text),
  }),
);
export type SessionView = z.infer<typeof ownSession>;

export const getSessions = route({
  ...door,
  method: 'GET',
  path: '/me/sessions',
  class: 'person',
  summary: { ru: 'Где вы вошли', en: 'Where you are signed in' },
  answers: {
    200: {
      description: 'live sessions, and ended ones of which technical data are kept; the newest first',
      body: late(() => z.object({ sessions: z.array(ownSession), earlier: z.array(ownSession) })),
      page: true,
    },
  },
});

export const endOthers = route({
  ...door,
  method: 'POST',
  path: '/me/sessions/end-others',
  class: 'person',
  summary: { ru: 'Завершить все сеансы, кроме этого', en: 'End every session but this one' },
  body: empty,
  answers: { 204: DONE, 303: ON },
});

const sessionParams = late(() => z.strictObject({ id: z.string().check(z.regex(/^[\w-]{16}$/)) }));

export const postEnd = route({
  ...signIn,
  method: 'POST',
  path: '/sessions/{id}/end',
  class: 'person',
  summary: {
    ru: 'То же формой: завершить сеанс; свой — значит выйти',
    en: 'Form twin of DELETE: end a session; your own one signs you out',
  },
  params: sessionParams,
  body: empty,
  answers: { 204: DONE, 303: ON },
});

export const deleteSession = route({
  ...signIn,
  method: 'DELETE',
  path: '/sessions/{id}',
  class: 'person',
  summary: { ru: 'Завершить сеанс; свой — значит выйти', en: 'End a session; your own one signs you out' },
  params: sessionParams,
  answers: { 204: DONE },
});

export const OWN_SESSION_ROUTES = [getSessions, endOthers, postEnd, deleteSession] as const;
