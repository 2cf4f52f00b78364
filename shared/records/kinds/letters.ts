import type { LetterBody } from '../../domain/cases/letter.ts';
import type { ExpectedEvent } from './kind.ts';

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
