import * as z from 'zod/mini';
import { BLOCK_KINDS, BLOCK_NEWS, BLOCK_SCOPES } from '../consent/block-kinds.ts';
import { CALLED_OFF } from './called-off.ts';

/** Who reads letters, by class: the requester of a case, the owner of a record, the staff. */
const READERS = {
  /** At the address of the case; of a request for somebody else: the person whose data it is about (S3). */
  requester: ['requester', 'subject'],
  /** The person at the address on file, at one that waits for its proof, at the one before (R5). */
  owner: ['owner', 'owner-new', 'owner-old'],
  staff: ['assignee', 'team', 'officers', 'auditor', 'head'],
  /** Somebody else who holds data of a case: a system of the operator's own, a recipient (X3). */
  other: ['other'],
} as const;
type ReaderClass = keyof typeof READERS;
export type ReaderIn<Class extends ReaderClass> = (typeof READERS)[Class][number];

/** Who gets a letter. */
export type LetterReader = ReaderIn<ReaderClass>;
export const LETTER_READERS = Object.values(READERS).flat() as [LetterReader, ...LetterReader[]];
/** The reader, if it is one of the class. */
export const readerIn = <Class extends ReaderClass>(
  of: Class,
  to: LetterReader,
): ReaderIn<Class> | undefined => {
  const readers: readonly ReaderIn<Class>[] = READERS[of];
  return readers.find((reader) => reader === to);
};

/** Readers of letters about a person's own record. */
export type OwnerReader = ReaderIn<'owner'>;
export type StaffReader = ReaderIn<'staff'>;

/** What an unproven person does that makes us write to an address: such letters are few a day and address (T3). */
export type LetterCause = 'claims' | 'requests' | 'agreements' | 'registrations' | 'address-changes';

/** When a letter about a case tells nothing any more; what each means stands in overtaken.ts. */
export type OvertakenWhen =
  | 'other-answered'
  | 'decided'
  | 'met'
  | 'not-overdue'
  | 'not-returned'
  | 'not-unconfirmed'
  | 'approved';

/**
 * A digest: one letter to one reader about many entries, at most one a day – of an address, where its readers are many.
 * `listed` entries are read when it leaves, from the list of what is so then; `collected` ones it carries itself.
 */
interface DigestFacts {
  readonly to: LetterReader;
  readonly entries: 'listed' | 'collected';
  /** Once it is queued, or at 08:00 of the next day (turns.ts). */
  readonly leaves: 'at-once' | 'morning';
}

/** What there is to know of a kind of letter, apart from its words and where they come from. */
export type LetterFacts = Facts &
  (
    | { readonly reader: Exclude<ReaderClass, 'owner'> }
    // The chain of a person has no event yet for a letter of which nothing was heard.
    | { readonly reader: 'owner'; readonly watched: false }
  );

interface Facts {
  /**
   * How often it leaves when nobody knows whether it did (N6). At least once, at the price of a double: what law or policy
   * asks for, and whatever somebody waits for without a page that would tell – its link is made again as the same one. At
   * most once: what holds nothing but a code, whose reader has the page before them that asks for the next one. An attempt
   * of unknown outcome may be made again only after its lease, and by then the code is dead.
   */
  readonly delivery: 'at-least-once' | 'at-most-once';
  /** Its arrival is waited for: without news for 72 hours, staff are told (K4). Letters to staff have the desk beside them. */
  readonly watched: boolean;
  /** May be printed and posted: it says the same by mail, on paper and in the bundle. */
  readonly printed: boolean;
  /**
   * It is of no use without its code: where that has run out, was followed by another or has done its work, the letter
   * stops as `code-expired`, and nobody is told.
   */
  readonly code?: true;
  /**
   * Caused by somebody unproven: counted by cause, address and day. When the day's letters are used up, a `merged` one goes
   * with the digest of the next morning; one that `waits` – it proves the address – has its turn, late (turns.ts).
   */
  readonly counted?: { readonly cause: LetterCause; readonly full: 'merged' | 'waits' };
  readonly overtaken?: OvertakenWhen;
  /** It is a digest (shared/letters/digests.ts). */
  readonly digest?: DigestFacts;
  /** Codes and dates that it carries from who queues it to who writes it; without it, none. */
  readonly data?: z.ZodMiniType<Readonly<Record<string, string | number | boolean | undefined>>>;
}

/** Which code of which challenge a letter carries, and whether all who ask share it. */
const codeData = z.object({
  challenge: z.string(),
  generation: z.number(),
  shared: z.optional(z.literal(true)),
});

/** Id of the clock that a letter to staff is about, where the case's own dates do not say it. */
const clockData = z.object({ clock: z.optional(z.string()) });
/** Whether another letter than the answer is meant. */
const otherLetter = z.optional(z.literal('other'));
/** Local day that a daily letter tells of. */
const dayData = z.object({ day: z.string() });
/** Entries that a digest has collected, as one text since a letter's data are flat, and how many there were (digest.ts). */
const collectedData = z.object({ ...dayData.shape, entries: z.string(), count: z.number() });

const TO_REQUESTER = {
  reader: 'requester',
  delivery: 'at-least-once',
  watched: true,
  printed: true,
} as const;
const TO_OWNER = { reader: 'owner', delivery: 'at-least-once', watched: false, printed: false } as const;
const TO_STAFF = { reader: 'staff', delivery: 'at-least-once', watched: false, printed: false } as const;
const TO_OTHER = { reader: 'other', delivery: 'at-least-once', watched: false, printed: false } as const;
/** Which ask of the case it is about, and whether it was asked before. */
const askData = z.object({ ask: z.string(), again: z.optional(z.literal(true)) });
const ONLY_A_CODE = {
  delivery: 'at-most-once',
  watched: false,
  printed: false,
  code: true,
  data: codeData,
} as const;

/**
 * Letters the program knows, each with its facts; what is particular to one is said nowhere else. Its words stand in
 * shared/letters, what they are made from beside them or in functions/letters (shared/letters/README.md, "Add a letter").
 */
export const LETTERS = {
  'claim-receipt': {
    ...TO_REQUESTER,
    counted: { cause: 'claims', full: 'merged' },
    // Held or put off for long enough, it could come after the answer.
    overtaken: 'decided',
  },
  'claim-answer': TO_REQUESTER,
  /** Receipt date corrected, clock recomputed. */
  'claim-corrected': TO_REQUESTER,
  'claim-withdrawal-code': { ...ONLY_A_CODE, reader: 'requester' },
  'claim-withdrawn': TO_REQUESTER,
  /** S2: number, dates, how they were counted. */
  'request-receipt': { ...TO_REQUESTER, overtaken: 'decided' },
  /** The same where nobody knows who has sent it: with the code that proves the address, and the link that says *not me*. */
  'request-unproven': {
    ...TO_REQUESTER,
    counted: { cause: 'requests', full: 'merged' },
    overtaken: 'decided',
  },
  /** S3: a new code. */
  'request-code': { ...ONLY_A_CODE, reader: 'requester' },
  'request-withdrawal-code': { ...ONLY_A_CODE, reader: 'requester' },
  'request-answer': TO_REQUESTER,
  /** Receipt date corrected, clocks recomputed (S5). */
  'request-corrected': TO_REQUESTER,
  /** S6: the link to everything held. */
  'request-disclosure': TO_REQUESTER,
  /** S5: the reasoned notice that a term is extended. */
  'request-extension': TO_REQUESTER,
  /** S1, 21(6): what cannot be destroyed now is blocked, and goes within six months. */
  'request-later': TO_REQUESTER,
  /** What was asked was taken back; what is checked all the same. */
  'request-withdrawn': TO_REQUESTER,
  /** S3: who asked for them may not any more; they are asked whether to go on. */
  'request-mandate-ended': TO_REQUESTER,
  /** S4, 18(3): the block is lifted though the check goes on. */
  'request-unblocked': TO_REQUESTER,
  /** Further receipts of one day merged for one address: references of its cases. */
  'receipts-digest': {
    ...TO_REQUESTER,
    printed: false,
    digest: { to: 'requester', entries: 'collected', leaves: 'morning' },
    data: collectedData,
  },

  /** To the assignee or the team. */
  'case-reminder': {
    ...TO_STAFF,
    overtaken: 'met',
    data: z.object({ milestone: z.string(), ...clockData.shape }),
  },
  'case-escalation': { ...TO_STAFF, overtaken: 'met', data: clockData },
  'case-due': { ...TO_STAFF, overtaken: 'met', data: clockData },
  'case-overdue': { ...TO_STAFF, overtaken: 'not-overdue', data: clockData },
  /** Task: a letter came back – the answer: go the postal way. `stopped`: it has never left. */
  'case-returned': {
    ...TO_STAFF,
    overtaken: 'not-returned',
    data: z.object({ letter: otherLetter, stopped: z.optional(z.literal(true)) }),
  },
  /** Task: no delivery event in 72 h. */
  'case-unconfirmed': {
    ...TO_STAFF,
    overtaken: 'not-unconfirmed',
    data: z.object({ letter: otherLetter }),
  },
  /** Task: who asks is for staff to find out – wrong codes, or the owner of the address says *not me* (S3, G16). */
  'request-handed': {
    ...TO_STAFF,
    overtaken: 'decided',
    data: z.object({ why: z.enum(['codes', 'hold', 'disowned']) }),
  },
  /** S3: no second officer, so the head of the company approves a destruction, by the link. */
  'erasure-approval': { ...TO_STAFF, overtaken: 'approved' },
  /** S3: a destruction is not approved in time, once a day. */
  'erasure-late': { ...TO_STAFF, overtaken: 'approved', data: z.object({ by: z.string() }) },
  /** S3: a destruction was cancelled; the case is the officers' again. */
  'erasure-cancelled': { ...TO_STAFF, data: z.object({ why: z.enum(CALLED_OFF) }) },
  /** X3: somebody who holds data of a case is asked to do something with them, for the first time or again. */
  'other-asked': { ...TO_OTHER, overtaken: 'other-answered', data: askData },
  /** X3: the code by which they are shown what it is about. */
  'other-code': { ...ONLY_A_CODE, reader: 'other', data: z.object({ ...codeData.shape, ask: z.string() }) },
  /** X3: they were asked three times and are silent. */
  'other-silent': { ...TO_STAFF, overtaken: 'other-answered', data: askData },
  /** What is due, once a day (D0). */
  'desk-digest': {
    ...TO_STAFF,
    digest: { to: 'officers', entries: 'listed', leaves: 'at-once' },
    data: dayData,
  },
  /** Letters wait for a person, once a day (T3). */
  'letters-held': {
    ...TO_STAFF,
    digest: { to: 'team', entries: 'listed', leaves: 'at-once' },
    data: dayData,
  },
  /** Acts of destruction that nobody has signed in three working days, once a day (order 179, S8). */
  'acts-unsigned': {
    ...TO_STAFF,
    digest: { to: 'officers', entries: 'listed', leaves: 'at-once' },
    data: dayData,
  },
  /** Daily signed root to the auditor: it carries the root, which the worker of letters may not read (A1). */
  'ledger-root': {
    ...TO_STAFF,
    data: z.object({
      ...dayData.shape,
      root: z.string(),
      signed: z.string(),
      keyId: z.string(),
      chains: z.number(),
    }),
  },
  /** Daily signed list of ids whose data were destroyed, to the auditor, in parts where it is long (S8). */
  'erased-list': {
    ...TO_STAFF,
    data: z.object({
      ...dayData.shape,
      part: z.number(),
      last: z.boolean(),
      ids: z.number(),
      signed: z.string(),
      keyId: z.string(),
    }),
  },

  /** R2: link and code that prove an address. */
  'registration-confirm': {
    ...TO_OWNER,
    code: true,
    counted: { cause: 'registrations', full: 'waits' },
  },
  /** R3: somebody registered an address that has an account. */
  'account-exists': { ...TO_OWNER, counted: { cause: 'registrations', full: 'waits' } },
  /** R4. */
  'sign-in-code': { ...ONLY_A_CODE, reader: 'owner' },
  /** R5: link and code that prove a new address. */
  'address-confirm': { ...TO_OWNER, counted: { cause: 'address-changes', full: 'waits' } },
  /** R5: to the new and the old address, which may undo it. */
  'address-changed': TO_OWNER,
  'address-undone': TO_OWNER,
  /** R5: an officer has released the hold; to both addresses. */
  'hold-released': TO_OWNER,
  /** S8: records are kept by law although they would be destroyed; not where the article forbids to say so. */
  'held-by-law': { ...TO_OWNER, data: z.object({ hold: z.string() }) },
  /** S4: what becomes of a block of their data; not who asked for it. */
  'block-news': {
    ...TO_OWNER,
    data: z.object({ block: z.enum(BLOCK_KINDS), news: z.enum(BLOCK_NEWS), scope: z.enum(BLOCK_SCOPES) }),
  },
  /** R7: a code asked for before something that cannot be undone. */
  /** `use`: for a request; absent, for closing the account. */
  'fresh-code': {
    ...ONLY_A_CODE,
    reader: 'owner',
    data: z.object({ ...codeData.shape, use: z.optional(z.literal('request')) }),
  },
  /** R7: with the link that cancels. */
  'closing-asked': TO_OWNER,
  'closing-cancelled': TO_OWNER,
  /** R7: the last letter. */
  'account-closed': TO_OWNER,
  /** P3: a new version is in force from `starts` on. */
  'policy-changed': {
    ...TO_OWNER,
    data: z.object({ version: z.string(), change: z.enum(['soft', 'hard']), starts: z.string() }),
  },
} as const satisfies { readonly [kind: string]: LetterFacts };

export type LetterKind = keyof typeof LETTERS;
export const LETTER_KINDS = Object.keys(LETTERS) as [LetterKind, ...LetterKind[]];

/** What there is to know of a kind, whatever is particular to it. */
export const factsOf = (kind: LetterKind): LetterFacts => LETTERS[kind];

/**
 * How a letter is counted (T3). The one that asks a person whether somebody may act for them proves who asks: it is never merged
 * with the receipts of others, and has letters of the day of its own (S3).
 */
export const countedAs = ({
  kind,
  to,
}: {
  readonly kind: LetterKind;
  readonly to: LetterReader;
}): LetterFacts['counted'] => {
  const { counted } = factsOf(kind);
  return counted !== undefined && to === 'subject' ? { cause: 'agreements', full: 'waits' } : counted;
};

/** Kinds whose facts are such: by reader, or those that may be printed. */
export type KindsWith<Facts> = {
  [K in LetterKind]: (typeof LETTERS)[K] extends Facts ? K : never;
}[LetterKind];
/** Letters to a requester that hold nothing but a code. */
export type CodeKind = KindsWith<{ readonly reader: 'requester'; readonly code: true }>;
export type PrintedKind = KindsWith<{ readonly printed: true }>;
/** Digests, by where their entries come from. */
export type DigestKind<Entries extends DigestFacts['entries']> = KindsWith<{
  readonly digest: { readonly entries: Entries };
}>;

/** What a letter of a kind carries; `undefined`: nothing. */
export type DataOf<K extends LetterKind> = (typeof LETTERS)[K] extends {
  readonly data: z.ZodMiniType<infer Data>;
}
  ? Data
  : undefined;

/** Reads what a letter carries; undefined when it is not what its kind says (`ok: false`), or nothing is to be carried. */
export function dataOf<K extends LetterKind>(
  kind: K,
  data: unknown,
): { readonly ok: true; readonly data: DataOf<K> } | { readonly ok: false } {
  const schema = factsOf(kind).data;
  if (schema === undefined) return { ok: true, data: undefined as DataOf<K> };
  const read = schema.safeParse(data ?? {});
  return read.success ? { ok: true, data: read.data as DataOf<K> } : { ok: false };
}
