import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import type { CaseBody } from '../cases/case.ts';
import {
  type CaseState,
  type Change,
  change,
  type NewEvent,
  type NewLetter,
  type NewText,
} from '../cases/change.ts';
import {
  CLAIM_RULE,
  CONSUMER_RULE,
  clocksInState,
  recounted,
  settledBy,
  startClock,
} from '../cases/clocks.ts';
import type { Actor, CaseEventType } from '../cases/events.ts';
import { waitingAfter } from '../cases/plan.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';
import type { FrozenAnswer } from './frozen-answer.ts';
import { EARLIEST_RECEIPT } from './open.ts';
import { nextStatus } from './transitions.ts';

/** What staff or the requester ask to be done with a claim. */
export type ClaimCommand =
  | { readonly act: 'assign'; readonly to: string }
  | { readonly act: 'substitute'; readonly to: string; readonly reason: string }
  | { readonly act: 'note'; readonly text: string }
  | { readonly act: 'hold' | 'resume' | 'settle' | 'court'; readonly reason: string }
  | { readonly act: 'triage' }
  | { readonly act: 'printed'; readonly letter: string }
  | { readonly act: 'receipt-date'; readonly receivedOn: string; readonly reason: string }
  | { readonly act: 'consumer'; readonly on: boolean; readonly reason: string }
  | {
      readonly act: 'answer';
      readonly outcome: 'satisfied' | 'partly' | 'rejected';
      readonly text: string;
      readonly reasons?: string | undefined;
    }
  | { readonly act: 'deliver'; readonly tracking: string; readonly on: string }
  | { readonly act: 'withdraw' };

/** Who asks, when (epoch ms), and where new ids come from. */
export interface Asking {
  readonly by: Actor;
  readonly at: number;
  readonly newId: () => string;
}

const EVENT_OF: { readonly [act in ClaimCommand['act']]: CaseEventType } = {
  assign: 'assigned',
  substitute: 'substituted',
  note: 'noted',
  hold: 'held',
  resume: 'resumed',
  triage: 'triage-cleared',
  printed: 'letter-printed',
  'receipt-date': 'receipt-date-corrected',
  consumer: 'consumer-flagged',
  answer: 'answered',
  deliver: 'posted',
  withdraw: 'withdrawn',
  settle: 'settled',
  court: 'went-to-court',
};

/**
 * Decides an act on a claim: the change it makes, or why not. The caller has compared the revision; races are lost at
 * the commit, whose condition is the version of the item.
 */
export function decideClaim(state: CaseState, command: ClaimCommand, asking: Asking): Result<Change> {
  const { body } = state;
  const status = nextStatus(body.status, command.act);
  if (status === undefined)
    return refuse('act-not-lawful', { data: { act: command.act, status: body.status } });
  const moved: CaseBody = { ...body, status, revision: body.revision + 1 };
  switch (command.act) {
    case 'assign':
      return accept(plain({ ...moved, assignee: command.to }, command.act, asking, { to: command.to }));
    case 'substitute':
      return accept(
        reasoned({ ...moved, assignee: command.to }, command.act, command.reason, asking, { to: command.to }),
      );
    case 'note':
      return accept(withText(moved, command.act, 'note', command.text, asking));
    case 'hold':
      return accept(reasoned({ ...moved, held: true }, command.act, command.reason, asking));
    case 'resume': {
      const { held: _, ...rest } = moved;
      return accept(reasoned(rest, command.act, command.reason, asking));
    }
    case 'triage': {
      const { heldFor: _, ...rest } = moved;
      return accept(plain(rest, command.act, asking));
    }
    case 'printed':
      return accept(plain(moved, command.act, asking, { letter: command.letter }));
    case 'settle':
    case 'court':
      return accept(
        ended(reasoned(close(moved, asking), command.act, command.reason, asking), state, asking),
      );
    case 'withdraw':
      return accept(
        ended(plain(close(moved, asking), command.act, asking), state, asking, [
          letter(asking, 'claim-withdrawn', moved),
        ]),
      );
    case 'receipt-date':
      return correctReceipt(moved, command, asking);
    case 'consumer':
      return flagConsumer(moved, command, asking);
    case 'answer':
      return answer(moved, command, asking);
    case 'deliver':
      return deliver(moved, state, command, asking);
  }
}

type Details = NonNullable<NewEvent['data']>;

const eventOf = (
  body: CaseBody,
  act: ClaimCommand['act'],
  asking: Asking,
  rest: Partial<NewEvent> = {},
): NewEvent => ({
  type: EVENT_OF[act],
  by: asking.by,
  revision: body.revision,
  ...rest,
});

function plain(body: CaseBody, act: ClaimCommand['act'], asking: Asking, data?: Details): Change {
  return change(body, { events: [eventOf(body, act, asking, data === undefined ? {} : { data })] });
}

/** An act whose free text is sealed in the case; the ledger holds its keyed hash (G17). */
function withText(
  body: CaseBody,
  act: ClaimCommand['act'],
  role: NewText['role'],
  text: string,
  asking: Asking,
  data: Details = {},
): Change {
  const id = asking.newId();
  return change(body, {
    events: [eventOf(body, act, asking, { text, data: { ...data, text: id } })],
    texts: [{ id, role, text }],
  });
}

const reasoned = (
  body: CaseBody,
  act: ClaimCommand['act'],
  reason: string,
  asking: Asking,
  data?: Details,
): Change => withText(body, act, 'reason', reason, asking, data);

const letter = (
  asking: Asking,
  kind: NewLetter['kind'],
  body: CaseBody,
  rest: Partial<NewLetter> = {},
): NewLetter => ({
  id: asking.newId(),
  kind,
  to: 'requester',
  channel: body.answerTo === 'email' ? 'mail' : 'print',
  ...rest,
});

const close = (body: CaseBody, asking: Asking): CaseBody => {
  const { nextMilestoneAt: _, held: __, heldFor: ___, ...rest } = body;
  const clocks = body.clocks.some((clock) => clock.state === 'running')
    ? clocksInState(body.clocks, 'stopped')
    : body.clocks;
  return { ...rest, clocks, closedAt: new Date(asking.at).toISOString() };
};

/** A change that ends the waiting at once (K3): the dispatcher resumes the execution. */
const ended = (
  made: Change,
  before: CaseState,
  { at }: Asking,
  letters: readonly NewLetter[] = [],
): Change => ({
  ...made,
  letters: [...made.letters, ...letters],
  ...waitingAfter(before.body, made.body, at),
});

/** A mistyped date of receipt is corrected with a reason; the clocks are counted anew from it (K1, S5). */
function correctReceipt(
  body: CaseBody,
  command: Extract<ClaimCommand, { act: 'receipt-date' }>,
  asking: Asking,
): Result<Change> {
  const today = localDate(asking.at, REGIME_ZONE);
  if (command.receivedOn > today)
    return refuse('receipt-in-future', { field: 'receivedOn', data: { today } });
  if (command.receivedOn < EARLIEST_RECEIPT)
    return refuse('receipt-too-early', { field: 'receivedOn', data: { earliest: EARLIEST_RECEIPT } });
  const was =
    body.receivedAt.length === 10 ? body.receivedAt : localDate(Date.parse(body.receivedAt), REGIME_ZONE);
  if (command.receivedOn === was) return refuse('receipt-unchanged', { field: 'receivedOn', data: { was } });
  const clocks = body.clocks.map((clock) => startClock(clock.rule, command.receivedOn));
  const corrected = recounted({ ...body, receivedAt: command.receivedOn }, clocks);
  const made = reasoned(corrected, 'receipt-date', command.reason, asking, {
    from: body.receivedAt,
    to: command.receivedOn,
    dueOn: corrected.dueOn,
  });
  return accept({
    ...made,
    letters: [letter(asking, 'claim-corrected', corrected)],
    todo: { why: 'replan', at: new Date(asking.at).toISOString() },
  });
}

/** The flag "consumer's money claim" adds or takes away the ten-day statutory clock beside the promise (K2). */
function flagConsumer(
  body: CaseBody,
  command: Extract<ClaimCommand, { act: 'consumer' }>,
  asking: Asking,
): Result<Change> {
  if ((body.consumer ?? false) === command.on) return refuse('consumer-unchanged', { field: 'on' });
  const promise = body.clocks.filter((clock) => clock.rule === CLAIM_RULE);
  const clocks = command.on ? [...promise, startClock(CONSUMER_RULE, body.receivedAt)] : promise;
  const flagged = recounted({ ...body, consumer: command.on }, clocks);
  const made = reasoned(flagged, 'consumer', command.reason, asking, {
    on: command.on,
    dueOn: flagged.dueOn,
  });
  return accept({ ...made, todo: { why: 'replan', at: new Date(asking.at).toISOString() } });
}

/**
 * The written answer: its text is frozen and sealed with the decision, the letter is an intent of the same write (K4).
 * The waiting goes on: reminders are for an answer that has left (K3).
 */
function answer(
  body: CaseBody,
  command: Extract<ClaimCommand, { act: 'answer' }>,
  asking: Asking,
): Result<Change> {
  if (command.outcome !== 'satisfied' && !hasVisible(command.reasons ?? ''))
    return refuse('reasons-required', { field: 'reasons' });
  const text = asking.newId();
  const decision: FrozenAnswer = {
    text: command.text,
    ...(command.reasons === undefined ? {} : { reasons: command.reasons }),
  };
  const frozen = JSON.stringify(decision);
  const answerLetter = letter(asking, 'claim-answer', body, { text });
  const { heldFor: _, ...rest } = body;
  const answered: CaseBody = {
    ...rest,
    outcome: command.outcome,
    answeredAt: new Date(asking.at).toISOString(),
    answerLetter: answerLetter.id,
  };
  return accept(
    change(answered, {
      events: [
        eventOf(answered, 'answer', asking, {
          reason: command.outcome,
          text: frozen,
          data: { text, letter: answerLetter.id },
        }),
      ],
      letters: [answerLetter],
      texts: [{ id: text, role: 'answer', text: frozen }],
    }),
  );
}

/** Handed to the post: the date decides whether the answer was in time, the tracking number closes the claim (K4). */
function deliver(
  body: CaseBody,
  before: CaseState,
  command: Extract<ClaimCommand, { act: 'deliver' }>,
  asking: Asking,
): Result<Change> {
  const today = localDate(asking.at, REGIME_ZONE);
  if (command.on > today) return refuse('posted-in-future', { field: 'on', data: { today } });
  const decided = localDate(Date.parse(body.answeredAt ?? body.openedAt), REGIME_ZONE);
  if (command.on < decided)
    return refuse('posted-before-answer', { field: 'on', data: { answered: decided } });
  const posted: CaseBody = { ...body, post: { tracking: command.tracking, on: command.on } };
  // A mail that was sent and never came back counts as sent: the post after it only proves the delivery (K4).
  const mail = before.body.status === 'unconfirmed' ? before.body.sentAt : undefined;
  const closed = close({ ...posted, ...settledBy(body.clocks, mail, command.on) }, asking);
  return accept(
    ended(plain(closed, 'deliver', asking, { tracking: command.tracking, on: command.on }), before, asking),
  );
}
