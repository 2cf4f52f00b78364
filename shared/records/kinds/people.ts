import * as z from 'zod/mini';
import { destructionBody } from '../../domain/registration/destruction.ts';
import { firstLetterId } from '../../domain/registration/first-letter.ts';
import { hasAccount, type ProfileBody, profileBody } from '../../domain/registration/person.ts';
import { defineKind } from './kind.ts';
import { letterOutcome } from './letter-events.ts';

/** Partition of everything about one person, in `people`, `cases` (letters) and `short` (sessions); the id says nothing. */
export const personPartition = (person: string): string => `PERSON#${person}`;

/** A person: registered, confirmed, closing. */
export const profileKind = defineKind({
  name: 'profile',
  table: 'people',
  key: (person: string) => ({ pk: personPartition(person), sk: 'PROFILE' }),
  body: profileBody,
  sealed: {
    key: { is: 'data-key' },
    sealed: { is: 'content', holds: 'address, name, phone, organisation' },
  },
  belongs: { to: 'person' },
  exported: { how: 'with-person', fields: 'all' },
  corrected: { how: 'act', act: 'profile', fields: ['sealed', 'language'] },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  witnessed: {
    how: 'events',
    chain: (body) => body.person,
    revision: (body) => body.revision,
    expected: (body) => [
      { type: 'registered' },
      ...(body.provedAt === undefined ? [] : [{ type: 'address-proved' }]),
      ...(hasAccount(body) ? [{ type: 'confirmed' }] : []),
      ...(body.state === 'closing' ? [{ type: 'closing-asked' }] : []),
      ...(body.releasedAt === undefined ? [] : [{ type: 'hold-released' }]),
      ...(body.letter === undefined ? [] : letterOutcome(firstLetterId(body.letter), body.letter.status)),
    ],
  },
});

/** Whose an address is: one confirmed person at a time; after a change the old one stays reserved while it can be undone. */
const addressBody = z.object({
  person: z.string(),
  /** ISO instant since which it is theirs. */
  since: z.string(),
  /** The address before a change: whose it was until the change can no longer be undone (R5). */
  until: z.optional(z.string()),
});

export type AddressBody = z.infer<typeof addressBody>;

export const addressKind = defineKind({
  name: 'address',
  table: 'people',
  key: (lookup: string) => ({ pk: `ADDRESS#${lookup}`, sk: 'ADDRESS' }),
  body: addressBody,
  sealed: {},
  belongs: {
    to: 'person',
    apart: {
      owner: ({ person }) => person,
      named: {
        by: 'profile',
        ids: ({ lookup, undo }: ProfileBody) => [lookup, ...(undo === undefined ? [] : [undo.lookup])],
      },
    },
  },
  exported: { how: 'never', because: 'a keyed hash; the address itself stands in the profile' },
  corrected: { how: 'act', act: 'address', fields: ['person', 'until'] },
  destroyed: { how: 'deleted' },
  kept: 'address',
  witnessed: { how: 'no', because: 'the profile and its events say the same' },
});

/** A session of a person; when it has ended its technical data stay for their term, for security and nothing else (T1). */
const personSessionBody = z.object({
  /** Keyed hash of the secret in the cookie. */
  hash: z.string(),
  /** Epoch ms: since when, and the end whatever happens. */
  since: z.number(),
  until: z.number(),
  /** Days that technical data are kept after the last use, as set at the sign-in (T1); absent in older ones: until its end. */
  technicalDays: z.optional(z.number()),
  /** Epoch ms: when it was last used, to a day – absent: at its sign-in – and when it was ended before its time. */
  seen: z.optional(z.number()),
  ended: z.optional(z.number()),
  /** Browser and network as they came, sealed with a key of the program (T1), and that key's id. */
  sealed: z.instanceof(Uint8Array),
  keyId: z.string(),
});

export const personSessionKind = defineKind({
  name: 'person-session',
  table: 'short',
  key: ({ person, sid }: { readonly person: string; readonly sid: string }) => ({
    pk: personPartition(person),
    sk: `SESSION#${sid}`,
  }),
  body: personSessionBody,
  sealed: { sealed: { is: 'content', holds: 'browser and network of a sign-in' } },
  belongs: { to: 'person' },
  exported: { how: 'with-person', fields: ['since', 'seen', 'ended', 'sealed'] },
  corrected: { how: 'never', because: 'it records a sign-in; ended by signing out' },
  destroyed: { how: 'deleted' },
  kept: 'person-session',
  witnessed: { how: 'no', because: 'the event "signed-in" tells of it' },
});

/**
 * The act of a destruction (order 179, p. 3): it names the person, so it has a data key of a class of its own and outlives
 * the profile's by three years.
 */
export const destructionKind = defineKind({
  name: 'destruction',
  table: 'people',
  key: ({ person, act }: { readonly person: string; readonly act: string }) => ({
    pk: personPartition(person),
    sk: `DESTRUCTION#${act}`,
  }),
  body: destructionBody,
  sealed: { key: { is: 'data-key' }, sealed: { is: 'content', holds: 'name of whose data were destroyed' } },
  belongs: { to: 'person' },
  exported: { how: 'with-person', fields: ['at', 'why', 'what', 'how', 'system', 'sealed'] },
  corrected: { how: 'never', because: 'it records what was done' },
  destroyed: { how: 'deleted' },
  kept: 'destruction-proof',
  witnessed: {
    how: 'events',
    chain: (body) => body.person,
    expected: ({ act }) => [{ type: 'destroyed', data: { act } }],
  },
});
