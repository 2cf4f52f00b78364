import * as z from 'zod/mini';
import { defineKind, partitionOf } from './kind.ts';

/** Partition of whose data were destroyed on a day of UTC, as the ledger counts days. */
export const ERASED = /* @__PURE__ */ partitionOf('ERASED#');

/**
 * Whose data were destroyed, by an id that says nothing, until the last backup that holds them has lapsed: the list of a day
 * leaves the account, so that a restored copy can be erased again (S8).
 */
export const erasedKind = /* @__PURE__ */ defineKind({
  name: 'erased',
  table: 'people',
  key: ({ day, person }: { readonly day: string; readonly person: string }) => ({
    pk: ERASED.of(day),
    sk: person,
  }),
  body: z.object({
    person: z.string(),
    /** ISO instants: when they were destroyed, and from when on no backup holds them. */
    at: z.string(),
    until: z.string(),
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
