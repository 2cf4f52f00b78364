/** The doctor's facts from AWS itself. Reads only, but for {@link Facts.ring}. */
import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  paginateDescribeAlarms,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CognitoIdentityProviderClient,
  paginateListUsersInGroup,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetAccountSettingsCommand,
  LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { errorName } from '../../../shared/log.ts';
import type { Facts, TableFact } from './facts.ts';

const ABSENT =
  /^(NotFoundException|ResourceNotFoundException|NotFound|PolicyNotFoundException|TableNotFoundException)$/;

/** `undefined` where AWS says that there is no such thing. */
async function perhaps<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (ABSENT.test(errorName(error))) return undefined;
    throw error;
  }
}

/** Longest wait for a page, and for CloudWatch to have told somebody, ms. */
const PAGE_MS = 10_000;
const RING_MS = 30_000;

export interface Place {
  readonly region: string;
  /** Of an emulator. */
  readonly endpoint?: string | undefined;
}

/** Asks AWS in a region with the caller's own credentials. */
export function awsFacts(place: Place): Facts {
  const config = { region: place.region, ...(place.endpoint !== undefined && { endpoint: place.endpoint }) };
  const ses = new SESv2Client(config);
  const lambda = new LambdaClient(config);
  const secrets = new SecretsManagerClient(config);
  const formation = new CloudFormationClient(config);
  const dynamo = new DynamoDBClient(config);
  const sns = new SNSClient(config);
  const watch = new CloudWatchClient(config);
  const cognito = new CognitoIdentityProviderClient(config);
  return {
    async identity(name) {
      const found = await perhaps(ses.send(new GetEmailIdentityCommand({ EmailIdentity: name })));
      return found && found.VerifiedForSendingStatus === true;
    },
    async mailAccount() {
      const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus, SendQuota } = await ses.send(
        new GetAccountCommand({}),
      );
      return {
        production: ProductionAccessEnabled === true,
        sending: SendingEnabled !== false,
        enforcement: EnforcementStatus ?? 'HEALTHY',
        perDay: SendQuota?.Max24HourSend ?? 0,
        sentToday: SendQuota?.SentLast24Hours ?? 0,
      };
    },
    async concurrency() {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      return AccountLimit?.ConcurrentExecutions ?? 0;
    },
    async secret(id) {
      const found = await perhaps(secrets.send(new GetSecretValueCommand({ SecretId: id })));
      return found && { arn: found.ARN ?? '', value: found.SecretString ?? '' };
    },
    async stacks(deployment) {
      const found = [];
      for await (const { Stacks = [] } of paginateDescribeStacks({ client: formation }, {}))
        for (const stack of Stacks)
          if (stack.Tags?.some(({ Key, Value }) => Key === 'privacy-desk' && Value === deployment) === true)
            found.push({
              name: stack.StackName ?? '',
              id: stack.StackId ?? '',
              status: stack.StackStatus ?? '',
              outputs: Object.fromEntries(
                (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
              ),
            });
      return found;
    },
    table: (name) => tableFact(dynamo, name),
    async readers(streamArn) {
      const found = [];
      for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
        { client: lambda },
        { EventSourceArn: streamArn },
      ))
        for (const one of EventSourceMappings)
          found.push({ state: one.State ?? '', result: one.LastProcessingResult ?? '' });
      return found;
    },
    async subscriptions(topicArn) {
      const read = async () => {
        const found = [];
        for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
          { client: sns },
          { TopicArn: topicArn },
        ))
          for (const { Endpoint = '', SubscriptionArn = '' } of Subscriptions)
            found.push({ endpoint: Endpoint, confirmed: SubscriptionArn.startsWith('arn:') });
        return found;
      };
      return perhaps(read());
    },
    async alarms(prefix) {
      const found = [];
      for await (const { MetricAlarms = [], CompositeAlarms = [] } of paginateDescribeAlarms(
        { client: watch },
        { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
      ))
        for (const { AlarmName = '', StateValue = '' } of [...MetricAlarms, ...CompositeAlarms])
          found.push({ name: AlarmName, state: StateValue });
      return found;
    },
    ring: (alarm) => ring(watch, alarm),
    async staff(pool, group) {
      const found = [];
      for await (const { Users = [] } of paginateListUsersInGroup(
        { client: cognito },
        { UserPoolId: pool, GroupName: group },
      ))
        for (const { Username = '', Enabled = false, UserStatus = '' } of Users)
          found.push({ name: Username, enabled: Enabled, status: UserStatus });
      return found;
    },
    async page(url) {
      const answer = await fetch(url, { signal: AbortSignal.timeout(PAGE_MS) });
      return { status: answer.status, text: await answer.text() };
    },
  };
}

async function tableFact(dynamo: DynamoDBClient, name: string): Promise<TableFact | undefined> {
  const described = await perhaps(dynamo.send(new DescribeTableCommand({ TableName: name })));
  const table = described?.Table;
  if (table === undefined) return undefined;
  const [backups, expiry, policy] = await Promise.all([
    dynamo.send(new DescribeContinuousBackupsCommand({ TableName: name })),
    dynamo.send(new DescribeTimeToLiveCommand({ TableName: name })),
    perhaps(dynamo.send(new GetResourcePolicyCommand({ ResourceArn: table.TableArn ?? '' }))),
  ]);
  return {
    stream: table.StreamSpecification?.StreamEnabled === true ? table.LatestStreamArn : undefined,
    deletionProtection: table.DeletionProtectionEnabled === true,
    restorable:
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus ===
      'ENABLED',
    expires: expiry.TimeToLiveDescription?.AttributeName,
    policy: policy?.Policy,
  };
}

/** Sets an alarm off and waits for the entry of its history that says whether somebody was told. */
async function ring(watch: CloudWatchClient, alarm: string): Promise<string | undefined> {
  const began = new Date(Date.now() - 1000);
  await watch.send(
    new SetAlarmStateCommand({ AlarmName: alarm, StateValue: 'ALARM', StateReason: 'A trial by the doctor' }),
  );
  const end = Date.now() + RING_MS;
  while (Date.now() < end) {
    const { AlarmHistoryItems = [] } = await watch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: alarm, HistoryItemType: 'Action', StartDate: began }),
    );
    const [told] = AlarmHistoryItems;
    if (told?.HistorySummary !== undefined) return told.HistorySummary;
    await new Promise((done) => setTimeout(done, 1000));
  }
  return undefined;
}
