import * as z from 'zod/mini';
import { CHANNELS, clockStates, contact } from '../domain/cases/case.ts';
import { CASE_EVENTS, CASE_KINDS, CASE_STATUSES, typedOf } from '../domain/cases/names.ts';
import { URGENCIES } from '../domain/cases/urgency.ts';
import { LETTER_KINDS, LETTER_READERS } from '../domain/letters/kinds.ts';
import { LETTER_STATUSES } from '../domain/letters/letter.ts';
import { heldView } from './held.ts';
import { breachFields } from './kinds/breach-fields.ts';
import { claimFields } from './kinds/claim-fields.ts';
import { requestFields } from './kinds/request-fields.ts';
import { late } from './late.ts';

const nullableDate = late(() => z.nullable(z.string()));

/** One clock of a case with its explanation (requirement: Clock fields). */
export const clockView = late(() =>
  z.object({
    /** Which of the clocks of its kind of case it is. */
    id: z.string(),
    rule: z.string(),
    article: z.string(),
    start: z.string(),
    nominal: nullableDate,
    due: nullableDate,
    workBy: nullableDate,
    state: z.enum(clockStates),
    explanation: z.object({
      text: z.string(),
      days: z.array(z.object({ date: z.string(), counted: z.boolean(), reason: z.string() })),
    }),
  }),
);
export type ClockView = z.infer<typeof clockView>;

export const eventView = late(() =>
  z.object({
    at: z.string(),
    type: z.enum(CASE_EVENTS),
    by: z.string(),
    reason: z.optional(z.object({ code: z.string(), text: z.optional(z.string()) })),
    data: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  }),
);
export type EventView = z.infer<typeof eventView>;

export const letterView = late(() =>
  z.object({
    id: z.string(),
    kind: z.enum(LETTER_KINDS),
    at: z.string(),
    to: z.enum(LETTER_READERS),
    channel: z.enum(['mail', 'print']),
    status: z.enum(LETTER_STATUSES),
    held: z.optional(heldView),
  }),
);
export type LetterView = z.infer<typeof letterView>;

/** What every case shows of itself, of whatever kind. */
export const commonView = late(() =>
  z.object({
    reference: z.string(),
    kind: z.string(),
    kinds: z.array(z.string()),
    status: z.string(),
    revision: z.number(),
    language: z.enum(['ru', 'en']),
    channel: z.enum(CHANNELS),
    receivedAt: z.string(),
    dueOn: nullableDate,
    workBy: nullableDate,
    overdue: z.boolean(),
    provisional: z.boolean(),
    clocks: z.array(clockView),
    assignee: z.nullable(z.string()),
    held: z.boolean(),
    triage: z.boolean(),
    answerTo: z.enum(['email', 'post']),
    sentAt: nullableDate,
    nextMilestone: z.nullable(z.object({ name: z.string(), at: z.string() })),
    /** One sentence: what happens next and by when, in the reader's language. */
    next: z.string(),
    events: z.array(z.object({ ...eventView.shape, type: z.string() })),
    letters: z.array(letterView),
    /** Acts that are lawful now for the reader's role; the desk shows a form for each. */
    acts: z.array(z.string()),
  }),
);

/** A case in JSON (api.md); the public view leaves out assignee, staff events and the revision's staff uses. */
export const caseView = late(() =>
  z.object({
    ...commonView.shape,
    kind: z.enum(CASE_KINDS),
    status: z.enum(CASE_STATUSES),
    events: z.array(eventView),
    ...z.partial(claimFields).shape,
    ...z.partial(requestFields).shape,
    ...z.partial(breachFields).shape,
  }),
);
export type CaseView = z.infer<typeof caseView>;

/** Whose data it is about, where somebody else wrote. */
const beside = { about: z.optional(contact) };

/** Who wrote – of a breach nobody has –, and beside that whatever is typed into cases of some kind. */
function personalOf<Rest extends z.core.$ZodShape>(rest: Rest) {
  const about = { ...z.partial(contact).shape, ...beside, ...rest };
  const typed = CASE_KINDS.flatMap((kind) => Object.keys(typedOf(kind)));
  const texts = Object.fromEntries(typed.map((name) => [name, z.optional(z.string())]));
  return z.object({ ...texts, ...about }) as unknown as z.ZodMiniType<z.infer<z.ZodMiniObject<typeof about>>>;
}

/** Who wrote, and what was typed: shown on the status page to who typed it. Fields are shown by their kind (typedRows). */
export const typedView = personalOf({});
export type TypedView = z.infer<typeof typedView>;

/** Personal part, shown to staff with a reason. */
export const personalView = personalOf({
  /** Frozen answer and its reasons, staff only. */
  answer: z.optional(z.object({ text: z.string(), reasons: z.optional(z.string()) })),
  /** Notices to authorities as they were last written, field by field; staff only. */
  notices: z.optional(
    z.array(
      z.object({
        notice: z.string(),
        at: z.string(),
        by: z.string(),
        fields: z.record(z.string(), z.string()),
      }),
    ),
  ),
  notes: z.optional(z.array(z.object({ at: z.string(), by: z.string(), text: z.string() }))),
});
export type PersonalView = z.infer<typeof personalView>;

/** How many open cases there are, as of an instant: by urgency, and those that run by age. */
export const totalsView = z.object({
  at: z.string(),
  byUrgency: z.record(z.enum(URGENCIES), z.number()),
  byAge: z.array(z.number()),
});
export type Totals = z.infer<typeof totalsView>;

/** A line of a staff list: no personal data (G10). */
export const caseLine = late(() =>
  z.object({
    reference: z.string(),
    kind: z.enum(CASE_KINDS),
    status: z.enum(CASE_STATUSES),
    receivedAt: z.string(),
    workBy: nullableDate,
    dueOn: nullableDate,
    /** Instant from which it is overdue, where the clock that ends first is one of hours; else null. */
    dueAt: nullableDate,
    /** What it is about; null where nothing is said of it. */
    topic: z.nullable(z.string()),
    overdue: z.boolean(),
    assignee: z.nullable(z.string()),
    held: z.boolean(),
    /** Looks like a robot's: its letters wait until staff have looked. */
    triage: z.boolean(),
    provisional: z.boolean(),
    channel: z.string(),
    language: z.enum(['ru', 'en']),
    /** What staff or the poster did last; null where only the program did anything. */
    lastAct: z.nullable(z.object({ type: z.string(), at: z.string() })),
  }),
);
export type CaseLine = z.infer<typeof caseLine>;
