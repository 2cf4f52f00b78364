import * as z from 'zod/mini';
import { personalBody, personalPart, textBody, waitBody } from '../../domain/cases/case.ts';
import { CASES, type CaseTypes, caseBodyOf, type KnownCase, statusFacts } from '../../domain/cases/kinds.ts';
import { URGENCIES } from '../../domain/cases/urgency.ts';
import { CLAIM_CLOCKS } from '../../domain/claims/clocks.ts';
import { type Belongs, defineKind, type Upgrade } from './kind.ts';
import { CASE, casePartition, PERSON, personPartition } from './partitions.ts';

/** Records of a case lie in its partition; those of a kind begin alike. */
const ofCase = (prefix: string) => ({ case: { in: [CASE], prefix } }) satisfies Belongs<unknown>;

/** Until 2026-11-29 there were claims only: what is theirs, and how their one answer went, lay beside what all cases have. */
const ownAndAnswers: Upgrade = ({
  consumer,
  outcome,
  answeredAt,
  answerLetter,
  sentAt,
  returnedAt,
  post,
  ...common
}) => ({
  ...common,
  ...(answerLetter === undefined
    ? {}
    : { answers: [{ letter: answerLetter, by: 'answered', at: answeredAt, sentAt, returnedAt, post }] }),
  own: { consumer, outcome },
});

/** Until 2026-11-29 a case had one list of milestones that had passed; now each of its clocks has. */
const milestonesToClocks: Upgrade = ({ passed, clocks, ...rest }) => ({
  ...rest,
  clocks: (clocks as readonly object[]).map((clock) => ({ ...clock, passed })),
});

/** Until 2026-11-30 a clock was known by its rule, and there were claims only. */
const clocksById: Upgrade = ({ clocks, ...rest }) => ({
  ...rest,
  clocks: (clocks as readonly { readonly rule: string }[]).map((clock) => ({
    id: clock.rule === CLAIM_CLOCKS.consumer.rule ? 'consumer' : 'promise',
    ...clock,
  })),
});

/** What only a kind has, without the links that letters carry: a nonce of one is half of a key (G15). */
const withoutLinks = (own: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) =>
      isLink(value) ? [] : [[name, Array.isArray(value) ? value.map(withoutNonce) : value]],
    ),
  );
const isLink = (value: unknown): boolean => typeof value === 'object' && value !== null && 'nonce' in value;
const withoutNonce = (value: unknown): unknown => {
  if (!isLink(value)) return value;
  const { nonce: _, ...rest } = value as { readonly nonce: unknown };
  return rest;
};

/**
 * A case, of one of the kinds given: codes, dates, state.
 * @param types the kinds of case that there are
 */
export const caseKindOf = (types: CaseTypes) =>
  defineKind({
    name: 'case',
    table: 'cases',
    key: (reference: string) => ({ pk: casePartition(reference), sk: 'CASE' }),
    body: caseBodyOf(types) as z.ZodMiniType<KnownCase>,
    sealed: {},
    belongs: /* @__PURE__ */ ofCase('CASE'),
    exported: {
      how: 'shown',
      // Who works on it, and what its workflow is about, is the program's own.
      show: ({ link: _l, assignee: _a, execution: _e, executions: _n, events: _ev, own, ...body }) => ({
        ...body,
        own: withoutLinks(own),
      }),
    },
    corrected: {
      how: 'act',
      act: 'receipt-date',
      fields: ['receivedAt', 'clocks', 'dueOn', 'dueAt', 'workBy'],
    },
    destroyed: { how: 'deleted' },
    kept: 'case-file',
    begins: ({ closedAt }) => closedAt,
    witnessed: {
      how: 'events',
      chain: (body) => body.reference,
      revision: (body) => body.revision,
      events: (body) => body.events,
      expected: (body) => [{ type: 'opened' }, { type: statusFacts(body, types).witness }],
    },
    upgrades: [ownAndAnswers, milestonesToClocks, clocksById],
  });

/** A case of the product's kinds. */
export const caseKind = /* @__PURE__ */ caseKindOf(CASES);

/** What the data key of a case is bound to. */
export const caseContext = (reference: string) => ({ purpose: 'case', id: reference });

/** Until 2026-11-29 who wrote and what was typed lay side by side. */
function contactApart(before: unknown): unknown {
  const { name, email, postalAddress, ...typed } = before as Readonly<Record<string, unknown>>;
  return { contact: { name, email, postalAddress }, typed };
}

/**
 * The one sealed item that every case has: its data key, wrapped, and – sealed with that – who wrote and what was typed. What is
 * sealed opens in its place only, so the sort key is still the one of its first name.
 */
export const personalKind = /* @__PURE__ */ defineKind({
  name: 'personal',
  formerly: ['contact'],
  table: 'cases',
  key: (reference: string) => ({ pk: casePartition(reference), sk: 'CONTACT' }),
  body: personalBody,
  sealed: {
    key: { is: 'data-key', context: (_, { pk }) => caseContext(CASE.owner(pk) ?? '') },
    sealed: {
      is: 'content',
      holds: 'name, address for the answer, whom it is about, what was typed',
      under: 'own',
      opens: personalPart,
      upgrades: [contactApart],
    },
  },
  belongs: /* @__PURE__ */ ofCase('CONTACT'),
  exported: {
    how: 'shown',
    show: ({ returned }, { sealed }) => ({
      ...sealed?.contact,
      about: sealed?.about,
      ...sealed?.typed,
      returned,
    }),
  },
  corrected: {
    how: 'never',
    because: 'it is what was typed; a mistake is corrected by a note or a new claim',
  },
  destroyed: { how: 'deleted' },
  kept: 'case-file',
  begins: 'with-owner',
  witnessed: { how: 'no', because: 'written once, in the transaction of the event "opened"' },
});

const ownCaseBody = z.object({
  person: z.string(),
  reference: z.string(),
  /** Instant since which it is known. */
  since: z.string(),
});

/**
 * That a case is a person's (S3): made when that becomes known, never before. By it all cases of somebody are found, whatever
 * address they came from; what the program owes them at once stands in its `todo`.
 */
export const ownCaseKind = /* @__PURE__ */ defineKind({
  name: 'own-case',
  table: 'cases',
  key: ({ person, reference }: { readonly person: string; readonly reference: string }) => ({
    pk: personPartition(person),
    sk: `CASE#${reference}`,
  }),
  body: ownCaseBody,
  sealed: {},
  belongs: { person: { in: [PERSON], prefix: 'CASE#' } },
  exported: { how: 'shown', show: ({ reference, since }) => ({ reference, since }) },
  corrected: { how: 'never', because: 'it says whose a case is; that was proven' },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: {
    how: 'no',
    because: 'the body of the case names the person, and its events tell of the proof',
  },
});

/** Free text of a case: answers, reasons, notes (G17, K4). */
export const textKind = /* @__PURE__ */ defineKind({
  name: 'text',
  table: 'cases',
  key: ({ reference, id }: { readonly reference: string; readonly id: string }) => ({
    pk: casePartition(reference),
    sk: `TEXT#${id}`,
  }),
  body: textBody,
  sealed: {
    sealed: {
      is: 'content',
      holds: 'text of an answer, a reason or a note',
      under: { of: 'personal' },
      opens: z.string(),
    },
  },
  belongs: /* @__PURE__ */ ofCase('TEXT#'),
  exported: { how: 'shown', show: ({ role }, { sealed }) => ({ role, text: sealed }) },
  corrected: {
    how: 'never',
    because: 'a decision is frozen as it was previewed; a note is answered by a note',
  },
  destroyed: { how: 'deleted' },
  kept: 'case-file',
  begins: 'with-owner',
  witnessed: { how: 'no', because: 'written once, in the transaction of the event that names its hash' },
});

/** The sealed task token of the step that waits. */
export const waitKind = /* @__PURE__ */ defineKind({
  name: 'wait',
  table: 'cases',
  key: (reference: string) => ({ pk: casePartition(reference), sk: 'WAIT' }),
  body: waitBody,
  sealed: {
    sealed: {
      is: 'content',
      holds: 'task token of a workflow, no personal data',
      under: { program: 'wait' },
      opens: z.array(z.string()),
    },
  },
  belongs: /* @__PURE__ */ ofCase('WAIT'),
  exported: { how: 'never', because: 'a token of the program, nothing about a person' },
  corrected: { how: 'never', because: 'each waiting step puts its own' },
  destroyed: { how: 'deleted' },
  kept: 'wait',
  begins: 'with-owner',
  witnessed: { how: 'no', because: 'says only which step waits; the record decides' },
  // 2026-11-29: a wait is known by its beginning, not by a milestone.
  upgrades: [({ milestone: _, ...rest }) => ({ ...rest, since: '' })],
});

/** How many open cases there were at an instant, by urgency and by age (shared/domain/cases/urgency.ts). */
const totalsBody = z.object({
  at: z.string(),
  byUrgency: z.record(z.enum(URGENCIES), z.int()),
  byAge: z.array(z.int()),
});
export type TotalsBody = z.infer<typeof totalsBody>;

/** The totals of a list as a sweep has counted them. */
export const totalsKind = /* @__PURE__ */ defineKind({
  name: 'totals',
  table: 'cases',
  key: (list: string) => ({ pk: 'TOTALS', sk: list }),
  body: totalsBody,
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'numbers of cases, nothing about a person' },
  corrected: { how: 'never', because: 'it is counted again every few minutes' },
  destroyed: { how: 'never', because: 'numbers of cases; each count replaces the one before' },
  kept: 'audit',
  begins: 'endless',
  witnessed: { how: 'no', because: 'counted from the list, which is made of the cases' },
});
