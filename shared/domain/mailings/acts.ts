import { accept, type Result, refuse } from '../result.ts';
import type { MailingBody } from './mailing.ts';
import type { MailingReason } from './reasons.ts';

/** What an officer does with a mailing that is under way. */
export const MAILING_ACTS = ['pause', 'resume', 'stop'] as const;
export type MailingAct = (typeof MAILING_ACTS)[number];

/** Where a mailing stands. `due`: its start has not come, or nobody is taken down yet. */
export const MAILING_STATES = ['due', 'sending', 'paused', 'stopped', 'done'] as const;
export type MailingState = (typeof MAILING_STATES)[number];

export function mailingState({ doneAt, stopped, paused, frozen }: MailingBody): MailingState {
  if (stopped !== undefined) return 'stopped';
  if (doneAt !== undefined) return 'done';
  if (paused !== undefined) return 'paused';
  return frozen === undefined ? 'due' : 'sending';
}

/** Acts that are there in each state. */
export const ACTS_IN: { readonly [state in MailingState]: readonly MailingAct[] } = {
  due: ['pause', 'stop'],
  sending: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
  done: [],
};

/** Who acts, when and why. */
export interface Acting {
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  readonly reason: MailingReason;
}

/**
 * Pauses, resumes or stops a mailing; the same act again changes nothing and is taken (`undefined`). Refusals: `mailing-over` –
 * it is done, or stopped for good.
 */
export function decideMailing(
  body: MailingBody,
  act: MailingAct,
  acting: Acting,
): Result<MailingBody | undefined> {
  const state = mailingState(body);
  const isSo = {
    pause: state === 'paused',
    resume: state === 'sending' || state === 'due',
    stop: state === 'stopped',
  };
  if (isSo[act]) return accept(undefined);
  if (!ACTS_IN[state].includes(act)) return refuse('mailing-over', { data: { state } });
  const { paused: _, ...rest } = body;
  switch (act) {
    case 'pause':
      return accept({ ...body, paused: acting });
    case 'resume':
      return accept(rest);
    case 'stop':
      return accept({ ...rest, stopped: acting });
  }
}
