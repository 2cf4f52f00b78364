import * as z from 'zod/mini';
import { consentChain, isPersonId, ownerOfConsents } from '../person-ids.ts';
import { defineKind, type Partition } from './kind.ts';

/** Data of an event: ids, codes, numbers – never names, addresses or free text (G9). */
const code = z.union([
  z.string().check(z.maxLength(300), z.regex(/^[\x21-\x7e]*$/)),
  z.number(),
  z.boolean(),
]);

/** Body of an event: who, what, when, why (A1). `mac` seals it to all before it in its chain. */
export const eventBody = z.object({
  /** Place in the chain, from 1, without gaps. */
  n: z.int(),
  /** ISO instant. */
  at: z.string(),
  type: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  /** `requester`, `system`, `staff:<OIDC subject>` … */
  by: z.string().check(z.regex(/^[\x21-\x7e]{1,300}$/)),
  /** Reason from a closed list (G17). */
  reason: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))),
  /** Keyed hash of the free text of a reason, which lies sealed in the case (G17). */
  text: z.optional(z.string()),
  /** Revision of the record after the event, for events that move it. */
  revision: z.optional(z.int()),
  data: z.optional(z.record(z.string(), code)),
  /** Id of the ledger key, and the chain's HMAC up to this event (base64url). */
  key: z.string(),
  mac: z.string(),
});
export type EventBody = z.infer<typeof eventBody>;

/** Digits of an event's number in its key: order of keys is order of events. */
const DIGITS = 9;

export const chainPartition = (subject: string): string => `CHAIN#${subject}`;
/** The subject of a chain, or undefined when the partition is none. */
export const subjectOf = (pk: string): string | undefined =>
  pk.startsWith('CHAIN#') ? pk.slice(6) : undefined;

const chains = (
  subjectFor: (owner: string) => string,
  ownerOf: (subject: string) => string | undefined,
): Partition => ({
  of: (owner) => chainPartition(subjectFor(owner)),
  owner: (pk) => ownerOf(subjectOf(pk) ?? ''),
});
/** Chains of one person and of one case. */
const CONSENTS = /* @__PURE__ */ chains(consentChain, ownerOfConsents);
const PERSONS = /* @__PURE__ */ chains(String, (subject) => (isPersonId(subject) ? subject : undefined));
const CASES = /* @__PURE__ */ chains(String, (subject) => (subject.startsWith('PD-') ? subject : undefined));

/** Names under which events hold who of the staff it was: to whom a case was given, who looked at a day too. */
const STAFF_DATA: ReadonlySet<string> = new Set(['to', 'second']);
/** A day under one of these names is a day. */
const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);

/** What an event says, without who of the staff it names. */
const withoutStaff = (data: NonNullable<EventBody['data']>): NonNullable<EventBody['data']> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      STAFF_DATA.has(name) && !isDay(value) ? 'staff' : value,
    ]),
  );

/** One event of one chain: append-only. */
export const eventKind = /* @__PURE__ */ defineKind({
  name: 'event',
  table: 'ledger',
  key: ({ subject, n }: { readonly subject: string; readonly n: number }) => ({
    pk: chainPartition(subject),
    sk: String(n).padStart(DIGITS, '0'),
  }),
  body: eventBody,
  sealed: {},
  belongs: {
    person: { in: [CONSENTS, PERSONS], prefix: '' },
    case: { in: [CASES], prefix: '' },
  },
  exported: {
    how: 'shown',
    // Who of the staff it was stays in the ledger; the person learns that it was one.
    show: ({ at, type, by, reason, data }) =>
      // What an article forbids to tell the person is not told here either (S8).
      data?.['told'] === false
        ? {}
        : {
            ...{
              at,
              type,
              by: by.startsWith('staff:') ? 'staff' : by,
              reason,
              data: data && withoutStaff(data),
            },
          },
  },
  corrected: { how: 'never', because: 'the ledger only grows; a wrong entry is answered by another' },
  destroyed: { how: 'never', because: 'ids, codes and hashes; proof survives erasure (A1)' },
  kept: 'audit',
  begins: 'endless',
  witnessed: { how: 'itself' },
});

/**
 * Body of a daily root (A1): one signature over the root before and the heads of the chains that grew on its day. A day of
 * the ledger is a day of UTC.
 */
export const rootBody = z.object({
  /** Day it closes, `2026-12-07`. */
  day: z.string(),
  /** When it was signed (ISO instant). */
  at: z.string(),
  /** Heads that it signs. */
  chains: z.int(),
  /** SHA-256 (hex) over the pages of lines `subject n mac`, in their order. */
  heads: z.string(),
  /** How many pages of each shard it signs. */
  pages: z.array(z.int()),
  /** Day and value of the root before; absent in the first. */
  previous: z.optional(z.object({ day: z.string(), root: z.string() })),
  /** Id of the key, and the Ed25519 signature (base64url) that makes it a compact JWS (roots.ts). */
  key: z.string(),
  signature: z.string(),
});
export type RootBody = z.infer<typeof rootBody>;

/** Where roots lie: one partition, in order of days. */
export const ROOTS = 'ROOTS';

export const rootKind = /* @__PURE__ */ defineKind({
  name: 'root',
  table: 'ledger',
  key: (day: string) => ({ pk: ROOTS, sk: `ROOT#${day}` }),
  body: rootBody,
  upgrades: [
    // Over all heads, under a keyed hash: what it said can be read, and verifies no more.
    ({ day, at, chains, heads, pages, key, mac }) => ({
      day,
      at,
      chains,
      heads,
      pages: [Number(pages)],
      key,
      signature: mac,
    }),
  ],
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'numbers and hashes over all chains, nothing about a person' },
  corrected: { how: 'never', because: 'the ledger only grows' },
  destroyed: { how: 'never', because: 'proof that nothing was cut off' },
  kept: 'audit',
  begins: 'endless',
  witnessed: { how: 'itself' },
});

/** A page of the heads that a day's root signs: lines, deflated. */
export const headsBody = z.object({ lines: z.instanceof(Uint8Array) });

/** Place of a page: a run that died has left some, and the next one goes on after them. */
export interface PagePlace {
  readonly day: string;
  readonly shard: number;
  readonly page: number;
}

export const pagesPartition = (day: string): string => `HEADS#${day}`;
export const shardPrefix = (shard: number): string => `${shard}#`;

export const headsKind = /* @__PURE__ */ defineKind({
  name: 'heads',
  table: 'ledger',
  key: ({ day, shard, page }: PagePlace) => ({
    pk: pagesPartition(day),
    sk: `${shardPrefix(shard)}${String(page).padStart(5, '0')}`,
  }),
  body: headsBody,
  sealed: { lines: { is: 'packed', holds: 'ids of chains, numbers and hashes' } },
  belongs: 'nobody',
  exported: { how: 'never', because: 'ids and hashes of all chains' },
  corrected: { how: 'never', because: 'the ledger only grows' },
  destroyed: { how: 'never', because: 'proof that nothing was cut off' },
  kept: 'audit',
  begins: 'endless',
  witnessed: { how: 'itself' },
});
