import * as z from 'zod/mini';
import { SERVED } from '../consent/events.ts';
import { firstLetterBody } from './first-letter.ts';

/** Sealed values and wrapped keys. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/**
 * `unconfirmed`: typed by somebody, nothing proven, destroyed after seven days (R2). `proved`: the letter's link has proven
 * the address and nothing else – what was typed is not yet anybody's own, there is no account, and the seven days go on (R1).
 * `closing`: asked to be closed (R7).
 */
export const PERSON_STATES = ['unconfirmed', 'proved', 'active', 'closing'] as const;

/** Whether an account was made, by the person's own recorded choice (R1). */
export const hasAccount = ({ state }: Pick<ProfileBody, 'state'>): boolean =>
  state === 'active' || state === 'closing';

/** What a person typed (sealed). `newEmail` waits for its proof, `oldEmail` may still undo a change (R5). */
export const personDetails = z.object({
  email: z.string(),
  name: z.string(),
  phone: z.optional(z.string()),
  organisation: z.optional(z.string()),
  newEmail: z.optional(z.string()),
  oldEmail: z.optional(z.string()),
});
export type PersonDetails = z.infer<typeof personDetails>;

/** What links and codes of one purpose are made of (G15, G16); their record id is the person's. */
const proof = z.object({
  /** 128 random bits, one per generation. */
  nonce: z.string(),
  generation: z.int(),
  /** ISO instant at which the link ends. */
  until: z.string(),
  /** Id of the program's key that codes are made with; codes end earlier than links. */
  keyId: z.optional(z.string()),
  codeUntil: z.optional(z.string()),
  long: z.optional(z.boolean()),
});
export type PersonProof = z.infer<typeof proof>;

/** A consent chosen before the address was proven: becomes an event then, with the time it was given (C2, C7). */
const choice = z.object({
  purpose: z.string(),
  act: z.enum(['give', 'refuse']),
  /** Version and hash of the text, the mark of the proof that it was shown, and to whom that was served. */
  text: z.string(),
  hash: z.string(),
  language: z.enum(['ru', 'en']),
  shown: z.string(),
  proof: z.string(),
  served: z.optional(z.enum(SERVED)),
  at: z.string(),
});
export type Choice = z.infer<typeof choice>;

/** Body of kind `profile`: one person. Personal data only inside `sealed`; the rest is ids, codes, dates and keyed hashes (G9). */
export const profileBody = z.object({
  person: z.string(),
  state: z.enum(PERSON_STATES),
  /** Counts changes of the record. */
  revision: z.int(),
  language: z.enum(['ru', 'en']),
  /** ISO instants. */
  registeredAt: z.string(),
  /** The letter's link has proven the address. */
  provedAt: z.optional(z.string()),
  confirmedAt: z.optional(z.string()),
  /** Keyed look-up hash of the address. */
  lookup: z.string(),
  /** Its hashes under the other keys of the program, while the address is not proven: its door cannot open the address. */
  lookups: z.optional(z.array(z.string())),
  /** The data key of class *profile*, wrapped, and the sealed {@link PersonDetails}. */
  key: bytes,
  sealed: bytes,
  /** Version of the policy that was acknowledged, and when (R1, P3); by whoever typed the form while there is no account. */
  policy: z.object({ version: z.string(), hash: z.string(), at: z.string() }),
  /** What the link and code are made of that prove the address, and the handle of the browser that registered. */
  confirm: z.optional(proof),
  handle: z.optional(z.string()),
  /** The address had an account already: its owner is told so, and nothing here can be confirmed (R3, G7). */
  known: z.optional(z.boolean()),
  choices: z.optional(z.array(choice)),
  /** The first letter lies in the record itself: one item less at the price of a letter (budget of a registration). */
  letter: z.optional(firstLetterBody),
  /** A change of address that waits for its proof (R5). */
  change: z.optional(
    z.object({
      ...proof.shape,
      lookup: z.string(),
      at: z.string(),
      /** The new address is somebody's already: its owner is told, and no code is right (G7). */
      known: z.optional(z.boolean()),
    }),
  ),
  /** When the address last changed, and until when the old one may undo it. */
  changedAt: z.optional(z.string()),
  /** When an officer released the hold that followed that change; the old address may undo it all the same. */
  releasedAt: z.optional(z.string()),
  /** Codes to sign in that were sent until then sign nobody in: they went to an address that is not the person's now. */
  codesFrom: z.optional(z.string()),
  /** A change was undone: until then the address that was put in is kept, so that it can be told. */
  undone: z.optional(z.object({ until: z.string() })),
  undo: z.optional(z.object({ ...proof.shape, lookup: z.string() })),
  /** Asked to be closed at `at`, done from `due` on; the link cancels it (R7). */
  closing: z.optional(
    z.object({
      ...proof.shape,
      at: z.string(),
      due: z.string(),
      letter: z.optional(z.string()),
      /** When it is looked at before that day: an authority to act ends meanwhile (S3). */
      look: z.optional(z.string()),
      /** Reference of the request that asked for it, if it was one (S8). */
      case: z.optional(z.string()),
    }),
  ),
});
export type ProfileBody = z.infer<typeof profileBody>;

/** What the record of a person wants done next. `send`: its first letter; the others are the sweep's. */
export interface PersonTodo {
  readonly group: 'letter' | 'person' | 'erasure';
  readonly why: 'send' | 'destroy' | 'change' | 'undo' | 'close';
  /** ISO instant. */
  readonly at: string;
}

/** Days after which a registration that nobody confirmed is destroyed (R2). */
export const UNCONFIRMED_DAYS = 7;
const DAY_MS = 86_400_000;

/** When a registration is destroyed of which no account was made, ISO (R2). */
export const unconfirmedUntil = ({ registeredAt }: Pick<ProfileBody, 'registeredAt'>): string =>
  new Date(Date.parse(registeredAt) + UNCONFIRMED_DAYS * DAY_MS).toISOString();

/** What a sweep has to do about a person, and when: the earliest of what the record says. */
export function personTodo(body: ProfileBody): PersonTodo | undefined {
  const wanted: PersonTodo[] = [];
  const add = (why: PersonTodo['why'], at: string | undefined, group: PersonTodo['group'] = 'person') => {
    if (at !== undefined) wanted.push({ group, why, at });
  };
  if (!hasAccount(body)) add('destroy', unconfirmedUntil(body));
  add('change', body.change?.until);
  add('change', body.undone?.until);
  add('undo', body.undo?.until);
  add('close', body.closing?.look ?? body.closing?.due, 'erasure');
  return wanted.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
}
