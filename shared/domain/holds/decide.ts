import { addDays } from '../../law/dates.ts';
import { addMonths } from '../../law/zones.ts';
import type { NewPersonEvent } from '../registration/events.ts';
import { accept, type Result, refuse } from '../result.ts';
import type { Hold, HoldBody } from './hold.ts';

/** What the article forbids to tell is not in the journal either that the person reads. */
const hidden = ({ told }: Pick<Hold, 'told'>) => (told ? {} : { told });

/** Longest that a hold stands; then it is decided anew (S8). */
const MOST_MONTHS = 12;

/** A hold as an officer proposes it. */
export interface ProposedHold {
  readonly article: string;
  readonly rules: readonly string[];
  readonly until: string;
  readonly told: boolean;
}

/** Who decides, when (ISO instant), and the local day of that. */
export interface Deciding {
  readonly by: `staff:${string}`;
  readonly at: string;
  readonly today: string;
}

/** What a decision makes of the holds, and what the person's chain is told. */
export interface HoldDecision {
  readonly body: HoldBody;
  readonly event: NewPersonEvent;
  /** The hold that it is about. */
  readonly hold: Hold;
}

/**
 * An officer proposes to keep records back from destruction; nothing is kept yet. Refused: an end before today or more than
 * twelve months on, and rules of which nothing would be destroyed.
 * @param holdable rules of retention of what a destruction takes
 */
export function proposeHold(
  before: HoldBody,
  asked: ProposedHold & { readonly id: string },
  holdable: readonly string[],
  { by, at, today }: Deciding,
): Result<HoldDecision> {
  const { id, article, rules, until, told } = asked;
  const last = addMonths(today, MOST_MONTHS);
  if (until < today || until > last) return refuse('hold-too-long', { field: 'until', data: { last } });
  if (rules.length === 0 || rules.some((rule) => !holdable.includes(rule)))
    return refuse('nothing-to-hold', { field: 'rules' });
  const hold: Hold = {
    ...{ id, article, rules: [...new Set(rules)], until, told },
    ...{ state: 'proposed', proposed: { by, at } },
  };
  return accept({
    hold,
    body: { ...before, holds: [...before.holds, hold] },
    event: {
      type: 'hold-proposed',
      by,
      data: { hold: id, rules: hold.rules.join(), until, ...hidden(hold) },
    },
  });
}

/** Another officer approves: from its commit on it keeps back (S8). */
export function approveHold(before: HoldBody, id: string, { by, at, today }: Deciding): Result<HoldDecision> {
  const found = before.holds.find((one) => one.id === id);
  if (found === undefined || found.state !== 'proposed') return refuse('no-such-hold');
  if (found.proposed.by === by) return refuse('approver-same');
  if (found.until < today) return refuse('hold-too-long', { data: { last: found.until } });
  const hold: Hold = { ...found, state: 'standing', approved: { by, at } };
  return accept({
    hold,
    body: { ...before, holds: before.holds.map((one) => (one.id === id ? hold : one)) },
    event: { type: 'hold-approved', by, data: { hold: id, until: hold.until, ...hidden(hold) } },
  });
}

/**
 * A hold ends before its day (S8): one officer says so, another ends it – what it kept goes then, so it takes two. One that
 * nobody has approved is taken back at once. Refusals: `no-such-hold`, `approver-same`.
 */
export function liftHold(before: HoldBody, id: string, { by, at, today }: Deciding): Result<HoldDecision> {
  const found = before.holds.find((one) => one.id === id);
  if (found === undefined || found.ended !== undefined || found.until < today) return refuse('no-such-hold');
  const { endProposed } = found;
  const others = before.holds.filter((one) => one !== found);
  const data = { hold: id, ...hidden(found) };
  if (found.state === 'proposed')
    return accept({
      ...{ hold: found, body: { ...before, holds: others } },
      event: { type: 'hold-ended', by, data },
    });
  if (endProposed?.by === by) return refuse('approver-same');
  const hold: Hold =
    endProposed === undefined
      ? { ...found, endProposed: { by, at } }
      : { ...found, ended: { by, at }, until: addDays(today, -1) };
  const type = endProposed === undefined ? 'hold-end-proposed' : 'hold-ended';
  return accept({ hold, body: { ...before, holds: [...others, hold] }, event: { type, by, data } });
}

/** Holds whose last day is over end; undefined where none does. */
export function endHolds(
  before: HoldBody,
  today: string,
): { readonly body: HoldBody; readonly events: readonly NewPersonEvent[] } | undefined {
  const ended = before.holds.filter(({ until }) => until < today);
  if (ended.length === 0) return undefined;
  return {
    body: { ...before, holds: before.holds.filter((one) => !ended.includes(one)) },
    // Of one that two officers have ended the chain tells already.
    events: ended
      .filter((one) => one.ended === undefined)
      .map((hold) => ({
        ...{ type: 'hold-ended', by: 'system' },
        data: { hold: hold.id, until: hold.until, ...hidden(hold) },
      })),
  };
}
