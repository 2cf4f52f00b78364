import * as z from 'zod/mini';
import { clockStates } from '../domain/cases/case.ts';
import { ACTS } from './acts.ts';
import { PAGE } from './answers.ts';
import { caseView, letterView } from './case-view.ts';
import { cursorField, referenceParams } from './fields.ts';
import { breachFields } from './kinds/breach-fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const KEEPERS = ['officer', 'auditor'] as const satisfies readonly Role[];
const DESK = { door: 'desk-desk' } as const;

/** What a breach was and what was done about it: codes, instants, numbers and references, nothing of a person (B5). */
export const breachReport = late(() => {
  const { drafts: _, ...own } = breachFields.shape;
  return z.object({
    reference: z.string(),
    status: z.string(),
    openedAt: z.string(),
    closedAt: z.nullable(z.string()),
    ...own,
    /** Each clock against what met it: when that was done, and by how many minutes before (or, below nought, after) its end. */
    times: z.array(
      z.object({
        duty: z.string(),
        rule: z.string(),
        article: z.string(),
        start: z.string(),
        due: z.string(),
        state: z.enum(clockStates),
        doneAt: z.nullable(z.string()),
        minutesLeft: z.nullable(z.number()),
      }),
    ),
    /** Everything that happened, with the minutes since the record was made: in a drill the time that each step took. */
    timeline: z.array(
      z.object({
        at: z.string(),
        type: z.string(),
        by: z.string(),
        minutes: z.number(),
        about: z.optional(z.string()),
      }),
    ),
    /** Letters about it, without their readers' addresses. */
    letters: z.array(letterView),
  });
});
export type BreachReport = z.infer<typeof breachReport>;

export const breachReportJson = route({
  ...DESK,
  method: 'GET',
  path: '/staff/breaches/{reference}/report',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Отчёт об утечке: ход против сроков, уведомления, числа; без личных данных',
    en: 'Report of a breach: its course against the clocks, notices, numbers; no personal data',
  },
  params: referenceParams,
  answers: { 200: { description: 'the report', body: breachReport } },
});

export const breachReportPage = route({
  ...DESK,
  method: 'GET',
  path: '/desk/cases/{reference}/report',
  class: 'staff-page',
  roles: KEEPERS,
  summary: { ru: 'Отчёт об утечке для печати', en: 'Report of a breach, to be printed' },
  params: referenceParams,
  answers: { 200: PAGE },
});

/** One breach of the register: also what turned out to be none. */
const breachLine = late(() => {
  const { nature, detectedAt, detectedBy, systems, dataKinds, duties, drill, conclusion } =
    breachFields.shape;
  return z.object({
    ...{ reference: z.string(), status: z.string(), closedAt: z.nullable(z.string()) },
    ...{ nature, detectedAt, detectedBy, systems, dataKinds, duties, drill, conclusion },
  });
});
export type BreachLine = z.infer<typeof breachLine>;

const cursor = late(() => z.strictObject({ cursor: z.optional(cursorField()) }));

export const breachRegister = route({
  ...DESK,
  method: 'GET',
  path: '/staff/registers/breaches',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Реестр утечек и инцидентов, постранично; страница может быть пустой, пока есть cursor',
    en: 'Register of breaches and incidents, page by page; a page may be empty while there is a cursor',
  },
  query: cursor,
  answers: {
    200: {
      description: 'a page of the register',
      body: late(() =>
        z.object({
          register: z.literal('breaches'),
          items: z.array(breachLine),
          cursor: z.nullable(z.string()),
        }),
      ),
    },
  },
});

export const breachRegisterPage = route({
  ...DESK,
  method: 'GET',
  path: '/desk/registers/breaches',
  class: 'staff-page',
  roles: KEEPERS,
  summary: { ru: 'Реестр утечек и инцидентов', en: 'Register of breaches and incidents' },
  query: cursor,
  answers: { 200: PAGE },
});

const named = <A extends keyof typeof ACTS.breach>(act: A) =>
  late(() => z.extend(ACTS.breach[act].body as unknown as z.ZodMiniObject, { act: z.literal(act) }));

/** What may be done with a notice, each as the act of that name takes it. */
const noticeAct = late(() =>
  z.discriminatedUnion('act', [named('draft'), named('file'), named('supplement'), named('decline')]),
);

export const authorityNotice = route({
  ...DESK,
  method: 'POST',
  path: '/staff/breaches/{reference}/authority-notice',
  class: 'staff',
  roles: ['officer'],
  summary: {
    ru: 'Уведомление ведомства: написать, записать подачу или дополнение, обосновать отказ',
    en: 'A notice to an authority: write it, record its filing or a supplement, or why there is none',
  },
  params: referenceParams,
  body: noticeAct,
  answers: { 200: { description: 'done; the breach as it stands now', body: caseView } },
});

export const closeBreach = route({
  ...DESK,
  method: 'POST',
  path: '/staff/breaches/{reference}/close',
  class: 'staff',
  roles: ['officer'],
  summary: {
    ru: 'Закрыть утечку с выводом; отказ называет каждую открытую обязанность',
    en: 'Close a breach with a conclusion; a refusal names each open duty',
  },
  params: referenceParams,
  body: late(() => ACTS.breach.conclude.body),
  answers: { 200: { description: 'closed; the breach as it stands now', body: caseView } },
});

export const BREACH_REPORT_ROUTES = [
  breachReportJson,
  breachReportPage,
  breachRegister,
  breachRegisterPage,
  authorityNotice,
  closeBreach,
] as const;
