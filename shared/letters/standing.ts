import type { DigestKind } from '../domain/letters/kinds.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import { type NewLetter, queuedLetter } from '../domain/letters/new-letter.ts';
import type { Standing } from '../records/kinds/kind.ts';
import { putNew } from '../records/kinds/kind.ts';
import { letterKind } from '../records/kinds/letters.ts';
import type { Write } from '../records/port.ts';

/** Letters that belong to no case and no person: digests, the daily root, the lists of what was destroyed. */
type StandingLetter = NewLetter<DigestKind<'listed' | 'collected'> | 'ledger-root' | 'erased-list'>;

const iso = (at: number) => new Date(at).toISOString();

/** To be sent at an instant, epoch ms. */
export const standingTodo = (at: number): NonNullable<Standing['todo']> => ({
  ...{ group: 'letter', at: iso(at), why: 'send' },
});

/**
 * Queues a letter that stands by itself. Its id says what there may be only one of, so that a second write is refused.
 * @param at instant at which it is queued; `leaves`: when it is to leave, at once if nothing else is said. Epoch ms.
 */
export const queueStanding = (
  letter: StandingLetter,
  language: LetterBody['language'],
  { at, leaves = at }: { readonly at: number; readonly leaves?: number },
): Write =>
  putNew(letterKind, { id: letter.id }, queuedLetter(letter, { language, at: iso(at) }), {
    todo: standingTodo(leaves),
  });
