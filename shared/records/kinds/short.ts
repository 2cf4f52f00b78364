import * as z from 'zod/mini';
import { defineKind } from './kind.ts';

/** First answer to an idempotency key: what a replay needs to answer alike, and no more (G3). */
export const idempotencyBody = z.object({
  /** Keyed hash of the canonical body of the first request. */
  request: z.string(),
  /** Ids, revision, link generation … of the first answer: codes and numbers only. */
  answer: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type IdempotencyBody = z.infer<typeof idempotencyBody>;

export const idempotencyKind = /* @__PURE__ */ defineKind({
  name: 'idempotency',
  table: 'short',
  key: (hash: string) => ({ pk: `IDEM#${hash}`, sk: 'IDEM' }),
  body: idempotencyBody,
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'keyed hashes and ids, gone after two days' },
  corrected: { how: 'never', because: 'it records what was answered' },
  destroyed: { how: 'expires' },
  kept: 'idempotency',
  begins: 'expires',
  witnessed: { how: 'no', because: 'a memory of the answer, not of an act' },
});

export const counterKind = /* @__PURE__ */ defineKind({
  name: 'counter',
  table: 'short',
  key: ({ name, of, window }: { readonly name: string; readonly of: string; readonly window: number }) => ({
    pk: `COUNT#${name}#${of}`,
    sk: `W#${window}`,
  }),
  body: z.object({ n: z.number() }),
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'a number under a keyed hash, gone after two days' },
  corrected: { how: 'never', because: 'it only counts' },
  destroyed: { how: 'expires' },
  kept: 'counter',
  begins: 'expires',
  witnessed: { how: 'no', because: 'not about an act on personal data' },
});

/** A staff session of the desk; its id is the keyed hash of the cookie's secret (shared/identity/desk-sessions.ts). */
const sessionBody = z.object({
  /** OIDC subject and role. */
  sub: z.string(),
  role: z.string(),
  /** Name as the login gave it, sealed (G9), and the id of the program's key that sealed it. */
  sealed: z.optional(z.instanceof(Uint8Array)),
  keyId: z.optional(z.string()),
  /** Epoch ms. */
  since: z.number(),
  until: z.number(),
  /** When it was last used, to a few minutes; absent: not since it was opened. */
  seen: z.optional(z.number()),
});

export type SessionBody = z.infer<typeof sessionBody>;

export const sessionKind = /* @__PURE__ */ defineKind({
  name: 'session',
  table: 'short',
  key: (hash: string) => ({ pk: `SESSION#${hash}`, sk: 'SESSION' }),
  body: sessionBody,
  sealed: {
    sealed: {
      is: 'content',
      holds: 'name of a member of staff',
      under: { program: 'session' },
      opens: z.string(),
    },
  },
  belongs: 'staff',
  exported: { how: 'never', because: 'of staff, gone after their working day' },
  corrected: { how: 'never', because: 'ended by signing out' },
  destroyed: { how: 'expires' },
  kept: 'session',
  begins: 'expires',
  witnessed: { how: 'no', because: 'what is done in it leaves its own events' },
});

/**
 * What a one-time code is made of, beside the program's key: neither table nor key alone gives it away, and the letter
 * that carries it can be written again (G15, G16).
 */
export const codeSeed = z.object({
  /** 128 random bits, one per generation. */
  nonce: z.string(),
  /** Id of the program's key it is made with. */
  keyId: z.string(),
  /** 12 characters instead of 6 digits: the address had too many wrong tries. */
  long: z.boolean(),
  /** ISO instant until which the code holds. */
  until: z.string(),
  /** Codes sent so far; a resend replaces the code, never the tries. */
  generation: z.int(),
  used: z.optional(z.boolean()),
});
export type CodeSeed = z.infer<typeof codeSeed>;

/** A challenge: who holds its id may try a code (G16). The code itself is not stored. */
export const challengeBody = z.object({
  /** What the code proves, e.g. `claim-withdrawal`. */
  purpose: z.string(),
  /** Id of what it is about: a case reference, a person; empty where nobody has the address, so that no code is right. */
  about: z.string(),
  /** Keyed hash of the address it was sent to, for counting wrong tries per address. */
  address: z.string(),
  /** Id of another challenge, whose code is the right one here: above the day's number of letters all who ask share one. */
  shared: z.optional(z.string()),
  /** The current key's hash of it, where an older key's stood in the record: the rekey job may put it there meanwhile. */
  moved: z.optional(z.string()),
  ...codeSeed.shape,
});
export type ChallengeBody = z.infer<typeof challengeBody>;

export const challengeKind = /* @__PURE__ */ defineKind({
  name: 'challenge',
  table: 'short',
  key: (id: string) => ({ pk: `CHALLENGE#${id}`, sk: 'CHALLENGE' }),
  body: challengeBody,
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'keyed hashes and ids, gone after a day' },
  corrected: { how: 'never', because: 'a new code replaces it' },
  destroyed: { how: 'expires' },
  kept: 'challenge',
  begins: 'expires',
  witnessed: { how: 'no', because: 'what is proven by it leaves its own event' },
});
