import { type CaseState, type Change, change, type NewEvent } from '../../shared/domain/cases/change.ts';
import type { CaseEventType } from '../../shared/domain/cases/events.ts';
import type { LetterBody } from '../../shared/domain/cases/letter.ts';
import { letterBounced, letterEvent } from '../../shared/domain/claims/letters.ts';
import type { NewPersonEvent, PersonEventType } from '../../shared/domain/registration/events.ts';

/** An event about the letter alone: the case stays as it is. */
export const noted =
  (type: CaseEventType, letter: LetterBody, data?: NonNullable<NewEvent['data']>) => (state: CaseState) =>
    change(state.body, { events: [letterEvent(type, letter, data)] });

/**
 * What the person's chain tells of a letter about a person; nothing for letters of cases, which have a chain of their own.
 * The event of a sending has the template and the SHA-256 of what was sent: a first letter keeps them no longer.
 */
export function personNews(
  type: Extract<PersonEventType, `letter-${string}`>,
  { person, id, kind, template, hash }: LetterBody,
  data: NonNullable<NewPersonEvent['data']> = {},
): readonly NewPersonEvent[] {
  if (person === undefined) return [];
  const proof =
    type === 'letter-sent' && template !== undefined && hash !== undefined ? { template, hash } : {};
  return [{ type, by: 'system', data: { letter: id, kind, ...proof, ...data } }];
}

/**
 * The letter came back. An answer reopens its case (claims domain). Any other letter to the requester leaves a task:
 * the answer would hardly arrive there either (N4). A reminder to one member of staff goes to the team instead.
 */
export function returned(
  state: CaseState,
  letter: LetterBody,
  at: number,
  why: string,
  newId: () => string,
): Change {
  const made = letterBounced(state, letter, at, why, newId);
  if (made.letters.length > 0) return made;
  if (letter.to === 'assignee')
    return {
      ...made,
      letters: [
        { id: newId(), kind: letter.kind, to: 'team', ...(letter.data ? { data: letter.data } : {}) },
      ],
    };
  if (letter.to !== 'requester' || state.body.answerLetter === letter.id) return made;
  const to = state.body.assignee === undefined ? 'team' : 'assignee';
  return { ...made, letters: [{ id: newId(), kind: 'case-returned', to, data: { letter: 'other' } }] };
}
