import { answerBy } from '../../shared/domain/cases/answers.ts';
import { type Change, change, type NewEvent } from '../../shared/domain/cases/change.ts';
import type { CommonEvent } from '../../shared/domain/cases/events.ts';
import { letterBounced, letterEvent, letterStopped } from '../../shared/domain/cases/letters.ts';
import type { CaseState } from '../../shared/domain/cases/type.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { leavesUntold } from '../../shared/domain/letters/lost.ts';
import { readdressed } from '../../shared/domain/letters/new-letter.ts';
import type { StopReason } from '../../shared/domain/letters/state.ts';
import type { NewPersonEvent, PersonEventType } from '../../shared/domain/registration/events.ts';

/** An event about the letter alone: the case stays as it is. */
export const noted =
  (type: CommonEvent, letter: LetterBody, data?: NonNullable<NewEvent['data']>) => (state: CaseState) =>
    change(state.body, { events: [letterEvent(type, letter, data)] });

/**
 * What the person's chain tells of a letter about a person; nothing for letters of cases, which have a chain of their own, nor
 * for one that is part of a mailing.
 * The event of a sending has the template and the SHA-256 of what was sent: a first letter keeps them no longer.
 */
export function personNews(
  type: Extract<PersonEventType, `letter-${string}`>,
  { person, id, kind, template, hash, mailing }: LetterBody,
  data: NonNullable<NewPersonEvent['data']> = {},
): readonly NewPersonEvent[] {
  if (person === undefined || mailing !== undefined) return [];
  const proof =
    type === 'letter-sent' && template !== undefined && hash !== undefined ? { template, hash } : {};
  return [{ type, by: 'system', data: { letter: id, kind, ...proof, ...data } }];
}

/**
 * The letter came back. An answer reopens its case (claims domain). Any other letter to the requester leaves a task:
 * the answer would hardly arrive there either (N4). A reminder to one member of staff goes to the team instead.
 */
export const returned = (
  state: CaseState,
  letter: LetterBody,
  at: number,
  why: string,
  newId: () => string,
): Change => withTask(letterBounced(state, letter, at, why, newId), letter, newId);

/** The letter will not be sent. A legal one – to the requester, at least once (N6) – is a returned one at once (K4). */
export function givenUp(
  state: CaseState,
  letter: LetterBody,
  at: number,
  why: StopReason,
  newId: () => string,
): Change {
  const legal = letter.to === 'requester' && letter.delivery === 'at-least-once' && leavesUntold(why);
  if (!legal) return noted('letter-stopped', letter, { why })(state);
  return withTask(letterStopped(state, letter, at, why, newId), letter, newId, { stopped: true });
}

/** Somebody is told of a letter that moved no case. */
function withTask(
  made: Change,
  letter: LetterBody,
  newId: () => string,
  data: { readonly stopped?: true } = {},
): Change {
  if (made.letters.length > 0) return made;
  const { assignee } = made.body;
  if (letter.to === 'assignee') return { ...made, letters: [readdressed(letter, 'team', newId())] };
  if (letter.to !== 'requester' || answerBy(made.body, letter.id) !== undefined) return made;
  const to = assignee === undefined ? 'team' : 'assignee';
  return {
    ...made,
    letters: [{ id: newId(), kind: 'case-returned', to, data: { ...data, letter: 'other' } }],
  };
}
