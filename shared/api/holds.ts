import * as z from 'zod/mini';
import { PAGE } from './answers.ts';
import { personId, personParams } from './consent.ts';
import { cursorField, lineField } from './fields.ts';
import { late } from './late.ts';
import { type Role, route } from './spec.ts';

const KEEPERS = ['officer', 'auditor'] as const satisfies readonly Role[];
const OFFICER = ['officer'] as const satisfies readonly Role[];
const desk = { door: 'erasures-desk' } as const;
const text = late(() => z.string());
const who = late(() => z.object({ by: text, at: text }));

const holdId = late(() => z.string().check(z.regex(/^[0-9A-Za-z_-]{1,40}$/)));
const holdParams = late(() => z.strictObject({ id: personId, hold: holdId }));

/** A legal hold as staff see it (S8). */
const holdView = late(() =>
  z.object({
    hold: text,
    article: text,
    rules: z.array(text),
    /** Last local day on which it stands. */
    until: text,
    state: z.enum(['proposed', 'standing']),
    proposed: who,
    approved: z.optional(who),
    endProposed: z.optional(who),
    told: z.boolean(),
  }),
);
/** The holds on one person's records, and what may be held: rules of retention. */
const holdsView = late(() => z.object({ holds: z.array(holdView), holdable: z.array(text) }));
export type HoldsView = z.infer<typeof holdsView>;

/** A hold as an officer proposes it: the article, what is kept, until when, and whether the person may be told. */
export const holdRequest = late(() =>
  z.strictObject({
    article: lineField(200),
    rules: z.array(z.string().check(z.regex(/^[a-z][a-z-]{2,39}$/))).check(z.minLength(1), z.maxLength(20)),
    until: z.iso.date(),
    told: z.boolean(),
  }),
);
export type HoldRequest = z.infer<typeof holdRequest>;

/** What is decided on a hold, by the last segment of its address. */
export const HOLD_ACTS = {
  approve: {
    roles: OFFICER,
    body: late(() => z.strictObject({})),
    summary: 'Approve it as another officer: from then on it keeps back',
  },
  end: {
    roles: OFFICER,
    body: late(() => z.strictObject({})),
    summary: 'End it before its day: one officer says so, another ends it; a proposed one is taken back',
  },
} as const;
export type HoldActName = keyof typeof HOLD_ACTS;
const actParams = late(() =>
  z.strictObject({
    ...holdParams.shape,
    act: z.enum(Object.keys(HOLD_ACTS) as [HoldActName, ...HoldActName[]]),
  }),
);
const done = { description: 'done', body: late(() => z.object({ hold: text })) } as const;

export const staffHolds = route({
  ...desk,
  method: 'GET',
  path: '/staff/holds/{id}',
  class: 'staff',
  roles: KEEPERS,
  summary: {
    ru: 'Запреты на уничтожение записей человека',
    en: 'Legal holds on the records of a person',
  },
  params: personParams,
  answers: { 200: { description: 'holds, and what may be held', body: holdsView } },
});

export const proposeHold = route({
  ...desk,
  method: 'POST',
  path: '/staff/holds/{id}',
  class: 'staff',
  roles: OFFICER,
  summary: {
    ru: 'Предложить запрет на уничтожение; утверждает другой ответственный',
    en: 'Propose a legal hold; another officer approves it',
  },
  params: personParams,
  body: holdRequest,
  answers: { 201: done },
});

export const holdAct = route({
  ...desk,
  method: 'POST',
  path: '/staff/holds/{id}/{hold}/{act}',
  class: 'staff',
  roles: OFFICER,
  summary: { ru: 'Решение о запрете на уничтожение', en: 'A decision on a legal hold' },
  params: actParams,
  acts: HOLD_ACTS,
  answers: { 200: done },
});

export const heldPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/holds',
  class: 'staff-page',
  roles: KEEPERS,
  summary: { ru: 'Чьи записи хранятся по запрету', en: 'Whose records are held' },
  query: late(() => z.strictObject({ cursor: z.optional(cursorField()) })),
  answers: { 200: PAGE },
});

export const holdsPage = route({
  ...desk,
  method: 'GET',
  path: '/desk/holds/{id}',
  class: 'staff-page',
  roles: KEEPERS,
  summary: { ru: 'Запреты на уничтожение записей человека', en: 'Legal holds on the records of a person' },
  params: personParams,
  answers: { 200: PAGE },
});

export const holdForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/holds/{id}',
  class: 'staff-page',
  roles: OFFICER,
  summary: { ru: 'Предложить запрет (форма)', en: 'Propose a legal hold (form)' },
  params: personParams,
  body: holdRequest,
  answers: { 303: { description: 'proposed: back to the page' } },
});

export const holdActForm = route({
  ...desk,
  method: 'POST',
  path: '/desk/holds/{id}/{hold}/{act}',
  class: 'staff-page',
  roles: OFFICER,
  summary: { ru: 'Решение о запрете (форма)', en: 'A decision on a legal hold (form)' },
  params: actParams,
  acts: HOLD_ACTS,
  answers: { 303: { description: 'done: back to the page' } },
});

export const HOLD_ROUTES = [
  staffHolds,
  proposeHold,
  holdAct,
  heldPage,
  holdsPage,
  holdForm,
  holdActForm,
] as const;
