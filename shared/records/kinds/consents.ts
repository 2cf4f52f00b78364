import * as z from 'zod/mini';
import { settledEvent } from '../../domain/registration/events.ts';
import { consentChain } from '../person-ids.ts';
import { defineKind } from './kind.ts';
import { PERSON, personPartition } from './partitions.ts';

const unsubscribeBody = z.object({
  person: z.string(),
  /** State of the link (G15); its id is the record's. */
  link: z.object({ id: z.string(), nonce: z.string(), generation: z.int(), expires: z.string() }),
});

/** Whose promotional letter a one-click link was in (C3). The token has the random id only, never the person's. */
export const unsubscribeKind = /* @__PURE__ */ defineKind({
  name: 'unsubscribe',
  table: 'people',
  key: (id: string) => ({ pk: `UNSUB#${id}`, sk: 'UNSUB' }),
  body: unsubscribeBody,
  sealed: {},
  // Nobody lists them: the link in the letter is the only way to one.
  belongs: { person: { apart: ({ person }) => person } },
  exported: { how: 'never', because: 'a random id beside the id of the person; the letter has the link' },
  corrected: { how: 'never', because: 'made with its letter' },
  destroyed: { how: 'deleted' },
  kept: 'unsubscribe',
  // It is good for its term.
  begins: { ends: ({ link }) => link.expires },
  witnessed: { how: 'no', because: 'the letter that holds the link has its own events' },
});

/** What has become of the duty that a withdrawal began: `void` when the person consented anew before its day. */
export const DUTY_STATES = ['open', 'done', 'void'] as const;

export const dutyBody = z.object({
  person: z.string(),
  purpose: z.string(),
  field: z.optional(z.string()),
  /** Number of the withdrawal in the person's consent chain. */
  event: z.int(),
  /** The legal clock (C5): rule, start, last lawful day, day to be done by; dates of the regime's zone. */
  rule: z.string(),
  start: z.string(),
  due: z.string(),
  workBy: z.string(),
  /** Some days of the calendar were not known yet: the earliest possible dates (G12). */
  provisional: z.boolean(),
  state: z.enum(DUTY_STATES),
  settledAt: z.optional(z.string()),
});
export type DutyBody = z.infer<typeof dutyBody>;

/** The duty to destroy what rested on a withdrawn consent only; stands in the outbox for the day it must be done by. */
export const dutyKind = /* @__PURE__ */ defineKind({
  name: 'duty',
  table: 'people',
  key: ({ person, event }: Pick<DutyBody, 'person' | 'event'>) => ({
    pk: personPartition(person),
    sk: `DUTY#${String(event).padStart(9, '0')}`,
  }),
  body: dutyBody,
  sealed: {},
  belongs: { person: { in: [PERSON], prefix: 'DUTY#' } },
  exported: {
    how: 'shown',
    show: ({ purpose, field, start, due, state, settledAt }) => ({
      ...{ purpose, field, start, due, state, settledAt },
    }),
  },
  corrected: { how: 'never', because: 'it follows from an event of the ledger' },
  destroyed: {
    how: 'deleted',
    // Whatever was to be destroyed by its day is gone with the account (C5).
    tells: ({ state, purpose, field, event }) =>
      state === 'open' ? settledEvent({ purpose, field, event }, 'destroyed', 0) : undefined,
  },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: {
    how: 'events',
    chain: ({ person, state }) => (state === 'open' ? consentChain(person) : person),
    expected: ({ purpose, event, state }) => [
      state === 'open'
        ? { type: 'consent-withdrawn', data: { purpose } }
        : { type: 'withdrawal-settled', data: { purpose, withdrawal: event } },
    ],
  },
});
