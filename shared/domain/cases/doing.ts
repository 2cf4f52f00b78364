import type { PrintedKind } from '../letters/kinds.ts';
import type { CaseLetter, NewLetter } from '../letters/new-letter.ts';
import type { CaseBody } from './case.ts';
import { type Change, change, type NewEvent, type NewText } from './change.ts';
import { waitingAfter } from './plan.ts';
import type { Doing } from './type.ts';

type Details = NonNullable<NewEvent['data']>;

/** The event of an act, under the revision that it makes. */
export const eventOf = ({ event, asking, moved }: Doing, rest: Partial<NewEvent> = {}): NewEvent => ({
  type: event,
  by: asking.by,
  revision: moved.revision,
  ...rest,
});

/** The change of an act that has nothing to say beside its codes. */
export const plain = (doing: Doing, body: CaseBody, data?: Details): Change =>
  change(body, { events: [eventOf(doing, data === undefined ? {} : { data })] });

/** An act whose free text is sealed in the case; the ledger holds its keyed hash (G17). */
export function withText(
  doing: Doing,
  body: CaseBody,
  { role, text }: Omit<NewText, 'id'>,
  data: Details = {},
): Change {
  const id = doing.asking.newId();
  return change(body, {
    events: [eventOf(doing, { text, data: { ...data, text: id } })],
    texts: [{ id, role, text }],
  });
}

/** An act that is done for a reason. */
export const reasoned = (doing: Doing, body: CaseBody, reason: string, data?: Details): Change =>
  withText(doing, body, { role: 'reason', text: reason }, data);

/** A letter to the requester, by the way that letters of the case go. */
export const letterTo = (
  { asking }: Doing,
  kind: PrintedKind,
  { answerTo }: CaseBody,
  rest: Pick<NewLetter, 'text'> = {},
): NewLetter<PrintedKind> => ({
  id: asking.newId(),
  kind,
  to: 'requester',
  channel: answerTo === 'email' ? 'mail' : 'print',
  ...rest,
});

/** The body of a case that ends now: nothing is waited for or held back any more. Its clocks end by its kind's word (decide.ts). `at` in epoch ms. */
export function closed(body: CaseBody, at: number): CaseBody {
  const { nextMilestoneAt: _, held: __, heldFor: ___, ...rest } = body;
  return { ...rest, closedAt: new Date(at).toISOString() };
}

/** A change that may end the waiting, which it does at once (K3): the dispatcher resumes the execution. */
export const ended = (
  { before, asking }: Doing,
  made: Change,
  letters: readonly CaseLetter[] = [],
): Change => ({
  ...made,
  letters: [...made.letters, ...letters],
  ...waitingAfter(before, made.body, asking.at),
});
