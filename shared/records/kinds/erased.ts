import * as z from 'zod/mini';
import { defineKind, partitionOf } from './kind.ts';

/** Partition of whose data were destroyed on a day of UTC, as the ledger counts days. */
export const ERASED = /* @__PURE__ */ partitionOf('ERASED#');

/**
 * Whose data were destroyed, by an id that says nothing, until the last backup that holds them has lapsed: the list of a day
 * leaves the account, so that a restored copy can be erased again (S8). One for each act: what a hold kept back goes later.
 */
export const erasedKind = /* @__PURE__ */ defineKind({
  name: 'erased',
  table: 'people',
  key: ({ day, person, act }: { readonly day: string; readonly person: string; readonly act: string }) => ({
    pk: ERASED.of(day),
    sk: `${person}#${act}`,
  }),
  body: z.object({
    person: z.string(),
    /** ISO instants: when they were destroyed, and from when on no backup holds them. */
    at: z.string(),
    until: z.string(),
    /** Rules of retention whose records a legal hold kept back. */
    held: z.optional(z.array(z.string())),
  }),
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'a random id of somebody whose data are gone' },
  corrected: { how: 'never', because: 'it records what was done' },
  destroyed: { how: 'deleted' },
  kept: 'erased-list',
  begins: { ends: ({ until }) => until },
  witnessed: { how: 'events', chain: ({ person }) => person, expected: () => [{ type: 'destroyed' }] },
});

/** Where the lists of days lie: one partition, in order of days. */
export const ERASED_LISTS = 'ERASED-LISTS';

const erasedListBody = z.object({
  day: z.string(),
  /** ISO instants: when it was closed, and from when on no backup holds whom it names. */
  at: z.string(),
  until: z.string(),
  /** So many letters took it to the auditor; absent while they are written. */
  parts: z.optional(z.int()),
});
export type ErasedListBody = z.infer<typeof erasedListBody>;

/**
 * The list of a day is closed: nobody is added to it any more. The newest tells which day is the next one's.
 */
export const erasedListKind = /* @__PURE__ */ defineKind({
  name: 'erased-list',
  table: 'people',
  key: (day: string) => ({ pk: ERASED_LISTS, sk: day }),
  body: erasedListBody,
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'a day and a number' },
  corrected: { how: 'never', because: 'it records what was done' },
  destroyed: { how: 'deleted' },
  kept: 'erased-list',
  begins: { ends: ({ until }) => until },
  witnessed: { how: 'no', because: 'it adds nothing to its letters' },
});
