import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  CfnApi,
  CfnApiMapping,
  CfnDomainName,
  CfnIntegration,
  CfnRoute,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { gatewayRoutes } from '../../shared/api/prefixes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import type { DoorName } from '../../shared/names.ts';
import type { Settings } from '../settings/schema.ts';
import type { Door } from './door.ts';
import { tell } from './tell.ts';

/** Longer than any door that answers people may run, shorter than API Gateway's 30 s. */
const INTEGRATION_MS = 15_000;

/** Fields of an access log line: no query string (links carry their secret there), no network address, no path values. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

/** The HTTP API. It is made before the doors, so that they can be told its address; {@link FrontDoor.open} adds the routes. */
export class FrontDoor extends Construct {
  readonly api: CfnApi;
  /** Where our pages live: the settings' address, else the one that API Gateway gives. */
  readonly baseUrl: string;
  readonly #settings: Settings;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.#settings = settings;
    this.api = new CfnApi(this, 'Api', {
      name: settings.deployment,
      description: 'Privacy Desk',
      protocolType: 'HTTP',
      disableExecuteApiEndpoint: settings.domain !== undefined,
    });
    const stack = Stack.of(this);
    this.baseUrl =
      settings.baseUrl ?? `https://${this.api.ref}.execute-api.${stack.region}.${stack.urlSuffix}`;
    tell(this, 'BaseUrl', this.baseUrl, 'Where the pages live');
    tell(this, 'Desk', `${this.baseUrl}/desk`, 'Where staff sign in');
    tell(this, 'ApiId', this.api.ref, 'Id of the HTTP API');
  }

  /** Makes the stage and the routes: two a prefix, and those with a throttle of their own (shared/api/prefixes.ts). */
  open(doors: Readonly<Record<DoorName, Door>>): void {
    const all = gatewayRoutes(ROUTES);
    const names = [...new Set(all.map(({ door }) => door))];
    const targets = new Map(names.map((name) => [name, this.#integrate(doors[name])] as const));
    const routes = all.map(({ key, door }) => this.#route(key, targets.get(door)));
    const stage = this.#stage();
    for (const route of routes) stage.addResourceDependency(route);
    if (this.#settings.domain !== undefined) this.#mapDomain(this.#settings.domain, stage);
  }

  #integrate(door: Door): CfnIntegration {
    const stack = Stack.of(this);
    new CfnPermission(this, `Invoke-${door.name}`, {
      action: 'lambda:InvokeFunction',
      functionName: door.fn.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: stack.formatArn({ service: 'execute-api', resource: this.api.ref, resourceName: '*/*' }),
    });
    return new CfnIntegration(this, `To-${door.name}`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: door.fn.functionArn,
      payloadFormatVersion: '2.0',
      timeoutInMillis: INTEGRATION_MS,
    });
  }

  #route(key: string, target: CfnIntegration | undefined): CfnRoute {
    if (target === undefined) throw new Error(`the route ${key} has no door`);
    const route = new CfnRoute(this, `Route ${key}`.replace(/[^A-Za-z0-9 ]+/g, '-'), {
      apiId: this.api.ref,
      routeKey: key,
      target: `integrations/${target.ref}`,
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'People need no account here; staff and programs prove themselves to the door, which checks issuer, audience, expiry and ' +
        'role at the instant of the event and also takes the desk’s cookie, which an authorizer of API Gateway cannot.',
    });
    return route;
  }

  #stage(): CfnStage {
    const { limits, retention, deployment } = this.#settings;
    const log = new LogGroup(this, 'AccessLog', {
      // Below this prefix log groups need no statement each in the account's one policy of 5,120 letters.
      logGroupName: `/aws/vendedlogs/apigateway/${deployment}`,
      retention: retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const intake = {
      ThrottlingRateLimit: limits.intake.perSecond,
      ThrottlingBurstLimit: limits.intake.burst,
    };
    const perRoute = gatewayRoutes(ROUTES)
      .filter(({ throttled }) => throttled)
      .map(({ key }) => [key, intake] as const);
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
      defaultRouteSettings: {
        throttlingRateLimit: limits.api.perSecond,
        throttlingBurstLimit: limits.api.burst,
        detailedMetricsEnabled: false,
      },
      routeSettings: Object.fromEntries(perRoute),
    });
    return stage;
  }

  #mapDomain(domain: NonNullable<Settings['domain']>, stage: CfnStage): void {
    const name = new CfnDomainName(this, 'Domain', {
      domainName: domain.name,
      domainNameConfigurations: [
        { certificateArn: domain.certificate, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    new CfnApiMapping(this, 'Mapping', { apiId: this.api.ref, domainName: name.ref, stage: stage.ref });
    tell(this, 'DomainTarget', name.attrRegionalDomainName, `Point ${domain.name} here (CNAME)`);
  }
}
