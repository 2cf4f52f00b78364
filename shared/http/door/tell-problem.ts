import { knownTo, type RouteClass } from '../../api/spec.ts';
import { isForm, readBody } from '../body.ts';
import { GIVEN_BACK } from '../checks.ts';
import type { Origins } from '../origin.ts';
import { type Told, tellError } from '../outcome.ts';
import { type Passage, referenceIn } from '../passage.ts';
import { HttpProblem } from '../problems.ts';
import { formState, problemResult, toResult } from '../respond.ts';
import { contextOf, requestOf } from './request-of.ts';
import type { House, Result, State } from './state.ts';

/** Tells a problem: the form again where it can be put right there, the login to a visitor of the desk, else the problem. */
export async function tellProblem(told: Told, state: State, house: House): Promise<Result> {
  const { passage } = state;
  const { bound, wantsPage } = passage;
  const context = contextOf(state, house);
  if (told.problem.code === 'unauthenticated') salvage(passage, house.origins);
  const typed = typedBy(passage);
  const way = bound === undefined ? undefined : wayIn(bound.spec.class);
  if (told.problem.code === 'unauthenticated' && wantsPage && way && bound?.spec.method === 'GET') {
    const location = `${way}?to=${encodeURIComponent(context.path)}`;
    return toResult({ status: 303, location }, passage, context);
  }
  if (told.mendable && wantsPage && passage.read?.form === true && bound?.redraw !== undefined) {
    const request = passage.request ?? requestOf({ ...state, body: undefined }, house);
    const page = await bound.redraw(formState(typed, told.problem.errors), request);
    if (page === undefined) {
      const gone = tellError(new HttpProblem('not-found'), passage);
      return problemResult(gone.problem, gone.headers, passage, context, { typed });
    }
    if (page !== 'no-form')
      return toResult({ status: told.problem.status, page, headers: told.headers }, passage, context);
  }
  const reference = referenceIn(passage);
  const desk = bound?.spec.class === 'staff-page' && told.problem.status !== 404;
  return problemResult(told.problem, told.headers, passage, context, {
    typed,
    ...(desk && reference !== undefined ? { caseReference: reference } : {}),
  });
}

/** Where a visitor whom nobody knows yet signs in. */
function wayIn(of: RouteClass): string | undefined {
  const known = knownTo(of);
  return known === 'staff' ? '/desk/login' : known === 'person' ? '/sign-in' : undefined;
}

/** A session may end while somebody writes: what our own page sent is read after all, to be given back with the way to the login. */
function salvage(passage: Passage, { own }: Origins): void {
  const { event, bound } = passage;
  if (bound === undefined || knownTo(bound.spec.class) === 'anyone' || event.headers['origin'] !== own)
    return;
  try {
    // Which act it was for is not looked at before somebody is known: what can be given back is read.
    passage.read = readBody(event, isForm(event, true), GIVEN_BACK);
  } catch {
    // Not a form of ours: nothing was typed.
  }
}

/** What a person typed, to be given back. */
function typedBy({ read }: Passage): Record<string, string> {
  if (read?.form !== true) return {};
  return Object.fromEntries([...read.posted.typed].map(([name, values]) => [name, values.join(', ')]));
}
