import { type LetterBody, letterBody } from '../../domain/letters/letter.ts';
import { defineKind, type ExpectedEvent } from './kind.ts';
import { CASE, casePartition, PERSON, personPartition } from './partitions.ts';

/** The event each state of a letter needs, from the first to the latest. */
const LETTER_EVENTS: { readonly [status in LetterBody['status']]?: string } = {
  sent: 'letter-sent',
  delivered: 'letter-delivered',
  bounced: 'letter-bounced',
  complained: 'letter-complained',
  unconfirmed: 'letter-unconfirmed',
  stopped: 'letter-stopped',
  printed: 'letter-printed',
};

/** What the chain must tell of a letter, wherever it lies. */
export function letterOutcome(id: string, status: LetterBody['status']): readonly ExpectedEvent[] {
  const type = LETTER_EVENTS[status];
  return type === undefined ? [] : [{ type, data: { letter: id } }];
}

/** What the reader of letters is shown of one (S6): what it was and what became of it; the text is not kept. */
export type ShownLetter = Pick<
  LetterBody,
  'kind' | 'to' | 'language' | 'channel' | 'status' | 'at' | 'sentAt' | 'outcomeAt'
>;
export const shownLetter = ({
  kind,
  to,
  language,
  channel,
  status,
  at,
  sentAt,
  outcomeAt,
}: LetterBody): ShownLetter => ({ kind, to, language, channel, status, at, sentAt, outcomeAt });

/** Whose a letter is: of a case, of a person, or of neither (digests and roots, which lie on their own). */
export interface LetterPlace {
  readonly reference?: string | undefined;
  readonly person?: string | undefined;
  readonly id: string;
}

const letterPartition = ({ reference, person, id }: LetterPlace): string =>
  reference !== undefined
    ? casePartition(reference)
    : person !== undefined
      ? personPartition(person)
      : `MAIL#${id}`;

/** One letter with its attempts and outcome (N6). */
export const letterKind = /* @__PURE__ */ defineKind({
  name: 'letter',
  table: 'cases',
  key: (place: LetterPlace) => ({ pk: letterPartition(place), sk: `LETTER#${place.id}` }),
  body: letterBody,
  sealed: {},
  belongs: { person: { in: [PERSON], prefix: 'LETTER#' }, case: { in: [CASE], prefix: 'LETTER#' } },
  exported: { how: 'shown', show: (body) => shownLetter(body) },
  corrected: { how: 'never', because: 'it records what was sent' },
  destroyed: { how: 'deleted' },
  kept: 'case-file',
  // One of a case goes with the case.
  begins: ({ reference, at }) => (reference === undefined ? at : undefined),
  witnessed: {
    how: 'events',
    // The event of its chunk tells of a letter that is one of many.
    chain: (body) => (body.mailing === undefined ? (body.reference ?? body.person) : undefined),
    expected: ({ id, status }) => letterOutcome(id, status),
  },
});
