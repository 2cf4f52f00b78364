import { describe, expect, test } from 'vitest';
import {
  DOORS,
  type DoorName,
  NAMES,
  OUTBOX_GROUPS,
  reactionOf,
  TABLES,
  WORKFLOW_KINDS,
} from '../../shared/names.ts';
import { ACCOUNT, REGION, type Resource, templatesOf } from '../support/templates.ts';
import { ALLOWED } from './iam-allowed.ts';
import { type Decision, decide, type Request, type Statement } from './iam-evaluator.ts';

const demo = templatesOf('demo');
const doors = Object.keys(DOORS) as DoorName[];
const DEPLOYMENT = 'privacy-demo';

const tableArn = (name: string): string =>
  demo.one('AWS::DynamoDB::Table', { TableName: `${DEPLOYMENT}-${name}` }).arn;
const tableKey = demo.resources.find((one) => one.id.startsWith('RecordsKey'))?.arn ?? '';
const dataKey =
  demo.resources.find((one) => one.type === 'AWS::KMS::Key' && one.id.startsWith('DataKey'))?.arn ?? '';
const secret = demo.one('AWS::SecretsManager::Secret').arn;
const allMachines = demo.ofType('AWS::StepFunctions::StateMachine');
const mailings = demo.one('AWS::StepFunctions::StateMachine', {
  StateMachineName: NAMES.workflow(DEPLOYMENT, 'mailing'),
});
/** Of cases. */
const machines = allMachines.filter(({ arn }) => arn !== mailings.arn);
const executions = machines.map(
  ({ arn }) => `${arn.replace(':stateMachine:', ':execution:')}:PD-2026-K7M4QX-9-1`,
);
const sender = `arn:aws:ses:${REGION}:${ACCOUNT}:identity/privacy@example.com`;

const inline = (role: Resource | undefined): Statement[] => {
  expect(role?.properties['ManagedPolicyArns']).toBeUndefined();
  const policies = (role?.properties['Policies'] ?? []) as readonly {
    PolicyDocument: { Statement: Statement[] };
  }[];
  return policies.flatMap((policy) => policy.PolicyDocument.Statement);
};
const roles = demo.ofType('AWS::IAM::Role');
const roleOf = (arn: unknown): Resource | undefined => roles.find((role) => role.arn === arn);

/** Statements of the role of a door, read from the template through its function. */
const policyOf = (door: DoorName): Statement[] => {
  const fn = demo.one('AWS::Lambda::Function', { FunctionName: `${DEPLOYMENT}-${door}` });
  const statements = inline(roleOf(fn.properties['Role']));
  expect(statements.length).toBeGreaterThan(0);
  return statements;
};
const may = (door: DoorName, action: string, resource: string, context: Request['context'] = {}): Decision =>
  decide(policyOf(door), { action, resource, context });
const whoMay = (action: string, resource: string, context: Request['context'] = {}): DoorName[] =>
  doors.filter((door) => may(door, action, resource, context) === 'allowed');

const keys = (...values: string[]) => ({ 'dynamodb:LeadingKeys': values });

describe('the ledger', () => {
  test.each([
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:PartiQLUpdate',
    'dynamodb:PartiQLDelete',
    'dynamodb:PartiQLInsert',
  ])(
    'A1: no door may %s on it, and the table’s own policy denies it to whoever gets the permission later',
    (action) => {
      expect(whoMay(action, tableArn('ledger'), keys('CHAIN#PD-2026-K7M4QX-9'))).toEqual([]);
      const own = demo.one('AWS::DynamoDB::Table', { TableName: `${DEPLOYMENT}-ledger` }).properties[
        'ResourcePolicy'
      ];
      const { Statement: statements } = (own as { PolicyDocument: { Statement: Statement[] } })
        .PolicyDocument;
      const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
      expect(decide([everything, ...statements], { action, resource: tableArn('ledger') })).toBe('denied');
    },
  );

  test('A1, A2: only the signer of the daily root writes roots, and no door reads the whole ledger', () => {
    expect(whoMay('dynamodb:PutItem', tableArn('ledger'), keys('ROOTS'))).toEqual(['ledger-task']);
    expect(whoMay('dynamodb:Scan', tableArn('ledger'))).toEqual([]);
    expect(may('ledger-task', 'dynamodb:PutItem', tableArn('ledger'), keys('CHAIN#x'))).toBe('not allowed');
  });

  test('P1: only the doors that post write versions, and only into the chain of postings', () => {
    for (const place of ['DOCUMENT#policy', 'TEXT#x'])
      expect(whoMay('dynamodb:PutItem', tableArn('ledger'), keys(place))).toEqual([
        'policy-desk',
        'policy-task',
      ]);
    for (const door of ['policy-public', 'policy-desk', 'policy-task'] as const)
      expect(may(door, 'dynamodb:PutItem', tableArn('ledger'), keys('CHAIN#PD-2026-K7M4QX-9'))).toBe(
        'not allowed',
      );
    expect(may('policy-public', 'dynamodb:PutItem', tableArn('ledger'), keys('DOCUMENT#policy'))).toBe(
      'not allowed',
    );
  });

  test('G1: every door that changes cases or people can record the event of it, and no other', () => {
    const changing = [
      ...whoMay('dynamodb:PutItem', tableArn('cases'), keys('CASE#x')),
      ...whoMay('dynamodb:PutItem', tableArn('people'), keys('PERSON#x')),
    ];
    expect(whoMay('dynamodb:PutItem', tableArn('ledger'), keys('CHAIN#x'))).toEqual(
      doors.filter((door) => changing.includes(door)),
    );
  });
});

describe('personal data', () => {
  test('the door that takes claims can seal them and cannot open them again', () => {
    const context = { 'kms:EncryptionContext:purpose': 'case' };
    expect(may('claims-public', 'kms:GenerateDataKey', dataKey, context)).toBe('allowed');
    expect(may('claims-public', 'kms:Decrypt', dataKey, context)).toBe('not allowed');
  });

  test('only doors that show or send what is sealed can open a case', () => {
    expect(whoMay('kms:Decrypt', dataKey, { 'kms:EncryptionContext:purpose': 'case' })).toEqual([
      'requests-public',
      // It seals the answer to who decided alone that their account is erased (R7).
      'erasures-task',
      'cases-public',
      'desk-desk',
      'exports-public',
      'recipients-public',
      'letters-task',
    ]);
  });

  test('no door uses the data key without saying what for', () => {
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:ReEncryptFrom']) {
      expect(whoMay(action, dataKey)).toEqual([]);
      expect(whoMay(action, dataKey, { 'kms:EncryptionContext:purpose': 'backup' })).toEqual([]);
    }
  });

  test('R6: the door of public pages opens published values only, writes nothing, and has no secret', () => {
    const opens = (purpose: string) =>
      may('published-public', 'kms:Decrypt', dataKey, { 'kms:EncryptionContext:purpose': purpose });
    expect(['public', 'profile', 'case', 'staff'].map(opens)).toEqual([
      'allowed',
      'not allowed',
      'not allowed',
      'not allowed',
    ]);
    for (const action of ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:UpdateItem'])
      for (const [table, place] of [
        ['people', 'PERSON#1'],
        ['people', 'PUBLIC#1'],
        ['ledger', 'CHAIN#1'],
      ] as const)
        expect(may('published-public', action, tableArn(table), keys(place))).not.toBe('allowed');
    expect(may('published-public', 'secretsmanager:GetSecretValue', secret)).toBe('not allowed');
  });

  test('R6, S6: published values are sealed by one door, and opened where anybody, or their owner, is shown them', () => {
    const context = { 'kms:EncryptionContext:purpose': 'public' };
    expect(whoMay('kms:GenerateDataKey', dataKey, context)).toEqual(['publication-public']);
    expect(whoMay('kms:Decrypt', dataKey, context)).toEqual([
      'account-public',
      'publication-public',
      'published-public',
      'exports-public',
    ]);
  });

  test('G10: the desk’s door of people opens no case and deletes nobody', () => {
    const context = { 'kms:EncryptionContext:purpose': 'case' };
    expect(may('people-desk', 'kms:Decrypt', dataKey, context)).toBe('not allowed');
    expect(may('people-desk', 'dynamodb:DeleteItem', tableArn('people'), keys('PERSON#1'))).not.toBe(
      'allowed',
    );
    expect(may('people-desk', 'dynamodb:PutItem', tableArn('cases'), keys('CASE#1'))).not.toBe('allowed');
  });

  test('the staff directory is closed to doors that people knock at', () => {
    for (const door of ['site-public', 'claims-public', 'cases-public'] as const) {
      expect(may(door, 'dynamodb:GetItem', tableArn('people'), keys('STAFF'))).toBe('not allowed');
      expect(may(door, 'kms:Decrypt', dataKey, { 'kms:EncryptionContext:purpose': 'staff' })).toBe(
        'not allowed',
      );
    }
  });

  test('records of people are read by the doors that need them; all of them are walked over only to tell of a new policy (P3)', () => {
    const readers = [
      ...['registration-public', 'account-public', 'lifecycle-task', 'consent-desk', 'consent-task'],
      ...['erasures-desk', 'erasures-public', 'erasures-task'],
      ...['people-desk', 'publication-public', 'published-public', 'letters-task', 'exports-public'],
      ...['exports-task', 'desk-desk', 'requests-public', 'requests-desk', 'recipients-public'],
      // The owner is told, in their language, what becomes of a block (S4).
      ...['cases-public', 'cases-task'],
      // Each of many is told at their address (P3).
      'mailings-task',
    ];
    expect([...whoMay('dynamodb:GetItem', tableArn('people'), keys('PERSON#1'))].toSorted()).toEqual(
      readers.toSorted(),
    );
    expect(whoMay('dynamodb:Query', tableArn('people'), keys('STAFF', 'PERSON#1'))).toEqual([]);
    expect(whoMay('dynamodb:Scan', tableArn('people'))).toEqual(['mailings-task']);
  });

  test('R7, C5: the sweep destroys records of people – what is public goes by its own door, with a change of the profile, by a request that is carried out and by the clock of a withdrawal too –, only it seals the acts that outlive them, and only the desk of officers opens them', () => {
    const people = tableArn('people');
    expect(whoMay('dynamodb:DeleteItem', people, keys('PERSON#1'))).toEqual([
      'requests-public',
      'account-public',
      'lifecycle-task',
      'erasures-task',
      'publication-public',
      'consent-task',
      'desk-desk',
    ]);
    expect(whoMay('dynamodb:DeleteItem', people, keys('ADDRESS#1'))).toEqual([
      'account-public',
      'lifecycle-task',
      'erasures-task',
    ]);
    const proof = { 'kms:EncryptionContext:purpose': 'proof' };
    expect(whoMay('kms:GenerateDataKey', dataKey, proof)).toEqual(['erasures-task']);
    expect(whoMay('kms:Decrypt', dataKey, proof)).toEqual(['erasures-desk']);
  });

  test('C4: the doors of consents see codes only: they can open nothing that a person typed', () => {
    for (const door of ['consent-public', 'consent-desk'] as const) {
      const open = { 'kms:EncryptionContext:purpose': 'profile' };
      expect(may(door, 'kms:Decrypt', dataKey, open)).toBe('not allowed');
      expect(may(door, 'dynamodb:GetItem', tableArn('cases'), keys('CASE#1'))).toBe('not allowed');
    }
    expect(may('consent-public', 'dynamodb:GetItem', tableArn('people'), keys('PERSON#1'))).toBe(
      'not allowed',
    );
  });

  test('the key of the tables works through DynamoDB only, so that no door can read a stolen backup', () => {
    expect(whoMay('kms:Decrypt', tableKey)).toEqual([]);
    expect(whoMay('kms:Decrypt', tableKey, { 'kms:ViaService': `dynamodb.${REGION}.amazonaws.com` })).toEqual(
      doors.filter((door) => door !== 'site-public'),
    );
  });

  test('no door walks over all cases, and none deletes a part of one', () => {
    expect(whoMay('dynamodb:Scan', tableArn('cases'))).toEqual([]);
    expect(whoMay('dynamodb:DeleteItem', tableArn('cases'), keys('CASE#1'))).toEqual([]);
  });

  test('the signer of the ledger opens no case: it neither reads nor changes any', () => {
    expect(may('ledger-task', 'dynamodb:GetItem', tableArn('cases'), keys('CASE#1'))).toBe('not allowed');
    expect(may('ledger-task', 'dynamodb:PutItem', tableArn('cases'), keys('CASE#1'))).toBe('not allowed');
  });
});

describe('doors that people knock at', () => {
  test('the start page’s door can do nothing but write its log', () => {
    const actions = new Set(policyOf('site-public').flatMap((one) => [one.Action].flat()));
    expect([...actions].sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  test('they can neither read nor make sessions of staff', () => {
    for (const door of ['claims-public', 'cases-public'] as const) {
      for (const action of [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:BatchGetItem',
      ])
        expect(may(door, action, tableArn('short'), keys('SESSION#1'))).toBe('not allowed');
    }
  });

  test('they can list no cases', () => {
    for (const index of ['due', 'todo']) {
      const who = whoMay('dynamodb:Query', `${tableArn('cases')}/index/${index}`);
      for (const door of ['site-public', 'claims-public', 'cases-public'] as const)
        expect(who).not.toContain(door);
    }
  });
});

describe('workflow and mail', () => {
  test('K3: only the door of the clocks of cases starts executions, ends waits and looks at them', () => {
    for (const action of ['states:StartExecution', 'states:SendTaskSuccess', 'states:SendTaskFailure'])
      for (const { arn } of machines) expect(whoMay(action, arn)).toEqual(['cases-task']);
    for (const [index, kind] of WORKFLOW_KINDS.entries()) {
      const execution = executions[index] ?? '';
      expect(whoMay('states:DescribeExecution', execution)).toEqual(['cases-task']);
      const other = execution.replace(NAMES.workflow(DEPLOYMENT, kind), 'someone-elses');
      expect(whoMay('states:DescribeExecution', other)).toEqual([]);
      expect(whoMay('states:StopExecution', execution)).toEqual([]);
      expect(whoMay('states:GetExecutionHistory', execution)).toEqual([]);
    }
  });

  test('G9: only the door of mailings starts and looks at the machine that tells many, which alone starts and ends its children', () => {
    expect(whoMay('states:StartExecution', mailings.arn)).toEqual(['mailings-task']);
    for (const action of ['states:SendTaskSuccess', 'states:SendTaskFailure'])
      expect(whoMay(action, mailings.arn)).toEqual([]);
    const execution = mailings.arn.replace(':stateMachine:', ':execution:');
    expect(whoMay('states:DescribeExecution', `${execution}:policy-2-1`)).toEqual(['mailings-task']);
    expect(whoMay('states:StopExecution', `${execution}:policy-2-1`)).toEqual([]);
    const statements = inline(roleOf(mailings.properties['RoleArn']));
    const decided = (action: string, resource: string) => decide(statements, { action, resource });
    expect(decided('states:StartExecution', mailings.arn)).toBe('allowed');
    expect(decided('states:StartExecution', machines[0]?.arn ?? '')).toBe('not allowed');
    for (const action of ['states:DescribeExecution', 'states:StopExecution']) {
      expect(decided(action, `${execution}/Chunks:1`)).toBe('allowed');
      expect(decided(action, `${execution}:policy-2-1`)).toBe('not allowed');
    }
  });

  test('only the doors of letters and of mailings send mail, raw, and from the settings’ sender', () => {
    const from = (address: string) => ({ 'ses:FromAddress': address });
    expect(whoMay('ses:SendRawEmail', sender, from('privacy@example.com'))).toEqual([
      'mailings-task',
      'letters-task',
    ]);
    expect(whoMay('ses:SendRawEmail', sender, from('ceo@example.com'))).toEqual([]);
    expect(whoMay('ses:SendRawEmail', sender)).toEqual([]);
    const sets = sender.replace(/identity\/.*/, 'configuration-set/');
    for (const [set, who] of [
      ['privacy-demo-letters', ['mailings-task', 'letters-task']],
      ['marketing', []],
    ] as const)
      expect(whoMay('ses:SendRawEmail', `${sets}${set}`, from('privacy@example.com'))).toEqual(who);
    for (const action of [
      'ses:SendEmail',
      'ses:SendBulkEmail',
      'ses:CreateEmailIdentity',
      'ses:DeleteSuppressedDestination',
    ])
      expect(whoMay(action, sender, from('privacy@example.com'))).toEqual([]);
  });

  test('N: letters leave in the sandbox of SES, to a verified recipient, and where a parent of the sender’s domain is verified: SES asks for each of these identities', () => {
    const letters = (identity: string): Decision =>
      may('letters-task', 'ses:SendRawEmail', sender.replace(/[^/]+$/, identity), {
        'ses:FromAddress': 'privacy@example.com',
      });
    for (const identity of ['anna@example.org', 'example.org', 'example.com', 'com'])
      expect(letters(identity)).toBe('allowed');
    expect(
      may('letters-task', 'ses:SendRawEmail', sender.replace(ACCOUNT, '999999999999'), {
        'ses:FromAddress': 'privacy@example.com',
      }),
    ).toBe('not allowed');
  });

  test('one door reads the streams, and can do nothing with what it reads but knock at the doors of the outbox', () => {
    for (const table of ['cases', 'people'])
      expect(whoMay('dynamodb:GetRecords', `${tableArn(table)}/stream/now`)).toEqual(['outbox-task']);
    const functionArn = (door: DoorName): string =>
      `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${DEPLOYMENT}-${door}`;
    const knockedAt = new Set<DoorName>(OUTBOX_GROUPS.map((group) => reactionOf(group).door));
    for (const door of doors)
      expect(whoMay('lambda:InvokeFunction', functionArn(door))).toEqual(
        knockedAt.has(door) ? ['outbox-task'] : [],
      );
    for (const table of TABLES)
      for (const action of ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'])
        expect(may('outbox-task', action, tableArn(table), keys('CASE#1'))).toBe('not allowed');
  });

  test('the root secret is read by doors with records, changed by none, and no other secret is read', () => {
    expect(whoMay('secretsmanager:GetSecretValue', secret)).toEqual(
      doors.filter((door) => !['site-public', 'published-public', 'outbox-task'].includes(door)),
    );
    for (const action of [
      'secretsmanager:PutSecretValue',
      'secretsmanager:DeleteSecret',
      'secretsmanager:UpdateSecret',
    ])
      expect(whoMay(action, secret)).toEqual([]);
    expect(whoMay('secretsmanager:GetSecretValue', `${secret}-other`)).toEqual([]);
  });
});

describe('what no door may do', () => {
  const everywhere = [
    ...TABLES.map(tableArn),
    dataKey,
    tableKey,
    secret,
    ...allMachines.map(({ arn }) => arn),
    ...executions,
    sender,
  ];
  test.each([
    'dynamodb:DeleteTable',
    'dynamodb:UpdateTable',
    'dynamodb:UpdateTimeToLive',
    'dynamodb:UpdateContinuousBackups',
    'dynamodb:PutResourcePolicy',
    'dynamodb:DeleteResourcePolicy',
    'dynamodb:ExportTableToPointInTime',
    'dynamodb:RestoreTableToPointInTime',
    'kms:ScheduleKeyDeletion',
    'kms:DisableKey',
    'kms:PutKeyPolicy',
    'kms:CreateGrant',
    'iam:PassRole',
    'iam:PutRolePolicy',
    'sts:AssumeRole',
    'lambda:InvokeFunction',
    'lambda:UpdateFunctionCode',
    'lambda:UpdateFunctionConfiguration',
    'states:UpdateStateMachine',
    'states:DeleteStateMachine',
    'logs:DeleteLogGroup',
    's3:GetObject',
    'events:PutEvents',
  ])('%s', (action) => {
    for (const resource of everywhere) expect(whoMay(action, resource, keys('CASE#1'))).toEqual([]);
  });

  test('a star stands for resources only where AWS has none to name', () => {
    for (const door of doors) {
      for (const statement of policyOf(door)) {
        for (const action of [statement.Action].flat()) {
          expect(action).not.toContain('*');
          if ([statement.Resource].flat().includes('*')) expect(action).toMatch(/^xray:Put/);
        }
      }
    }
  });
});

describe('other roles', () => {
  test('workflow and schedules invoke their doors and nothing else', () => {
    const doorArn = (door: DoorName) =>
      demo.one('AWS::Lambda::Function', { FunctionName: `${DEPLOYMENT}-${door}` }).arn;
    const functions = demo.ofType('AWS::Lambda::Function').map((one) => one.arn);
    const invoked = (statements: Statement[]) =>
      functions.filter(
        (resource) => decide(statements, { action: 'lambda:InvokeFunction', resource }) === 'allowed',
      );
    const workflows = machines.map(({ properties }) => inline(roleOf(properties['RoleArn'])));
    for (const workflow of workflows) expect(invoked(workflow)).toEqual([doorArn('cases-task')]);
    const many = inline(roleOf(mailings.properties['RoleArn']));
    expect(invoked(many)).toEqual([doorArn('mailings-task')]);
    const [target] = demo.ofType('AWS::Scheduler::Schedule').map((one) => one.properties['Target']);
    const { RoleArn } = target as { RoleArn: string };
    const knocks = invoked(inline(roleOf(RoleArn))).map((arn) => arn.split(`${DEPLOYMENT}-`)[1]);
    expect(knocks.every((door) => door?.endsWith('-task'))).toBe(true);
    for (const statements of [...workflows, many, inline(roleOf(RoleArn))])
      for (const table of TABLES.map(tableArn))
        expect(decide(statements, { action: 'dynamodb:GetItem', resource: table })).toBe('not allowed');
  });

  test('each role is taken by one service only, and there are no policies beside those in the roles', () => {
    for (const role of roles) {
      const { Statement: trust } = role.properties['AssumeRolePolicyDocument'] as {
        Statement: readonly { Principal: { Service: string } }[];
      };
      expect(trust).toHaveLength(1);
      expect(trust[0]?.Principal.Service).toMatch(/^(lambda|states|scheduler)\.amazonaws\.com$/);
    }
    expect(demo.ofType('AWS::IAM::Policy')).toEqual([]);
    expect(demo.ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
  });

  test('L2: with external records no role of the deployment says a word of DynamoDB', () => {
    expect(JSON.stringify(templatesOf('scserv').ofType('AWS::IAM::Role'))).not.toMatch(/dynamodb/i);
  });
});

describe('allow-list', () => {
  test.each(doors)('%s has these permissions and no more', (door) => {
    const actual = policyOf(door)
      .filter((statement) => statement.Effect === 'Allow' && !['Log', 'Trace'].includes(statement.Sid ?? ''))
      .map(
        (statement) =>
          `${statement.Sid}: ${[statement.Action]
            .flat()
            .map((action) => action.split(':')[1])
            .join(' ')}`,
      );
    expect(actual).toEqual(ALLOWED[door]);
  });
});
