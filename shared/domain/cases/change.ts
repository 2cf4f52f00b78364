import type { CaseLetter } from '../letters/new-letter.ts';
import type { CaseBody, TextBody } from './case.ts';
import type { Actor } from './events.ts';

/** What a case item wants done next and when (the outbox, architecture idea 1). */
export interface Todo {
  readonly why: 'start' | 'resume' | 'replan' | 'watch';
  /** ISO instant UTC. */
  readonly at: string;
}

/** An event that a change writes into the case's ledger chain. */
export interface NewEvent {
  /** One of the events that all cases have, or of those of the case's kind. */
  readonly type: string;
  readonly by: Actor;
  /** Reason from a closed list (G17). */
  readonly reason?: string;
  /** Free text of a reason: the ledger gets its keyed hash, the case gets it sealed. */
  readonly text?: string;
  readonly data?: { readonly [name: string]: string | number | boolean };
  /** Revision of the case after the event, for events that move it. */
  readonly revision?: number;
}

/** Free text to be sealed with the case's data key. */
export interface NewText {
  readonly id: string;
  readonly role: TextBody['role'];
  readonly text: string;
}

/** Everything one decision changes; written in one transaction (G1). */
export interface Change {
  readonly body: CaseBody;
  /** `undefined` keeps the standing intent, `null` clears it. */
  readonly todo?: Todo | null;
  readonly events: readonly NewEvent[];
  /** The event that is complete only with this act, and meets clocks now: the last of those who had to do the same has. */
  readonly completes?: string;
  readonly letters: readonly CaseLetter[];
  readonly texts: readonly NewText[];
  /** When that was done which the change tells of, where it was before (B2): ISO instant, or local date. */
  readonly done?: string;
  /** The parts of the case that it tells of; all where not said. */
  readonly about?: readonly string[];
}

/** A change of the body alone, to be filled up. */
export const change = (body: CaseBody, rest: Partial<Omit<Change, 'body'>> = {}): Change => ({
  body,
  events: [],
  letters: [],
  texts: [],
  ...rest,
});

/** Two changes of one case as one, in the order in which they were decided; the workflow that is to begin begins all the same. */
export const bothChanges = (one: Change, next: Change): Change => ({
  ...next,
  events: [...one.events, ...next.events],
  letters: [...one.letters, ...next.letters],
  texts: [...one.texts, ...next.texts],
  ...(next.todo === undefined || one.todo?.why === 'start' ? { todo: one.todo } : {}),
});
