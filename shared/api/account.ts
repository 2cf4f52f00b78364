import * as z from 'zod/mini';
import { BLOCK_KINDS, BLOCK_SCOPES } from '../domain/consent/block-kinds.ts';
import { CONDITIONS } from '../domain/consent/distribution.ts';
import { LETTER_KINDS } from '../domain/letters/kinds.ts';
import { LETTER_STATUSES } from '../domain/letters/letter.ts';
import { DONE, ON } from './answers.ts';
import { accountChoice, emailField, lineField, phoneField } from './fields.ts';
import { late } from './late.ts';
import { consentState } from './own-consents.ts';
import { ownSession } from './own-sessions.ts';
import { formTexts, textProof, textVersion } from './shown-text.ts';
import { route } from './spec.ts';

const door = { door: 'account-public' } as const;

const text = late(() => z.string());
/** ISO instant. */
const instant = late(() => z.string());
const language = late(() => z.enum(['ru', 'en']));

/** An optional field is taken away by sending it empty. */
const nothing = late(() => z.literal(''));

/** `PATCH /me` (R5): only what is named changes. */
export const profilePatch = late(() =>
  z.strictObject({
    /** A new address waits for its proof: a letter goes there, whether it is somebody's or not. */
    email: z.optional(emailField),
    name: z.optional(lineField(200)),
    language: z.optional(language),
    phone: z.optional(z.union([nothing, phoneField()], { error: 'phone' })),
    organisation: z.optional(z.union([nothing, lineField(200)])),
  }),
);
export type ProfilePatch = z.infer<typeof profilePatch>;

/** `POST /me`, the form twin: all fields as they shall be; an optional one that is left empty is taken away. */
export const profileForm = late(() =>
  z.strictObject({
    name: lineField(200),
    language,
    phone: z.optional(phoneField()),
    organisation: z.optional(lineField(200)),
  }),
);

const letter = late(() =>
  z.object({
    kind: z.enum(LETTER_KINDS),
    at: instant,
    to: text,
    language,
    channel: z.enum(['mail', 'print']),
    status: z.enum(LETTER_STATUSES),
    sentAt: z.optional(instant),
    /** When it was delivered, or came back. */
    outcomeAt: z.optional(instant),
  }),
);

/** Everything held about the person (R5); each part with the address that changes it. */
const account = late(() =>
  z.object({
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
    closing: z.optional(z.object({ at: instant, due: instant })),
    registeredAt: instant,
    /** When the link of the letter has proven the address, when the account was made, when the address last changed. */
    provedAt: z.optional(instant),
    confirmedAt: z.optional(instant),
    addressChangedAt: z.optional(instant),
    policy: z.object({ version: text, acknowledgedAt: instant, current: text }),
    consents: z.array(consentState),
    /** Blocks that stand: what is checked, how far the data rest, since when and – unproven – until when at most (S4). */
    blocks: z.array(
      z.object({
        kind: z.enum(BLOCK_KINDS),
        scope: z.enum(BLOCK_SCOPES),
        since: text,
        until: z.optional(instant),
      }),
    ),
    /** Fields of the profile that anyone can read, since when, under which conditions and id of the public page (R6). */
    published: z.array(
      z.object({
        field: text,
        since: instant,
        conditions: z.array(z.enum(CONDITIONS)),
        page: text,
        value: z.optional(text),
      }),
    ),
    letters: z.array(letter),
    sessions: z.array(ownSession),
    /** Sign-ins that have ended, while their technical data are kept (T1). */
    earlierSessions: z.array(ownSession),
    /** Records of every other kind: the journal, duties, words of staff … (S6). */
    further: z.array(z.object({ kind: text, records: z.array(z.record(text, z.unknown())) })),
    ways: z.object({ profile: text, consents: text, sessions: text, address: text, close: text }),
  }),
);
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
  query: late(() =>
    z.strictObject({
      told: z.optional(z.enum(['saved', 'taken-back', 'unchanged', 'acknowledged', 'moved'])),
    }),
  ),
  answers: { 200: { description: 'your data', body: account, page: true } },
});

const changed = late(() =>
  z.object({
    changed: z.array(text),
    revision: z.int(),
    /** Fields whose public copy was taken back with the change (R6). */
    unpublished: z.optional(z.array(text)),
    /** What waits for its proof before it changes. */
    waiting: z.optional(z.array(z.literal('email'))),
  }),
);

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

export const policyAcknowledgement = late(() => z.strictObject({ version: textVersion, proof: textProof }));

export const postPolicy = route({
  ...door,
  method: 'POST',
  path: '/me/policy',
  class: 'person',
  summary: {
    ru: 'Подтвердить ознакомление с действующей политикой; proof берётся из GET /me/texts или GET /texts?form=account',
    en: 'Acknowledge the policy in force; the proof comes from GET /me/texts or GET /texts?form=account',
  },
  body: policyAcknowledgement,
  answers: { 204: DONE, 303: ON },
});

/** What a registration holds of which only the address is proven (R1, R5): typed by somebody, perhaps not by its owner. */
const unfinished = late(() =>
  z.object({
    email: text,
    typed: z.object({ name: text, phone: z.optional(text), organisation: z.optional(text), language }),
    registeredAt: instant,
    provedAt: instant,
    /** When all of it is destroyed, unless an account is made before. */
    until: instant,
    /** The policy in force; its proof names this session. */
    policy: z.object({ version: text, hash: text, proof: text }),
  }),
);
export type UnfinishedView = z.infer<typeof unfinished>;

export const getRegistration = route({
  ...door,
  method: 'GET',
  path: '/me/registration',
  class: 'person',
  summary: {
    ru: 'Адрес подтверждён ссылкой, учётной записи нет: что введено при регистрации и форма, которой её создают',
    en: 'The address is proven by the link, there is no account: what was typed, and the form that makes one',
  },
  answers: { 200: { description: 'what was typed, by whoever registered', body: unfinished, page: true } },
});

/** `POST /me/registration` (R1): only what is sent here counts. */
export const finishRequest = late(() =>
  z.strictObject({
    name: lineField(200),
    language: z._default(language, 'ru'),
    phone: z.optional(phoneField()),
    organisation: z.optional(lineField(200)),
    createAccount: accountChoice,
    policy: z.strictObject({ version: textVersion, proof: textProof }),
  }),
);
export type FinishRequest = z.infer<typeof finishRequest>;

export const postRegistration = route({
  ...door,
  method: 'POST',
  path: '/me/registration',
  class: 'person',
  summary: {
    ru: 'Создать учётную запись для подтверждённого адреса: своими данными и своим выбором; согласия — потом, по одному',
    en: 'Make an account for the proven address, with details and by a choice of one’s own; consents come after, one by one',
  },
  body: finishRequest,
  answers: { 204: DONE, 303: ON },
});

export const getTexts = route({
  ...door,
  method: 'GET',
  path: '/me/texts',
  class: 'person',
  summary: {
    ru: 'Политика и тексты согласий с доказательствами, которые называют этот сеанс и годятся только в нём',
    en: 'The policy and the texts of consents, with proofs that name this session and are good in no other',
  },
  answers: { 200: { description: 'policy and consents in the language of the request', body: formTexts } },
});

export const ACCOUNT_ROUTES = [
  getMe,
  patchMe,
  postMe,
  postPolicy,
  getRegistration,
  postRegistration,
  getTexts,
] as const;
