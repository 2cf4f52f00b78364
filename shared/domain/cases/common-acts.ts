import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import { accept, type Result, refuse } from '../result.ts';
import { answerBy, answerToPost, settledWith, standingMail } from './answers.ts';
import type { CaseBody } from './case.ts';
import type { Change } from './change.ts';
import { recounted, startedAgain } from './clocks.ts';
import { closed, ended, letterTo, plain, reasoned, withText } from './doing.ts';
import { receiptFault } from './receipt.ts';
import { afterAnswer } from './standing.ts';
import type { Acts, Doing } from './type.ts';

/** What may be asked to be done with a case of any kind, where its table of states allows it. */
export type CommonCommand =
  | { readonly act: 'assign'; readonly to: string }
  | { readonly act: 'substitute'; readonly to: string; readonly reason: string }
  | { readonly act: 'note'; readonly text: string }
  | { readonly act: 'hold'; readonly reason: string }
  | { readonly act: 'resume'; readonly reason: string }
  | { readonly act: 'triage' }
  | { readonly act: 'printed'; readonly letter: string }
  | { readonly act: 'receipt-date'; readonly receivedOn: string; readonly reason: string }
  | { readonly act: 'deliver'; readonly tracking: string; readonly on: string };

/** The acts of all kinds, as one table (K1, K3, K4, G17). */
export const COMMON_ACTS: Acts<CommonCommand> = {
  assign: {
    event: 'assigned',
    decide: (doing, { to }) => accept(plain(doing, { ...doing.moved, assignee: to }, { to })),
  },
  substitute: {
    event: 'substituted',
    decide: (doing, { to, reason }) =>
      accept(reasoned(doing, { ...doing.moved, assignee: to }, reason, { to })),
  },
  note: {
    event: 'noted',
    decide: (doing, { text }) => accept(withText(doing, doing.moved, { role: 'note', text })),
  },
  hold: {
    event: 'held',
    decide: (doing, { reason }) => accept(reasoned(doing, { ...doing.moved, held: true }, reason)),
  },
  resume: {
    event: 'resumed',
    decide: (doing, { reason }) => {
      const { held: _, ...rest } = doing.moved;
      return accept(reasoned(doing, rest, reason));
    },
  },
  triage: {
    event: 'triage-cleared',
    decide: (doing) => {
      const { heldFor: _, ...rest } = doing.moved;
      return accept(plain(doing, rest));
    },
  },
  printed: {
    event: 'letter-printed',
    decide: (doing, { letter }) => accept(plain(doing, doing.moved, { letter })),
  },
  'receipt-date': { event: 'receipt-date-corrected', decide: correctReceipt },
  deliver: { event: 'posted', decide: deliver },
};

/** A mistyped date of receipt is corrected with a reason; the clocks are counted anew from it (K1, S5). */
function correctReceipt(
  doing: Doing,
  { receivedOn, reason }: Extract<CommonCommand, { act: 'receipt-date' }>,
): Result<Change> {
  const { moved: body, asking, before } = doing;
  const fault = receiptFault(receivedOn, asking.at);
  if (fault !== undefined) return fault;
  const was =
    body.receivedAt.length === 10 ? body.receivedAt : localDate(Date.parse(body.receivedAt), REGIME_ZONE);
  if (receivedOn === was) return refuse('receipt-unchanged', { field: 'receivedOn', data: { was } });
  // Clocks that began with something else, or have ended, are not of the receipt.
  const clocks = body.clocks.map((clock) =>
    clock.state === 'running' && clock.start === body.receivedAt
      ? startedAgain(before.type, clock, receivedOn)
      : clock,
  );
  const corrected = recounted({ ...body, receivedAt: receivedOn }, clocks);
  const made = reasoned(doing, corrected, reason, {
    from: body.receivedAt,
    to: receivedOn,
    dueOn: corrected.dueOn,
  });
  const { corrected: kind } = before.type.letters;
  return accept({
    ...made,
    letters: kind === undefined || body.answerTo === undefined ? [] : [letterTo(doing, kind, corrected)],
    todo: { why: 'replan', at: new Date(asking.at).toISOString() },
  });
}

/** Handed to the post: the date decides whether the answer was in time, the tracking number closes the case (K4). */
function deliver(doing: Doing, { on, tracking }: Extract<CommonCommand, { act: 'deliver' }>): Result<Change> {
  const { moved: body, asking, before } = doing;
  const today = localDate(asking.at, REGIME_ZONE);
  if (on > today) return refuse('posted-in-future', { field: 'on', data: { today } });
  const answer = answerToPost(body);
  if (answer === undefined)
    return refuse('act-not-lawful', { data: { act: 'deliver', status: before.body.status } });
  const decided = localDate(Date.parse(answer.at), REGIME_ZONE);
  if (on < decided) return refuse('posted-before-answer', { field: 'on', data: { answered: decided } });
  // A mail that was sent and never came back counts as sent: the post after it only proves the delivery (K4).
  const mail = standingMail(answer);
  const settled = settledWith(before.type, body, { ...answer, post: { tracking, on } }, mail);
  const sentAt = answerBy(settled, answer.letter)?.sentAt;
  const told = (done: CaseBody) =>
    afterAnswer(before, plain(doing, done, { tracking, on }), { answer, sentAt }, asking.at);
  // Whether it was the last that was owed, kinds with a standing of their own say.
  if (before.type.standing !== undefined) return accept(told(settled));
  return accept(ended(doing, told(closed(settled, asking.at))));
}
