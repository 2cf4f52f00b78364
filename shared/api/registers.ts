import * as z from 'zod/mini';
import { PAGE } from './answers.ts';
import { openReason } from './fields.ts';
import { late } from './late.ts';
import { consentLine } from './people.ts';
import { type Role, route } from './spec.ts';

const KEEPERS = ['officer', 'auditor'] as const satisfies readonly Role[];
const desk = { door: 'people-desk' } as const;
const text = late(() => z.string());

/** One purpose of the register of processing, from the same typed source as the policy (P4). */
const processingLine = late(() =>
  z.object({
    purpose: text,
    name: text,
    explanation: text,
    ground: text,
    articles: z.array(text),
    data: z.array(text),
    validity: text,
    retention: z.object({ rule: text, what: text, term: text, from: text, ground: text }),
    recipients: z.array(text),
    onWithdrawal: text,
    clocks: z.array(z.object({ rule: text, article: text, length: text })),
  }),
);
export type ProcessingLine = z.infer<typeof processingLine>;

/** Cursors of the ledger's pages. */
const cursor = late(() =>
  z.optional(z.string().check(z.maxLength(2_000), z.minLength(1), z.regex(/^[\w=+/-]+$/))),
);

const format = late(() => z.optional(z.enum(['json', 'csv'])));

export const processingRegister = route({
  ...desk,
  method: 'GET',
  path: '/staff/registers/processing',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Реестр обработки в JSON или CSV: цели, основания, сроки',
    en: 'The register of processing, as JSON or CSV: purposes, grounds, terms',
  },
  query: late(() => z.strictObject({ format })),
  answers: {
    200: {
      description: 'the register',
      body: late(() =>
        z.object({
          register: z.literal('processing'),
          items: z.array(processingLine),
          cursor: z.nullable(text),
        }),
      ),
      file: 'text/csv',
    },
  },
});

export const consentsRegister = route({
  ...desk,
  method: 'GET',
  path: '/staff/registers/consents',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Реестр согласий в JSON или CSV, с причиной в X-Reason: каждое событие, постранично; страница может быть пустой, пока есть cursor',
    en: 'The register of consents, as JSON or CSV, with a reason in X-Reason: each event, page by page; a page may be empty while there is a cursor',
  },
  opens: 'whole',
  query: late(() => z.strictObject({ format, cursor })),
  answers: {
    200: {
      description: 'a page of the register; CSV has the cursor in the header X-Next-Cursor',
      body: late(() =>
        z.object({
          register: z.literal('consents'),
          items: z.array(consentLine),
          cursor: z.nullable(text),
        }),
      ),
      file: 'text/csv',
    },
  },
});

export const registersPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/registers',
  class: 'staff-page',
  roles: KEEPERS,
  summary: {
    ru: 'Реестр обработки и путь к реестру согласий',
    en: 'The register of processing, and the way to the register of consents',
  },
  answers: { 200: PAGE },
});

export const consentsRegisterPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/registers/consents',
  class: 'staff-page',
  roles: KEEPERS,
  summary: {
    ru: 'Форма, которая спрашивает, зачем открывается реестр согласий',
    en: 'Form that asks why the register of consents is opened',
  },
  answers: { 200: PAGE },
});

/** Which page of the register, why, and whether it is to be saved as CSV. */
export const consentsRegisterRequest = late(() =>
  z.strictObject({
    ...openReason.shape,
    cursor,
    format: z.optional(z.literal('csv')),
  }),
);

export const consentsRegisterForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/registers/consents',
  class: 'staff-page',
  roles: KEEPERS,
  summary: {
    ru: 'Страница реестра согласий, с причиной; чтение записывается',
    en: 'A page of the register of consents, with a reason; the read is recorded',
  },
  opens: 'whole',
  body: consentsRegisterRequest,
  answers: { 200: { description: 'the page, or the same as CSV', page: true, file: 'text/csv' } },
});

export const REGISTER_ROUTES = [
  processingRegister,
  consentsRegister,
  registersPage,
  consentsRegisterPage,
  consentsRegisterForm,
] as const;
