import * as z from 'zod/mini';
import { destructionBody, destructionNames } from '../../domain/registration/destruction.ts';
import { firstLetterId, firstLetterOf } from '../../domain/registration/first-letter.ts';
import {
  hasAccount,
  type ProfileBody,
  personDetails,
  profileBody,
} from '../../domain/registration/person.ts';
import { defineKind } from './kind.ts';
import { letterOutcome, shownLetter } from './letters.ts';
import { PERSON, personPartition } from './partitions.ts';

/** The data key of a person's profile: one per person and retention class, so that classes end apart (S8). */
export const profileContext = (person: string) => ({ purpose: 'profile', id: person });
/** The act of a destruction outlives the profile: its data key is of a class of its own. */
export const proofContext = (act: string) => ({ purpose: 'proof', id: act });

/** The first letter lies in the record itself. */
const shownFirst = (host: Parameters<typeof firstLetterOf>[0]) => {
  const letter = firstLetterOf(host);
  return letter && shownLetter(letter);
};

/** A person: registered, confirmed, closing. */
export const profileKind = /* @__PURE__ */ defineKind({
  name: 'profile',
  table: 'people',
  key: (person: string) => ({ pk: personPartition(person), sk: 'PROFILE' }),
  body: profileBody,
  sealed: {
    key: { is: 'data-key', context: ({ person }) => profileContext(person) },
    sealed: {
      is: 'content',
      holds: 'address, name, phone, organisation',
      under: 'own',
      opens: personDetails,
    },
  },
  belongs: { person: { in: [PERSON], prefix: 'PROFILE' } },
  exported: {
    how: 'shown',
    show: (
      { person, state, revision, language, registeredAt, provedAt, confirmedAt, policy, ...body },
      { sealed },
    ) => ({
      ...{ person, state, revision, language, registeredAt, provedAt, confirmedAt },
      details: sealed,
      policy: { version: policy.version, at: policy.at },
      choices: body.choices?.map(({ purpose, act, text, at }) => ({ purpose, act, text, at })),
      addressChangedAt: body.changedAt,
      closing: body.closing && { at: body.closing.at, due: body.closing.due },
      letter: shownFirst({ person, language, ...body }),
    }),
  },
  corrected: { how: 'act', act: 'profile', fields: ['sealed', 'language'] },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  begins: 'with-owner',
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

export const addressKind = /* @__PURE__ */ defineKind({
  name: 'address',
  table: 'people',
  key: (lookup: string) => ({ pk: `ADDRESS#${lookup}`, sk: 'ADDRESS' }),
  body: addressBody,
  sealed: {},
  belongs: {
    person: {
      apart: ({ person }) => person,
      named: {
        by: 'profile',
        ids: ({ lookup, undo }: ProfileBody) => [lookup, ...(undo === undefined ? [] : [undo.lookup])],
      },
    },
  },
  exported: { how: 'never', because: 'a keyed hash; the address itself stands in the profile' },
  corrected: { how: 'act', act: 'address', fields: ['person', 'until'], copies: ['email'] },
  destroyed: { how: 'deleted' },
  kept: 'address',
  begins: 'with-owner',
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

export type PersonSessionBody = z.infer<typeof personSessionBody>;

const SESSION = 'SESSION#';
const DAY_MS = 86_400_000;

/** Where a sign-in came from: kept for the person to recognise it, as long as technical data are kept (T1). */
export const sessionOrigin = z.object({ agent: z.string(), network: z.string() });
export type SessionOrigin = z.infer<typeof sessionOrigin>;

/** Epoch second from which nothing is kept of a session: its term after the last use, never before its own end (T1). */
export const sessionExpiry = ({
  since,
  seen = since,
  ended,
  until,
  technicalDays = 0,
}: PersonSessionBody): number =>
  Math.ceil(Math.max(Math.max(seen, ended ?? 0) + technicalDays * DAY_MS, ended ?? until) / 1000);

const isoOf = (ms: number): string => new Date(ms).toISOString();

export const personSessionKind = /* @__PURE__ */ defineKind({
  name: 'person-session',
  table: 'short',
  key: ({ person, sid }: { readonly person: string; readonly sid: string }) => ({
    pk: personPartition(person),
    sk: SESSION + sid,
  }),
  body: personSessionBody,
  sealed: {
    sealed: {
      is: 'content',
      holds: 'browser and network of a sign-in',
      under: { program: 'session' },
      opens: sessionOrigin,
    },
  },
  belongs: { person: { in: [PERSON], prefix: SESSION } },
  exported: {
    how: 'shown',
    show: (body, { sealed }, { sk }) => ({
      id: sk.slice(SESSION.length),
      since: isoOf(body.since),
      seen: body.seen === undefined ? undefined : isoOf(body.seen),
      until: isoOf(body.ended ?? body.until),
      ended: body.ended !== undefined,
      keptUntil: isoOf(sessionExpiry(body) * 1000),
      ...sealed,
    }),
  },
  corrected: { how: 'never', because: 'it records a sign-in; ended by signing out' },
  destroyed: { how: 'deleted' },
  kept: 'person-session',
  begins: 'expires',
  witnessed: { how: 'no', because: 'the event "signed-in" tells of it' },
});

/**
 * The act of a destruction (order 179, p. 3): it names the person, so it has a data key of a class of its own and outlives
 * the profile's by three years.
 */
export const destructionKind = /* @__PURE__ */ defineKind({
  name: 'destruction',
  table: 'people',
  key: ({ person, act }: { readonly person: string; readonly act: string }) => ({
    pk: personPartition(person),
    sk: `DESTRUCTION#${act}`,
  }),
  body: destructionBody,
  sealed: {
    key: { is: 'data-key', context: ({ act }) => proofContext(act) },
    sealed: {
      is: 'content',
      holds: 'name of whose data went, and officers',
      under: 'own',
      opens: destructionNames,
    },
    signature: {
      is: 'content',
      holds: 'e-signature of the act',
      under: 'own',
      opens: z.string(),
    },
  },
  belongs: { person: { in: [PERSON], prefix: 'DESTRUCTION#' } },
  exported: {
    how: 'shown',
    show: ({ at, why, what, how, system }, { sealed }) => ({
      at,
      why,
      what,
      how,
      system,
      name: sealed?.name,
    }),
  },
  corrected: { how: 'never', because: 'it records what was done', copies: ['name'] },
  destroyed: { how: 'deleted' },
  kept: 'destruction-proof',
  begins: ({ at }) => at,
  witnessed: {
    how: 'events',
    chain: (body) => body.person,
    expected: ({ act, signed }) => [
      { type: 'destroyed', data: { act } },
      ...(signed === undefined ? [] : [{ type: 'act-signed', data: { act, on: signed.on } }]),
    ],
  },
});
