import type { Change } from '../../../shared/domain/cases/change.ts';

import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { letterBounced, letterDelivered, letterSent } from '../../../shared/domain/cases/letters.ts';
import type { CaseState, Command } from '../../../shared/domain/cases/type.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import { type OpenRequest, openRequest } from '../../../shared/domain/requests/open.ts';
import type { RequestBody } from '../../../shared/domain/requests/standing.ts';
import { REQUEST } from '../../../shared/domain/requests/type.ts';
import { at, ids, officer } from '../domain/builders.ts';

export type RequestState = CaseState<RequestBody>;

/** Monday 23 November 2026, 10:15 in Moscow: the tenth working day is Monday 7 December. */
export const RECEIVED = '2026-11-23T07:15:00.000Z';

export const anOpening = (changes: Partial<OpenRequest> = {}): OpenRequest => ({
  reference: 'PD-2026-R4X9TM-3',
  language: 'ru',
  channel: 'web',
  answerTo: 'email',
  by: 'subject',
  parts: ['access'],
  regimes: ['ru'],
  proof: 'session',
  person: 'P-7Q2M9T4XW1R8K3N6V5B0',
  actor: 'requester',
  ...changes,
});

export function stateOf(body: Change['body'], todo?: Change['todo']): RequestState {
  return { type: REQUEST, body: body as RequestBody, ...(todo ? { todo } : {}) };
}

/** A request as it is opened. Throws the refusal's code. */
export function aRequest(changes: Partial<OpenRequest> = {}, received = RECEIVED): RequestState {
  const made = openRequest(anOpening(changes), at(received), ids());
  if (!made.ok) throw new Error(made.refusal.code);
  return stateOf(made.value.body, made.value.todo);
}

export const tries = (
  state: RequestState,
  command: Command & { readonly [name: string]: unknown },
  when: string,
) => decideAct(state, command, officer(when));

/** A request after an act that must be lawful, with the letters of the act. */
export function does(
  state: RequestState,
  command: Command & { readonly [name: string]: unknown },
  when: string,
): RequestState & { readonly made: Change } {
  const made = tries(state, command, when);
  if (!made.ok) throw new Error(`${made.refusal.code} ${JSON.stringify(made.refusal.data ?? {})}`);
  return { ...stateOf(made.value.body, made.value.todo ?? state.todo), made: made.value };
}

export const letterIn = ({ made }: { readonly made: Change }): LetterBody => {
  const [letter] = made.letters;
  if (letter === undefined) throw new Error('no letter');
  return queuedLetter(letter, { reference: made.body.reference, language: 'ru', at: RECEIVED });
};

export const sent = (state: RequestState, letter: LetterBody, when: string): RequestState =>
  stateOf(letterSent(state, letter, at(when)).body);
export const delivered = (state: RequestState, letter: LetterBody, when: string): RequestState =>
  stateOf(letterDelivered(state, { ...letter, sentAt: when }, at(when)).body);
export const bounced = (state: RequestState, letter: LetterBody, when: string): RequestState =>
  stateOf(letterBounced(state, letter, at(when), 'Permanent', ids('back')).body);

/** What each clock of a request stands at. */
export const clocksOf = ({ body }: RequestState): Readonly<Record<string, string>> =>
  Object.fromEntries(body.clocks.map(({ id, state, due }) => [id, `${state} ${due.slice(0, 10)}`]));
