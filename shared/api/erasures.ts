import * as z from 'zod/mini';
import { ERASED_PARTS, TOUCHED } from '../domain/requests/erasure-run.ts';
import { PART_KINDS } from '../domain/requests/parts.ts';
import { PAGE } from './answers.ts';
import { lineField, referenceParams } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const STAFF = ['agent', 'officer', 'auditor'] as const satisfies readonly Role[];
/** An agent decides only as the deputy that the settings name: the operation looks (S3). */
const WORKERS = ['agent', 'officer'] as const satisfies readonly Role[];
const OFFICER = ['officer'] as const satisfies readonly Role[];
const desk = { door: 'erasures-desk' } as const;

const revision = late(() => z.int().check(z.gte(1)));
const hash = lineField(100);

/** A group of records in a plan. */
const group = late(() => z.object({ rule: z.string(), what: z.string() }));
const planView = late(() =>
  z.object({
    goes: z.array(group),
    stays: z.array(
      z.object({
        ...group.shape,
        why: z.string(),
        until: z.string(),
        keys: z.array(z.string()),
        heldUntil: z.optional(z.string()),
      }),
    ),
    touches: z.array(z.enum(TOUCHED)),
  }),
);

/** A destruction as staff see it: no personal data (S8). */
export const erasureView = late(() =>
  z.object({
    reference: z.string(),
    revision: z.number(),
    /** Last day on which it is approved in time; null where none is owed, or it is approved. */
    approveBy: z.nullable(z.string()),
    late: z.boolean(),
    parts: z.array(z.enum(PART_KINDS)),
    /** What would be destroyed now; null where nobody is known. */
    plan: z.nullable(planView),
    hash: z.nullable(z.string()),
    run: z.nullable(
      z.object({
        state: z.enum(['proposed', 'approved', 'cancelled', 'destroyed']),
        /** Whether what was proposed is still what would be destroyed. */
        current: z.boolean(),
        proposed: z.object({ by: z.string(), at: z.string() }),
        approved: z.optional(z.object({ by: z.string(), at: z.string() })),
        due: z.optional(z.string()),
        asked: z.optional(z.string()),
        failed: z.optional(z.object({ at: z.string(), times: z.number() })),
        act: z.optional(z.string()),
      }),
    ),
    /** Members of staff who may decide: with fewer than two, the head of the company approves by a link. */
    approvers: z.number(),
  }),
);
export type ErasureView = z.infer<typeof erasureView>;

export const staffErasure = route({
  ...desk,
  method: 'GET',
  path: '/staff/erasures/{reference}',
  class: 'staff',
  roles: STAFF,
  summary: {
    ru: 'План уничтожения по обращению и как он исполняется',
    en: 'Plan of the destruction that a request asks for, and how it stands',
  },
  params: referenceParams,
  answers: { 200: { description: 'plan and state', body: erasureView } },
});

/** What is decided on a destruction, by the last segment of its address. */
export const ERASURE_ACTS = {
  plan: {
    roles: OFFICER,
    body: late(() => z.strictObject({ revision, part: z._default(z.enum(['all', ...ERASED_PARTS]), 'all') })),
    summary: 'Propose the plan as it is shown: the first of two officers',
  },
  approve: {
    roles: WORKERS,
    body: late(() => z.strictObject({ revision, hash })),
    summary: 'Approve the plan by its hash: another officer, or the deputy; done in 72 hours',
  },
  'ask-head': {
    roles: OFFICER,
    body: late(() => z.strictObject({ revision })),
    summary: 'There is no second officer: send the head of the company the link that approves',
  },
  'call-off': {
    roles: OFFICER,
    body: late(() => z.strictObject({ revision })),
    summary: 'Call the destruction off; the clocks go on',
  },
} as const;
export type ErasureActName = keyof typeof ERASURE_ACTS;

const actParams = late(() =>
  z.strictObject({
    ...referenceParams.shape,
    act: z.enum(Object.keys(ERASURE_ACTS) as [ErasureActName, ...ErasureActName[]]),
  }),
);

export const erasureAct = route({
  ...desk,
  method: 'POST',
  path: '/staff/erasures/{reference}/{act}',
  class: 'staff',
  roles: WORKERS,
  summary: { ru: 'Решение об уничтожении', en: 'A decision on a destruction' },
  params: actParams,
  acts: ERASURE_ACTS,
  answers: { 200: { description: 'done; how it stands now', body: erasureView } },
});

export const erasurePage = route({
  ...desk,
  method: 'GET',
  path: '/desk/erasures/{reference}',
  class: 'staff-page',
  roles: STAFF,
  summary: { ru: 'План уничтожения', en: 'Plan of the destruction' },
  params: referenceParams,
  answers: { 200: PAGE },
});

export const erasureForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/erasures/{reference}/{act}',
  class: 'staff-page',
  roles: WORKERS,
  summary: { ru: 'Решение об уничтожении (форма)', en: 'A decision on a destruction (form)' },
  params: actParams,
  acts: ERASURE_ACTS,
  answers: { 303: { description: 'done: on to the page of the plan' } },
});

/** The link of the head of the company: a page, and its button (S3, G2). */
const open = { door: 'erasures-public' } as const;

export const approvalPage = route({
  ...open,
  method: 'GET',
  path: '/erasures/{reference}',
  class: 'page',
  summary: {
    ru: 'План уничтожения по ссылке руководителя; ничего не меняет',
    en: 'Plan of a destruction by the link of the head of the company; changes nothing',
  },
  params: referenceParams,
  query: late(() => z.strictObject({ key: lineField(300) })),
  answers: { 200: PAGE },
});

export const postApproval = route({
  ...open,
  method: 'POST',
  path: '/erasures/{reference}',
  class: 'open',
  summary: { ru: 'Утвердить план по ссылке', en: 'Approve the plan by the link' },
  params: referenceParams,
  body: late(() => z.strictObject({ key: lineField(300), hash })),
  answers: {
    200: {
      description: 'approved',
      body: late(() => z.object({ status: z.literal('approved') })),
      page: true,
    },
  },
});

export const ERASURE_ROUTES = [
  staffErasure,
  erasureAct,
  erasurePage,
  erasureForm,
  approvalPage,
  postApproval,
] as const;
