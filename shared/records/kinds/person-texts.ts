import * as z from 'zod/mini';
import { defineKind } from './kind.ts';
import { personPartition } from './people.ts';

const personTextBody = z.object({ sealed: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });

/** Words that staff gave for looking at a person, sealed under the key of the profile (G17). */
export const personTextKind = defineKind({
  name: 'person-text',
  table: 'people',
  key: ({ person, id }: { readonly person: string; readonly id: string }) => ({
    pk: personPartition(person),
    sk: `TEXT#${id}`,
  }),
  body: personTextBody,
  sealed: { sealed: { is: 'content', holds: 'why a member of staff looked' } },
  belongs: { to: 'person' },
  exported: { how: 'with-person', fields: ['sealed'] },
  corrected: { how: 'never', because: 'it records what was said; a wrong entry is answered by another' },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  witnessed: { how: 'no', because: 'its event names it and has its keyed hash' },
});
