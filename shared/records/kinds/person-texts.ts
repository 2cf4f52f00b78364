import * as z from 'zod/mini';
import { defineKind } from './kind.ts';
import { PERSON, personPartition } from './partitions.ts';

const personTextBody = z.object({ sealed: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });

/** Words that staff gave for looking at a person, sealed under the key of the profile (G17). */
export const personTextKind = /* @__PURE__ */ defineKind({
  name: 'person-text',
  table: 'people',
  key: ({ person, id }: { readonly person: string; readonly id: string }) => ({
    pk: personPartition(person),
    sk: `TEXT#${id}`,
  }),
  body: personTextBody,
  sealed: {
    sealed: {
      is: 'content',
      holds: 'why a member of staff looked',
      under: { of: 'profile' },
      opens: z.string(),
    },
  },
  belongs: { person: { in: [PERSON], prefix: 'TEXT#' } },
  exported: { how: 'shown', show: (_, { sealed }) => ({ text: sealed }) },
  corrected: { how: 'never', because: 'it records what was said; a wrong entry is answered by another' },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: { how: 'no', because: 'its event names it and has its keyed hash' },
});
