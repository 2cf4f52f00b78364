import * as z from 'zod/mini';
import { MAILING_ACTS, MAILING_STATES } from '../domain/mailings/acts.ts';
import { FATES } from '../domain/mailings/mailing.ts';
import { MAILING_REASONS } from '../domain/mailings/reasons.ts';
import { CHANGES } from '../domain/policy/versions.ts';
import { DOCUMENTS } from '../policy/documents.ts';
import { FORM_NAMES } from '../policy/form-fields.ts';
import { PAGE } from './answers.ts';
import { opaqueField, textField } from './fields.ts';
import { late } from './late.ts';
import { formTexts } from './shown-text.ts';
import { route } from './spec.ts';

const open = { method: 'GET', door: 'policy-public', class: 'page' } as const;
const staff = { door: 'policy-desk', roles: ['officer'] } as const;

/** Longest text of a document in one language, characters. */
export const TEXT_MAX = 60_000;

const document = late(() => z.enum(DOCUMENTS));
const both = late(() => z.object({ ru: z.string(), en: z.string() }));

/** One version without its texts. `current`: in force now; `recorded` false: the built-in text, not yet posted. */
export const versionLine = late(() =>
  z.object({
    id: z.string(),
    document,
    n: z.int(),
    startsAt: z.string(),
    postedAt: z.string(),
    change: z.enum(CHANGES),
    askAgain: z.boolean(),
    hashes: both,
  }),
);
export type VersionLine = z.infer<typeof versionLine>;

/** One version with its texts; content-addressed, so it never changes. */
export const versionView = late(() => z.object({ ...versionLine.shape, texts: both }));

const versionParams = late(() =>
  z.strictObject({ id: z.string().check(z.regex(/^[a-z]{1,20}-[1-9]\d{0,5}$/)) }),
);

export const policyPage = route({
  ...open,
  path: '/policy',
  summary: { ru: 'Действующая политика', en: 'The policy in force' },
  answers: { 200: { description: 'the version in force with its texts', body: versionView, page: true } },
});

export const policyVersions = route({
  ...open,
  path: '/policy/versions',
  summary: { ru: 'Все редакции документа, новые сверху', en: 'All versions of a document, the newest first' },
  query: late(() => z.strictObject({ document: z.optional(document) })),
  answers: {
    200: {
      description: 'the versions',
      body: late(() => z.object({ current: z.string(), items: z.array(versionLine) })),
      page: true,
    },
  },
});

export const policyVersion = route({
  ...open,
  path: '/policy/versions/{id}',
  summary: { ru: 'Одна редакция документа', en: 'One version of a document' },
  params: versionParams,
  answers: { 200: { description: 'the version with its texts', body: versionView, page: true } },
});

const comparedLine = late(() => z.object({ is: z.enum(['same', 'removed', 'added']), text: z.string() }));

export const policyCompare = route({
  ...open,
  path: '/policy/compare',
  summary: {
    ru: 'Чем отличаются две редакции документа, построчно',
    en: 'The difference between two versions of a document, line by line',
  },
  query: late(() =>
    z.strictObject({
      from: versionParams.shape.id,
      to: versionParams.shape.id,
    }),
  ),
  answers: {
    200: {
      description: 'lines in the language of the request',
      body: late(() =>
        z.object({
          from: z.string(),
          to: z.string(),
          language: z.enum(['ru', 'en']),
          lines: z.array(comparedLine),
        }),
      ),
      page: true,
    },
  },
});

/** The text of a document in force, with where it stands: each consent has an address of its own (C1). */
export const documentPage = route({
  ...open,
  path: '/texts/{document}',
  summary: {
    ru: 'Действующий текст документа: политики или одного согласия',
    en: 'The text of a document in force: the policy, or one consent',
  },
  params: late(() => z.strictObject({ document })),
  answers: { 200: { description: 'the version in force with its texts', body: versionView, page: true } },
});

export const textsOfForm = route({
  ...open,
  path: '/texts',
  summary: {
    ru: 'Тексты, которые показывают с формой, с недолгими доказательствами. С `challenge` регистрации доказательство называет её и годится только для неё; без него говорит лишь, что текст выдан формой (в сеансе — `GET /me/texts`)',
    en: 'Texts that are shown with a form, with short-lived proofs. With the `challenge` of a registration a proof names it and is good for nothing else; without, it says only that the form served the text (in a session: `GET /me/texts`)',
  },
  query: late(() =>
    z.strictObject({
      form: z.enum(FORM_NAMES),
      challenge: z.optional(opaqueField(400)),
    }),
  ),
  answers: { 200: { description: 'policy and consents in the language of the request', body: formTexts } },
});

const texts = { ru: textField(TEXT_MAX), en: textField(TEXT_MAX) };

/** `POST /staff/policy/versions` (P1). Without `startsAt` it is in force at once. */
export const postingRequest = late(() =>
  z.strictObject({
    document: z._default(document, 'policy'),
    ...texts,
    change: z.enum(CHANGES),
    askAgain: z.optional(z.boolean()),
    /** People are asked again, and this language alone changes: it is meant. */
    only: z.optional(z.enum(['ru', 'en'])),
    startsAt: z.optional(z.iso.datetime({ offset: true })),
  }),
);

/** The same as the desk's form has it: it begins with a day, at 00:00 of the deployment's zone. */
export const postingForm = late(() =>
  z.strictObject({
    document,
    ...texts,
    change: z.enum(CHANGES),
    askAgain: z.optional(z.enum(['true', 'false'])),
    only: z.optional(z.enum(['ru', 'en'])),
    startsOn: z.optional(z.iso.date()),
  }),
);
export type PostingForm = z.infer<typeof postingForm>;

export const postVersionRoute = route({
  ...staff,
  method: 'POST',
  path: '/staff/policy/versions',
  class: 'staff',
  summary: {
    ru: 'Опубликовать редакцию политики или согласия; действует сразу или с указанного дня',
    en: 'Post a version of the policy or of a consent text; in force at once or from its own later start',
  },
  body: postingRequest,
  answers: { 201: { description: 'posted', body: versionLine } },
});

export const deskPolicy = route({
  ...staff,
  method: 'GET',
  path: '/desk/policy',
  class: 'staff-page',
  roles: ['agent', 'officer', 'auditor'],
  summary: {
    ru: 'Редакции документа и форма для новой',
    en: 'Versions of a document and the form that posts another',
  },
  query: late(() =>
    z.strictObject({
      document: z.optional(document),
      posted: z.optional(versionParams.shape.id),
    }),
  ),
  answers: { 200: PAGE },
});

export const previewPosting = route({
  ...staff,
  method: 'POST',
  path: '/desk/policy/preview',
  class: 'staff-page',
  summary: {
    ru: 'Редакция, какой её прочтут, и отличия от действующей; ничего не меняет',
    en: 'A version as it will be read and how it differs from the one in force; changes nothing',
  },
  body: postingForm,
  answers: { 200: PAGE },
});

export const deskPosting = route({
  ...staff,
  method: 'POST',
  path: '/desk/policy',
  class: 'staff-page',
  summary: { ru: 'Опубликовать редакцию (форма)', en: 'Post a version (form)' },
  body: postingForm,
  answers: { 303: { description: 'posted: on to the versions' } },
});

const mailingView = late(() =>
  z.object({
    id: z.string(),
    state: z.enum(MAILING_STATES),
    startsAt: z.string(),
    counted: z.optional(z.int()),
    frozen: z.optional(z.object({ count: z.int(), at: z.string() })),
    counts: z.record(z.enum(FATES), z.int()),
    twice: z.int(),
    perMinute: z.optional(z.int()),
    finishAt: z.optional(z.string()),
    because: z.optional(z.object({ at: z.string(), by: z.string(), reason: z.enum(MAILING_REASONS) })),
    doneAt: z.optional(z.string()),
    acts: z.array(z.enum(MAILING_ACTS)),
  }),
);

/** Why an officer acts on a mailing; the same for each act. */
export const mailingReason = late(() => z.strictObject({ reason: z.enum(MAILING_REASONS) }));

const mailingParams = late(() => z.strictObject({ id: versionParams.shape.id, act: z.enum(MAILING_ACTS) }));

export const staffMailing = route({
  ...staff,
  method: 'GET',
  path: '/staff/policy/mailings/{id}',
  class: 'staff',
  roles: ['agent', 'officer', 'auditor'],
  summary: {
    ru: 'Как далеко зашло оповещение о редакции: числа, скорость, ожидаемый конец',
    en: 'How far telling people of a version has come: counts, pace, expected end',
  },
  params: versionParams,
  answers: { 200: { description: 'the mailing', body: mailingView } },
});

export const staffMailingAct = route({
  ...staff,
  method: 'POST',
  path: '/staff/policy/mailings/{id}/{act}',
  class: 'staff',
  summary: {
    ru: 'Приостановить, продолжить или остановить оповещение о редакции; действует перед следующими 25 письмами',
    en: 'Pause, resume or stop telling people of a version; acts before the next 25 letters',
  },
  params: mailingParams,
  body: mailingReason,
  answers: { 200: { description: 'the mailing', body: mailingView } },
});

export const deskMailing = route({
  ...staff,
  method: 'GET',
  path: '/desk/policy/mailings/{id}',
  class: 'staff-page',
  roles: ['agent', 'officer', 'auditor'],
  summary: {
    ru: 'Оповещение о редакции: сколько отправлено, что можно сделать',
    en: 'Telling people of a version: how many were told, what can be done',
  },
  params: versionParams,
  answers: { 200: PAGE },
});

export const deskMailingAct = route({
  ...staff,
  method: 'POST',
  path: '/desk/policy/mailings/{id}/{act}',
  class: 'staff-page',
  summary: {
    ru: 'Приостановить, продолжить или остановить оповещение (форма)',
    en: 'Pause, resume or stop telling people (form)',
  },
  params: mailingParams,
  body: mailingReason,
  answers: { 303: { description: 'done: on to the mailing' } },
});

export const POLICY_ROUTES = [
  policyPage,
  policyVersions,
  policyVersion,
  policyCompare,
  documentPage,
  textsOfForm,
  postVersionRoute,
  deskPolicy,
  previewPosting,
  deskPosting,
  staffMailing,
  staffMailingAct,
  deskMailing,
  deskMailingAct,
] as const;
