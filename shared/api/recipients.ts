import * as z from 'zod/mini';
import { ASKED_TO, OTHERS_ANSWERS } from '../domain/requests/asks.ts';
import { codeField, letterParams, opaqueField, textField } from './fields.ts';
import { late } from './late.ts';
import { route } from './spec.ts';

const door = { door: 'recipients-public', path: '/recipients/{reference}/{id}' } as const;
const key = opaqueField(400);
const challenge = opaqueField(40);

/** What somebody who holds a copy is asked, after the code: of the fields that they got, and nothing of who asked or why. */
export const askedView = late(() =>
  z.object({
    reference: z.string(),
    to: z.enum(ASKED_TO),
    /** Whose data they are, as far as they hold that. */
    person: z.record(z.string(), z.string()),
    /** Fields that it is about; to be corrected: what should stand there. */
    fields: z.record(z.string(), z.nullable(z.string())),
  }),
);
export type AskedView = z.infer<typeof askedView>;

export const askPage = route({
  ...door,
  method: 'GET',
  class: 'page',
  summary: {
    ru: 'Просьба к тому, у кого есть копия данных: страница по секретной ссылке',
    en: 'What somebody who holds a copy is asked: page behind a secret link',
  },
  params: letterParams,
  query: late(() =>
    z.strictObject({ key: z._default(opaqueField(400, 0), ''), challenge: z.optional(challenge) }),
  ),
  answers: { 200: { description: 'page', page: true } },
});

/** `{key}` sends a code to the registered contact, `{key, challenge, code}` shows what it is about, with `answer` it answers. */
export const askRequest = late(() =>
  z.strictObject({
    key,
    challenge: z.optional(challenge),
    code: z.optional(codeField),
    answer: z.optional(z.enum(OTHERS_ANSWERS)),
    /** Why it cannot be done. */
    reason: z.optional(textField(1_000)),
  }),
);

export const answerAsk = route({
  ...door,
  method: 'POST',
  class: 'open',
  summary: {
    ru: 'Запросить код, увидеть, о чём просят, и ответить',
    en: 'Ask for a code, see what is asked, and answer',
  },
  params: letterParams,
  body: askRequest,
  answers: {
    200: {
      description: 'what is asked; or the answer is taken',
      body: z.union([askedView, z.object({ answer: z.enum(OTHERS_ANSWERS) })]),
      page: true,
    },
    202: {
      description: 'a code is on its way to the contact',
      body: late(() => z.object({ challenge: z.string() })),
    },
    303: { description: 'form taken: on to the next page' },
  },
});

export const RECIPIENT_ROUTES = [askPage, answerAsk] as const;
