import type { BlockKind } from '../consent/block-kinds.ts';

/**
 * What can be asked for in a request (S1). A request has a part for each kind that is asked, with a decision of its own:
 * one letter that asks for erasure and a copy is one case with two parts.
 */

/** What a decision waits for before it can be a yes: the event that says it was carried out. */
export type CarriedOut =
  | 'corrected'
  | 'destroyed'
  | 'kept'
  | 'stopped'
  | 'made-lawful'
  | 'unpublished'
  | 'consents-withdrawn'
  | 'found-lawful'
  | 'found-unlawful';

/** Everything that there is to know of a kind of part. */
export interface PartFacts {
  /**
   * Why data are blocked while the part is checked [4.2.4]; absent where nothing is blocked: who asks to see, to stop or
   * to take back alleges nothing (S4).
   */
  readonly blocks?: Exclude<BlockKind, 'destruction'>;
  /** One of these must have happened before the part can be answered with a yes; none where the answer itself is the act. */
  readonly carriedOutBy: readonly CarriedOut[];
  /** Whether the requester is to prove the allegation, and a clock starts on the day on which the proof came (S2). */
  readonly evidence: boolean;
  /** Whether it is examined although nobody knows who asks; what is disclosed, changed or destroyed needs proof all the same. */
  readonly examinedUnproven: boolean;
  /** Who may ask for it; all when absent. */
  readonly by?: readonly ('subject' | 'representative' | 'authority' | 'operator')[];
}

const ANSWERED = { carriedOutBy: [], evidence: false, examinedUnproven: false } as const;

export const PARTS = {
  /** Everything held, and each point of 14(7). */
  access: { ...ANSWERED },
  correction: { ...ANSWERED, blocks: 'inaccuracy', carriedOutBy: ['corrected'], evidence: true },
  /** The consent is withdrawn and the data are to go. */
  erasure: { ...ANSWERED, carriedOutBy: ['destroyed', 'kept'] },
  /** Data are said to be obtained unlawfully, or not to be needed. */
  'erasure-unlawful': {
    ...ANSWERED,
    blocks: 'unlawful-use',
    carriedOutBy: ['destroyed', 'kept'],
    evidence: true,
  },
  'withdraw-consent': { ...ANSWERED, carriedOutBy: ['consents-withdrawn'] },
  stop: { ...ANSWERED, carriedOutBy: ['stopped'] },
  'objection-promotions': { ...ANSWERED, carriedOutBy: ['stopped'] },
  'objection-automated': { ...ANSWERED },
  /** Data are said to be used unlawfully. */
  complaint: {
    ...ANSWERED,
    blocks: 'unlawful-use',
    carriedOutBy: ['found-lawful', 'found-unlawful'],
    examinedUnproven: true,
  },
  unpublish: { ...ANSWERED, carriedOutBy: ['unpublished'] },
  /** What an authority is answered, beside whatever it alleges. */
  information: { ...ANSWERED, by: ['authority'] },
} as const satisfies { readonly [part: string]: PartFacts };

export type PartKind = keyof typeof PARTS;
export const PART_KINDS = /* @__PURE__ */ Object.keys(PARTS) as [PartKind, ...PartKind[]];

/** What there is to know of a kind of part. */
export const partFacts = (part: PartKind): PartFacts => PARTS[part];
