import * as z from 'zod/mini';
import { caseView } from './case-view.ts';
import { statusView } from './cases.ts';
import { staffCaseView } from './desk.ts';
import { emailField } from './fields.ts';
import { caseOpened } from './opened.ts';
import { ROUTES } from './routes.ts';
import { type ActSpec, type AnswerSpec, isPageOnly, knownTo, type RouteSpec } from './spec.ts';

type Json = { readonly [name: string]: unknown };

/** What each class of route may answer beside what its spec says; every one of them is problem+json or a page. */
const BY_CLASS: { readonly [C in RouteSpec['class']]: readonly number[] } = {
  asset: [404],
  page: [400, 404],
  open: [400, 403, 404, 413, 415, 422, 429],
  staff: [303, 400, 401, 403, 404],
  'staff-page': [303, 400, 401, 403, 404],
  'staff-login': [303, 400, 401, 403, 404],
  machine: [400, 401, 403, 404, 413, 415, 422],
  'one-click': [404],
  person: [303, 400, 401, 403, 404],
  'person-page': [303, 400, 401, 403, 404],
};
const WITH_BODY = [409, 410, 413, 415, 422, 429];
const ANYWAY = [500, 503];

const WORDS: { readonly [status: number]: string } = {
  303: 'on to another page',
  400: 'not understood',
  401: 'sign in, or send a valid token',
  403: 'not allowed: another site, or not your role',
  404: 'nothing here, or not for you',
  409: 'the case has changed, or the act does not fit its state',
  410: 'no longer valid',
  413: 'larger than its fields together can be',
  415: 'another content type than taken here',
  422: 'fields to correct',
  429: 'too many from one network; the answer names the postal address',
  500: 'an error on our side; the answer has a number to quote',
  503: 'try again in a few seconds with the same key',
};

/** problem+json of RFC 9457 as every refusal of ours is told (G6). */
const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'what is wrong and the way out, in the language of the request' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    allowed: { type: 'array', items: { type: 'string' }, description: 'fields that are taken' },
    data: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    reference: { type: 'string', description: 'number of an internal error' },
  },
};

/** API Gateway's own answer, before any door is asked. */
const TOO_LONG: Json = {
  description: 'address and headers together are longer than 10,240 bytes; answered by API Gateway',
  content: {
    'application/json': {
      schema: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    },
  },
};

/** Answers that several routes share are described once. */
const SHARED: ReadonlyMap<z.ZodMiniType, string> = new Map<z.ZodMiniType, string>([
  [staffCaseView, 'StaffCase'],
  [statusView, 'CaseStatus'],
  [caseOpened, 'CaseOpened'],
  [caseView, 'Case'],
]);

const answerSchema = (schema: z.ZodMiniType): Json => {
  const name = SHARED.get(schema);
  return name === undefined ? schemaOf(schema, 'output') : { $ref: `#/components/schemas/${name}` };
};

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // The address is checked by a rule of ours, which JSON Schema cannot say; its format it can (RFC 6531 has other domains).
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === emailField) jsonSchema.format = 'idn-email';
    },
  });
  return json;
};

/** The OpenAPI 3.1 document of every route; one operation per act where a route has acts. */
export function openapiDocument(version: string): Json {
  const paths: { [path: string]: { [method: string]: Json } } = {};
  for (const spec of ROUTES) {
    const acts = spec.acts === undefined ? [[undefined, undefined] as const] : Object.entries(spec.acts);
    for (const [name, act] of acts) {
      const path = name === undefined ? spec.path : spec.path.replace('{act}', name);
      const methods = paths[path] ?? {};
      methods[spec.method.toLowerCase()] = operation(spec, path, act);
      paths[path] = methods;
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Privacy Desk',
      version,
      description:
        'Claims and requests about personal data, their legal clocks, and the staff desk. HEAD is answered like GET, without a body. Errors are application/problem+json in Russian or English.',
    },
    paths,
    components: {
      schemas: {
        Problem: PROBLEM,
        ...Object.fromEntries([...SHARED].map(([schema, name]) => [name, schemaOf(schema, 'output')])),
      },
      responses: {
        TooLong: TOO_LONG,
        ...Object.fromEntries(
          Object.keys(WORDS).flatMap((status) => [
            [`Problem${status}`, problem(Number(status), true)],
            [`Fault${status}`, problem(Number(status), false)],
          ]),
        ),
      },
      securitySchemes: {
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: "token of the company's OIDC issuer",
        },
        person: {
          type: 'http',
          scheme: 'bearer',
          description: 'token that signing in by JSON gives a person',
        },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-session', description: 'session of a person' },
        desk: { type: 'apiKey', in: 'cookie', name: '__Host-desk', description: 'session of the staff desk' },
      },
    },
  };
}

function operation(spec: RouteSpec, path: string, act: ActSpec | undefined): Json {
  const body = act?.body ?? spec.body;
  const roles = act?.roles ?? spec.roles;
  const known = knownTo(spec.class);
  return {
    operationId: idOf(spec.method, path),
    summary: act?.summary ?? spec.summary.en,
    tags: [tagOf(path)],
    ...(roles === undefined ? {} : { description: `Roles: ${roles.join(', ')}.` }),
    ...(spec.class === 'machine' ? BY_BEARER : SECURITY[known]),
    parameters: parametersOf(spec, path),
    ...(body === undefined ? {} : { requestBody: requestOf(spec, body) }),
    responses: responsesOf(spec, body !== undefined),
  };
}

/** Programs bring a token; there is no desk for them. */
const BY_BEARER = { security: [{ staff: [] }] } as const;

/** Who must be known, and how. */
const SECURITY = {
  anyone: {},
  staff: { security: [{ staff: [] }, { desk: [] }] },
  person: { security: [{ person: [] }, { session: [] }] },
} as const;

const idOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...path.split(/[^A-Za-z0-9]+/).filter((part) => part !== '')].join('-');

const tagOf = (path: string): string => {
  const [first = ''] = path.split('/').filter((part) => part !== '');
  const known = ['claims', 'cases', 'staff', 'desk', 'may', 'receipts', 'unsubscribe', 'me', 'sessions'];
  return known.includes(first) ? first : 'site';
};

/** Form posts carry hidden fields of the form's own page, so forms are described by what a person fills in. */
function requestOf(spec: RouteSpec, body: z.ZodMiniType): Json {
  const schema = schemaOf(body, 'input');
  const json = { 'application/json': { schema } };
  const form = { 'application/x-www-form-urlencoded': { schema } };
  if (spec.class === 'one-click')
    return { required: false, content: { ...form, 'multipart/form-data': { schema }, '*/*': {} } };
  return { required: true, content: spec.class === 'staff-page' ? form : json };
}

function parametersOf(spec: RouteSpec, path: string): readonly Json[] {
  const describe = (schema: z.ZodMiniType | undefined, place: 'path' | 'query'): readonly Json[] => {
    if (schema === undefined) return [];
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
      properties?: Readonly<Record<string, Json>>;
      required?: readonly string[];
    };
    return Object.entries(properties)
      .filter(([name]) => place === 'query' || path.includes(`{${name}}`))
      .map(([name, one]) => ({
        name,
        in: place,
        required: place === 'path' || required.includes(name),
        schema: one,
      }));
  };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', minLength: 22, maxLength: 128, pattern: '^[!-~]+$' },
  };
  const reason = {
    name: 'X-Reason',
    in: 'header',
    required: spec.opens === 'whole',
    description: 'why: a code, or percent-encoded UTF-8 text of at most 200 characters, some of them visible',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 1_800,
      pattern: '^[A-Za-z0-9._~-]+( [A-Za-z0-9._~-]+)*$',
    },
  };
  const language = {
    name: 'lang',
    in: 'query',
    ...(isPageOnly(spec)
      ? { description: 'ru or en; anything else is passed over', schema: { type: 'string' } }
      : { description: 'pages pass over anything else', schema: { enum: ['ru', 'en'] } }),
  };
  return [
    ...describe(spec.params, 'path'),
    ...describe(spec.query, 'query'),
    ...(spec.class === 'asset' ? [] : [language]),
    ...(spec.method === 'GET' || spec.class === 'one-click' || spec.class === 'machine' ? [] : [key]),
    ...(spec.opens !== undefined && spec.method === 'GET' ? [reason] : []),
  ];
}

function responsesOf(spec: RouteSpec, hasBody: boolean): Json {
  const refused = [
    ...BY_CLASS[spec.class],
    ...(knownTo(spec.class) !== 'anyone' && hasBody ? WITH_BODY : []),
    ...(spec.class === 'open' ? [409, 410] : []),
    ...ANYWAY,
  ];
  const told = refused
    .filter((status) => spec.answers[status] === undefined)
    .map((status) => [status, status === 303 ? moved(WORDS[303] ?? '') : toProblem(status, spec)] as const);
  const good = Object.entries(spec.answers).map(
    ([status, answer]) => [Number(status), answerOf(Number(status), answer)] as const,
  );
  const long = [431, { $ref: '#/components/responses/TooLong' }] as const;
  return Object.fromEntries(
    [...good, ...told, long].sort(([a], [b]) => a - b).map(([status, json]) => [String(status), json]),
  );
}

const page = { 'text/html': { schema: { type: 'string' } } };

/** A problem, as a page too where people come. */
function problem(status: number, forPeople: boolean): Json {
  const json = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return { description: WORDS[status] ?? 'refused', content: forPeople ? { ...json, ...page } : json };
}

const toProblem = (status: number, spec: RouteSpec): Json => ({
  $ref: `#/components/responses/${spec.class === 'asset' ? 'Fault' : 'Problem'}${status}`,
});

const moved = (description: string): Json => ({
  description,
  headers: { location: { schema: { type: 'string' } } },
});

function answerOf(status: number, answer: AnswerSpec): Json {
  if (status === 303) return moved(answer.description);
  const content = {
    ...(answer.body === undefined ? {} : { 'application/json': { schema: answerSchema(answer.body) } }),
    ...(answer.page === undefined ? {} : page),
    ...(answer.file === undefined ? {} : { [answer.file]: { schema: { type: 'string', format: 'binary' } } }),
  };
  return { description: answer.description, ...(Object.keys(content).length === 0 ? {} : { content }) };
}
