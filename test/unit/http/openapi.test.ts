import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { openapiDocument } from '../../../shared/api/openapi.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { type ActSpec, knownTo, type RouteSpec, routeKey } from '../../../shared/api/spec.ts';
import { CASE_EVENTS, CASE_KINDS, CASE_STATUSES } from '../../../shared/domain/cases/names.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { DOORS } from '../../../shared/names.ts';

// biome-ignore lint/suspicious/noExplicitAny: the test walks over plain JSON
const DOCUMENT: any = JSON.parse(JSON.stringify(openapiDocument('1.2.3')));
// biome-ignore lint/suspicious/noExplicitAny: as above
const OPERATIONS: readonly (readonly [string, any])[] = Object.entries(DOCUMENT.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods as object).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
);

/** Whether a field is told to be unknown: by all alternatives where there are some. */
const isUnknown = (issues: readonly z.core.$ZodIssue[]): boolean =>
  issues.some(
    (issue) =>
      issue.code === 'unrecognized_keys' || (issue.code === 'invalid_union' && issue.errors.every(isUnknown)),
  );

/** What an act takes, of each kind of case where that differs. */
const bodiesOf = ({ body, byKind }: ActSpec) =>
  byKind === undefined ? [body] : Object.values(byKind).map((act) => act.body);

describe('the routes as data', () => {
  it('API9: no address is declared twice, and each belongs to a door that exists', () => {
    const keys = ROUTES.map(routeKey);
    expect(new Set(keys).size).toBe(keys.length);
    for (const spec of ROUTES) expect(Object.keys(DOORS)).toContain(spec.door);
  });

  it.each(ROUTES.map((spec) => [routeKey(spec), spec] as const))(
    'G4, G5: %s has what its class asks for',
    (_, spec: RouteSpec) => {
      const guarded = knownTo(spec.class) === 'staff';
      expect((spec.roles ?? []).length > 0).toBe(guarded);
      // What a DELETE is about stands in its path.
      if (spec.method !== 'GET' && spec.method !== 'DELETE')
        expect(spec.body !== undefined || spec.acts !== undefined).toBe(true);
      const placeholders = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      if (placeholders.length > 0) expect(spec.params).toBeDefined();
      if (spec.acts !== undefined) expect(placeholders).toContain('act');
      expect(spec.path.startsWith('/staff/')).toBe(spec.class === 'staff');
    },
  );

  it('G5: a body with a field that nobody declared is refused by every route', () => {
    for (const spec of ROUTES)
      for (const schema of [spec.body, ...Object.values(spec.acts ?? {}).flatMap(bodiesOf)]) {
        const parsed = schema?.safeParse({ undeclared: 1 });
        if (parsed === undefined) continue;
        expect(parsed.success).toBe(false);
        expect(isUnknown(parsed.error?.issues ?? []), spec.path).toBe(true);
      }
  });

  it('G2: every link of the pages leads to a declared route', () => {
    const filled = Object.values(ADDRESSES).map((address) =>
      typeof address === 'string' ? address : address('ref', 'note', 'end'),
    );
    for (const address of filled) {
      const path = (address.split('?')[0] ?? '').split('/');
      const found = ROUTES.some(({ path: pattern }) => {
        const wanted = pattern.split('/');
        return (
          wanted.length === path.length && wanted.every((part, i) => part.startsWith('{') || part === path[i])
        );
      });
      expect([address, found]).toEqual([address, true]);
    }
  });
});

describe('the OpenAPI document', () => {
  it('architecture: it is of version 3.1 and has every route, with one operation for each act', () => {
    expect(DOCUMENT.openapi).toBe('3.1.0');
    const operations = new Set(OPERATIONS.map(([key]) => key));
    for (const spec of ROUTES)
      for (const act of Object.keys(spec.acts ?? { none: 1 }))
        expect(operations).toContain(
          spec.acts === undefined ? routeKey(spec) : routeKey(spec).replace('{act}', act),
        );
  });

  it.each(OPERATIONS)(
    'api.md: %s documents its good answers and every refusal of its class',
    (key, operation) => {
      const statuses = Object.keys(operation.responses);
      expect(statuses.some((status) => status < '400')).toBe(true);
      expect(statuses).toEqual(expect.arrayContaining(['404', '431', '500', '503']));
      // One click needs no origin and its body is not read: nothing is refused to who holds the link.
      if (key.startsWith('POST') && !key.includes('/unsubscribe/'))
        expect(statuses).toEqual(expect.arrayContaining(['400', '403', '413', '415', '422']));
      if (/ \/staff/.test(key)) expect(statuses).toEqual(expect.arrayContaining(['401', '403']));
      if (key.startsWith('POST /staff') || key.startsWith('POST /desk/cases'))
        expect(statuses).toContain('409');
    },
  );

  it('api.md: names of operations are unique and every reference leads somewhere', () => {
    const ids = OPERATIONS.map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(100);
    for (const [, group, name] of references)
      expect(DOCUMENT.components[group ?? '']).toHaveProperty(name ?? '');
  });

  it('api.md: the lists of status, type and kind are closed', () => {
    const { properties } = DOCUMENT.components.schemas.Case;
    expect(properties.status.enum).toEqual(CASE_STATUSES);
    expect(properties.kind.enum).toEqual(CASE_KINDS);
    expect(properties.events.items.properties.type.enum).toEqual(CASE_EVENTS);
  });

  it('G5: request bodies take no other fields, and say which are required and how long', () => {
    const body = DOCUMENT.paths['/claims'].post.requestBody.content['application/json'].schema;
    expect(body).toMatchObject({
      additionalProperties: false,
      required: ['claimant', 'facts', 'demand'],
      properties: {
        facts: { minLength: 1, maxLength: 10_000 },
        claimant: {
          additionalProperties: false,
          required: ['name'],
          properties: { email: { format: 'idn-email', maxLength: 254 } },
        },
      },
    });
  });

  it('architecture: it is small enough to be served in one piece', () => {
    // It travels packed; Lambda's own limit is 6 MB.
    expect(Buffer.byteLength(JSON.stringify(DOCUMENT))).toBeLessThan(600_000);
  });
});
