import * as z from 'zod/mini';
import { CONDITIONS, PUBLIC_FIELDS, type PublicField } from '../../domain/consent/distribution.ts';
import { unpublishedEvent } from '../../domain/registration/events.ts';
import { defineKind } from './kind.ts';
import { PERSON, personPartition } from './partitions.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Sort keys of a person's published fields begin so. */
export const PUBLISHED = 'PUBLIC#';

const publishedBody = z.object({
  person: z.string(),
  /** Id of the public page: random, says nothing of the person's own id. */
  page: z.string(),
  field: z.enum(PUBLIC_FIELDS),
  /** Number of the consent in the person's consent chain. */
  event: z.int(),
  /** ISO instant since which it can be read. */
  since: z.string(),
  conditions: z.array(z.enum(CONDITIONS)),
  /** The value as it was consented to, under a key of its own that opens nothing else (G9). */
  key: bytes,
  sealed: bytes,
});
export type PublishedBody = z.infer<typeof publishedBody>;

/** What the data key of a published field is bound to. */
export const publicContext = (page: string) => ({ purpose: 'public', id: page });

/** One field that its owner made public (R6). A change of the field in the profile takes it back. */
export const publishedKind = /* @__PURE__ */ defineKind({
  name: 'published',
  table: 'people',
  key: ({ person, field }: { readonly person: string; readonly field: PublicField }) => ({
    pk: personPartition(person),
    sk: `${PUBLISHED}${field}`,
  }),
  body: publishedBody,
  sealed: {
    key: { is: 'data-key', context: ({ page }) => publicContext(page) },
    sealed: { is: 'content', holds: 'the published value', under: 'own', opens: z.string() },
  },
  belongs: { person: { in: [PERSON], prefix: PUBLISHED } },
  exported: {
    how: 'shown',
    show: ({ page, field, since, conditions }, { sealed }) => ({
      ...{ page, field, since, conditions, value: sealed },
    }),
  },
  corrected: { how: 'act', act: 'publish', fields: ['sealed', 'conditions'], copies: PUBLIC_FIELDS },
  // What was public cannot be read from that instant on; its chain says so (R6).
  destroyed: { how: 'deleted', tells: ({ field }) => unpublishedEvent(field) },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: {
    how: 'events',
    chain: ({ person }) => person,
    expected: ({ field, event }) => [{ type: 'published', data: { field, event } }],
  },
});

const publicPageBody = z.object({ person: z.string() });

/** Whose a public page is; made with the first published field, gone with the last. */
export const publicPageKind = /* @__PURE__ */ defineKind({
  name: 'public-page',
  table: 'people',
  key: (page: string) => ({ pk: `${PUBLISHED}${page}`, sk: 'PAGE' }),
  body: publicPageBody,
  sealed: {},
  belongs: {
    person: {
      apart: ({ person }) => person,
      named: { by: 'published', ids: ({ page }: PublishedBody) => [page] },
    },
  },
  exported: { how: 'never', because: 'a random id beside the id of the person; the fields name it' },
  corrected: { how: 'never', because: 'made with the first published field' },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: { how: 'no', because: 'the published fields have their events' },
});
