/**
 * Decides about one request as IAM does, from policy statements of our templates. It knows what our policies use and throws
 * at anything else: a policy that it does not understand must not pass as harmless.
 */

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request; several values where the request names several. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export type Decision = 'allowed' | 'denied' | 'not allowed';

const KNOWN_FIELDS = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition']);

const list = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** IAM's wildcards: `*` any text, `?` one character. */
function matches(pattern: string, text: string, ignoreCase = false): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's').test(text);
}

type Operator = (wanted: readonly string[], given: readonly string[] | undefined) => boolean;

const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: (wanted, given) => given?.length === 1 && wanted.includes(given[0] ?? ''),
  StringLike: (wanted, given) =>
    given?.length === 1 && wanted.some((pattern) => matches(pattern, given[0] ?? '')),
  // As in IAM, true when the request has no such key at all.
  'ForAllValues:StringLike': (wanted, given) =>
    (given ?? []).every((value) => wanted.some((pattern) => matches(pattern, value))),
  Bool: (wanted, given) => given?.length === 1 && wanted.includes(given[0] ?? ''),
};

function conditionHolds(statement: Statement, request: Request): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) => {
    const decide = OPERATORS[operator];
    if (decide === undefined) throw new Error(`the condition operator ${operator} is not understood`);
    return Object.entries(keys).every(([key, wanted]) => {
      const given = request.context?.[key];
      return decide(list(wanted).map(String), given === undefined ? undefined : list(given));
    });
  });
}

function applies(statement: Statement, request: Request): boolean {
  const strange = Object.keys(statement).find((field) => !KNOWN_FIELDS.has(field));
  if (strange !== undefined) throw new Error(`the field ${strange} of a statement is not understood`);
  return (
    list(statement.Action).some((action) => matches(action, request.action, true)) &&
    list(statement.Resource).some((resource) => matches(resource, request.resource)) &&
    conditionHolds(statement, request)
  );
}

/** A deny wins; else an allow; else nothing is allowed. */
export function decide(statements: readonly Statement[], request: Request): Decision {
  const applying = statements.filter((statement) => applies(statement, request));
  if (applying.some((statement) => statement.Effect === 'Deny')) return 'denied';
  return applying.some((statement) => statement.Effect === 'Allow') ? 'allowed' : 'not allowed';
}
