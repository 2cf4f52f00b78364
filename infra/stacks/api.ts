import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnApi, CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { OAuthScope, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { NAMES } from '../../shared/names.ts';
import { tell } from '../constructs/tell.ts';
import type { Settings } from '../settings/schema.ts';
import { handOver, Places } from './places.ts';

export interface ApiProps extends StackProps {
  readonly settings: Settings;
}

/** What all doors share and none of them is: the HTTP API with its address, the client of the staff's login, dead letters. */
export class ApiStack extends Stack {
  /** The one thing that other stacks import. */
  readonly apiId: string;
  /** Where our pages live: the settings' address, else the one that API Gateway gives. */
  readonly baseUrl: string;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id, props);
    const { settings } = props;
    const api = new CfnApi(this, 'Api', {
      name: settings.deployment,
      description: 'Privacy Desk',
      protocolType: 'HTTP',
      disableExecuteApiEndpoint: settings.domain !== undefined,
    });
    this.apiId = api.ref;
    this.baseUrl = settings.baseUrl ?? `https://${api.ref}.execute-api.${this.region}.${this.urlSuffix}`;
    tell(this, 'BaseUrl', this.baseUrl, 'Where the pages live');
    tell(this, 'Desk', `${this.baseUrl}/desk`, 'Where staff sign in');
    tell(this, 'ApiId', api.ref, 'Id of the HTTP API');
    if (settings.domain !== undefined) this.#domain(settings.domain);
    if (settings.staff.login.kind === 'cognito') this.#staffLogin(settings);
    this.#deadLetters(settings);
  }

  #domain(domain: NonNullable<Settings['domain']>): void {
    const name = new CfnDomainName(this, 'Domain', {
      domainName: domain.name,
      domainNameConfigurations: [
        { certificateArn: domain.certificate, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    tell(this, 'DomainTarget', name.attrRegionalDomainName, `Point ${domain.name} here (CNAME)`);
  }

  #staffLogin(settings: Settings): void {
    const { staffPool } = new Places(this, settings);
    const client = new UserPoolClient(this, 'StaffLogin', {
      userPool: UserPool.fromUserPoolId(this, 'Staff', staffPool),
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [`${this.baseUrl}/desk/callback`],
        logoutUrls: [`${this.baseUrl}/desk/signed-out`],
      },
    });
    handOver(this, settings, 'staff-client', client.userPoolClientId);
  }

  /** Where everything ends up that could not be delivered: kept two weeks, watched by an alarm. It holds ids and codes only. */
  #deadLetters({ deployment }: Settings): void {
    const queue = new Queue(this, 'DeadLetters', {
      queueName: NAMES.deadLetters(deployment),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    // Functions and schedules send by their roles; the bus and the alarms' topics have none. Their names begin with ours.
    for (const [service, resource, from] of [
      ['events', 'rule', `rule/${deployment}-*`],
      ['sns', 'topic', `${deployment}-*`],
    ] as const)
      queue.addToResourcePolicy(
        new PolicyStatement({
          sid: `From-${resource}`.replace('-', ''),
          actions: ['sqs:SendMessage'],
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          resources: [queue.queueArn],
          conditions: { ArnLike: { 'aws:SourceArn': this.formatArn({ service, resource: from }) } },
        }),
      );
    const reason = 'This is the dead-letter queue itself; an alarm tells when something is in it.';
    Validations.of(queue).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    );
  }
}
