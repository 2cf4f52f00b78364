import { ACTS_IN, type MailingAct, type MailingState, mailingState } from '../domain/mailings/acts.ts';
import type { Fate, MailingBody } from '../domain/mailings/mailing.ts';
import { read } from '../records/kinds/kind.ts';
import { mailingKind } from '../records/kinds/mailings.ts';
import { progressOf } from '../records/mailings.ts';
import type { Records } from '../records/port.ts';

/** A mailing as staff see it: numbers and instants, nobody's name. */
export interface MailingView {
  readonly id: string;
  readonly state: MailingState;
  readonly startsAt: string;
  /** How many it would be, counted before anybody was taken down; how many were taken down, by what was so at `at`. */
  readonly counted?: number;
  readonly frozen?: { readonly count: number; readonly at: string };
  readonly counts: { readonly [fate in Fate]: number };
  readonly twice: number;
  /** Letters a minute so far, and when the last will have left at that rate, ISO; while it goes on. */
  readonly perMinute?: number;
  readonly finishAt?: string;
  /** When, by whom and why it was paused or stopped. */
  readonly because?: NonNullable<MailingBody['paused']>;
  readonly doneAt?: string;
  readonly acts: readonly MailingAct[];
}

/** Reads how far a mailing has come; undefined for one that is not there. `at` in epoch ms. */
export async function viewMailing(
  records: Records,
  id: string,
  at: number,
): Promise<MailingView | undefined> {
  const found = await read(records, mailingKind, id, at);
  if (found === undefined) return undefined;
  const { about, counted, frozen, paused, stopped, doneAt } = found.body;
  const { counts, twice, latest } = await progressOf(records, found.body);
  const state = mailingState(found.body);
  const because = stopped ?? paused;
  return {
    ...{ id, state, startsAt: about.startsAt, counts, twice, acts: ACTS_IN[state] },
    ...(counted === undefined ? {} : { counted }),
    ...(frozen === undefined ? {} : { frozen: { count: frozen.count, at: frozen.at } }),
    ...(state === 'sending' && frozen !== undefined && latest !== undefined
      ? paceOf(frozen.count - counts.waiting, counts.waiting, Date.parse(frozen.at), Date.parse(latest))
      : {}),
    ...(because === undefined ? {} : { because }),
    ...(doneAt === undefined ? {} : { doneAt }),
  };
}

/** The pace between two instants, and when those who wait will have been told at it. */
function paceOf(over: number, waiting: number, from: number, to: number) {
  const minutes = (to - from) / 60_000;
  if (over === 0 || minutes <= 0 || waiting === 0) return {};
  const perMinute = over / minutes;
  return {
    perMinute: Math.round(perMinute),
    finishAt: new Date(Math.round(to + (waiting / perMinute) * 60_000)).toISOString(),
  };
}
