import * as z from 'zod/mini';
import { ask } from './asks.ts';
import { erasureRun } from './erasure-run.ts';
import { PART_KINDS } from './parts.ts';

/** Who asks (S3): the person, somebody for them, an authority – or the operator, who has found something (S2). */
export const REQUESTERS = ['subject', 'representative', 'authority', 'operator'] as const;
export type Requester = (typeof REQUESTERS)[number];

/** Whether a person asks, or somebody for them: who that is must be known before anything is done for them (S3). */
export const isPersons = (by: Requester): boolean => by === 'subject' || by === 'representative';

/** Authority to act for somebody [4.2.4, 9(7)]: looked at, never copied. */
export const AUTHORITIES_TO_ACT = ['power', 'parent', 'guardian', 'heir'] as const;

/** How it became known who asks. `session`: signed in, with a fresh code where something is disclosed or destroyed. */
export const PROOFS = ['session', 'code', 'document', 'authority-to-act', 'list', 'not-needed'] as const;

/** Why a part is refused (S5): a closed list; each has its article and its sentence. */
export const REFUSAL_GROUNDS = [
  'early-repeat', // 14(4)-(6): within 30 days of an answer that was complete
  'form', // 14(3): what a request must name is missing, and was asked for
  'not-proven', // nobody knows that the person asks
  'kept-by-law',
  'kept-for-dispute',
  'data-of-others',
  'nothing-held', // in this program and the systems asked nothing is held under this address
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** Where a part stands. `done`: what was asked is carried out, and is still to be answered. */
export const PART_STATES = ['asked', 'done', 'answered', 'refused', 'withdrawn'] as const;

const part = z.object({
  part: z.enum(PART_KINDS),
  state: z.enum(PART_STATES),
  /** Why it was refused. */
  ground: z.optional(z.enum(REFUSAL_GROUNDS)),
  /** Whether it was granted in part only. */
  partly: z.optional(z.boolean()),
  /** Letter of its answer. */
  letter: z.optional(z.string()),
  /** Day on which the proof came, or on which unlawful use was found, and what was found. */
  evidenceOn: z.optional(z.string()),
  foundOn: z.optional(z.string()),
  found: z.optional(z.enum(['lawful', 'unlawful'])),
  /** The requester asks for it no more; the check goes on (S4). */
  takenBack: z.optional(z.boolean()),
  /** Letter of the notice that the block is lifted though the check goes on, because it would harm somebody's rights (S4). */
  lifted: z.optional(z.string()),
});
export type Part = z.infer<typeof part>;

/** Why a link to an export ended before its time: by its holder, by staff, or because something makes it wrong (S6). */
export const LINK_ENDS = ['ended-by-holder', 'ended-by-staff'] as const;
export type LinkEnd = (typeof LINK_ENDS)[number];

/** Why the program does not disclose by itself what was asked for in a session (R5): an officer does. */
export const DISCLOSURE_HELD = [
  'no-account',
  'address-held', // 72 hours after a change of address
  'address-differs', // the answer would go elsewhere than to the address on file
] as const;
export type DisclosureHeld = (typeof DISCLOSURE_HELD)[number];

/** The link by which everything held is disclosed (S6, G15); the record that it is about is the case itself. */
const disclosure = z.object({
  nonce: z.string(),
  generation: z.int(),
  /** ISO instant. */
  until: z.string(),
  ended: z.optional(z.enum(LINK_ENDS)),
  /** Instant until which internal notes are in it: an officer has looked at all that were written by then. */
  notes: z.optional(z.string()),
});
export type Disclosure = z.infer<typeof disclosure>;

/** What only a request has; codes and dates: what was typed is sealed. */
export const requestOwn = z.object({
  regimes: z.array(z.enum(['ru', 'gdpr'])),
  by: z.enum(REQUESTERS),
  /** Whether it is known that the person asks, or may be asked for. */
  proof: z.object({
    state: z.enum(['unproven', 'proven', 'lapsed', 'disowned']),
    how: z.optional(z.enum(PROOFS)),
    at: z.optional(z.string()),
    /** The code that was sent last: beside the case's own link all that it is made of (G16). */
    code: z.optional(
      z.object({
        generation: z.int(),
        keyId: z.string(),
        until: z.string(),
        long: z.optional(z.literal(true)),
        /** Sent once to all who ask for this address (shared/records/codes.ts). */
        shared: z.optional(z.literal(true)),
        used: z.optional(z.literal(true)),
      }),
    ),
    /** Wrong codes used the tries up: staff find out who asks, and the request lives on (G16). */
    handed: z.optional(z.literal(true)),
    /** The person for whom a representative asks has agreed by code. */
    agreedAt: z.optional(z.string()),
    /** What was typed has been destroyed: nobody has proven it (S3). */
    forgottenAt: z.optional(z.string()),
  }),
  /** A representative's authority to act, as it was seen; its number lies sealed. */
  mandate: z.optional(
    z.object({
      kind: z.enum(AUTHORITIES_TO_ACT),
      issuedOn: z.optional(z.string()),
      validUntil: z.optional(z.string()),
      /** Day from which it holds no more, once that is on record: revoked, or at its end. */
      endedOn: z.optional(z.string()),
      /** Instant at which the person has taken the request on themselves. */
      takenOnAt: z.optional(z.string()),
    }),
  ),
  parts: z.array(part),
  /** Notices of an extension: which clock, and the rule it had before. */
  extensions: z.optional(
    z.array(
      z.object({ clock: z.string(), letter: z.string(), state: z.enum(['noticed', 'extended', 'returned']) }),
    ),
  ),
  disclosure: z.optional(disclosure),
  /** The destruction that officers decide on, the latest. */
  erasure: z.optional(erasureRun),
  /** Who else holds the data, what they were asked to do, and what they said. */
  asks: z.optional(z.array(ask)),
  /** Reference of the case that it was joined to. */
  joinedTo: z.optional(z.string()),
  /** References of the duplicates whose parts it has taken over. */
  joinedFrom: z.optional(z.array(z.string())),
});
export type RequestOwn = z.infer<typeof requestOwn>;
