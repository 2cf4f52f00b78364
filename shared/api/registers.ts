import * as z from 'zod/mini';
import { PAGE } from './answers.ts';
import { consentLine } from './people.ts';
import { type Role, route } from './spec.ts';

const KEEPERS = ['officer', 'auditor'] as const satisfies readonly Role[];
const desk = { door: 'account-desk' } as const;
const text = z.string();

/** The registers that exist (D1, A2). */
export const REGISTERS = ['processing', 'consents'] as const;
export type RegisterName = (typeof REGISTERS)[number];

/** One purpose of the register of processing, from the same typed source as the policy (P4). */
const processingLine = z.object({
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
});
export type ProcessingLine = z.infer<typeof processingLine>;

/** Cursors of the ledger's pages. */
const cursor = z.optional(z.string().check(z.maxLength(2_000), z.minLength(1), z.regex(/^[\w=+/-]+$/)));

export const registerOf = route({
  ...desk,
  method: 'GET',
  path: '/staff/registers/{name}',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Реестр в JSON или CSV: обработка (цели, основания, сроки) или согласия (каждое событие, постранично; страница может быть пустой, пока есть cursor)',
    en: 'A register, as JSON or CSV: processing (purposes, grounds, terms), or consents (each event, page by page; a page may be empty while there is a cursor)',
  },
  params: z.strictObject({ name: z.enum(REGISTERS) }),
  query: z.strictObject({ format: z.optional(z.enum(['json', 'csv'])), cursor }),
  answers: {
    200: {
      description: 'a page of the register; CSV has the cursor in the header X-Next-Cursor',
      body: z.union([
        z.object({
          register: z.literal('processing'),
          items: z.array(processingLine),
          cursor: z.nullable(text),
        }),
        z.object({ register: z.literal('consents'), items: z.array(consentLine), cursor: z.nullable(text) }),
      ]),
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
    ru: 'Страница реестра согласий',
    en: 'A page of the register of consents',
  },
  query: z.strictObject({ cursor }),
  answers: { 200: PAGE },
});

export const REGISTER_ROUTES = [registerOf, registersPage, consentsRegisterPage] as const;
