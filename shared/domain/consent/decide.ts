import { dateOf, dayNumber } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { isoInstant, localDate, startOfDay } from '../../law/zones.ts';
import { endOf } from '../../policy/durations.ts';
import { accept, type Result, refuse } from '../result.ts';
import {
  type ActEvent,
  type ConsentChannel,
  type ConsentEvent,
  type ConsentReason,
  effectiveAt,
  hasEnded,
  isAct,
  latestEffect,
  type NewActEvent,
  type Served,
} from './events.ts';
import { fold, standing } from './may.ts';
import { inForceWithin, type PurposeFacts, type TextVersion } from './purpose.ts';

export type ConsentAct = 'give' | 'refuse' | 'withdraw';

/** Which text an act is about. `shown`, `proof` and `served` come from the checked proof of the page that showed it (C2). */
export interface ActText {
  readonly version: string;
  readonly hash: string;
  readonly shown?: string | undefined;
  readonly proof?: string | undefined;
  readonly served?: Served | undefined;
}

/** An act on one consent, to be decided. */
export interface ConsentCommand {
  readonly act: ConsentAct;
  readonly purpose: string;
  /** Who records it: `person`, or `staff:<OIDC subject>`. */
  readonly by: string;
  readonly channel: ConsentChannel;
  /** Not needed to withdraw. */
  readonly text?: ActText | undefined;
  readonly language?: 'ru' | 'en' | undefined;
  readonly form?: string | undefined;
  /** Reference of the request that asks for it. */
  readonly case?: string | undefined;
  /** Bare date of a paper or a call; only those have one. */
  readonly on?: string | undefined;
  /** ISO instant of an act whose proof was checked then: it was kept until the address was confirmed (C7). */
  readonly givenAt?: string | undefined;
  readonly reason?: ConsentReason | undefined;
  readonly field?: string | undefined;
  readonly conditions?: string | undefined;
  /** Keyed hashes of the request's idempotency key, by the program's present key first: no record of its own is needed (G3). */
  readonly once?: readonly string[] | undefined;
}

/** What a decision reads. */
export interface ConsentContext {
  readonly facts: PurposeFacts | undefined;
  readonly versions: readonly TextVersion[];
  /** The person's consent chain. */
  readonly events: readonly ConsentEvent[];
}

/** The event to record; or the one that stands: it says the same already, or is a no that was said later. */
export type DecidedConsent =
  | { readonly kind: 'record'; readonly event: NewActEvent }
  | { readonly kind: 'stands'; readonly event: ActEvent };

/**
 * Decides on an act (C2, C3). A refusal or a withdrawal is never refused for its form; a consent is, unless it names the
 * text that was in force when it was given.
 * @param at instant of recording, epoch ms
 */
export function decideConsent(
  command: ConsentCommand,
  context: ConsentContext,
  at: number,
): Result<DecidedConsent> {
  const { act, purpose, on } = command;
  const { facts, events } = context;
  const again = repeated(command, context.events);
  if (again !== undefined) return again;
  if (facts === undefined) return refuse('unknown-purpose', { field: 'purpose', data: { purpose } });
  // The account is gone, perhaps at this very instant: nothing may be consented to any more (R7).
  if (act === 'give' && events.some(({ type }) => type === 'closed')) return refuse('no-account');
  const objects = act !== 'give' && facts.ground === 'legitimate-interest';
  if (facts.ground !== 'consent' && !objects)
    return refuse('not-by-consent', { field: 'purpose', data: { purpose } });
  const today = localDate(at, REGIME_ZONE);
  if (on !== undefined && on > today) return refuse('consent-in-future', { field: 'on', data: { today } });

  // What was recorded before came before, whatever this function's clock says: else a withdrawal would be lost.
  const now = latestEffect(events, at);
  const effective = effectOf(command, now);
  const text = act === 'withdraw' ? accept(undefined) : textOf(command, context, effective);
  if (!text.ok) return text;
  const says = sameAsBefore(command, context, now, effective);
  if (says !== undefined) return accept({ kind: 'stands', event: says });
  return accept({ kind: 'record', event: eventOf(command, facts, effective, at) });
}

/** The same request again: its event is the answer, whatever was done since. The same key for something else is refused. */
export function repeated(
  { act, purpose, field, once = [] }: Pick<ConsentCommand, 'act' | 'purpose' | 'field' | 'once'>,
  events: readonly ConsentEvent[],
): Result<Extract<DecidedConsent, { kind: 'stands' }>> | undefined {
  const before = events.filter(isAct).find(({ data }) => data.once !== undefined && once.includes(data.once));
  if (before === undefined) return undefined;
  const same = before.type === TYPES[act] && before.data.purpose === purpose && before.data.field === field;
  return same ? accept({ kind: 'stands', event: before }) : refuse('idempotency-mismatch');
}

/**
 * When an act takes effect. Of a day without a time the reading that never makes a yes out of a no: a consent counts
 * from its day's beginning, a refusal or a withdrawal until its day's end, though never later than it is recorded.
 */
function effectOf({ act, on, givenAt }: ConsentCommand, at: number): number {
  if (on === undefined) return givenAt === undefined ? at : Math.min(Date.parse(givenAt), at);
  if (act === 'give') return startOfDay(on, REGIME_ZONE);
  return Math.min(endOfDay(on), at);
}

const nextDay = (date: string): string => dateOf(dayNumber(date) + 1);
const endOfDay = (date: string): number => startOfDay(nextDay(date), REGIME_ZONE) - 1;

/** The text must be one that was in force when the act was done, in its exact words (C2). */
function textOf(
  { text, language, channel, on, givenAt }: ConsentCommand,
  { versions }: ConsentContext,
  effective: number,
): Result<undefined> {
  if (text === undefined) return refuse('text-needed', { field: 'text' });
  if (channel === 'web' && (text.proof === undefined || text.shown === undefined))
    return refuse('text-needed', { field: 'proof' });
  const named = ({ version }: TextVersion): boolean => version === text.version;
  const known = givenAt === undefined ? inForceOn(versions, on, effective).find(named) : versions.find(named);
  const words = known === undefined ? [] : language ? [known.hashes[language]] : Object.values(known.hashes);
  return words.includes(text.hash) ? accept(undefined) : refuse('text-replaced', { field: 'text' });
}

/**
 * Texts that an act may name: what was read until now may have been replaced a moment ago; a paper is good if its text was
 * in force on its day. What was kept until the address was confirmed is not measured here: its proof was, when it was
 * kept, and its text may have come on record only since then – in force, by the clock that recorded it, from a later instant.
 */
function inForceOn(
  versions: readonly TextVersion[],
  on: string | undefined,
  effective: number,
): readonly TextVersion[] {
  return on === undefined
    ? inForceWithin(versions, effective, effective)
    : inForceWithin(versions, startOfDay(on, REGIME_ZONE), endOfDay(on));
}

/**
 * An act of the person's own that changes nothing is not recorded again; what staff enter always is: it is evidence. A no
 * of an earlier day is: papers have days, and none of the days between may make a yes of it (C5). What was said at a known
 * instant is recorded though it is the same – unless a no came after it, and was written first: then it leaves nothing (C4).
 */
function sameAsBefore(
  command: ConsentCommand,
  { events }: ConsentContext,
  at: number,
  effective: number,
): ActEvent | undefined {
  if (command.channel !== 'web') return undefined;
  const before = standing(fold(events, at), command.purpose, command.field);
  if (before === undefined) return undefined;
  if (command.givenAt !== undefined)
    return before.type !== 'consent-given' && effectiveAt(before) > effective ? before : undefined;
  if (command.act !== 'give') {
    const today = localDate(at, REGIME_ZONE) === localDate(effectiveAt(before), REGIME_ZONE);
    return before.type !== 'consent-given' && today ? before : undefined;
  }
  const { text, hash, conditions } = before.data;
  const same =
    before.type === 'consent-given' &&
    text === command.text?.version &&
    hash === command.text?.hash &&
    conditions === command.conditions &&
    !hasEnded(before, at);
  return same ? before : undefined;
}

const TYPES = {
  give: 'consent-given',
  refuse: 'consent-refused',
  withdraw: 'consent-withdrawn',
} as const satisfies Record<ConsentAct, ActEvent['type']>;

function eventOf(
  command: ConsentCommand,
  { validity }: PurposeFacts,
  effective: number,
  at: number,
): NewActEvent {
  const { act, purpose, by, channel, text, language, form, reason, field, conditions, once = [] } = command;
  const until = act === 'give' && validity !== null ? validUntil(effective, validity) : undefined;
  return {
    at: isoInstant(at),
    type: TYPES[act],
    by,
    ...(reason === undefined ? {} : { reason }),
    data: {
      purpose,
      channel,
      ...(text === undefined ? {} : { text: text.version, hash: text.hash }),
      ...(text?.shown === undefined ? {} : { shown: text.shown }),
      ...(text?.proof === undefined ? {} : { proof: text.proof }),
      ...(text?.served === undefined ? {} : { served: text.served }),
      ...(language === undefined ? {} : { language }),
      ...(form === undefined ? {} : { form }),
      ...(command.case === undefined ? {} : { case: command.case }),
      ...(effective === at ? {} : { effective: isoInstant(effective) }),
      ...(until === undefined ? {} : { until }),
      ...(field === undefined ? {} : { field }),
      ...(conditions === undefined ? {} : { conditions }),
      ...(once[0] === undefined ? {} : { once: once[0] }),
    },
  };
}

/**
 * A term of years or months ends with its last day in Moscow (Civil Code 192, 194): the consent no longer holds from the
 * next 00:00.
 */
function validUntil(effective: number, validity: string): string {
  const from = Date.parse(localDate(effective, REGIME_ZONE));
  const last = new Date(endOf(from, validity)).toISOString().slice(0, 10);
  return isoInstant(startOfDay(nextDay(last), REGIME_ZONE));
}
