import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnApiMapping, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { GatewayRoute } from '../../shared/api/prefixes.ts';
import { apiRoutes } from '../constructs/api-routes.ts';
import type { Settings } from '../settings/schema.ts';
import { Places } from './places.ts';

export interface FrontProps extends StackProps {
  readonly settings: Settings;
  readonly apiId: string;
  readonly routes: readonly GatewayRoute[];
}

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

/**
 * What is opened when all doors stand: the stage with its throttles, and the own domain. The routes that have a throttle of
 * their own are made here too, since a stage that names a route which is not there fails; those that go are taken from the
 * stage first.
 */
export class FrontStack extends Stack {
  constructor(scope: Construct, id: string, props: FrontProps) {
    super(scope, id, props);
    const { settings, apiId } = props;
    const places = new Places(this, settings);
    const throttled = props.routes.filter((route) => route.throttled);
    const routes = apiRoutes(this, {
      apiId,
      routes: throttled,
      functionArn: (door) => places.functionArn(door),
    });
    const stage = this.#stage(settings, apiId, throttled);
    for (const route of routes) stage.addResourceDependency(route);
    if (settings.domain !== undefined)
      new CfnApiMapping(this, 'Mapping', { apiId, domainName: settings.domain.name, stage: stage.ref });
  }

  #stage({ limits, retention, deployment }: Settings, apiId: string, own: readonly GatewayRoute[]): CfnStage {
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
    return new CfnStage(this, 'Stage', {
      apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
      defaultRouteSettings: {
        throttlingRateLimit: limits.api.perSecond,
        throttlingBurstLimit: limits.api.burst,
        detailedMetricsEnabled: false,
      },
      routeSettings: Object.fromEntries(own.map(({ key }) => [key, intake])),
    });
  }
}
