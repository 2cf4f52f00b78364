import * as z from 'zod/mini';
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
] as const;
