import { factsOf } from './kinds.ts';
import type { LetterBody } from './letter.ts';
import { CONFIRM_MS, PAUSED_MS, throttledWait, unknownWait } from './timing.ts';

/**
 * What a letter wants done next: to be sent, to be asked about 72 hours after it was, or – held – to be let go; a digest
 * that did not reach its reader: that the cases are told whose letters it stood for.
 */
interface LetterTodo {
  readonly why: 'send' | 'confirm' | 'release' | 'tell';
  /** ISO instant UTC. */
  readonly at: string;
}

/** A letter as the domain sees it: its body and its standing intent. */
export interface LetterState {
  readonly body: LetterBody;
  readonly todo?: LetterTodo;
}

type Attempt = LetterBody['attempts'][number];

/** Why a letter will not be sent (closed list; the ledger has the code). */
export type StopReason =
  | 'case-decided' // a reminder, or a receipt that was held, that came too late to say anything new
  | 'no-recipient' // nobody is configured, or the case has no address
  | 'merged' // further receipts of one day go out as one digest
  | 'nothing-to-say' // what it was to tell is no more: an empty digest, an answer without text
  | 'code-expired' // a code that can no longer be used is not sent
  | 'too-many' // the day's letters to an address that proved nothing are used up
  | 'outcome-unknown'; // may have been sent, and must not be sent twice (N6)

const iso = (ms: number) => new Date(ms).toISOString();

const reached = (todo: LetterTodo | undefined, why: LetterTodo['why'], at: number) =>
  todo?.why === why && Date.parse(todo.at) <= at;

/** Whether an attempt has begun whose outcome is not written yet. */
const isSending = (body: LetterBody) => body.status === 'sending';

/** Attempts that may have reached somebody without us knowing. */
const isUnknown = (attempt: Attempt) => attempt.outcome === undefined || attempt.outcome === 'unknown';

/** Kept attempts: all that may have reached somebody, and the latest others; an item never grows without end. */
const KEPT_FAILURES = 20;

function trimmed(attempts: readonly Attempt[]): Attempt[] {
  const failures = attempts.filter(
    (attempt) => attempt.outcome === 'throttled' || attempt.outcome === 'paused',
  );
  const surplus = new Set(failures.slice(0, Math.max(0, failures.length - KEPT_FAILURES)));
  return attempts.filter((attempt) => !surplus.has(attempt));
}

/** The attempts with an outcome written to the one at `index`; -1 writes none. */
function settled(body: LetterBody, index: number, outcome: string, messageId?: string): Attempt[] {
  const written = { outcome, ...(messageId === undefined ? {} : { messageId }) };
  return trimmed(body.attempts.map((attempt, at) => (at === index ? { ...attempt, ...written } : attempt)));
}

/** Index of the attempt that has no outcome yet: there is at most one, the last. */
const openAttempt = (body: LetterBody) =>
  body.attempts.findLastIndex((attempt) => attempt.outcome === undefined);

/** What to do with a letter that somebody – stream, sweep, poll – says should be sent. */
export type NextSend = 'attempt' | 'stop-unknown' | 'print' | 'nothing';

/**
 * Decides by the record alone, whoever asks and how often (reliability.md: duplicates, reordering). An attempt without
 * an outcome is left alone until its lease is over; then at-least-once letters go again and at-most-once letters stop.
 */
export function nextSend({ body, todo }: LetterState, at: number): NextSend {
  if (!reached(todo, 'send', at)) return 'nothing';
  if (body.channel === 'print') return 'print';
  if (body.status === 'queued') return 'attempt';
  if (!isSending(body)) return 'nothing';
  return body.delivery === 'at-least-once' ? 'attempt' : 'stop-unknown';
}

/** An attempt begins: written before the call, under the version, with the lease as the next intent. */
export function beginAttempt(state: LetterState, at: number, template: string, hash: string): LetterState {
  const before = settled(state.body, openAttempt(state.body), 'unknown');
  const attempts = [...before, { at: iso(at) }];
  const body: LetterBody = { ...state.body, status: 'sending', template, hash, attempts };
  return { body, todo: { why: 'send', at: iso(at + unknownWait(attempts.filter(isUnknown).length)) } };
}

/** How a call to the mail service ended (mail-port.ts), as far as the letter's life is concerned. */
export type Ended =
  | { readonly type: 'accepted'; readonly messageId: string }
  /** `random` (0 ≤ x < 1) spreads the returns of letters that were turned away together. */
  | { readonly type: 'throttled'; readonly random: number; readonly retryAfterMs?: number }
  | { readonly type: 'paused' }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'unknown' };

/**
 * Writes how the attempt ended. An outcome event may have been quicker than this write; then only the attempt is
 * filled in and the state stays what the event made it.
 * @param began instant at which the attempt that made the call began, as it stands in the record
 * @param at epoch ms of its end
 */
export function endAttempt(state: LetterState, began: string, ended: Ended, at: number): LetterState {
  const attempts = settled(
    state.body,
    state.body.attempts.findIndex((attempt) => attempt.at === began),
    ended.type === 'refused' ? `refused:${ended.code}` : ended.type,
    ended.type === 'accepted' ? ended.messageId : undefined,
  );
  const body: LetterBody = { ...state.body, attempts };
  if (!isSending(body)) return { ...state, body };
  switch (ended.type) {
    case 'accepted': {
      const sent: LetterBody = { ...body, status: 'sent', messageId: ended.messageId, sentAt: iso(at) };
      return factsOf(sent.kind).watched
        ? { body: sent, todo: { why: 'confirm', at: iso(at + CONFIRM_MS) } }
        : { body: sent };
    }
    case 'throttled': {
      const tries = attempts.filter((one) => one.outcome === 'throttled').length;
      const wait = Math.max(throttledWait(tries, ended.random), ended.retryAfterMs ?? 0);
      return { body: { ...body, status: 'queued' }, todo: { why: 'send', at: iso(at + wait) } };
    }
    case 'paused':
      return { body: { ...body, status: 'queued' }, todo: { why: 'send', at: iso(at + PAUSED_MS) } };
    case 'refused':
      return { body: { ...body, status: 'bounced', bounced: 'refused', outcomeAt: iso(at) } };
    case 'unknown':
      return body.delivery === 'at-least-once'
        ? { ...state, body }
        : stopped({ ...state, body }, 'outcome-unknown', at);
  }
}

/** Whether a held letter's hour is over and nobody has decided on it yet. */
export const isToRelease = ({ body, todo }: LetterState, at: number): boolean =>
  body.status === 'held' && reached(todo, 'release', at);

/** Let go: to be sent from `at` (epoch ms) on, or printed. The network it came from is forgotten. */
export function released({ body }: LetterState, at: number): LetterState {
  const { heldFor: _, ...rest } = body;
  const free: LetterBody = { ...rest, status: 'queued' };
  return body.channel === 'print' ? { body: free } : { body: free, todo: { why: 'send', at: iso(at) } };
}

/** Too many wait for it to go by itself: from now on only a person lets it go. */
export const handedOver = ({ body }: LetterState): LetterState => ({
  body: body.heldFor === undefined ? body : { ...body, heldFor: { ...body.heldFor, person: true } },
});

/** It will not be sent; why is kept. */
export function stopped(state: LetterState, reason: StopReason, at: number): LetterState {
  const { heldFor: _, ...body } = state.body;
  const attempts = settled(body, openAttempt(body), 'unknown');
  return { body: { ...body, attempts, status: 'stopped', stopReason: reason, outcomeAt: iso(at) } };
}

/** Into the print queue: nothing more for the mail worker; staff take it from there. */
export const toPrint = ({ body }: LetterState): LetterState => ({ body });

/** What came of a message, told by the mail service after it had accepted it. */
export type Outcome =
  | { readonly type: 'delivered' }
  /** `why` is a code such as `Permanent-General`. */
  | { readonly type: 'bounced'; readonly permanent: boolean; readonly why: string }
  | { readonly type: 'complained' }
  | { readonly type: 'rejected'; readonly why: string };

/** What an outcome changes: nothing (a duplicate, out of order, or of no weight), or these steps in this order. */
export interface Told {
  readonly state: LetterState;
  /** The outcome was quicker than our own record of the sending. */
  readonly sentFirst: boolean;
  readonly became: 'delivered' | 'bounced' | 'complained';
}

/** Order of weight: the heaviest of all that was heard stands, so that every order ends alike. */
const WEIGHT: { readonly [status in Exclude<LetterBody['status'], 'bounced'>]: number } = {
  held: 0,
  queued: 0,
  sending: 0,
  printed: 0,
  stopped: 0,
  sent: 1,
  unconfirmed: 1,
  delivered: 3,
  complained: 4,
};

/**
 * A permanent bounce outweighs all: a server that first took the letter has sent it back. The others are outweighed by a
 * delivery: a transient bounce beside one is an automatic reply – alone it is the end of the service's own tries –, and
 * a call that was refused followed one that was not.
 */
const BOUNCE_WEIGHT: { readonly [how in NonNullable<LetterBody['bounced']>]: number } = {
  transient: 2,
  refused: 2,
  permanent: 5,
};

const weightOf = ({ status, bounced = 'permanent' }: Pick<LetterBody, 'status' | 'bounced'>): number =>
  status === 'bounced' ? BOUNCE_WEIGHT[bounced] : WEIGHT[status];

/** What an outcome makes of a letter. */
function madeBy(outcome: Outcome): Pick<LetterBody, 'bounced'> & { readonly status: Told['became'] } {
  switch (outcome.type) {
    case 'delivered':
    case 'complained':
      return { status: outcome.type };
    case 'rejected':
      return { status: 'bounced', bounced: 'permanent' };
    case 'bounced':
      return { status: 'bounced', bounced: outcome.permanent ? 'permanent' : 'transient' };
  }
}

/**
 * Folds an outcome of the mail service into the letter. Events come late, twice and in any order, and may overtake our
 * own write of the sending (reliability.md, bounce row): the same final state follows from every order.
 * @param sentAt epoch ms at which the mail service accepted the message; `at` that of the outcome
 */
export function told(
  state: LetterState,
  outcome: Outcome,
  { messageId, sentAt, at }: { readonly messageId: string; readonly sentAt: number; readonly at: number },
): Told | undefined {
  const { body } = state;
  if (body.attempts.length === 0) return undefined;
  const made = madeBy(outcome);
  if (weightOf(made) <= weightOf(body)) return undefined;
  const sentFirst = body.sentAt === undefined;
  const known = body.attempts.some((attempt) => attempt.messageId === messageId);
  const { stopReason: _, bounced: __, ...rest } = body;
  return {
    sentFirst,
    became: made.status,
    state: {
      body: {
        ...rest,
        ...made,
        attempts: known
          ? body.attempts
          : settled(body, body.attempts.findIndex(isUnknown), 'accepted', messageId),
        messageId: body.messageId ?? messageId,
        sentAt: body.sentAt ?? iso(sentAt),
        outcomeAt: iso(at),
      },
    },
  };
}

/** 72 hours are over: `unconfirmed`, unless an outcome came or the time has not (K4). */
export function confirmOver(state: LetterState, at: number): LetterState | undefined {
  if (state.body.status !== 'sent' || !reached(state.todo, 'confirm', at)) return undefined;
  return { body: { ...state.body, status: 'unconfirmed', outcomeAt: iso(at) } };
}
