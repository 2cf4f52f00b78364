import * as z from 'zod/mini';
import { BECAUSE } from '../domain/consent/because.ts';
import { ACT_EVENTS, CONSENT_CHANNELS } from '../domain/consent/events.ts';
import { TEXT_SERVED } from '../domain/consent/served.ts';
import { CONSENT_PURPOSES } from '../policy/purposes.ts';
import { ON, PAGE } from './answers.ts';
import { late } from './late.ts';
import { textProof, textVersion } from './shown-text.ts';
import { route } from './spec.ts';

const door = { door: 'account-public' } as const;
const text = late(() => z.string());
/** ISO instant. */
const instant = late(() => z.string());
const ACTS = ['give', 'refuse', 'withdraw'] as const;

/** How a consent stands, by the same check that guards every use (C4). */
export const consentState = late(() =>
  z.object({
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
  }),
);
export type ConsentStateView = z.infer<typeof consentState>;

const consentHistory = late(() =>
  z.object({
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
    /** Whether that text was shown to you, served by the form to whoever asked, or named by staff. */
    served: z.optional(z.enum(TEXT_SERVED)),
    /** Path of the signed receipt (C6). */
    receipt: text,
  }),
);
export type ConsentHistoryView = z.infer<typeof consentHistory>;

export const getConsents = route({
  ...door,
  method: 'GET',
  path: '/me/consents',
  class: 'person',
  summary: {
    ru: 'Ваши согласия сейчас и всё, что о них записано',
    en: 'Your consents as they stand, and all that was ever recorded about them',
  },
  query: late(() => z.strictObject({ done: z.optional(z.enum(ACTS)) })),
  answers: {
    200: {
      description: 'states and history, the newest first',
      body: late(() => z.object({ consents: z.array(consentState), history: z.array(consentHistory) })),
      page: true,
    },
  },
});

/** One of the consents that follow a registration, which are asked for one after the other. */
const after = late(() => z.optional(z.literal('registration')));

const purposeParams = late(() => z.strictObject({ purpose: z.enum(CONSENT_PURPOSES) }));

export const consentPage = route({
  ...door,
  method: 'GET',
  path: '/me/consents/{purpose}',
  class: 'person-page',
  summary: { ru: 'Одно согласие — отдельный документ', en: 'One consent, a document of its own' },
  params: purposeParams,
  query: late(() => z.strictObject({ after })),
  answers: { 200: PAGE },
});

export const withdrawalPage = route({
  ...door,
  method: 'GET',
  path: '/me/consents/{purpose}/withdrawal',
  class: 'person-page',
  summary: { ru: 'Одна кнопка, которая отзывает согласие', en: 'One button that withdraws the consent' },
  params: purposeParams,
  answers: { 200: PAGE },
});

/** `POST /me/consents` (C2, C3): text and proof are not needed to withdraw. */
export const consentRequest = late(() =>
  z.strictObject({
    purpose: z.enum(CONSENT_PURPOSES),
    act: z.enum(ACTS),
    text: z.optional(textVersion),
    proof: z.optional(textProof),
    /** The box on the page of the consent; a form gives nothing without it (C1). */
    agreed: z.optional(z.boolean()),
    /** The form that follows a registration: on to the next consent of it. */
    after,
  }),
);
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
      body: late(() => z.object({ event: text, receipt: text })),
    },
    303: ON,
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
  params: late(() => z.strictObject({ event: z.string().check(z.regex(/^P-[0-9A-Z]{20}-[1-9]\d{0,8}$/)) })),
  answers: { 200: { description: 'the receipt', file: 'application/jose' } },
});

export const OWN_CONSENT_ROUTES = [
  getConsents,
  consentPage,
  withdrawalPage,
  postConsent,
  getReceipt,
] as const;
