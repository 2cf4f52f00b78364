/** The closed list of resource types that the local cloud runs, and the named list of those that are inert here. */
import { createHash } from 'node:crypto';

/** Account, region and partition that the pseudo parameters resolve to. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** How a resource of a type is named and referred to. */
export interface Kind {
  /** Property that holds the name; without it (or when absent) a name is made of stack and logical id. */
  readonly named?: string;
  /** Makes the id from the name where AWS makes one up (keys, APIs). */
  readonly id?: (seed: string) => string;
  /** ARN of a resource from its name or id. */
  readonly arn?: (name: string, place: Place) => string;
  /** What `Ref` gives; the name when absent. */
  readonly ref?: 'arn';
  /** Attributes beside `Arn`, from name and ARN. */
  readonly attributes?: Readonly<Record<string, (name: string, arn: string, place: Place) => string>>;
}

const hash = (seed: string): string => createHash('sha256').update(seed).digest('hex');
const shortId = (seed: string): string => hash(seed).slice(0, 10);
const uuid = (seed: string): string => {
  const h = hash(seed);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
};
const arnOf =
  (service: string, prefix: string) =>
  (name: string, place: Place): string =>
    `arn:aws:${service}:${place.region}:${place.account}:${prefix}${name}`;

const table: Kind = {
  named: 'TableName',
  arn: arnOf('dynamodb', 'table/'),
  attributes: { StreamArn: (_name, arn) => `${arn}/stream/2026-01-01T00:00:00.000` },
};

/** Types whose resources run here. */
export const RUNNING: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::KMS::Key': { id: uuid, arn: arnOf('kms', 'key/'), attributes: { KeyId: (name) => name } },
  'AWS::KMS::Alias': { named: 'AliasName', arn: arnOf('kms', '') },
  'AWS::SecretsManager::Secret': {
    named: 'Name',
    ref: 'arn',
    arn: (name, place) => `${arnOf('secretsmanager', 'secret:')(name, place)}-${hash(name).slice(0, 6)}`,
    attributes: { Id: (_name, arn) => arn },
  },
  'AWS::SES::ConfigurationSet': { named: 'Name', arn: arnOf('ses', 'configuration-set/') },
  'AWS::SES::ConfigurationSetEventDestination': { id: shortId },
  'AWS::SES::EmailIdentity': {
    named: 'EmailIdentity',
    arn: arnOf('ses', 'identity/'),
    attributes: Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`DkimDNSTokenName${n}`, (name: string) => `token${n}._domainkey.${name}`],
        [`DkimDNSTokenValue${n}`, () => `token${n}.dkim.amazonses.com`],
      ]),
    ),
  },
  'AWS::ApiGatewayV2::Api': {
    id: shortId,
    arn: (name, place) => `arn:aws:apigateway:${place.region}::/apis/${name}`,
    attributes: {
      ApiId: (name) => name,
      ApiEndpoint: (name, _arn, place) => `https://${name}.execute-api.${place.region}.amazonaws.com`,
    },
  },
  'AWS::ApiGatewayV2::Stage': { named: 'StageName' },
  'AWS::ApiGatewayV2::Integration': { id: shortId },
  'AWS::ApiGatewayV2::Route': { id: shortId },
  'AWS::Lambda::Function': { named: 'FunctionName', arn: arnOf('lambda', 'function:') },
  'AWS::Lambda::EventSourceMapping': { id: uuid, arn: arnOf('lambda', 'event-source-mapping:') },
  'AWS::Lambda::EventInvokeConfig': { id: shortId },
  'AWS::StepFunctions::StateMachine': {
    named: 'StateMachineName',
    ref: 'arn',
    arn: arnOf('states', 'stateMachine:'),
    attributes: { Name: (name) => name },
  },
  'AWS::Events::Rule': { named: 'Name', arn: arnOf('events', 'rule/') },
  'AWS::Scheduler::Schedule': { named: 'Name', arn: arnOf('scheduler', 'schedule/default/') },
  /** Only as the place where undeliverable events end up. */
  'AWS::SQS::Queue': {
    named: 'QueueName',
    arn: arnOf('sqs', ''),
    attributes: { QueueName: (name) => name },
  },
};

/** Types that deploy something which does nothing here: permissions, logs, alarms, addresses of people. */
export const INERT: ReadonlySet<string> = new Set([
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  /** What one stack hands over to another: read with the templates (template.ts). */
  'AWS::SSM::Parameter',
]);

/** Name of an inert resource: enough for a `Ref` or `Arn` that something else mentions. */
export const INERT_KIND: Kind = {
  arn: (name, place) => `arn:aws:inert:${place.region}:${place.account}:${name}`,
};

/** Properties of these types that can't work here must not be ignored silently: type → property → why. */
export const REFUSED_PROPERTIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::Lambda::Function': {
    Layers: 'layers are not loaded',
    ImageConfig: 'images do not run here',
    FileSystemConfigs: 'file systems are not mounted',
    SnapStart: 'there are no snapshots',
  },
  'AWS::StepFunctions::StateMachine': { DefinitionS3Location: 'definitions are read from the template' },
};
