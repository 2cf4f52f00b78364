/** The doctor's adapter against a small endpoint that answers as AWS documents it; an emulator of AWS is asked in `npm run test:deploy`. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awsFacts } from '../../../infra/tools/doctor/aws-facts.ts';
import type { Facts } from '../../../infra/tools/doctor/facts.ts';

const XML = 'http://example.com/doc/';
const refusal = (type: string) => ({
  status: 404,
  type: 'application/json',
  body: JSON.stringify({ __type: type }),
});
const json = (body: unknown) => ({ status: 200, type: 'application/json', body: JSON.stringify(body) });
const xml = (action: string, inner: string) => ({
  status: 200,
  type: 'text/xml',
  body: `<${action}Response xmlns="${XML}"><${action}Result>${inner}</${action}Result></${action}Response>`,
});
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Answers by path, target or action: the shapes of AWS's API references. */
function answer(path: string, target: string, body: string): Answer | undefined {
  if (path === '/v2/email/account')
    return json({
      ...{ ProductionAccessEnabled: false, SendingEnabled: true, EnforcementStatus: 'HEALTHY' },
      SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 3 },
    });
  if (path === '/v2/email/identities/example.com') return json({ VerifiedForSendingStatus: true });
  if (path === '/v2/email/identities/example.org') return json({ VerifiedForSendingStatus: false });
  if (path.startsWith('/v2/email/identities/')) return refusal('NotFoundException');
  if (path === '/2016-08-19/account-settings') return json({ AccountLimit: { ConcurrentExecutions: 10 } });
  if (path.startsWith('/2015-03-31/event-source-mappings'))
    return json({
      EventSourceMappings: [{ UUID: '1', State: 'Disabled', LastProcessingResult: 'PROBLEM: x' }],
    });
  if (target === 'AWSCognitoIdentityProviderService.ListUsersInGroup')
    return json({ Users: [{ Username: 'one', Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' }] });
  if (target === 'secretsmanager.GetSecretValue')
    return body.includes('absent')
      ? refusal('ResourceNotFoundException')
      : json({ ARN: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:x-AbCdEf', SecretString: '{}' });
  if (target.startsWith('DynamoDB_20120810.')) return dynamo(target, body);
  if (body.includes('Action=DescribeStacks'))
    return xml(
      'DescribeStacks',
      `<Stacks>${['privacy', 'other']
        .map(
          (name) =>
            `<member><StackName>${name}-stateful</StackName><StackId>arn:aws:cloudformation:eu-central-1:111122223333:stack/${name}/1</StackId><CreationTime>2026-11-29T09:00:00Z</CreationTime><StackStatus>ROLLBACK_COMPLETE</StackStatus><Outputs><member><OutputKey>StaffPool</OutputKey><OutputValue>pool</OutputValue></member></Outputs><Tags><member><Key>privacy-desk</Key><Value>${name}</Value></member></Tags></member>`,
        )
        .join('')}</Stacks>`,
    );
  if (body.includes('Action=ListSubscriptionsByTopic'))
    return xml(
      'ListSubscriptionsByTopic',
      '<Subscriptions><member><Endpoint>a@example.com</Endpoint><SubscriptionArn>PendingConfirmation</SubscriptionArn></member><member><Endpoint>b@example.com</Endpoint><SubscriptionArn>arn:aws:sns:eu-central-1:111122223333:x:1</SubscriptionArn></member></Subscriptions>',
    );
  return undefined;
}

function dynamo(target: string, body: string): Answer | undefined {
  const operation = target.split('.')[1];
  if (body.includes('absent')) return refusal('com.amazonaws.dynamodb.v20120810#ResourceNotFoundException');
  if (operation === 'DescribeTable')
    return json({
      Table: {
        TableArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/x',
        DeletionProtectionEnabled: true,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        LatestStreamArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/x/stream/2026-11-29',
      },
    });
  if (operation === 'DescribeContinuousBackups')
    return json({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
      },
    });
  if (operation === 'DescribeTimeToLive')
    return json({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } });
  if (operation === 'GetResourcePolicy') return refusal('PolicyNotFoundException');
  return undefined;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

describe('facts of AWS', () => {
  let server: Server;
  let facts: Facts;
  const before = { ...process.env };

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
    server = createServer(async (request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const found = answer(path, String(request.headers['x-amz-target'] ?? ''), await textOf(request));
      const { status, type, body } = found ?? refusal('UnknownOperationException');
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    facts = awsFacts({ region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}` });
  });
  afterAll(() => {
    process.env = before;
    server.close();
  });

  test('SES: identities that are verified, that wait, that are not there; the account in its sandbox', async () => {
    expect(await facts.identity('example.com')).toBe(true);
    expect(await facts.identity('example.org')).toBe(false);
    expect(await facts.identity('example.net')).toBeUndefined();
    expect(await facts.mailAccount()).toEqual({
      ...{ production: false, sending: true, enforcement: 'HEALTHY' },
      ...{ perDay: 200, sentToday: 3 },
    });
  });

  test('Lambda: the quota of functions, and who reads a stream', async () => {
    expect(await facts.concurrency()).toBe(10);
    expect(await facts.readers('arn:aws:dynamodb:x')).toEqual([{ state: 'Disabled', result: 'PROBLEM: x' }]);
  });

  test('CloudFormation: the stacks of this deployment by their tag, with what they tell', async () => {
    expect(await facts.stacks('privacy')).toEqual([
      {
        name: 'privacy-stateful',
        id: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/privacy/1',
        status: 'ROLLBACK_COMPLETE',
        outputs: { StaffPool: 'pool' },
      },
    ]);
  });

  test('Secrets Manager and DynamoDB: what is there, and what is not', async () => {
    expect((await facts.secret('x'))?.arn).toMatch(/-AbCdEf$/);
    expect(await facts.secret('absent')).toBeUndefined();
    expect(await facts.table('x')).toEqual({
      stream: 'arn:aws:dynamodb:eu-central-1:111122223333:table/x/stream/2026-11-29',
      ...{ deletionProtection: true, restorable: true, expires: 'expires', policy: undefined },
    });
    expect(await facts.table('absent')).toBeUndefined();
  });

  test('SNS: a subscription that waits for its link is not confirmed', async () => {
    expect(await facts.subscriptions('arn:aws:sns:eu-central-1:111122223333:x')).toEqual([
      { endpoint: 'a@example.com', confirmed: false },
      { endpoint: 'b@example.com', confirmed: true },
    ]);
  });

  test('Cognito: who was invited and has not come', async () => {
    expect(await facts.staff('pool', 'officer')).toEqual([
      { name: 'one', enabled: true, status: 'FORCE_CHANGE_PASSWORD' },
    ]);
  });

  test('what AWS refuses for another reason is not taken for absence', async () => {
    await expect(facts.alarms('privacy-')).rejects.toThrow();
  });
});
