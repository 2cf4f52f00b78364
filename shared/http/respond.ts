import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ProblemExtras } from './draw.ts';
import { trimBlanks } from './header-text.ts';
import { withSecurityHeaders } from './headers.ts';
import type { FormState, PageContext } from './pages/context.ts';
import type { Passage } from './passage.ts';
import type { FieldProblem, ProblemBody } from './problems.ts';
import type { Reply } from './types.ts';

const HTML = 'text/html; charset=utf-8';

/** API Gateway's answer of a reply; JSON is cut to what the route declares. Throws for JSON that is not as declared. */
export async function toResult(
  reply: Reply,
  passage: Passage,
  context: PageContext,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { status, cookies } = reply;
  const make = (
    headers: Record<string, string>,
    body?: string,
    base64 = false,
  ): APIGatewayProxyStructuredResultV2 => {
    const tag = body === undefined || status !== 200 ? undefined : entityTag(reply, body);
    const all = withSecurityHeaders({
      ...headers,
      ...reply.headers,
      ...(tag === undefined ? {} : { etag: tag }),
    });
    if (tag !== undefined && tagMatches(passage.event.headers['if-none-match'], tag))
      return { statusCode: 304, headers: all, isBase64Encoded: false };
    if (tag !== undefined && body !== undefined && !base64 && worthPacking(passage, body))
      return {
        statusCode: status,
        headers: { ...all, 'content-encoding': 'gzip' },
        ...(cookies === undefined ? {} : { cookies: [...cookies] }),
        body: gzipSync(body).toString('base64'),
        isBase64Encoded: true,
      };
    return {
      statusCode: status,
      headers: all,
      ...(cookies === undefined ? {} : { cookies: [...cookies] }),
      ...(body === undefined ? {} : { body }),
      isBase64Encoded: base64,
    };
  };
  if (reply.location !== undefined) return make({ location: reply.location });
  if (reply.download !== undefined) {
    const { name, type, bytes } = reply.download;
    const disposition = `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`;
    return make(
      { 'content-type': type, 'content-disposition': disposition },
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      true,
    );
  }
  if (reply.text !== undefined) return make({ 'content-type': reply.text.type }, reply.text.body);
  if (reply.page !== undefined && (passage.wantsPage || reply.json === undefined)) {
    const { drawPage } = await import('./draw.ts');
    return make({ 'content-type': HTML }, drawPage(reply.page, passage, context));
  }
  if (reply.json === undefined) return make({});
  return make(
    { 'content-type': 'application/json; charset=utf-8' },
    JSON.stringify(declared(reply, passage)),
  );
}

/** Answers that may be kept are named by their bytes, so that asking again costs no second transfer (P2). */
function entityTag(reply: Reply, body: string): string | undefined {
  const kept = reply.headers?.['cache-control'];
  if (kept === undefined || kept.includes('no-store')) return undefined;
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Below this many characters packing saves no packet. */
const PACK_FROM = 4_000;

/**
 * Long public answers travel packed: the policy is a third of its size then. Only those that may be kept: they hold no
 * secret whose length packing could betray beside what a stranger chose (BREACH).
 */
const worthPacking = (passage: Passage, body: string): boolean =>
  body.length >= PACK_FROM &&
  /\bgzip\b(?![ \t]*;[ \t]*q=0(?:\.0*)?(?:,|$))/.test(passage.event.headers['accept-encoding'] ?? '');

/** Whether the caller has these bytes already (`If-None-Match`, a list of tags; weak ones count as theirs). */
const tagMatches = (header: string | undefined, tag: string): boolean =>
  (header ?? '')
    .slice(0, 2_000)
    .split(',')
    .map(trimBlanks)
    .some((one) => one === '*' || one.replace(/^W\//, '') === tag.slice(2));

/** Only declared fields leave (style, habit 5). */
function declared(reply: Reply, passage: Passage): unknown {
  const schema = passage.bound?.spec.answers[reply.status]?.body;
  if (schema === undefined) throw new Error('JSON where the route declares none');
  const parsed = schema.safeParse(reply.json);
  if (!parsed.success) throw new Error('JSON other than the route declares');
  return parsed.data;
}

/** A problem as problem+json for programs, as a page with the way out for people (G6). */
export async function problemResult(
  problem: ProblemBody,
  headers: Readonly<Record<string, string>>,
  passage: Passage,
  context: PageContext,
  extras: ProblemExtras,
): Promise<APIGatewayProxyStructuredResultV2> {
  const page = passage.wantsPage
    ? (await import('./draw.ts')).drawProblem(problem, passage, context, extras)
    : undefined;
  const type = page === undefined ? 'application/problem+json; charset=utf-8' : HTML;
  return {
    statusCode: problem.status,
    headers: withSecurityHeaders({ 'content-type': type, 'content-language': context.language, ...headers }),
    body: page ?? JSON.stringify(problem),
    isBase64Encoded: false,
  };
}

/** A refused form as its page draws it again. */
export const formState = (
  typed: Readonly<Record<string, string>>,
  errors: readonly FieldProblem[],
): FormState => ({
  values: typed,
  errors: errors.map(({ field, message }) => ({ field, message })),
});
