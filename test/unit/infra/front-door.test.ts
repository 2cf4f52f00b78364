import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gatewayRoutes } from '../../../shared/api/prefixes.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { hasOwnRoute, routeKey } from '../../../shared/api/spec.ts';
import { STACKS } from '../../../shared/names.ts';
import { type Templates, templatesOf } from '../../support/templates.ts';

const demo = templatesOf('demo');

/** Route key → name of the function behind it. */
function routesOf(templates: Templates): Map<string, string> {
  const uris = new Map(
    templates
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((one) => [one.id, one.properties['IntegrationUri']]),
  );
  return new Map(
    templates.ofType('AWS::ApiGatewayV2::Route').map((route) => {
      const uri = uris.get(String(route.properties['Target']).replace('integrations/', ''));
      return [String(route.properties['RouteKey']), String(uri).split(':function:')[1] ?? ''];
    }),
  );
}

describe('routes', () => {
  test('what the prefixes ask for is in the template and leads to its door; there is nothing else', () => {
    const expected = gatewayRoutes(ROUTES).map(({ key, door }) => [key, `privacy-demo-${door}`] as const);
    expect(routesOf(demo)).toEqual(new Map(expected));
  });

  test('API Gateway may invoke each door that has a route, for this API only', () => {
    const api = demo.one('AWS::ApiGatewayV2::Api');
    const allowed = demo
      .ofType('AWS::Lambda::Permission')
      .filter((one) => one.properties['Principal'] === 'apigateway.amazonaws.com');
    for (const one of allowed) expect(one.properties['SourceArn']).toContain(`:${api.id}/`);
    const names = allowed.map((one) => String(one.properties['FunctionName']).split(':function:')[1]);
    expect(new Set(names)).toEqual(new Set(routesOf(demo).values()));
  });

  test('no permission lets just anybody of a service in', () => {
    for (const one of demo.ofType('AWS::Lambda::Permission'))
      expect(one.properties['SourceArn']).toBeTruthy();
  });
});

describe('the stage', () => {
  const stage = demo.one('AWS::ApiGatewayV2::Stage').properties;

  test('there is a throttle for all routes together', () => {
    expect(stage['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: 50,
      ThrottlingBurstLimit: 100,
    });
  });

  test('each route that takes a submission has its own throttle, so that a flood of one starves no other', () => {
    const own = stage['RouteSettings'] as Record<string, unknown>;
    expect(Object.keys(own).sort()).toEqual(ROUTES.filter(hasOwnRoute).map(routeKey).sort());
    expect(own['POST /claims']).toEqual({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 });
    expect(Object.keys(own)).not.toContain('GET /claims');
  });

  test('G9: the access log has no query string, no network address and no path, where secrets and references stand', () => {
    const { Format: format } = stage['AccessLogSettings'] as { Format: string };
    const variables = [...format.matchAll(/\$context\.([A-Za-z.]+)/g)].map(([, name]) => name);
    expect(variables).toEqual([
      'requestId',
      'requestTimeEpoch',
      'routeKey',
      'status',
      'responseLength',
      'responseLatency',
      'integrationErrorMessage',
    ]);
  });
});

describe('the address', () => {
  test('a deployment tells the addresses of site and desk and the pool of staff under the names that README.md uses', () => {
    const outputs = STACKS.flatMap((stack) => {
      const file = join(demo.outDir, `privacy-demo-${stack}.template.json`);
      const { Outputs } = JSON.parse(readFileSync(file, 'utf8')) as { Outputs?: Record<string, object> };
      return Object.keys(Outputs ?? {}).filter((name) => !name.startsWith('ExportsOutput'));
    });
    expect(outputs.sort()).toEqual(['ApiId', 'BaseUrl', 'Desk', 'StaffPool']);
  });

  test('with an own domain the address of API Gateway is shut', () => {
    const scserv = templatesOf('scserv');
    expect(scserv.one('AWS::ApiGatewayV2::Api').properties['DisableExecuteApiEndpoint']).toBe(true);
    expect(scserv.one('AWS::ApiGatewayV2::DomainName').properties['DomainName']).toBe('privacy.scserv.ru');
  });

  test('without one, the doors are told the address that API Gateway gives', () => {
    const { Environment } = demo.one('AWS::Lambda::Function', { FunctionName: 'privacy-demo-claims-public' })
      .properties as { Environment: { Variables: Record<string, string> } };
    const { baseUrl } = JSON.parse(Environment.Variables['SETTINGS'] ?? '') as { baseUrl: string };
    expect(baseUrl).toBe(
      `https://${demo.one('AWS::ApiGatewayV2::Api').id}.execute-api.eu-central-1.amazonaws.com`,
    );
  });
});
