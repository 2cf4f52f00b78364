import type { Refusal } from '../domain/refusals.ts';
import { RecordsUnavailable } from '../records/port.ts';
import type { RuntimeSettings } from '../settings.ts';
import { IssuerUnavailable } from './key-sets.ts';
import type { Passage } from './passage.ts';
import { HttpProblem, PROBLEMS, type ProblemBody, type ProblemCode, problemType } from './problems.ts';

/** A problem ready to be told, with headers of its own. */
export interface Told {
  readonly problem: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the form can be drawn again with it: the person can put it right there. */
  readonly mendable: boolean;
}

/** Problems that people put right in the form they sent. */
const MENDABLE: ReadonlySet<ProblemCode> = new Set([
  'invalid',
  'form-stale',
  'form-stamp',
  'malformed',
  'too-large',
]);
/** Refusals whose place is another page than the form. */
const ELSEWHERE: ReadonlySet<number> = new Set([404, 503]);

/** Codes of errors whose field may be a name of the caller's own choice: it is told to the caller and not logged. */
const CHOSEN_BY_CALLER: ReadonlySet<string> = new Set(['unknown', 'doubled']);

/** What went wrong inside the door or an operation, for the caller (G6): internal errors show a reference, no details. */
export function tellError(error: unknown, passage: Passage): Told {
  const { language } = passage;
  const thrown = asProblem(error);
  const { status, title, detail } = PROBLEMS[thrown.problem];
  const { errors = [], allowed, data, headers = {} } = thrown.details;
  passage.code = thrown.problem;
  passage.fields = errors.filter(({ code }) => !CHOSEN_BY_CALLER.has(code)).map(({ field }) => field);
  if (thrown.problem === 'internal') passage.error = error;
  return {
    problem: {
      type: problemType(thrown.problem),
      title: title[language],
      status: thrown.details.status ?? status,
      detail: detail[language],
      code: thrown.problem,
      errors: errors.length > 0 ? errors : atForm(thrown.problem, detail[language]),
      ...(allowed === undefined ? {} : { allowed }),
      ...(data === undefined ? {} : { data }),
      ...(thrown.problem === 'internal' ? { reference: passage.event.requestContext.requestId } : {}),
    },
    headers: thrown.problem === 'unavailable' ? { 'retry-after': '3', ...headers } : headers,
    mendable: MENDABLE.has(thrown.problem),
  };
}

/** A stamp's fault, and that all of it is too much, belongs to the form as a whole. */
const atForm = (code: ProblemCode, message: string): ProblemBody['errors'] =>
  code === 'form-stale' || code === 'form-stamp' || code === 'too-large'
    ? [{ field: '', code, message }]
    : [];

function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const passing =
    error instanceof RecordsUnavailable ||
    error instanceof IssuerUnavailable ||
    // middy's sign that Lambda's time is nearly up: the answer is unknown, the same key gives it later.
    (error instanceof Error && error.name === 'TimeoutError');
  return new HttpProblem(passing ? 'unavailable' : 'internal');
}

/** A refusal of an operation, for the caller: the sentence stands at the field it concerns. Its words are loaded with the first one. */
export async function tellRefused(
  refusal: Refusal,
  passage: Passage,
  settings: RuntimeSettings,
): Promise<Told> {
  const { tellRefusal } = await import('./refusals.ts');
  const { language } = passage;
  const { status, title, detail, retryAfter } = tellRefusal(
    refusal,
    language,
    settings.operator.postalAddress[language],
  );
  const field = refusal.field ?? '';
  passage.code = refusal.code;
  passage.fields = field === '' ? [] : [field];
  return {
    problem: {
      type: problemType(refusal.code),
      title,
      status,
      detail,
      code: refusal.code,
      errors: [{ field, code: refusal.code, message: detail }],
      ...(refusal.data === undefined ? {} : { data: refusal.data }),
    },
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    mendable: !ELSEWHERE.has(status),
  };
}
