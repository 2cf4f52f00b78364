import * as z from 'zod/mini';
import { CONDITIONS, PUBLIC_FIELDS } from '../domain/consent/distribution.ts';
import { PAGE } from './answers.ts';
import { late } from './late.ts';
import { textProof, textVersion } from './shown-text.ts';
import { route } from './spec.ts';

const own = { door: 'publication-public' } as const;
const on = { description: 'done: back to the page of public data' } as const;
const text = late(() => z.string());
const optional = late(() => z.optional(text));

const fieldParams = late(() => z.strictObject({ field: z.enum(PUBLIC_FIELDS) }));
const conditions = late(() => z.optional(z.array(z.enum(CONDITIONS)).check(z.maxLength(CONDITIONS.length))));
const shown = {
  text: textVersion,
  proof: textProof,
};

/** One field as its owner sees it: what the profile says, and what anyone can read. */
const fieldView = late(() =>
  z.object({
    field: z.enum(PUBLIC_FIELDS),
    /** Value of the profile. */
    value: optional,
    /** What was published, since when, under which conditions. */
    published: z.optional(
      z.object({
        value: text,
        since: text,
        until: optional,
        conditions: z.array(z.enum(CONDITIONS)),
        event: text,
        /** Whether the public page shows it: the consent holds at this moment. */
        shown: z.boolean(),
      }),
    ),
  }),
);
export type PublicFieldView = z.infer<typeof fieldView>;

/** Everything a person can make public, and the address that anyone can read it at. */
export const publicationView = late(() => z.object({ url: z.nullable(text), fields: z.array(fieldView) }));
export type PublicationView = z.infer<typeof publicationView>;

export const publicationPage = route({
  ...own,
  method: 'GET',
  path: '/me/public',
  class: 'person-page',
  summary: {
    ru: 'Что из своего профиля общедоступно и что можно сделать общедоступным',
    en: 'What of the own profile is public, and what could be',
  },
  answers: { 200: { description: 'the fields', body: publicationView, page: true } },
});

export const publishPage = route({
  ...own,
  method: 'GET',
  path: '/me/public/{field}',
  class: 'person-page',
  summary: {
    ru: 'Согласие на распространение одного поля, отдельный документ',
    en: 'The consent to distribution of one field, a document of its own',
  },
  params: fieldParams,
  answers: { 200: PAGE },
});

export const publishRequest = late(() => z.strictObject({ ...shown, conditions }));

export const publish = route({
  ...own,
  method: 'PUT',
  path: '/me/public/{field}',
  class: 'person',
  summary: {
    ru: 'Сделать одно поле общедоступным, с условиями, отдельным согласием (ст. 10.1 Закона № 152-ФЗ)',
    en: 'Make one field public, with conditions, by a consent of its own (152-FZ art. 10.1)',
  },
  params: fieldParams,
  body: publishRequest,
  answers: { 200: { description: 'public now', body: publicationView } },
});

export const withdraw = route({
  ...own,
  method: 'DELETE',
  path: '/me/public/{field}',
  class: 'person',
  summary: {
    ru: 'Сразу убрать одно поле из общего доступа; согласие отзывается',
    en: 'Take one field back at once; the consent is withdrawn',
  },
  params: fieldParams,
  answers: { 200: { description: 'not public any more', body: publicationView } },
});

/** The form gives a consent only with its box ticked (C1). */
export const publishForm = late(() =>
  z.strictObject({ ...shown, conditions, agreed: z.optional(z.boolean()) }),
);

export const postPublish = route({
  ...own,
  method: 'POST',
  path: '/me/public/{field}/publish',
  class: 'person',
  summary: {
    ru: 'Сделать одно поле общедоступным (форма)',
    en: 'Make one field public (form)',
  },
  params: fieldParams,
  body: publishForm,
  answers: { 303: on },
});

export const postWithdraw = route({
  ...own,
  method: 'POST',
  path: '/me/public/{field}/withdraw',
  class: 'person',
  summary: {
    ru: 'Убрать одно поле из общего доступа (форма)',
    en: 'Take one field back (form)',
  },
  params: fieldParams,
  body: late(() => z.strictObject({})),
  answers: { 303: on },
});

/** What anyone can read of a person. */
export const publicView = late(() =>
  z.object({
    fields: z.array(
      z.object({
        field: z.enum(PUBLIC_FIELDS),
        value: text,
        since: text,
        conditions: z.array(z.enum(CONDITIONS)),
      }),
    ),
  }),
);
export type PublicView = z.infer<typeof publicView>;

export const publicPage = route({
  method: 'GET',
  path: '/people/{page}',
  door: 'published-public',
  class: 'page',
  summary: {
    ru: 'Что человек сделал общедоступным, с условиями; может прочитать любой',
    en: 'What a person has made public, with the conditions; anyone can read it',
  },
  params: late(() => z.strictObject({ page: z.string().check(z.regex(/^[\w-]{22}$/)) })),
  answers: { 200: { description: 'the fields that may be shown now', body: publicView, page: true } },
});

export const PUBLICATION_ROUTES = [
  publicationPage,
  publishPage,
  publish,
  withdraw,
  postPublish,
  postWithdraw,
  publicPage,
] as const;
