import { type PostedForm, readForm } from './form.ts';
import { withParameters } from './header-text.ts';
import { pollutingKey, withinLimits } from './json-guard.ts';
import { HttpProblem } from './problems.ts';

/** A body that was taken apart but not yet checked against a schema. */
export type ReadBody =
  | { readonly form: true; readonly raw: string; readonly posted: PostedForm }
  | { readonly form: false; readonly raw: string; readonly value: unknown; readonly polluting?: string };

/** The parts of an API Gateway event that carry the body. */
export interface BodySource {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly headers: { readonly [name: string]: string | undefined };
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Whether the body is a form, by its content type. Throws `content-type` for any other, or another charset than UTF-8.
 */
export function isForm(source: BodySource, formsOnly: boolean): boolean {
  const { value: kind, parameters } = withParameters(source.headers['content-type'] ?? '');
  const charsets = parameters.filter((each) => each.startsWith('charset='));
  const utf8 = charsets.every((charset) => /^charset="?utf-?8"?$/.test(charset));
  if (!utf8 || (kind !== FORM_TYPE && (formsOnly || kind !== JSON_TYPE)))
    throw new HttpProblem('content-type');
  return kind === FORM_TYPE;
}

/**
 * Reads the body. Throws `too-large` before anything is decoded or parsed, `malformed` for bad UTF-8, bad JSON, and
 * bodies nested too deep or with too many keys.
 */
export function readBody(source: BodySource, form: boolean, limit: number): ReadBody {
  const raw = rawOf(source, limit);
  if (form) {
    const posted = readForm(raw);
    if (posted === undefined) throw new HttpProblem('malformed');
    return { form: true, raw, posted };
  }
  if (!withinLimits(raw)) throw new HttpProblem('malformed');
  const value = parse(raw);
  const polluting = pollutingKey(value);
  return { form: false, raw, value, ...(polluting === undefined ? {} : { polluting }) };
}

/** The body as text. Throws `too-large` and `malformed`. */
function rawOf({ body = '', isBase64Encoded }: BodySource, limit: number): string {
  const bytes = isBase64Encoded ? Math.floor((body.length * 3) / 4) - 2 : body.length;
  if (bytes > limit || (!isBase64Encoded && Buffer.byteLength(body) > limit))
    throw new HttpProblem('too-large');
  return isBase64Encoded ? decode(Buffer.from(body, 'base64'), limit) : body;
}

/** Bytes of a form's beginning in which its own hidden fields stand (pages/form.tsx draws them first). */
const HEAD_BYTES = 3_072;

/**
 * The hidden fields at the beginning of a form that is too large to be read: whether it is one of ours is known before
 * the rest is looked at.
 */
export function headOfForm({ body = '', isBase64Encoded }: BodySource): PostedForm | undefined {
  const head = isBase64Encoded
    ? Buffer.from(body.slice(0, (HEAD_BYTES * 4) / 3), 'base64').toString('latin1')
    : body.slice(0, HEAD_BYTES);
  // What is cut in two at the end is none of them.
  return readForm(head.slice(0, Math.max(head.lastIndexOf('&'), 0)));
}

function decode(bytes: Buffer, limit: number): string {
  if (bytes.length > limit) throw new HttpProblem('too-large');
  try {
    return decoder.decode(bytes);
  } catch {
    throw new HttpProblem('malformed');
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own message quotes the body.
    throw new HttpProblem('malformed');
  }
}
