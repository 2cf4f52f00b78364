import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Resource as LocalResource } from '../../infra/local/types.ts';
import { DOORS, type DoorName } from '../../shared/names.ts';
import { decide, type Request, type Statement } from '../security/iam-evaluator.ts';
import { aClaimBody, DeskClient } from '../support/desk-client.ts';
import { templatesOf } from '../support/templates.ts';
import { walkAsPerson } from './people-walk.ts';
import { walkRequests } from './requests-walk.ts';
import { type Call, startWatchedCloud, type WatchedCloud } from './watched-cloud.ts';

/**
 * The start page is asked by nobody here; the head of a company approves only where there is one officer, and no other system
 * or recipient stands in the settings of the local cloud.
 */
const NOT_WALKED: readonly DoorName[] = ['site-public', 'erasures-public', 'recipients-public'];

/** What nothing here leads to either: nothing public is taken back by a request, and every officer has been seen before. */
const IDLE_HERE: readonly string[] = [
  'requests-public dynamodb:DeleteItem',
  'recipients-public dynamodb:UpdateItem',
  'erasures-desk kms:GenerateDataKey',
];

const local = templatesOf('local');
const roles = local.ofType('AWS::IAM::Role');
const doorOf = (functionName: string) => functionName.replace(/^local-/, '') as DoorName;

const policies = new Map(
  local.ofType('AWS::Lambda::Function').map((fn) => {
    const role = roles.find((one) => one.arn === fn.properties['Role']);
    const inline = (role?.properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
    return [
      doorOf(String(fn.properties['FunctionName'])),
      inline.flatMap((one) => one.PolicyDocument.Statement),
    ];
  }),
);

let cloud: WatchedCloud;
let desk: DeskClient;

/** The ARN in the templates as this test reads them of what the running cloud calls `name` (a name, id or ARN). */
function arnOf(name: unknown): string {
  const found: LocalResource | undefined = cloud.assembly.find(String(name));
  const same = local.resources.find((one) => one.stack === found?.stack && one.id === found?.logicalId);
  if (same === undefined) throw new Error(`a call names ${String(name)}, which is in no template`);
  return same.arn;
}

type Keyed = { readonly pk: { readonly S: string } };
type Named = { readonly TableName: string; readonly IndexName?: string };
const onTable = (
  action: string,
  { TableName, IndexName }: Named,
  partitions: readonly string[],
): Request => ({
  action: `dynamodb:${action}`,
  resource: arnOf(TableName) + (IndexName === undefined ? '' : `/index/${IndexName}`),
  context: { 'dynamodb:LeadingKeys': partitions },
});

/** Requests that AWS would decide about for a call to DynamoDB; a transaction is decided action by action. */
function onRecords({ operation, body }: Call): Request[] {
  const table = body as unknown as Named;
  switch (operation) {
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [onTable(operation, table, [(body['Key'] as Keyed).pk.S])];
    case 'PutItem':
      return [onTable(operation, table, [(body['Item'] as Keyed).pk.S])];
    case 'Query': {
      const values = Object.values(body['ExpressionAttributeValues'] as Record<string, { S: string }>);
      return [onTable(operation, table, [values[0]?.S ?? ''])];
    }
    case 'Scan':
      return [{ action: 'dynamodb:Scan', resource: arnOf(table.TableName) }];
    case 'BatchGetItem':
      return Object.entries(body['RequestItems'] as Record<string, { Keys: Keyed[] }>).map(
        ([TableName, { Keys }]) =>
          onTable(
            operation,
            { TableName },
            Keys.map((key) => key.pk.S),
          ),
      );
    case 'TransactWriteItems':
      return (body['TransactItems'] as Record<string, Named & { Item?: Keyed; Key?: Keyed }>[]).flatMap(
        (one) =>
          Object.entries(one).map(([kind, action]) => {
            const name = kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`;
            return onTable(name, action, [(action.Item ?? action.Key)?.pk.S ?? '']);
          }),
      );
    default:
      throw new Error(`the test does not know dynamodb:${operation}`);
  }
}

function requestsOf(call: Call): Request[] {
  const { service, operation, body } = call;
  const action = `${service}:${operation}`;
  const machine = local.one('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'local-claims',
  }).arn;
  switch (service) {
    case 'dynamodb':
      return onRecords(call);
    case 'kms': {
      const { purpose = '' } = (body['EncryptionContext'] ?? {}) as Record<string, string>;
      return [
        { action, resource: arnOf(body['KeyId']), context: { 'kms:EncryptionContext:purpose': purpose } },
      ];
    }
    case 'secretsmanager':
      return [{ action, resource: arnOf(body['SecretId']) }];
    case 'states':
      return [{ action, resource: String(body['executionArn'] ?? body['stateMachineArn'] ?? machine) }];
    case 'ses': {
      const from = String(body['Source']);
      // In the sandbox, and whenever a recipient is an identity of the account, SES asks for the recipient's too.
      const to = Object.entries(body).flatMap(([name, value]) =>
        /^Destinations\./.test(name) ? [String(value)] : [],
      );
      return [from, ...to].map((one) => ({
        action,
        resource: `arn:aws:ses:eu-central-1:000000000000:identity/${one}`,
        context: { 'ses:FromAddress': from },
      }));
    }
    default:
      throw new Error(`the test does not know the service ${service}`);
  }
}

/** A request without its ids, for reading. */
const inShort = (door: DoorName, { action, resource, context }: Request): string => {
  const details = Object.values(context ?? {}).flat();
  const kinds = [...new Set(details.map((one) => one.replace(/#.*/, '#…')))];
  return [door, action, resource.split(':').at(-1), ...kinds].join(' ');
};

/** Signs in to the desk as a browser does; gives its cookie. */
async function signIn(as: string): Promise<string> {
  const begun = await desk.get('/desk/login');
  const pending = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const chosen = await fetch(begun.headers.get('location') ?? '', {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ as }),
  });
  const back = new URL(chosen.headers.get('location') ?? '');
  const done = await desk.get(`${back.pathname}${back.search}`, { cookie: pending });
  const [session = ''] = done.headers.getSetCookie().filter((one) => one.startsWith('__Host-desk='));
  return session.split(';')[0] ?? '';
}

beforeAll(async () => {
  // Monday 23 November 2026, 10:00 in Moscow.
  cloud = await startWatchedCloud('2026-11-23T07:00:00Z');
  desk = new DeskClient(cloud.addresses);
}, 90_000);
afterAll(() => cloud.close());

const open = async (email: string) => {
  const reply = await desk.post('/claims', aClaimBody({ claimant: { name: 'Анна Петрова', email } }));
  const { reference, statusUrl } = reply.json as { reference: string; statusUrl: string };
  await desk.untilLetter(email, (letter) => letter.subject.includes(reference));
  return { reference, key: new URL(statusUrl).searchParams.get('key') ?? '' };
};

describe('what the doors really do is what their roles allow', () => {
  test('a claim is withdrawn with a code, answered, returned, neglected, lost and found; staff sign in and out, and post a policy', async () => {
    const withdrawn = await open('vera@example.org');
    const answered = await open('anna@example.org');
    const returned = await open('bounce@simulator.amazonses.com');
    const lost = await open('oleg@example.org');

    const asked = await desk.post(`/cases/${withdrawn.reference}/withdraw`, { key: withdrawn.key });
    // The letter says: code to withdraw the claim, then the code on a line of its own.
    const CODE = /отозвать претензию:\s+(\d{6})\b/;
    const letter = await desk.untilLetter('vera@example.org', (one) => CODE.test(one.text));
    const code = CODE.exec(letter.text)?.[1];
    const { challenge } = asked.json as { challenge: string };
    const gone = await desk.post(`/cases/${withdrawn.reference}/withdraw`, {
      key: withdrawn.key,
      challenge,
      code,
    });
    expect(gone.json.status).toBe('withdrawn');

    const agent = await desk.as('agent@example.com');
    const paper = await desk.post('/staff/claims', { ...aClaimBody(), receivedOn: '2026-11-20' }, agent);
    expect(paper.status).toBe(201);

    // An officer whom nobody has seen yet posts a version: the door enters them into the directory.
    const second = await desk.as('officer2@example.com');
    const version = { ru: '# Политика\n\nТекст', en: '# Policy\n\nText', change: 'soft' };
    const key = { 'idempotency-key': 'iam-live-posting-000001' };
    expect((await desk.post('/staff/policy/versions', version, { ...second, ...key })).status).toBe(201);
    expect((await desk.get('/policy')).json.texts.en).toBe('# Policy\n\nText');

    const sfn = new SFNClient({
      endpoint: cloud.addresses.aws,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { execution } = (await desk.staffCase(lost.reference)).json as { execution?: string };
    const named = cloud.calls.find((call) => call.operation === 'StartExecution')?.body['stateMachineArn'];
    const executionArn =
      execution ?? `${String(named).replace(':stateMachine:', ':execution:')}:${lost.reference}-1`;
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Died' }));

    await desk.jump({ to: '2026-12-22T07:00:00Z' });
    const answer = { outcome: 'partly', text: 'Вернём половину.', reasons: 'Карта была в работе.' };
    for (const { reference } of [answered, returned])
      expect((await desk.act(reference, 'answer', answer)).status).toBe(200);
    await desk.untilStatus(answered.reference, 'delivered');

    const cookie = await signIn('officer@example.com');
    const board = await desk.get('/desk', { cookie, accept: 'text/html' });
    expect(board.status).toBe(200);
    expect((await desk.get('/desk/policy', { cookie, accept: 'text/html' })).status).toBe(200);
    const officer = await desk.as('officer@example.com');
    const personal = { ...officer, 'x-reason': 'claim-work' };
    expect((await desk.get(`/staff/cases/${answered.reference}/bundle`, personal)).status).toBe(200);
    expect((await desk.get(`/staff/cases/${answered.reference}`, personal)).status).toBe(200);
    const hidden = [...board.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]);
    expect((await desk.form('/desk/logout', Object.fromEntries(hidden), { cookie })).status).toBe(303);

    await desk.jump({ advance: 'P5D' });
    expect((await desk.letters('auditor@example.com')).length).toBeGreaterThan(0);
  }, 180_000);

  test('people register, act on their data and consents, are looked up, told of a policy; one leaves and is destroyed', async () => {
    await walkAsPerson(desk);
    await desk.jump({ advance: 'P4D' });
    await desk.jump({ advance: 'PT10M' });
    // The thirty days after a withdrawal are over: what rested on that consent only goes.
    await desk.jump({ advance: 'P31D' });
  }, 180_000);

  test('people ask for what is held, prove it or say it was not them; staff enter papers and a breach; two officers let somebody be erased', async () => {
    await walkRequests(desk);
    // The 72 hours of the erasure, and the seven days of a registration that nobody confirms.
    await desk.jump({ advance: 'P8D' });
    await desk.jump({ advance: 'PT10M' });
  }, 180_000);

  test('every door but those that nothing leads to here was at work, so that this says something of each', () => {
    const seen = new Set(cloud.calls.map((call) => doorOf(call.functionName)));
    expect([...seen].sort()).toEqual(
      Object.keys(DOORS)
        .filter((door) => !NOT_WALKED.includes(door as DoorName))
        .sort(),
    );
  });

  test('no call of any door would have been refused by AWS', () => {
    const refused = cloud.calls.flatMap((call) => {
      const door = doorOf(call.functionName);
      return requestsOf(call)
        .filter((request) => decide(policies.get(door) ?? [], request) !== 'allowed')
        .map((request) => inShort(door, request));
    });
    expect([...new Set(refused)]).toEqual([]);
  });

  test('no permission of a table stands idle', () => {
    const used = new Set(
      cloud.calls.flatMap((call) =>
        requestsOf(call).map((request) => `${doorOf(call.functionName)} ${request.action}`),
      ),
    );
    const idle = [...policies].flatMap(([door, statements]) =>
      statements
        .filter((one) => one.Effect === 'Allow')
        .flatMap((one) => [one.Action].flat())
        .filter((action) => /^(kms:Gen|ses:|states:Start|dynamodb:(Scan|UpdateItem|DeleteItem))/.test(action))
        .filter((action) => !used.has(`${door} ${action}`))
        .map((action) => `${door} ${action}`),
    );
    expect([...new Set(idle)].filter((one) => !IDLE_HERE.includes(one))).toEqual([]);
  });
});
