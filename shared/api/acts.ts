import * as z from 'zod/mini';
import type { CommonCommand } from '../domain/cases/common-acts.ts';
import type { CaseKind } from '../domain/cases/names.ts';
import type { Command } from '../domain/cases/type.ts';
import type { ClaimOnly } from '../domain/claims/acts.ts';
import { claimOutcome } from '../domain/claims/own.ts';
import { letterParams, lineField, textField } from './fields.ts';
import { BREACH_ACT_SPECS } from './kinds/breach-acts.ts';
import { REQUEST_ACT_SPECS } from './kinds/request-acts.ts';
import { late } from './late.ts';
import type { ActSpec, Role } from './spec.ts';

const revision = late(() => z.int().check(z.gte(1)));
const reason = textField(1_000);
const isoDate = late(() => z.iso.date());

/** Who acts on cases; an auditor only reads. */
export const WORKERS = ['agent', 'officer'] as const satisfies readonly Role[];
const OFFICERS = ['officer'] as const satisfies readonly Role[];

/** An act as staff ask for it: the command of the domain, under the revision of the case that they saw; a stale one is 409. */
interface Asked<C extends Command> extends ActSpec {
  readonly body: z.ZodMiniType<{ readonly revision: number } & Omit<C, 'act'>>;
}
type Asking<C extends Command> = { readonly [A in C['act']]: Asked<Extract<C, { readonly act: A }>> };

/** Acts that every kind of case has, where its states allow them: who may, what each takes (K1, K3, K4). */
const COMMON = {
  assign: {
    roles: WORKERS,
    body: z.strictObject({ revision, to: lineField(200) }),
    summary: 'Give the case to a member of staff',
  },
  substitute: {
    roles: WORKERS,
    body: z.strictObject({ revision, to: lineField(200), reason }),
    summary: 'Put a substitute in charge, with the reason',
  },
  note: {
    roles: WORKERS,
    body: z.strictObject({ revision, text: textField(4_000) }),
    summary: 'Add a note to the file',
  },
  hold: {
    roles: WORKERS,
    body: z.strictObject({ revision, reason }),
    summary: 'Hold internally; the legal clock goes on',
  },
  resume: {
    roles: WORKERS,
    body: z.strictObject({ revision, reason }),
    summary: 'Resume what was held',
  },
  deliver: {
    roles: WORKERS,
    body: z.strictObject({
      revision,
      channel: z.literal('post'),
      tracking: z.string().check(z.regex(/^[0-9A-Za-z-]{5,40}$/)),
      on: isoDate,
    }),
    summary: 'Handed to the post: tracking number and date',
  },
  'receipt-date': {
    roles: OFFICERS,
    body: z.strictObject({ revision, receivedOn: isoDate, reason }),
    summary: 'Correct a mistyped date of receipt',
  },
  /** A postal letter (receipt, answer) is on paper and on its way: it leaves the print queue (K1). */
  printed: {
    roles: WORKERS,
    body: z.strictObject({ revision, letter: letterParams.shape.id }),
    summary: 'A postal letter is printed and on its way: out of the print queue',
  },
  /** Clears the bot mark: held letters go out (security.md, bots). */
  triage: {
    roles: WORKERS,
    body: z.strictObject({ revision }),
    summary: 'Not a bot: let the held letters go',
  },
} as const satisfies Asking<CommonCommand>;

/** Acts that only a claim has; that it is withdrawn, its requester says (functions/cases). */
const CLAIM = {
  answer: {
    roles: OFFICERS,
    body: z.strictObject({
      revision,
      outcome: claimOutcome,
      text: textField(10_000),
      reasons: z.optional(textField(10_000)),
    }),
    summary: 'Answer: satisfied, partly or rejected (reasons mandatory for the last two)',
  },
  settle: {
    roles: OFFICERS,
    body: z.strictObject({ revision, reason }),
    summary: 'Settled with the claimant',
  },
  court: { roles: OFFICERS, body: z.strictObject({ revision, reason }), summary: 'Gone to court' },
  consumer: {
    roles: OFFICERS,
    body: z.strictObject({ revision, on: z.boolean(), reason }),
    summary: "Mark as a consumer's money claim, or not",
  },
} as const satisfies Asking<Exclude<ClaimOnly, { readonly act: 'withdraw' }>>;

/** Acts by kind of case: who may and what each takes; what it does, the kind's type says. */
export interface ActTable {
  readonly [kind: string]: { readonly [act: string]: ActSpec };
}

/** The acts of the product's kinds (api.md, table of acts). */
export const ACTS = {
  claim: { ...COMMON, ...CLAIM },
  request: { ...COMMON, ...REQUEST_ACT_SPECS },
  breach: { ...COMMON, ...BREACH_ACT_SPECS },
} as const satisfies ActTable & {
  readonly [K in CaseKind]: unknown;
};
/** Acts that write a letter to the requester: it is shown as it will be read before it is sent (K4, S5). */
export const PREVIEWED = ['answer', 'refuse', 'extend'] as const;
export const isPreviewed = (act: string): act is (typeof PREVIEWED)[number] =>
  PREVIEWED.some((name) => name === act);

/** Acts of staff that only cases of one kind have. */
export type OwnAct<K extends CaseKind> = Exclude<keyof (typeof ACTS)[K] & string, keyof typeof COMMON>;

type KeysOf<T> = T extends unknown ? keyof T & string : never;
type FieldsOf<A> = A extends { readonly body: infer Body extends z.ZodMiniType }
  ? KeysOf<z.infer<Body>>
  : never;
/** Fields that only the acts of one kind have; those of the acts that all have are drawn alike. */
export type FieldName<K extends CaseKind> = Exclude<
  FieldsOf<(typeof ACTS)[K][keyof (typeof ACTS)[K]]>,
  FieldsOf<(typeof COMMON)[keyof typeof COMMON]>
>;

/** The act of that name which a kind has. */
export function actNamed(kind: string, act: string, acts: ActTable = ACTS): ActSpec | undefined {
  const ofKind = Object.hasOwn(acts, kind) ? acts[kind] : undefined;
  return ofKind !== undefined && Object.hasOwn(ofKind, act) ? ofKind[act] : undefined;
}

/**
 * The acts of all kinds by their names, as a route declares them: who may at all, and what may come. Where one is not the
 * same for all, what it is then the case decides (`byKind`).
 */
export function actsByName(acts: ActTable): { readonly [act: string]: ActSpec } {
  const names = new Set(Object.values(acts).flatMap((ofKind) => Object.keys(ofKind)));
  return Object.fromEntries(
    [...names].map((name) => {
      const byKind = Object.fromEntries(
        Object.keys(acts).flatMap((kind) => {
          const act = actNamed(kind, name, acts);
          return act === undefined ? [] : [[kind, act] as const];
        }),
      );
      const [first, ...others] = [...new Set(Object.values(byKind))];
      if (first === undefined || others.length === 0) return [name, first as ActSpec];
      return [
        name,
        {
          roles: [...new Set([first, ...others].flatMap(({ roles }) => roles))],
          body: z.union([first.body, ...others.map(({ body }) => body)]),
          summary: first.summary,
          byKind,
        },
      ];
    }),
  );
}
