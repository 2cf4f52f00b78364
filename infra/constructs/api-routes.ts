import { Stack, Validations } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { GatewayRoute } from '../../shared/api/prefixes.ts';
import type { DoorName } from '../../shared/names.ts';

/** Longer than any door that answers people may run, shorter than API Gateway's 30 s. */
const INTEGRATION_MS = 15_000;

export interface ApiRoutesProps {
  readonly apiId: string;
  readonly routes: readonly GatewayRoute[];
  readonly functionArn: (door: DoorName) => string;
}

/** Routes of the HTTP API to their doors, and the way to each of these. */
export function apiRoutes(scope: Construct, { apiId, routes, functionArn }: ApiRoutesProps): CfnRoute[] {
  const doors = [...new Set(routes.map(({ door }) => door))];
  return doors.flatMap((door) => {
    const way = new CfnIntegration(scope, `To-${door}`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: functionArn(door),
      payloadFormatVersion: '2.0',
      timeoutInMillis: INTEGRATION_MS,
    });
    const target = `integrations/${way.ref}`;
    return routes
      .filter((route) => route.door === door)
      .map(({ key }) => apiRoute(scope, apiId, key, target));
  });
}

/** Its id is made of its key alone: a route that is led to another door of its stack stays the same resource. */
function apiRoute(scope: Construct, apiId: string, routeKey: string, target: string): CfnRoute {
  const id = `Route ${routeKey}`.replace(/[^A-Za-z0-9 ]+/g, '-');
  const route = new CfnRoute(scope, id, { apiId, routeKey, target });
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'People need no account here; staff and programs prove themselves to the door, which checks issuer, audience, expiry and ' +
      'role at the instant of the event and also takes the desk’s cookie, which an authorizer of API Gateway cannot.',
  });
  return route;
}

/** What API Gateway calls a door for: any stage and route of this API. */
export const callsOf = (scope: Construct, apiId: string): string =>
  Stack.of(scope).formatArn({ service: 'execute-api', resource: apiId, resourceName: '*/*' });
