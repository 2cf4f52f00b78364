import * as z from 'zod/mini';
import { BECAUSE } from '../domain/consent/because.ts';
import { BLOCK_SCOPES } from '../domain/consent/block-kinds.ts';
import { CONSENT_CHANNELS, CONSENT_REASONS } from '../domain/consent/events.ts';
import { receiptContent } from '../domain/consent/receipt.ts';
import { PAGE } from './answers.ts';
import { emailField, textField } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const people = { door: 'consent-public' } as const;
const STAFF = ['agent', 'officer', 'auditor'] as const satisfies readonly Role[];
const WORKERS = ['agent', 'officer'] as const satisfies readonly Role[];

/** Id of a person; one that cannot exist is not found. */
export const personId = late(() => z.string().check(z.regex(/^P-[0-9A-Z]{20}$/)));
export const personParams = late(() => z.strictObject({ id: personId }));

/** Id of a purpose: whether there is such a one, the operation says. */
const purposeId = late(() => z.string().check(z.regex(/^[a-z][a-z-]{1,39}$/)));

export const keySet = route({
  ...people,
  method: 'GET',
  path: '/.well-known/jwks.json',
  class: 'asset',
  summary: {
    ru: 'Открытые ключи, которыми проверяются квитанции и подписи журнала',
    en: 'Public keys that verify receipts and the signatures of the ledger',
  },
  answers: {
    200: {
      description: 'JSON Web Key Set',
      body: late(() => z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) })),
    },
  },
});

/** Longer than any receipt of ours. */
export const receiptRequest = late(() => z.strictObject({ receipt: textField(16_000) }));

export const verifyPage = route({
  ...people,
  method: 'GET',
  path: '/receipts/verify',
  class: 'page',
  summary: {
    ru: 'Страница проверки квитанции',
    en: 'Page that takes a receipt and says whether it is ours',
  },
  answers: { 200: PAGE },
});

/** Whether a receipt is genuine, and what it says. */
export const verdict = late(() =>
  z.object({
    valid: z.boolean(),
    why: z.optional(z.enum(['not-a-receipt', 'unknown-key', 'bad-signature'])),
    content: z.optional(receiptContent),
  }),
);
export type Verdict = z.infer<typeof verdict>;

export const verifyReceipt = route({
  ...people,
  method: 'POST',
  path: '/receipts/verify',
  class: 'open',
  summary: {
    ru: 'Наша ли квитанция, не изменена ли, и что в ней сказано; ничего не сохраняется',
    en: 'Whether a receipt is ours and unchanged, and what it says; nothing is kept',
  },
  body: receiptRequest,
  answers: { 200: { description: 'the verdict', body: verdict, page: true } },
});

/** Token of a link in a letter (G15). */
const tokenParams = late(() =>
  z.strictObject({ token: z.string().check(z.regex(/^[A-Za-z0-9_.-]{8,200}$/)) }),
);

export const unsubscribePage = route({
  ...people,
  method: 'GET',
  path: '/unsubscribe/{token}',
  class: 'page',
  summary: {
    ru: 'Страница с кнопкой, которая прекращает рекламные письма; просмотр ничего не меняет',
    en: 'Page with the button that ends promotional letters; looking changes nothing',
  },
  params: tokenParams,
  answers: { 200: PAGE },
});

/** What mail programs post (RFC 8058), and the button of our page. */
export const oneClick = late(() => z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') }));

export const unsubscribe = route({
  ...people,
  method: 'POST',
  path: '/unsubscribe/{token}',
  class: 'one-click',
  summary: {
    ru: 'Сразу отзывает согласие на рекламные письма (RFC 8058)',
    en: 'Withdraws the consent to promotional letters at once (RFC 8058)',
  },
  params: tokenParams,
  body: oneClick,
  answers: {
    200: {
      description: 'no more of these letters',
      body: late(() => z.object({ withdrawn: z.literal(true) })),
      page: true,
    },
  },
});

/** Answer of the check (C4). `event` names the event that decided; `scope`, told to staff only, is that of a block. */
export const mayAnswer = late(() =>
  z.object({
    allowed: z.boolean(),
    because: z.enum(BECAUSE),
    event: z.optional(z.string()),
    scope: z.optional(z.enum(BLOCK_SCOPES)),
  }),
);
export type MayView = z.infer<typeof mayAnswer>;

/** Whom a program asks about: one of the two. */
export const mayRequest = late(() =>
  z.strictObject({ person: z.optional(personId), email: z.optional(emailField), purpose: purposeId }).check(
    z.refine(({ person, email }) => (person === undefined) !== (email === undefined), {
      error: 'required',
      path: ['person'],
    }),
  ),
);
export type MayRequest = z.infer<typeof mayRequest>;

export const may = route({
  method: 'POST',
  path: '/may',
  door: 'consent-desk',
  class: 'machine',
  roles: ['program'],
  summary: {
    ru: 'Можно ли сейчас использовать данные человека для цели? Для других программ и только для их целей',
    en: 'May the data of a person be used for a purpose now? For other programs, and their purposes only',
  },
  body: mayRequest,
  answers: { 200: { description: 'yes or no, why, and by which event', body: mayAnswer } },
});

export const staffMay = route({
  method: 'POST',
  path: '/staff/people/{id}/may',
  door: 'people-desk',
  class: 'staff',
  roles: STAFF,
  summary: {
    ru: 'Та же проверка для сотрудников, по любой цели',
    en: 'The same check for staff, for every purpose',
  },
  params: personParams,
  body: late(() => z.strictObject({ purpose: purposeId })),
  answers: { 200: { description: 'yes or no, why, and by which event', body: mayAnswer } },
});

/** A consent, a refusal or a withdrawal that came by phone or on paper. `text`: the version that was read out or signed. */
export const toldConsent = late(() =>
  z.strictObject({
    purpose: purposeId,
    act: z.enum(['give', 'refuse', 'withdraw']),
    channel: z.enum(CONSENT_CHANNELS.filter((channel) => channel !== 'web')),
    on: z.iso.date(),
    language: z.enum(['ru', 'en']),
    text: z.optional(z.string().check(z.regex(/^[a-z]{1,20}-[1-9]\d{0,5}$/))),
    reason: z.enum(CONSENT_REASONS),
  }),
);
export type ToldConsent = z.infer<typeof toldConsent>;

/** The event that was recorded, and what the check says now. */
export const toldConsentView = late(() => z.object({ event: z.string(), now: mayAnswer }));
export type ToldConsentView = z.infer<typeof toldConsentView>;

export const enterConsent = route({
  method: 'POST',
  path: '/staff/people/{id}/consents',
  door: 'people-desk',
  class: 'staff',
  roles: WORKERS,
  summary: {
    ru: 'Внести согласие, отказ или отзыв, полученные по телефону или на бумаге',
    en: 'Enter a consent, refusal or withdrawal that came by phone or on paper',
  },
  params: personParams,
  body: toldConsent,
  answers: { 201: { description: 'recorded', body: toldConsentView } },
});

export const enterConsentPage = route({
  method: 'GET',
  path: '/desk/people/{id}/consents',
  door: 'people-desk',
  class: 'staff-page',
  roles: WORKERS,
  summary: {
    ru: 'Что действует по каждой цели, и форма для полученного по телефону или на бумаге',
    en: 'What stands for each purpose, and the form for what came by phone or on paper',
  },
  params: personParams,
  answers: { 200: PAGE },
});

export const enterConsentForm = route({
  method: 'POST',
  path: '/desk/people/{id}/consents',
  door: 'people-desk',
  class: 'staff-page',
  roles: WORKERS,
  summary: {
    ru: 'То же, что POST /staff/people/{id}/consents, формой',
    en: 'The same as POST /staff/people/{id}/consents, as a form',
  },
  params: personParams,
  body: toldConsent,
  answers: { 303: { description: 'recorded: back to the page' } },
});

export const CONSENT_ROUTES = [
  keySet,
  verifyPage,
  verifyReceipt,
  unsubscribePage,
  unsubscribe,
  may,
  staffMay,
  enterConsent,
  enterConsentPage,
  enterConsentForm,
] as const;
