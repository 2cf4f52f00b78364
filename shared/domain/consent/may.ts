import type { Because } from './because.ts';
import { type BlockedEvent, blocksAt, isStopping } from './block.ts';
import type { BlockScope } from './block-kinds.ts';
import {
  type ActEvent,
  type ClosedEvent,
  type ConsentEvent,
  effectiveAt,
  hasEnded,
  isAct,
} from './events.ts';
import { inOrder, type PurposeFacts, type TextVersion } from './purpose.ts';

/** The answer of the check (C4), with the number of the event that decided, where one did. */
export interface MayAnswer {
  readonly allowed: boolean;
  readonly because: Because;
  readonly event?: number;
  /** Of the block that forbids it, where one does. */
  readonly scope?: BlockScope;
}

/** A question to the check. Everything it depends on beside the events is here. */
export interface MayQuery {
  readonly purpose: string;
  /** For public data: the field. */
  readonly field?: string | undefined;
  /** Instant of use, epoch ms. */
  readonly at: number;
  /** Undefined for a purpose nobody declared. */
  readonly facts: PurposeFacts | undefined;
  /** All versions of the consent's text. */
  readonly versions: readonly Pick<TextVersion, 'version' | 'startsAt' | 'askAgain'>[];
  /** Whether there is an account: only purposes that rest on the contract ask. `none` if not said. */
  readonly account?: 'open' | 'closed' | 'none' | undefined;
}

/** What the events of a person amount to at an instant. */
export interface ConsentState {
  /** Acts that have taken effect, in the order in which they count: by effective time, ties by recording. */
  readonly acts: readonly ActEvent[];
  /** Blocks that stand. */
  readonly blocks: readonly BlockedEvent[];
  /** The account was closed: there is nothing left to use. */
  readonly closed?: ClosedEvent;
}

const byEffect = (a: ConsentEvent, b: ConsentEvent): number => effectiveAt(a) - effectiveAt(b) || a.n - b.n;

/** Folds a person's events, in whatever order they were recorded, as of an instant (epoch ms). */
export function fold(events: readonly ConsentEvent[], at: number): ConsentState {
  const acts: ActEvent[] = [];
  let closed: ClosedEvent | undefined;
  for (const event of events.filter((one) => effectiveAt(one) <= at).sort(byEffect)) {
    if (isAct(event)) acts.push(event);
    else if (event.type === 'closed') closed = event;
  }
  return { acts, blocks: blocksAt(events, at), ...(closed === undefined ? {} : { closed }) };
}

/**
 * The act that counts for a purpose: the last one by effect, so that a consent which took effect before a refusal or a
 * withdrawal never revives it, however late it is recorded. A *no* to the whole purpose is a no to each of its fields.
 */
export function standing(state: ConsentState, purpose: string, field?: string): ActEvent | undefined {
  return state.acts.findLast(
    ({ type, data }) =>
      data.purpose === purpose &&
      (data.field === field || (data.field === undefined && type !== 'consent-given')),
  );
}

/**
 * Consents that hold at an instant, each as `purpose` or `purpose/field`: what the closing of an account ends. One that
 * waits to be asked again counts: it was given, and nobody took it back.
 */
export function heldConsents(events: readonly ConsentEvent[], at: number): readonly string[] {
  const state = fold(events, at);
  const topics = new Map(
    state.acts.map(({ data: { purpose, field } }) => [topicOf(purpose, field), { purpose, field }]),
  );
  return [...topics]
    .filter(([, { purpose, field }]) => {
      const act = standing(state, purpose, field);
      return act?.type === 'consent-given' && !hasEnded(act, at);
    })
    .map(([topic]) => topic)
    .toSorted();
}

const topicOf = (purpose: string, field: string | undefined): string =>
  field === undefined ? purpose : `${purpose}/${field}`;

/** May a person's data be used for a purpose at an instant (C4)? Whatever is not known to be allowed is not. */
export function may(events: readonly ConsentEvent[], query: MayQuery): MayAnswer {
  const { facts, at } = query;
  if (facts === undefined) return no('unknown-purpose');
  const state = fold(events, at);
  const answer = byGround(state, query, facts);
  if (!answer.allowed) return answer;
  const stopping = state.blocks.filter(({ data }) => isStopping(data, facts.stoppedBy));
  // Of two that stop it the full one is named: it is what everybody is told of.
  const block = stopping.find(({ data }) => data.scope === 'full') ?? stopping[0];
  return block === undefined ? answer : { ...no('blocked', block), scope: block.data.scope };
}

function byGround(state: ConsentState, query: MayQuery, facts: PurposeFacts): MayAnswer {
  if (facts.ground === 'law') return { allowed: true, because: 'law' };
  if (query.account === 'closed' || state.closed !== undefined) return no('closed', state.closed);
  if (facts.ground === 'contract')
    return query.account === 'open' ? { allowed: true, because: 'contract' } : no('no-account');
  const act = standing(state, query.purpose, query.field);
  if (act?.type === 'consent-refused') return no('refused', act);
  if (act?.type === 'consent-withdrawn') return no('withdrawn', act);
  if (facts.ground === 'legitimate-interest') return { allowed: true, because: 'legitimate-interest' };
  if (act === undefined) return no('no-consent');
  if (hasEnded(act, query.at)) return no('expired', act);
  if (isAskedAgain(act.data.text, query)) return no('ask-again', act);
  return { allowed: true, because: 'given', event: act.n };
}

const no = (because: Because, event?: { readonly n: number }): MayAnswer => ({
  allowed: false,
  because,
  ...(event === undefined ? {} : { event: event.n }),
});

/** Whether a version marked *ask again* has come into force after the one consented to. A version nobody knows is older than all. */
function isAskedAgain(text: string | undefined, { versions, at }: MayQuery): boolean {
  const ordered = inOrder(versions);
  const place = ordered.findIndex(({ version }) => version === text);
  return ordered.slice(place + 1).some(({ askAgain, startsAt }) => askAgain && Date.parse(startsAt) <= at);
}
