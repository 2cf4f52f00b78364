import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { Change } from '../../../shared/domain/cases/change.ts';
import type { CommonCommand } from '../../../shared/domain/cases/common-acts.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { caseOf, type KnownCase } from '../../../shared/domain/cases/kinds.ts';
import { milestonesOf } from '../../../shared/domain/cases/planned.ts';
import type { Asking, CaseState } from '../../../shared/domain/cases/type.ts';
import type { ClaimOnly } from '../../../shared/domain/claims/acts.ts';
import { type OpenClaim, openClaim } from '../../../shared/domain/claims/open.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { queuedLetter } from '../../../shared/domain/letters/new-letter.ts';

/** What staff or the requester ask to be done with a claim. */
export type ClaimCommand = CommonCommand | ClaimOnly;

/** Ids in order, so that tests can name them. */
export const ids = (prefix = 'id') => {
  let n = 0;
  return () => {
    n += 1;
    return `${prefix}-${n}`;
  };
};

export const at = (iso: string): number => Date.parse(iso);

/** Monday 23 November 2026, 10:15 in Moscow: its 30th day is Wednesday 23 December, a working day. */
export const RECEIVED = '2026-11-23T07:15:00.000Z';

export const aCommand = (changes: Partial<OpenClaim> = {}): OpenClaim => ({
  reference: 'PD-2026-K7M4QX-9',
  language: 'ru',
  channel: 'web',
  hasEmail: true,
  hasPostalAddress: false,
  by: 'requester',
  link: { id: 'link', nonce: 'nonce', generation: 1 },
  ...changes,
});

/** A claim opened at `received`. */
export function aClaim(changes: Partial<OpenClaim> = {}, received = RECEIVED): CaseState<KnownCase> {
  const opened = openClaim(aCommand(changes), at(received), ids());
  if (!opened.ok) throw new Error(opened.refusal.code);
  return stateAfter(caseOf(opened.value.body), opened.value);
}

/** The state after a change. */
export function stateAfter(before: CaseState, made: Change): CaseState<KnownCase> {
  const todo = made.todo === undefined ? before.todo : (made.todo ?? undefined);
  return caseOf(made.body as KnownCase, todo);
}

export const officer = (iso: string): Asking => ({ by: 'staff:officer', at: at(iso), newId: ids('new') });

/** What is planned for the wait that begins at `from` (epoch ms): it lasts until the next milestone. */
export function plannedFrom(state: CaseState, from: number): { from: string; until?: string } {
  const next = milestonesOf(state).find((milestone) => milestone.at > from);
  return {
    from: new Date(from).toISOString(),
    ...(next === undefined ? {} : { until: new Date(next.at).toISOString() }),
  };
}

/** Does an act that must be lawful. */
export function act(state: CaseState, command: ClaimCommand, asking: Asking): Change {
  const made = decideAct(state, command, asking);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

/** The answer's letter of an answered claim. */
export function answerLetter(made: Change): LetterBody {
  const letter = made.letters.find((one) => one.kind === 'claim-answer');
  if (letter === undefined) throw new Error('no answer');
  return queuedLetter(letter, {
    ...{ reference: made.body.reference, language: 'ru', at: lastAnswer(made.body)?.at ?? '' },
  });
}
