import * as z from 'zod/mini';
import { CASE_KINDS, CASE_STATUSES } from '../domain/cases/names.ts';
import { ACTS, actsByName, isPreviewed, WORKERS } from './acts.ts';
import { PAGE } from './answers.ts';
import { caseLine, caseView, letterView, personalView, totalsView } from './case-view.ts';
import { cursorField, letterParams, lineField, opaqueField, openReason, referenceParams } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const STAFF = ['agent', 'officer', 'auditor'] as const satisfies readonly Role[];
const desk = { door: 'desk-desk', roles: STAFF } as const;
const ZIP = { description: 'file', file: 'application/zip' } as const;
const on = { description: 'done: on to the page of the case' } as const;

/** The acts as data of the routes `{act}`: who may, what each takes. */
const BY_NAME = actsByName(ACTS);
const actParams = (acts: typeof BY_NAME) =>
  z.strictObject({ ...referenceParams.shape, act: z.enum(Object.keys(acts)) });

/** A case for staff; `personal` only when a reason was given (header `X-Reason`). */
export const staffCaseView = late(() => z.object({ ...caseView.shape, personal: z.optional(personalView) }));
export type StaffCaseView = z.infer<typeof staffCaseView>;

/** `due`: `workBy` on or before that day. Without parameters: all open ones by due date. */
export const listQuery = late(() =>
  z.strictObject({
    due: z.optional(z.iso.date()),
    status: z.optional(z.enum(CASE_STATUSES)),
    kind: z.optional(z.enum(CASE_KINDS)),
    assignee: z.optional(lineField(200)),
    cursor: z.optional(cursorField()),
  }),
);
export type ListQuery = z.infer<typeof listQuery>;

export const listCases = route({
  ...desk,
  method: 'GET',
  path: '/staff/cases',
  class: 'staff',
  summary: { ru: 'Дела по срокам; без личных данных', en: 'Cases by due date; no personal data' },
  query: listQuery,
  answers: {
    200: {
      description: 'a page of cases',
      body: late(() =>
        z.object({
          items: z.array(caseLine),
          cursor: z.nullable(z.string()),
          /** Of all open cases, where the list goes on over several pages. */
          totals: z.nullable(totalsView),
        }),
      ),
    },
  },
});

export const staffCase = route({
  ...desk,
  method: 'GET',
  path: '/staff/cases/{reference}',
  class: 'staff',
  summary: {
    ru: 'Дело; с заголовком X-Reason — и личная часть (чтение записывается)',
    en: 'A case; with the header X-Reason also its personal part (the read is recorded)',
  },
  params: referenceParams,
  opens: 'part',
  answers: { 200: { description: 'the case', body: staffCaseView } },
});

export const bundle = route({
  ...desk,
  method: 'GET',
  path: '/staff/cases/{reference}/bundle',
  class: 'staff',
  summary: {
    ru: 'Всё дело для юриста (ZIP), с причиной в X-Reason; выгрузка записывается',
    en: 'The whole file of a case for a lawyer (ZIP), with a reason in X-Reason; the export is recorded',
  },
  params: referenceParams,
  opens: 'whole',
  answers: { 200: ZIP },
});

export const printLetter = route({
  ...desk,
  method: 'GET',
  path: '/staff/cases/{reference}/letters/{id}/print',
  class: 'staff',
  summary: {
    ru: 'Письмо в печатном виде, с причиной в X-Reason; чтение записывается',
    en: 'A letter as it is printed, with a reason in X-Reason; the read is recorded',
  },
  params: letterParams,
  opens: 'whole',
  answers: { 200: PAGE },
});

/** A letter that waits for the post, in the print queue; no personal data (G10). */
export const printLine = late(() =>
  z.object({
    reference: z.string(),
    letter: letterView,
    dueOn: z.nullable(z.string()),
  }),
);
export type PrintLine = z.infer<typeof printLine>;

export const printQueue = route({
  ...desk,
  method: 'GET',
  path: '/staff/print-queue',
  class: 'staff',
  summary: {
    ru: 'Письма для почты, которые ждут печати',
    en: 'Letters that go by post and wait to be printed',
  },
  query: late(() => z.strictObject({})),
  answers: { 200: { description: 'letters', body: late(() => z.object({ items: z.array(printLine) })) } },
});

export const deskHome = route({
  ...desk,
  method: 'GET',
  path: '/desk',
  class: 'staff-page',
  summary: { ru: 'Что нужно сделать и к какому сроку', en: 'What is due' },
  query: listQuery,
  answers: { 200: PAGE },
});

export const printQueuePage = route({
  ...desk,
  method: 'GET',
  path: '/desk/print',
  class: 'staff-page',
  summary: { ru: 'Очередь на печать', en: 'Print queue' },
  query: late(() => z.strictObject({})),
  answers: { 200: PAGE },
});

export const deskCase = route({
  ...desk,
  method: 'GET',
  path: '/desk/cases/{reference}',
  class: 'staff-page',
  summary: {
    ru: 'Одно дело: ход, как посчитан срок, письма, действия',
    en: 'One case: timeline, clock explained, letters, acts',
  },
  params: referenceParams,
  answers: { 200: PAGE },
});

export const openCase = route({
  ...desk,
  method: 'POST',
  path: '/desk/cases/{reference}/open',
  class: 'staff-page',
  summary: {
    ru: 'Показать личную часть, с причиной; чтение записывается',
    en: 'Show the personal part, with a reason; the read is recorded',
  },
  params: referenceParams,
  opens: 'part',
  body: openReason,
  answers: { 200: PAGE },
});

export const bundlePage = route({
  ...desk,
  method: 'GET',
  path: '/desk/cases/{reference}/bundle',
  class: 'staff-page',
  summary: {
    ru: 'Форма, которая спрашивает, зачем выгружается дело',
    en: 'Form that asks why the file of a case is exported',
  },
  params: referenceParams,
  answers: { 200: PAGE },
});

export const bundleForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/cases/{reference}/bundle',
  class: 'staff-page',
  summary: {
    ru: 'Всё дело для юриста (ZIP), с причиной; выгрузка записывается',
    en: 'The whole file of a case for a lawyer (ZIP), with a reason; the export is recorded',
  },
  params: referenceParams,
  opens: 'whole',
  body: openReason,
  answers: { 200: ZIP },
});

export const printPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/cases/{reference}/letters/{id}/print',
  class: 'staff-page',
  summary: {
    ru: 'Форма, которая спрашивает, зачем печатается письмо',
    en: 'Form that asks why a letter is printed',
  },
  params: letterParams,
  answers: { 200: PAGE },
});

export const printForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/cases/{reference}/letters/{id}/print',
  class: 'staff-page',
  summary: {
    ru: 'Письмо в печатном виде, с причиной; чтение записывается',
    en: 'A letter as it is printed, with a reason; the read is recorded',
  },
  params: letterParams,
  opens: 'whole',
  body: openReason,
  answers: { 200: PAGE },
});

/** Every act on a case, of whatever kind, and its form: one address for all (D1). */
export const actRoutes = (acts: typeof BY_NAME, view: z.ZodMiniType = caseView) => ({
  act: route({
    ...desk,
    method: 'POST',
    path: '/staff/cases/{reference}/{act}',
    class: 'staff',
    roles: WORKERS,
    summary: { ru: 'Действие по делу', en: 'An act on a case' },
    params: actParams(acts),
    acts,
    // Without the personal part: doing something is no look.
    answers: { 200: { description: 'done; the case as it stands now', body: view } },
  }),
  actPage: route({
    ...desk,
    method: 'GET',
    path: '/desk/cases/{reference}/{act}',
    class: 'staff-page',
    roles: WORKERS,
    summary: { ru: 'Форма действия', en: 'Form of an act' },
    params: actParams(acts),
    answers: { 200: PAGE },
  }),
  actForm: route({
    ...desk,
    method: 'POST',
    path: '/desk/cases/{reference}/{act}',
    class: 'staff-page',
    roles: WORKERS,
    summary: { ru: 'Действие по делу (форма)', en: 'An act on a case (form)' },
    params: actParams(acts),
    acts,
    answers: { 303: on },
  }),
});
export const { act, actPage, actForm } = actRoutes(BY_NAME);

const PREVIEWED_ACTS = Object.fromEntries(Object.entries(BY_NAME).filter(([name]) => isPreviewed(name)));

export const previewAct = route({
  ...desk,
  method: 'POST',
  path: '/desk/cases/{reference}/{act}/preview',
  class: 'staff-page',
  roles: ['officer'],
  summary: {
    ru: 'Письмо, каким его прочтут, до отправки',
    en: 'The letter of an act as it will be read, before it is sent',
  },
  params: actParams(PREVIEWED_ACTS),
  opens: 'act',
  acts: PREVIEWED_ACTS,
  answers: { 200: PAGE },
});

const login = { door: 'desk-desk', class: 'staff-login' } as const;
const away = { description: 'on to the login of the company, or back to the desk' } as const;

export const loginStart = route({
  ...login,
  method: 'GET',
  path: '/desk/login',
  summary: {
    ru: 'Вход через учётную запись компании (OIDC)',
    en: "Sign in through the company's OIDC login",
  },
  query: late(() => z.strictObject({ to: z.optional(opaqueField(500, 0)) })),
  answers: { 303: away },
});

export const loginCallback = route({
  ...login,
  method: 'GET',
  path: '/desk/callback',
  noHead: true,
  summary: { ru: 'Возвращение от службы входа', en: 'Back from the login' },
  query: late(() =>
    z.looseObject({
      // Visible ASCII by RFC 6749; API Gateway takes 10 KB of request line and headers.
      code: z.optional(z.string().check(z.maxLength(2_000), z.regex(/^[!-~]*$/))),
      state: z.optional(z.string().check(z.maxLength(500), z.regex(/^[!-~]*$/))),
      error: z.optional(opaqueField(200, 0)),
    }),
  ),
  answers: { 303: away },
});

export const logout = route({
  ...desk,
  method: 'POST',
  path: '/desk/logout',
  class: 'staff-page',
  summary: { ru: 'Выход', en: 'End the session' },
  body: late(() => z.strictObject({})),
  answers: { 303: away },
});

export const signedOut = route({
  ...login,
  method: 'GET',
  path: '/desk/signed-out',
  summary: {
    ru: 'После выхода: ведёт завершить сеанс и в службе входа компании',
    en: 'After signing out: leads on to end the session of the company login too',
  },
  query: late(() => z.strictObject({ next: z.optional(z.literal('login')) })),
  answers: { 200: PAGE },
});

export const DESK_ROUTES = [
  listCases,
  staffCase,
  bundle,
  printLetter,
  printQueue,
  act,
  deskHome,
  printQueuePage,
  deskCase,
  openCase,
  bundlePage,
  bundleForm,
  printPage,
  printForm,
  actPage,
  actForm,
  previewAct,
  loginStart,
  loginCallback,
  logout,
  signedOut,
] as const;
