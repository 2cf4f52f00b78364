import * as z from 'zod/mini';
import { RULE_IDS } from '../../law/rules.ts';
import { HELD_FOR } from '../letters/hold.ts';

/** How a case may have come in. What did not come by the web has its own date of receipt. */
export const CHANNELS = ['web', 'mail', 'paper', 'phone', 'counter', 'desk'] as const;

/** Sealed values and wrapped keys. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const clockStates = ['running', 'met', 'missed', 'stopped'] as const;

/** One legal term of a case. Dates are local to the regime; the day-by-day explanation is recomputed, not stored. */
export const storedClock = z.object({
  /** Which of the clocks of its kind of case it is. */
  id: z.string(),
  rule: z.enum(RULE_IDS),
  /** ISO instant (electronic receipt) or bare date (paper). */
  start: z.string(),
  nominal: z.string(),
  due: z.string(),
  workBy: z.string(),
  state: z.enum(clockStates),
  /** The event that met it, or missed it: another that would have met it changes nothing any more. */
  by: z.optional(z.string()),
  /** Milestones that have acted or were already past when planned, by their names. */
  passed: z.array(z.string()),
  /** Version of the calendar it was counted with (invariant 3: each stored deadline equals its recomputation). */
  calendar: z.string(),
  /** Counted past the loaded calendar: the earliest possible date, recomputed when the calendar arrives (G12). */
  provisional: z.optional(z.boolean()),
});
export type StoredClock = z.infer<typeof storedClock>;

/** A written answer – a decision, a reasoned notice – that must reach somebody (K4). */
export const caseAnswer = z.object({
  /** Its letter; the text is sealed in the case. */
  letter: z.string(),
  /** The event by which it was given: its sending meets the clocks that name it. */
  by: z.string(),
  /** Parts of the case that it answers, where a case has parts. */
  parts: z.optional(z.array(z.string())),
  /** Instant of the decision. */
  at: z.string(),
  /** The sending that decides whether it was in time: instant of the mail, or day of the post. */
  sentAt: z.optional(z.string()),
  /** When it came back, or it was found that it cannot leave; kept beside the instant of its sending. */
  returnedAt: z.optional(z.string()),
  /** When the receiving server took it. */
  deliveredAt: z.optional(z.string()),
  /** Nothing was heard of it in 72 hours. */
  unconfirmed: z.optional(z.boolean()),
  post: z.optional(z.object({ tracking: z.string(), on: z.string() })),
});
export type CaseAnswer = z.infer<typeof caseAnswer>;

/**
 * What every case has, of whatever kind; which states there are, a kind says (type.ts). Holds no personal data: ids, codes
 * and dates only (G9).
 */
export const commonBody = z.object({
  reference: z.string(),
  kind: z.string(),
  status: z.string(),
  /** Counts changes made by commands and milestones; reads and letter outcomes do not move it. */
  revision: z.number(),
  language: z.enum(['ru', 'en']),
  /** How it came in. */
  channel: z.enum(CHANNELS),
  /** What it is about, from a closed list. */
  topic: z.optional(z.string()),
  /** Instant of registration in the program, ISO UTC. */
  openedAt: z.string(),
  /** Receipt in law: ISO instant, or a bare date for paper. */
  receivedAt: z.string(),
  /** By which way letters go to the requester; absent where there is none (a breach). */
  answerTo: z.optional(z.enum(['email', 'post'])),
  clocks: z.array(storedClock),
  /** Day after which the case is overdue (earliest clock), and the working day to finish by. */
  dueOn: z.string(),
  workBy: z.string(),
  /** Instant from which it is overdue, where the earliest clock is one of hours. */
  dueAt: z.optional(z.string()),
  /** OIDC subject of the member of staff in charge; absent: the team. */
  assignee: z.optional(z.string()),
  held: z.optional(z.boolean()),
  /** Why its letters are held back; absent: they are not (security.md, bots). */
  heldFor: z.optional(z.enum(HELD_FOR)),
  /** The execution that waits for this case (K6) and how many were started. */
  execution: z.optional(z.string()),
  executions: z.number(),
  /** Instant of the milestone the case waits for now, ISO UTC. */
  nextMilestoneAt: z.optional(z.string()),
  /** What was answered, oldest first, and how each answer went. */
  answers: z.optional(z.array(caseAnswer)),
  closedAt: z.optional(z.string()),
  /** Link of the status page (G15); absent where nobody is shown one. */
  link: z.optional(z.object({ id: z.string(), nonce: z.string(), generation: z.number() })),
  /** Id of the person whose case it is, where that is known. */
  person: z.optional(z.string()),
  /** How many ledger events the case's own changes have written (completeness check, A1). */
  events: z.number(),
  /** What cases of its kind have beside all that. */
  own: z.unknown(),
});
type CommonBody = z.infer<typeof commonBody>;

/** A case of a kind, or – left open – of any. */
export type CaseBody<Kind extends string = string, Status extends string = string, Own = unknown> = Omit<
  CommonBody,
  'kind' | 'status' | 'own'
> & {
  kind: Kind;
  status: Status;
  own: Own;
};

/** Body of kind `personal`: the one sealed item that every case has. It carries the key, also where nobody typed anything. */
export const personalBody = z.object({
  /** Data key of the case, wrapped by KMS. */
  key: bytes,
  /** Sealed {@link PersonalPart} as JSON. */
  sealed: z.optional(bytes),
  /** Keyed look-up hash of the e-mail address (limits, duplicate search), absent without one. */
  lookup: z.optional(z.string()),
  /** Instant at which a letter to the address came back (N4): staff see it before they answer. */
  returned: z.optional(z.string()),
});

export type PersonalBody = z.infer<typeof personalBody>;

/** Who wrote, and where letters go. */
export const contact = z.object({
  name: z.string(),
  email: z.optional(z.string()),
  postalAddress: z.optional(z.string()),
});

/**
 * The personal part of a case. Opened only on the status page, the case page and for letters. What was typed is of the form
 * that the kind of the case says (`typed` of its type).
 */
export const personalPart = z.object({
  contact: z.optional(contact),
  /** Whose data it is about, where somebody else wrote. */
  about: z.optional(contact),
  typed: z.record(z.string(), z.unknown()),
});
export type PersonalPart = z.infer<typeof personalPart>;

/** Body of kind `text`: free text sealed with the case's data key (answers, reasons, notes; G17, K4). */
export const textBody = z.object({
  role: z.enum(['answer', 'reason', 'note', 'notice']),
  sealed: bytes,
});
export type TextBody = z.infer<typeof textBody>;

/** Body of kind `wait`: the sealed task token of the step that waits. */
export const waitBody = z.object({
  execution: z.string(),
  /** Instant at which the step was entered: run again, it is the same wait. */
  since: z.string(),
  sealed: bytes,
  /** Id of the program's key the token is sealed with. */
  keyId: z.string(),
});
export type WaitBody = z.infer<typeof waitBody>;
