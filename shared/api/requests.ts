import * as z from 'zod/mini';
import { ASKABLE, OBJECTIONS } from '../domain/requests/asked.ts';
import { CORRECTABLE, MOST_CORRECTIONS } from '../domain/requests/corrections.ts';
import { AUTHORITIES_TO_ACT } from '../domain/requests/own.ts';
import { VALUE_MOST } from '../domain/requests/typed.ts';
import { ON, PAGE } from './answers.ts';
import { codeField, emailField, lineField, opaqueField, referenceParams, textField } from './fields.ts';
import { requestFields } from './kinds/request-fields.ts';
import { late } from './late.ts';
import { caseOpened } from './opened.ts';
import { route } from './spec.ts';

const door = { door: 'requests-public' } as const;

/** Told in one round with whatever else is wrong (G6). */
const always = {
  when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
};
const given = ({ email, postalAddress }: { readonly email?: unknown; readonly postalAddress?: unknown }) =>
  [email, postalAddress].filter((one) => one !== undefined).length;

/** Somebody and the one address by which they are found or answered. */
export const partyField = late(() =>
  z
    .strictObject({
      name: z.optional(lineField(200)),
      email: z.optional(emailField),
      postalAddress: z.optional(textField(500)),
    })
    .check(
      z.refine((party) => given(party) > 0, { error: 'address-required', path: ['email'], ...always }),
      z.refine((party) => given(party) < 2, { error: 'one-address', path: ['postalAddress'], ...always }),
    ),
);

/** What shows that somebody may act for another: looked at, never copied (S3). */
export const authorityField = late(() =>
  z.strictObject({
    kind: z.enum(AUTHORITIES_TO_ACT),
    number: z.optional(lineField(100)),
    issuedOn: z.optional(z.iso.date()),
    validUntil: z.optional(z.iso.date()),
  }),
);

const value = late(() => z.optional(lineField(VALUE_MOST)));

/** What is asked for, whoever asks (S1, S7). */
export const askedFields = late(() =>
  z.object({
    kinds: z
      .array(z.enum(ASKABLE), { error: 'part-needed' })
      .check(z.minLength(1, { error: 'part-needed' }), z.maxLength(ASKABLE.length)),
    objections: z.optional(z.array(z.enum(OBJECTIONS)).check(z.maxLength(OBJECTIONS.length))),
    details: z.optional(textField(10_000)),
    corrections: z.optional(
      z
        .array(z.strictObject({ field: z.enum(CORRECTABLE), is: value, shouldBe: value }))
        .check(z.maxLength(MOST_CORRECTIONS)),
    ),
    /** The same by field, as a form sends it. */
    correct: z.optional(
      z.strictObject({
        name: z.optional(z.strictObject({ is: value, shouldBe: value })),
        phone: z.optional(z.strictObject({ is: value, shouldBe: value })),
        organisation: z.optional(z.strictObject({ is: value, shouldBe: value })),
        language: z.optional(z.strictObject({ is: value, shouldBe: value })),
      }),
    ),
    /** Of the text, any: the clock runs all the same. */
    language: z._default(
      z.string().check(z.maxLength(35), z.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/)),
      'ru',
    ),
  }),
);

/** `POST /requests` (S1, S3). */
export const requestRequest = late(() =>
  z.strictObject({
    ...askedFields.shape,
    requester: z.enum(['user', 'representative', 'authority']),
    about: partyField,
    representative: z.optional(
      z.strictObject({ name: lineField(200), email: emailField, authority: authorityField }),
    ),
  }),
);
export type RequestRequest = z.infer<typeof requestRequest>;

/** What everybody is answered: with the challenge the code may be brought (G7, G16). */
export const requestTaken = late(() => z.object({ ...caseOpened.shape, challenge: z.string() }));
export type RequestTaken = z.infer<typeof requestTaken>;

const ticked = late(() => z.optional(z.literal('on')));

/** What the first page of the form has asked: each kind as a box of its own, or `kinds` as a list with commas. */
const wanted = late(() =>
  z.object({
    kinds: z.optional(z.string().check(z.maxLength(200), z.regex(/^[a-z,-]*$/))),
    access: ticked,
    correction: ticked,
    erasure: ticked,
    'erasure-unlawful': ticked,
    'withdraw-consent': ticked,
    stop: ticked,
    objection: ticked,
    complaint: ticked,
    unpublish: ticked,
  }),
);

export const requestForm = route({
  ...door,
  method: 'GET',
  path: '/requests',
  class: 'page',
  summary: {
    ru: 'Форма обращения: сначала – о чём просят, затем – только то, что для этого нужно',
    en: 'Form of a request: first what is asked for, then only what that needs',
  },
  query: late(() =>
    z.strictObject({
      ...wanted.shape,
      requester: z.optional(z.enum(['user', 'representative', 'authority'])),
    }),
  ),
  answers: { 200: PAGE },
});

export const postRequest = route({
  ...door,
  method: 'POST',
  path: '/requests',
  class: 'open',
  summary: {
    ru: 'Подать обращение; ответ один и тот же, известен адрес или нет',
    en: 'Send a request; the answer is alike whether the address is known or not',
  },
  body: requestRequest,
  answers: { 202: { description: 'recorded; the clocks run', body: requestTaken }, 303: ON },
});

/** Token of a letter's link, or what the starting browser keeps. */
const token = opaqueField(400);
const tokenGiven = late(() => z._default(opaqueField(400, 0), ''));

export const proofPage = route({
  ...door,
  method: 'GET',
  path: '/requests/{reference}/proof',
  class: 'page',
  summary: {
    ru: 'Страница, где вводят код или просят новый',
    en: 'Page that takes the code, or asks for a new one',
  },
  params: referenceParams,
  query: late(() =>
    z.strictObject({ challenge: tokenGiven, key: tokenGiven, sent: z.optional(z.literal('1')) }),
  ),
  answers: { 200: PAGE },
});

/** With a code it is proven who asks; without one a new code is sent. `key` is the secret of the case's own link. */
export const proofRequest = late(() =>
  z.strictObject({ challenge: z.optional(token), key: z.optional(token), code: z.optional(codeField) }),
);

export const postProof = route({
  ...door,
  method: 'POST',
  path: '/requests/{reference}/proof',
  class: 'open',
  summary: {
    ru: 'Подтвердить кодом, кто просит; без кода – прислать новый',
    en: 'Prove by code who asks; without a code: send a new one',
  },
  params: referenceParams,
  body: proofRequest,
  answers: {
    200: { description: 'proven', body: caseOpened },
    202: {
      description: 'a new code is on its way',
      body: late(() => z.object({ challenge: z.string() })),
    },
    303: ON,
  },
});

export const notMePage = route({
  ...door,
  method: 'GET',
  path: '/requests/{reference}/not-me',
  class: 'page',
  summary: { ru: 'Страница с кнопкой «Это не я»', en: 'Page with the button “It was not me”' },
  params: referenceParams,
  query: late(() => z.strictObject({ challenge: tokenGiven })),
  answers: { 200: PAGE },
});

export const postNotMe = route({
  ...door,
  method: 'POST',
  path: '/requests/{reference}/not-me',
  class: 'open',
  summary: {
    ru: 'Сообщить: об этом просил не владелец адреса',
    en: 'Say that it was not the owner of the address who asked',
  },
  params: referenceParams,
  body: late(() => z.strictObject({ challenge: token })),
  answers: {
    200: {
      description: 'noted',
      body: late(() => z.object({ reference: z.string(), status: z.string() })),
    },
    303: ON,
  },
});

const ownLine = late(() =>
  z.object({
    reference: z.string(),
    status: z.string(),
    receivedAt: z.string(),
    dueOn: z.nullable(z.string()),
    parts: requestFields.shape.parts,
    statusUrl: z.string(),
  }),
);
export const ownRequests = late(() => z.object({ requests: z.array(ownLine) }));
export type OwnRequests = z.infer<typeof ownRequests>;

export const getOwnRequests = route({
  ...door,
  method: 'GET',
  path: '/me/requests',
  class: 'person',
  summary: {
    ru: 'Свои обращения: где каждое, и почему в чём отказано',
    en: 'One’s own requests: where each stands, and why something was refused',
  },
  answers: { 200: { description: 'the requests', body: ownRequests, page: true } },
});

const challenge = late(() => z.optional(opaqueField(40)));

export const newOwnPage = route({
  ...door,
  method: 'GET',
  path: '/me/requests/new',
  class: 'person-page',
  summary: {
    ru: 'Форма обращения того, кто вошёл: копия данных и удаление требуют кода',
    en: 'Form of a request of who is signed in: a copy and an erasure take a fresh code',
  },
  query: late(() => z.strictObject({ ...wanted.shape, challenge, old: challenge })),
  answers: { 200: PAGE },
});

export const ownCodeRequest = late(() =>
  z.strictObject({ kinds: z.optional(z.array(z.enum(ASKABLE)).check(z.maxLength(ASKABLE.length))) }),
);

export const postOwnCode = route({
  ...door,
  method: 'POST',
  path: '/me/requests/code',
  class: 'person',
  summary: {
    ru: 'Прислать код для обращения; 72 часа после замены адреса – и на прежний адрес',
    en: 'Send a code for a request; for 72 hours after a change of address to the old one too',
  },
  body: ownCodeRequest,
  answers: {
    202: {
      description: 'codes are on their way',
      body: late(() => z.object({ challenge: z.string(), oldChallenge: z.optional(z.string()) })),
    },
    303: ON,
  },
});

/** `POST /me/requests`: what is disclosed or destroyed takes a fresh code in the session (S3). */
export const ownRequest = late(() =>
  z.strictObject({
    ...askedFields.shape,
    challenge,
    code: z.optional(codeField),
    oldChallenge: challenge,
    oldCode: z.optional(codeField),
  }),
);
export type OwnRequest = z.infer<typeof ownRequest>;

export const postOwnRequest = route({
  ...door,
  method: 'POST',
  path: '/me/requests',
  class: 'person',
  summary: {
    ru: 'Обратиться, войдя: кто просит, известно сразу',
    en: 'Ask while signed in: it is known at once who asks',
  },
  body: ownRequest,
  answers: { 202: { description: 'recorded; the clocks run', body: caseOpened }, 303: ON },
});

const desk = { door: 'requests-desk', roles: ['agent', 'officer'] } as const;

/** `POST /staff/requests`: what came by mail, on paper, by phone or at the counter, with its own date of receipt (S2). */
export const staffRequest = late(() =>
  z.strictObject({
    ...askedFields.shape,
    kinds: z._default(z.array(z.enum(ASKABLE)).check(z.maxLength(ASKABLE.length)), []),
    requester: z.enum(['user', 'representative', 'authority', 'operator']),
    channel: z.enum(['mail', 'paper', 'phone', 'counter']),
    receivedOn: z.iso.date(),
    /** The GDPR applies to it too: its clocks run beside those of 152-FZ. */
    gdpr: z.optional(z.boolean()),
    /** Whose data it is about; the operator's own finding may name nobody. */
    about: z.optional(partyField),
    representative: z.optional(
      z.strictObject({
        name: lineField(200),
        email: z.optional(emailField),
        postalAddress: z.optional(textField(500)),
        authority: authorityField,
      }),
    ),
    authority: z.optional(
      z.strictObject({
        name: lineField(200),
        letterNumber: lineField(100),
        /** What it says is wrong; absent: it asks for information only, which blocks nothing (S4). */
        alleges: z.optional(z.enum(['inaccuracy', 'unlawful-use'])),
        email: z.optional(emailField),
        postalAddress: z.optional(textField(500)),
      }),
    ),
    /** Which document was seen; its number is compared and not kept (S3). */
    document: z.optional(
      z.strictObject({ type: lineField(100), issuer: lineField(150), issuedOn: z.iso.date() }),
    ),
  }),
);
export type StaffRequest = z.infer<typeof staffRequest>;

export const postStaffRequest = route({
  ...desk,
  method: 'POST',
  path: '/staff/requests',
  class: 'staff',
  summary: {
    ru: 'Внести обращение, которое пришло не по сайту, с датой получения',
    en: 'Enter a request that did not come by the site, with its date of receipt',
  },
  body: staffRequest,
  answers: { 201: { description: 'recorded; the clocks run', body: caseOpened } },
});

export const staffRequestPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/requests/new',
  class: 'staff-page',
  summary: { ru: 'Форма такого обращения', en: 'Form for such a request' },
  query: late(() =>
    z.strictObject({
      ...wanted.shape,
      requester: z.optional(z.enum(['user', 'representative', 'authority', 'operator'])),
    }),
  ),
  answers: { 200: PAGE },
});

export const staffRequestForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/requests/new',
  class: 'staff-page',
  summary: { ru: 'Внести такое обращение (форма)', en: 'Enter such a request (form)' },
  body: staffRequest,
  answers: { 303: ON },
});

export const REQUEST_ROUTES = [
  requestForm,
  postRequest,
  proofPage,
  postProof,
  notMePage,
  postNotMe,
  getOwnRequests,
  newOwnPage,
  postOwnCode,
  postOwnRequest,
  postStaffRequest,
  staffRequestPage,
  staffRequestForm,
] as const;
