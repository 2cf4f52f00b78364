import * as z from 'zod/mini';
import { LETTER_KINDS, LETTER_STATUSES } from '../domain/cases/letter.ts';
import { BECAUSE } from '../domain/consent/because.ts';
import { ACT_EVENTS, CONSENT_CHANNELS } from '../domain/consent/events.ts';
import { CONSENT_PURPOSES } from '../policy/purposes.ts';
import { emailField, lineField } from './fields.ts';
import { route } from './spec.ts';

const door = { door: 'account-public' } as const;
const page = { description: 'page', page: true } as const;
const on = { description: 'form taken: on to the next page' } as const;
const done = { description: 'done' } as const;
const empty = z.strictObject({});

const text = z.string();
/** ISO instant. */
const instant = z.string();
const version = z.string().check(z.minLength(1), z.maxLength(40));
const proof = z.string().check(z.minLength(1), z.maxLength(600));
const phone = z.string().check(z.maxLength(30), z.regex(/^\+?[0-9][0-9 ()-]{4,28}$/, { error: 'phone' }));
const language = z.enum(['ru', 'en']);
const ACTS = ['give', 'refuse', 'withdraw'] as const;

/** An optional field is taken away by sending it empty. */
const nothing = z.literal('');

/** `PATCH /me` (R5): only what is named changes. */
export const profilePatch = z.strictObject({
  /** A new address waits for its proof: a letter goes there, whether it is somebody's or not. */
  email: z.optional(emailField),
  name: z.optional(lineField(200)),
  language: z.optional(language),
  phone: z.optional(z.union([nothing, phone], { error: 'phone' })),
  organisation: z.optional(z.union([nothing, lineField(200)])),
});
export type ProfilePatch = z.infer<typeof profilePatch>;

/** `POST /me`, the form twin: all fields as they shall be; an optional one that is left empty is taken away. */
export const profileForm = z.strictObject({
  name: lineField(200),
  language,
  phone: z.optional(phone),
  organisation: z.optional(lineField(200)),
});

/** How a consent stands, by the same check that guards every use (C4). */
const consentState = z.object({
  purpose: z.enum(CONSENT_PURPOSES),
  /** Public data: the field. */
  field: z.optional(text),
  /** What it is for, in one sentence. */
  name: text,
  explanation: text,
  allowed: z.boolean(),
  because: z.enum(BECAUSE),
  /** The act that decided: since when, until when, to which text, how it came. */
  event: z.optional(text),
  since: z.optional(instant),
  until: z.optional(instant),
  text: z.optional(text),
  channel: z.optional(z.enum(CONSENT_CHANNELS)),
  /** Version of the text in force now. */
  current: text,
});
export type ConsentStateView = z.infer<typeof consentState>;

const consentHistory = z.object({
  event: text,
  at: instant,
  type: z.enum(ACT_EVENTS),
  purpose: text,
  field: z.optional(text),
  by: z.enum(['person', 'staff', 'system']),
  channel: z.enum(CONSENT_CHANNELS),
  effective: z.optional(instant),
  until: z.optional(instant),
  text: z.optional(text),
  hash: z.optional(text),
  /** Path of the signed receipt (C6). */
  receipt: text,
});
export type ConsentHistoryView = z.infer<typeof consentHistory>;

const session = z.object({
  id: text,
  since: instant,
  until: instant,
  /** The session that asks. */
  current: z.boolean(),
  agent: z.optional(text),
  network: z.optional(text),
});
export type SessionView = z.infer<typeof session>;

const letter = z.object({
  kind: z.enum(LETTER_KINDS),
  at: instant,
  to: text,
  status: z.enum(LETTER_STATUSES),
  sentAt: z.optional(instant),
});
export type AccountLetterView = z.infer<typeof letter>;

/** Everything held about the person (R5); each part with the address that changes it. */
const account = z.object({
  person: text,
  status: z.enum(['active', 'closing']),
  revision: z.int(),
  profile: z.object({
    email: text,
    name: text,
    phone: z.optional(text),
    organisation: z.optional(text),
    language,
    /** An address that waits for its proof, and one that may still undo a change. */
    newEmail: z.optional(text),
    oldEmail: z.optional(text),
  }),
  /** A closing that was asked for: when it will be done. */
  closing: z.optional(z.object({ due: instant })),
  registeredAt: instant,
  confirmedAt: z.optional(instant),
  policy: z.object({ version: text, acknowledgedAt: instant, current: text }),
  consents: z.array(consentState),
  letters: z.array(letter),
  sessions: z.array(session),
  ways: z.object({ profile: text, consents: text, sessions: text, address: text, close: text }),
});
export type AccountView = z.infer<typeof account>;

export const getMe = route({
  ...door,
  method: 'GET',
  path: '/me',
  class: 'person',
  summary: {
    ru: 'Всё, что хранится о вас, и как это изменить',
    en: 'Everything held about you, with the ways to change it',
  },
  query: z.strictObject({ told: z.optional(z.enum(['saved', 'unchanged', 'acknowledged'])) }),
  answers: { 200: { description: 'your data', body: account, page: true } },
});

const changed = z.object({
  changed: z.array(text),
  revision: z.int(),
  /** What waits for its proof before it changes. */
  waiting: z.optional(z.array(z.literal('email'))),
});

export const patchMe = route({
  ...door,
  method: 'PATCH',
  path: '/me',
  class: 'person',
  summary: {
    ru: 'Изменить поля профиля; необязательное поле, присланное пустым, удаляется',
    en: 'Change fields of your profile; an optional field sent empty is removed',
  },
  body: profilePatch,
  answers: { 200: { description: 'names of the fields that changed', body: changed } },
});

export const postMe = route({
  ...door,
  method: 'POST',
  path: '/me',
  class: 'person',
  summary: {
    ru: 'То же формой: все поля; необязательные, оставленные пустыми, удаляются',
    en: 'Form twin of PATCH: all fields; optional ones left empty are removed',
  },
  body: profileForm,
  answers: { 200: { description: 'names of the fields that changed', body: changed }, 303: on },
});

export const policyAcknowledgement = z.strictObject({ version, proof });

export const postPolicy = route({
  ...door,
  method: 'POST',
  path: '/me/policy',
  class: 'person',
  summary: {
    ru: 'Подтвердить ознакомление с действующей политикой; proof берётся из GET /texts?form=account',
    en: 'Acknowledge the policy in force; the proof comes from GET /texts?form=account',
  },
  body: policyAcknowledgement,
  answers: { 204: done, 303: on },
});

export const getConsents = route({
  ...door,
  method: 'GET',
  path: '/me/consents',
  class: 'person',
  summary: {
    ru: 'Ваши согласия сейчас и всё, что о них записано',
    en: 'Your consents as they stand, and all that was ever recorded about them',
  },
  query: z.strictObject({ done: z.optional(z.enum(ACTS)) }),
  answers: {
    200: {
      description: 'states and history, the newest first',
      body: z.object({ consents: z.array(consentState), history: z.array(consentHistory) }),
      page: true,
    },
  },
});

const purposeParams = z.strictObject({ purpose: z.enum(CONSENT_PURPOSES) });

export const consentPage = route({
  ...door,
  method: 'GET',
  path: '/me/consents/{purpose}',
  class: 'person-page',
  summary: { ru: 'Одно согласие — отдельный документ', en: 'One consent, a document of its own' },
  params: purposeParams,
  answers: { 200: page },
});

export const withdrawalPage = route({
  ...door,
  method: 'GET',
  path: '/me/consents/{purpose}/withdrawal',
  class: 'person-page',
  summary: { ru: 'Одна кнопка, которая отзывает согласие', en: 'One button that withdraws the consent' },
  params: purposeParams,
  answers: { 200: page },
});

/** `POST /me/consents` (C2, C3): text and proof are not needed to withdraw. */
export const consentRequest = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  act: z.enum(ACTS),
  text: z.optional(version),
  proof: z.optional(proof),
  /** The box on the page of the consent; a form gives nothing without it (C1). */
  agreed: z.optional(z.boolean()),
});
export type ConsentRequest = z.infer<typeof consentRequest>;

export const postConsent = route({
  ...door,
  method: 'POST',
  path: '/me/consents',
  class: 'person',
  summary: {
    ru: 'Дать согласие, отказать в нём или отозвать его',
    en: 'Give, refuse or withdraw one consent',
  },
  body: consentRequest,
  answers: {
    200: {
      description: 'the event that says so, and its receipt',
      body: z.object({ event: text, receipt: text }),
    },
    303: on,
  },
});

export const getReceipt = route({
  ...door,
  method: 'GET',
  path: '/me/consents/{event}/receipt',
  class: 'person',
  summary: {
    ru: 'Подписанная квитанция об одном событии (JWS compact); проверить её может любой по /.well-known/jwks.json',
    en: 'Signed receipt of one event (JWS compact); anyone can verify it with /.well-known/jwks.json',
  },
  params: z.strictObject({ event: z.string().check(z.regex(/^P-[0-9A-Z]{20}-[1-9]\d{0,8}$/)) }),
  answers: { 200: { description: 'the receipt', file: 'application/jose' } },
});

export const getSessions = route({
  ...door,
  method: 'GET',
  path: '/me/sessions',
  class: 'person',
  summary: { ru: 'Где вы вошли', en: 'Where you are signed in' },
  answers: {
    200: {
      description: 'live sessions, the newest first',
      body: z.object({ sessions: z.array(session) }),
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
  answers: { 204: done, 303: on },
});

const sessionParams = z.strictObject({ id: z.string().check(z.regex(/^[\w-]{16}$/)) });

export const postEnd = route({
  ...door,
  method: 'POST',
  path: '/sessions/{id}/end',
  class: 'person',
  summary: {
    ru: 'То же формой: завершить сеанс; свой — значит выйти',
    en: 'Form twin of DELETE: end a session; your own one signs you out',
  },
  params: sessionParams,
  body: empty,
  answers: { 204: done, 303: on },
});

export const deleteSession = route({
  ...door,
  method: 'DELETE',
  path: '/sessions/{id}',
  class: 'person',
  summary: { ru: 'Завершить сеанс; свой — значит выйти', en: 'End a session; your own one signs you out' },
  params: sessionParams,
  answers: { 204: done },
});

export const ACCOUNT_ROUTES = [
  getMe,
  patchMe,
  postMe,
  postPolicy,
  getConsents,
  consentPage,
  withdrawalPage,
  postConsent,
  getReceipt,
  getSessions,
  endOthers,
  postEnd,
  deleteSession,
] as const;
