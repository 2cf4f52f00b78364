import type { Hold } from './hold.ts';
import {
  type DataOf,
  factsOf,
  type KindsWith,
  type LETTERS,
  type LetterKind,
  type ReaderIn,
} from './kinds.ts';
import type { LetterBody } from './letter.ts';

/** What a letter of a kind is given to carry: nothing, something, or something that may be left out. */
type Carried<K extends LetterKind> =
  DataOf<K> extends undefined
    ? { readonly data?: never }
    : Record<never, never> extends DataOf<K>
      ? { readonly data?: DataOf<K> }
      : { readonly data: DataOf<K> };

/** A letter to be queued; its kind says who may read it and what it carries. Ids are given by the caller's source of randomness. */
export type NewLetter<Kind extends LetterKind = LetterKind> = {
  [K in Kind]: {
    readonly id: string;
    readonly kind: K;
    readonly to: ReaderIn<(typeof LETTERS)[K]['reader']>;
    readonly channel?: 'mail' | 'print';
    /** It leaves from then on, ISO instant; at once if not said. */
    readonly notBefore?: string;
    /** Held back, and why. */
    readonly heldFor?: Hold;
    /** Id of the sealed text it carries. */
    readonly text?: string;
  } & Carried<K>;
}[Kind];

/** Letters of a case. */
export type CaseLetter = NewLetter<KindsWith<{ readonly reader: 'requester' | 'staff' | 'other' }>>;
/** Letters about a person's own record. */
export type PersonLetter = NewLetter<KindsWith<{ readonly reader: 'owner' }>>;

/** Whose a queued letter is, its language, and the instant at which it was queued, ISO UTC. */
interface Queued {
  /** Case, or person; neither for digests, roots, and letters that stand in for one to nobody (G7). */
  readonly reference?: string | undefined;
  readonly person?: string | undefined;
  readonly language: LetterBody['language'];
  readonly at: string;
  /** The mailing of which it is a part. */
  readonly mailing?: string | undefined;
}

/** Body of a queued letter as it is stored (N6). */
export function queuedLetter(
  letter: NewLetter,
  { reference, person, language, at, mailing }: Queued,
): LetterBody {
  const { id, kind, to, channel = 'mail', heldFor, text, data } = letter;
  return {
    id,
    ...(reference === undefined ? {} : { reference }),
    ...(person === undefined ? {} : { person }),
    ...(mailing === undefined ? {} : { mailing }),
    kind,
    to,
    language,
    channel,
    status: heldFor === undefined ? 'queued' : 'held',
    at,
    delivery: factsOf(kind).delivery,
    attempts: [],
    ...(heldFor === undefined ? {} : { heldFor }),
    ...(text === undefined ? {} : { text }),
    ...(data === undefined ? {} : { data: flat(data) }),
  };
}

/** Without what is left out: a stored letter has no empty fields. */
const flat = (data: NonNullable<NewLetter['data']>): NonNullable<LetterBody['data']> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** The same letter for other staff; what it carries was typed when it was queued. */
export const readdressed = ({ kind, data }: LetterBody, to: ReaderIn<'staff'>, id: string): CaseLetter =>
  ({ id, kind, to, ...(data === undefined ? {} : { data }) }) as CaseLetter;
