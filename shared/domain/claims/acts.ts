import { withAnswer } from '../cases/answers.ts';
import { type Change, change } from '../cases/change.ts';
import { recounted, startClock } from '../cases/clocks.ts';
import { closed, ended, eventOf, letterTo, plain, reasoned } from '../cases/doing.ts';
import type { Acts, Doing } from '../cases/type.ts';
import { accept, type Result, refuse } from '../result.ts';
import { hasVisible } from '../text.ts';
import { CLAIM_CLOCKS } from './clocks.ts';
import type { FrozenAnswer } from './frozen-answer.ts';
import type { ClaimOwn } from './own.ts';

/** What is asked to be done with a claim alone. Only its requester withdraws it. */
export type ClaimOnly =
  | { readonly act: 'consumer'; readonly on: boolean; readonly reason: string }
  | {
      readonly act: 'answer';
      readonly outcome: 'satisfied' | 'partly' | 'rejected';
      readonly text: string;
      readonly reasons?: string | undefined;
    }
  | { readonly act: 'withdraw' }
  | { readonly act: 'settle'; readonly reason: string }
  | { readonly act: 'court'; readonly reason: string };

const endFor = (doing: Doing, { reason }: { readonly reason: string }): Result<Change> =>
  accept(ended(doing, reasoned(doing, closed(doing.moved, doing.asking.at), reason)));

/** The acts that only a claim has (K1–K5). */
export const CLAIM_ACTS: Acts<ClaimOnly, ClaimOwn> = {
  consumer: { event: 'consumer-flagged', decide: flagConsumer },
  answer: { event: 'answered', decide: answer },
  withdraw: {
    event: 'withdrawn',
    decide: (doing) =>
      accept(
        ended(doing, plain(doing, closed(doing.moved, doing.asking.at)), [
          letterTo(doing, 'claim-withdrawn', doing.moved),
        ]),
      ),
  },
  settle: { event: 'settled', decide: endFor },
  court: { event: 'went-to-court', decide: endFor },
};

/** The flag "consumer's money claim" adds or takes away the ten-day statutory clock beside the promise (K2). */
function flagConsumer(
  doing: Doing<ClaimOwn>,
  { on, reason }: Extract<ClaimOnly, { act: 'consumer' }>,
): Result<Change> {
  const { moved: body, asking } = doing;
  if ((body.own.consumer ?? false) === on) return refuse('consumer-unchanged', { field: 'on' });
  const promise = body.clocks.filter(({ id }) => id === 'promise');
  const clocks = on ? [...promise, startClock(CLAIM_CLOCKS, 'consumer', body.receivedAt)] : promise;
  const flagged = recounted({ ...body, own: { ...body.own, consumer: on } }, clocks);
  const made = reasoned(doing, flagged, reason, { on, dueOn: flagged.dueOn });
  return accept({ ...made, todo: { why: 'replan', at: new Date(asking.at).toISOString() } });
}

/**
 * The written answer: its text is frozen and sealed with the decision, the letter is an intent of the same write (K4).
 * The waiting goes on: reminders are for an answer that has left (K3).
 */
function answer(doing: Doing<ClaimOwn>, command: Extract<ClaimOnly, { act: 'answer' }>): Result<Change> {
  if (command.outcome !== 'satisfied' && !hasVisible(command.reasons ?? ''))
    return refuse('reasons-required', { field: 'reasons' });
  const { moved: body, asking } = doing;
  const text = asking.newId();
  const decision: FrozenAnswer = {
    text: command.text,
    ...(command.reasons === undefined ? {} : { reasons: command.reasons }),
  };
  const frozen = JSON.stringify(decision);
  const answerLetter = letterTo(doing, 'claim-answer', body, { text });
  const { heldFor: _, ...rest } = body;
  const answered = withAnswer(
    { ...rest, own: { ...body.own, outcome: command.outcome } },
    { letter: answerLetter.id, by: doing.event, at: new Date(asking.at).toISOString() },
  );
  return accept(
    change(answered, {
      events: [
        eventOf(doing, {
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
