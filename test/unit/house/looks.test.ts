import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { openapiDocument } from '../../../shared/api/openapi.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { knownTo, type RouteSpec, routeKey } from '../../../shared/api/spec.ts';

/** Names under which answers tell about a person: their data, or which one it is. */
const PERSONAL = ['personal', 'person', 'email', 'phone', 'postalAddress', 'facts', 'demand'];
/** The register of processing names purposes; acts of destruction are listed by the random id of whose record is gone. */
const NAMES_NO_PERSON: readonly string[] = ['GET /staff/registers/processing', 'GET /staff/acts'];

const STAFF = ROUTES.filter((spec) => knownTo(spec.class) === 'staff' && spec.class !== 'machine');

/** Every field of a schema, however deep. */
function fieldsOf(schema: z.ZodMiniType): readonly string[] {
  const walk = (node: unknown): readonly string[] => {
    if (Array.isArray(node)) return node.flatMap(walk);
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) =>
      key === 'properties' ? [...Object.keys(value as object), ...walk(value)] : walk(value),
    );
  };
  return walk(z.toJSONSchema(schema, { unrepresentable: 'any' }));
}

/** Whether what a route answers can tell about a person: fields of its JSON, or a file of a case. */
const tells = (spec: RouteSpec): boolean =>
  !NAMES_NO_PERSON.includes(routeKey(spec)) &&
  Object.values(spec.answers).some(
    ({ body, file }) =>
      file === 'application/zip' ||
      file === 'text/csv' ||
      (body !== undefined && fieldsOf(body).some((field) => PERSONAL.includes(field))),
  );

describe('G10: every look has its reason', () => {
  test('each staff route whose answer can tell about a person declares what it opens', () => {
    const undeclared = STAFF.filter((spec) => tells(spec) && spec.opens === undefined).map(routeKey);
    expect(undeclared).toEqual([]);
    // The table is not empty: files, cases, people, registers.
    expect(STAFF.filter(tells).map(routeKey)).toEqual(
      expect.arrayContaining([
        'GET /staff/cases/{reference}',
        'GET /staff/cases/{reference}/bundle',
        'GET /staff/people/{id}',
        'POST /staff/people/search',
        'GET /staff/registers/consents',
      ]),
    );
  });

  test('what opens something is for staff only, and has a place for the reason', () => {
    for (const spec of ROUTES.filter(({ opens }) => opens !== undefined)) {
      expect([routeKey(spec), STAFF.includes(spec)]).toEqual([routeKey(spec), true]);
      if (spec.method === 'GET' || spec.opens === 'act') continue;
      const { properties = {}, required = [] } = z.toJSONSchema(spec.body ?? z.object({}), {
        io: 'input',
        unrepresentable: 'any',
      });
      expect([routeKey(spec), 'reason' in properties, required.includes('reason')]).toEqual([
        routeKey(spec),
        true,
        true,
      ]);
    }
  });

  test('a GET takes the reason from a header, which a link cannot send: on the desk a form asks for it', () => {
    for (const spec of STAFF.filter(({ method, opens }) => method === 'GET' && opens !== undefined))
      expect([routeKey(spec), spec.class]).toEqual([routeKey(spec), 'staff']);
  });

  test('the OpenAPI document says where a reason is needed, and where it is taken', () => {
    const { paths } = openapiDocument('1') as unknown as {
      paths: Record<string, Record<string, { parameters?: readonly { name: string; required?: boolean }[] }>>;
    };
    for (const spec of ROUTES.filter(({ method }) => method === 'GET')) {
      const named = paths[spec.path]?.['get']?.parameters?.find(({ name }) => name === 'X-Reason');
      expect([routeKey(spec), named?.required]).toEqual([
        routeKey(spec),
        spec.opens === undefined ? undefined : spec.opens === 'whole',
      ]);
    }
  });
});
