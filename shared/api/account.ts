import * as z from 'zod/mini';
import { LETTER_KINDS, LETTER_STATUSES } from '../domain/cases/letter.ts';
import { DONE, ON } from './answers.ts';
import { emailField, lineField, phoneField } from './fields.ts';
import { consentState } from './own-consents.ts';
import { ownSession } from './own-sessions.ts';
import { textProof, textVersion } from './shown-text.ts';
import { route } from './spec.ts';

const door = { door: 'account-public' } as const;

const text = z.string();
/** ISO instant. */
const instant = z.string();
const language = z.enum(['ru', 'en']);

/** An optional field is taken away by sending it empty. */
const nothing = z.literal('');

/** `PATCH /me` (R5): only what is named changes. */
export const profilePatch = z.strictObject({
  /** A new address waits for its proof: a letter goes there, whether it is somebody's or not. */
  email: z.optional(emailField),
  name: z.optional(lineField(200)),
  language: z.optional(language),
  phone: z.optional(z.union([nothing, phoneField()], { error: 'phone' })),
  organisation: z.optional(z.union([nothing, lineField(200)])),
});
export type ProfilePatch = z.infer<typeof profilePatch>;

/** `POST /me`, the form twin: all fields as they shall be; an optional one that is left empty is taken away. */
export const profileForm = z.strictObject({
  name: lineField(200),
  language,
  phone: z.optional(phoneField()),
  organisation: z.optional(lineField(200)),
});

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
  /** Fields of the profile that anyone can read, and since when (R6). */
  published: z.array(z.object({ field: text, since: instant })),
  letters: z.array(letter),
  sessions: z.array(ownSession),
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
  query: z.strictObject({
    told: z.optional(z.enum(['saved', 'taken-back', 'unchanged', 'acknowledged', 'moved'])),
  }),
  answers: { 200: { description: 'your data', body: account, page: true } },
});

const changed = z.object({
  changed: z.array(text),
  revision: z.int(),
  /** Fields whose public copy was taken back with the change (R6). */
  unpublished: z.optional(z.array(text)),
  /** What waits for its proof before it changes. */
  waiting: z.optional(z.array(z.literal('email'))),
});

export const patchMe = route({
  ...door,
  method: 'PATCH',
  path: '/me',
  class: 'person',
  summary: {
    ru: 'Изменить поля профиля; необязательное поле, присланное пустым, удаляется; общедоступное, которое меняется, сразу перестаёт быть общедоступным. Всё или ничего',
    en: 'Change fields of your profile; an optional field sent empty is removed; a public one that changes is public no more at once. All or nothing',
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
  answers: { 200: { description: 'names of the fields that changed', body: changed }, 303: ON },
});

export const policyAcknowledgement = z.strictObject({ version: textVersion, proof: textProof });

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
  answers: { 204: DONE, 303: ON },
});

export const ACCOUNT_ROUTES = [getMe, patchMe, postMe, postPolicy] as const;
