import * as z from 'zod/mini';
import { ACT_STATES, DESTRUCTION_REASONS } from '../domain/registration/destruction.ts';
import { PAGE } from './answers.ts';
import { personId } from './consent.ts';
import { cursorField, lineField, openReason, textField } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

/** Acts of destruction prove what was done to the law: officers keep them, the auditor reads them. */
const KEEPERS = ['officer', 'auditor'] as const satisfies readonly Role[];
const OFFICER = ['officer'] as const satisfies readonly Role[];
const desk = { door: 'erasures-desk' } as const;
const text = late(() => z.string());
const optional = late(() => z.optional(text));

/** Whose data were destroyed, and the act of it. */
const actParams = late(() =>
  z.strictObject({ id: personId, destruction: z.string().check(z.regex(/^[0-9A-Za-z_-]{8,40}$/)) }),
);
const listQuery = late(() =>
  z.strictObject({
    state: z._default(z.enum(ACT_STATES), 'unsigned'),
    cursor: z.optional(cursorField()),
  }),
);

const actLine = late(() =>
  z.object({
    person: text,
    act: text,
    at: text,
    why: text,
    case: optional,
    signedOn: optional,
    /** Last local day on which it is signed in time; absent once it is. */
    signBy: optional,
    late: z.boolean(),
  }),
);
/** A page of acts of destruction as lists show them: no personal data. */
const actsView = late(() =>
  z.object({ state: z.enum(ACT_STATES), items: z.array(actLine), cursor: z.nullable(text) }),
);
export type ActsView = z.infer<typeof actsView>;

const named = late(() => z.object({ name: text, postalAddress: text }));
/** An act of destruction (order 179, p. 3); `names` and the e-signature only where a reason was given (G10). */
const actView = late(() =>
  z.object({
    person: text,
    act: text,
    at: text,
    why: z.enum(DESTRUCTION_REASONS),
    case: optional,
    /** Categories of data, as rules of retention name them; and kinds of record. */
    rules: z.array(text),
    what: z.array(text),
    held: z.array(z.object({ rule: text, article: text, until: text })),
    system: text,
    operator: z.optional(named),
    processors: z.array(named),
    /** Local dates: of the destruction; on which the last backup lapses; by when it is signed in time; until when it is kept. */
    on: text,
    backupsUntil: optional,
    signBy: text,
    keptUntil: text,
    late: z.boolean(),
    signed: z.nullable(z.object({ number: text, on: text, by: text, signature: optional })),
    names: z.optional(
      z.object({ name: text, officers: z.array(z.object({ name: text, post: text })), signature: optional }),
    ),
  }),
);
export type ActView = z.infer<typeof actView>;

/** Longest detached e-signature as base64 text, with its line ends: 64 KB are 87,384 characters. */
const SIGNATURE_MAX = 90_000;

/** The signed act: number and day; a detached e-signature (base64, at most 64 KB) where it was signed so. */
export const signRequest = late(() =>
  z.strictObject({
    number: lineField(40),
    signedOn: z.iso.date(),
    signature: z.optional(textField(SIGNATURE_MAX)),
  }),
);
export type SignRequest = z.infer<typeof signRequest>;

export const staffActs = route({
  ...desk,
  method: 'GET',
  path: '/staff/acts',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Акты об уничтожении: неподписанные или подписанные, по дням; без персональных данных',
    en: 'Acts of destruction, unsigned or signed, by day; no personal data',
  },
  query: listQuery,
  answers: { 200: { description: 'a page of acts', body: actsView } },
});

export const staffAct = route({
  ...desk,
  method: 'GET',
  path: '/staff/acts/{id}/{destruction}',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Акт об уничтожении; с заголовком X-Reason также имена (чтение записывается)',
    en: 'An act of destruction; with the header X-Reason also the names (the read is recorded)',
  },
  params: actParams,
  opens: 'part',
  answers: { 200: { description: 'the act', body: actView } },
});

export const staffActLog = route({
  ...desk,
  method: 'GET',
  path: '/staff/acts/{id}/{destruction}/log',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Выгрузка из журнала об уничтожении (приказ № 179), CSV; причина в X-Reason',
    en: 'Log export of a destruction (order 179) as CSV; the reason in X-Reason',
  },
  params: actParams,
  opens: 'whole',
  answers: { 200: { description: 'the log export', file: 'text/csv' } },
});

export const signAct = route({
  ...desk,
  method: 'POST',
  path: '/staff/acts/{id}/{destruction}/sign',
  class: 'staff',
  roles: OFFICER,
  summary: {
    ru: 'Записать, что акт подписан: номер, день, если есть – электронная подпись',
    en: 'Record that the act was signed: number, day, the e-signature if there is one',
  },
  params: actParams,
  body: signRequest,
  answers: { 200: { description: 'recorded', body: late(() => z.object({ act: text })) } },
});

export const actsPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/acts',
  class: 'staff-page',
  roles: KEEPERS,
  summary: { ru: 'Список актов об уничтожении', en: 'List of acts of destruction' },
  query: listQuery,
  answers: { 200: PAGE },
});

export const actPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/acts/{id}/{destruction}',
  class: 'staff-page',
  roles: KEEPERS,
  summary: { ru: 'Акт об уничтожении без имён', en: 'An act of destruction without its names' },
  params: actParams,
  answers: { 200: PAGE },
});

export const openActForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/acts/{id}/{destruction}/open',
  class: 'staff-page',
  roles: KEEPERS,
  summary: {
    ru: 'Акт с именами, для печати; с указанием причины, чтение записывается',
    en: 'The act with its names, to be printed; with a reason, and the read is recorded',
  },
  params: actParams,
  opens: 'part',
  body: openReason,
  answers: { 200: PAGE },
});

export const actLogForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/acts/{id}/{destruction}/log',
  class: 'staff-page',
  roles: KEEPERS,
  summary: {
    ru: 'Выгрузка из журнала об уничтожении (форма); с указанием причины',
    en: 'Log export of a destruction (form); with a reason',
  },
  params: actParams,
  opens: 'whole',
  body: openReason,
  answers: { 200: { description: 'the log export', file: 'text/csv' } },
});

export const signActForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/acts/{id}/{destruction}/sign',
  class: 'staff-page',
  roles: OFFICER,
  summary: { ru: 'Записать, что акт подписан (форма)', en: 'Record that the act was signed (form)' },
  params: actParams,
  body: signRequest,
  answers: { 303: { description: 'recorded: back to the act' } },
});

export const DESTRUCTION_ROUTES = [
  staffActs,
  staffAct,
  staffActLog,
  signAct,
  actsPage,
  actPage,
  openActForm,
  actLogForm,
  signActForm,
] as const;
