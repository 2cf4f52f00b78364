import { Stack, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import {
  type DoorName,
  INDEXES,
  indexesOf,
  OUTBOX_GROUPS,
  reactionOf,
  type TableName,
} from '../../shared/names.ts';
import type { Grant, TableGrant, Verb } from '../capabilities/manifest.ts';
import { MANIFESTS } from '../capabilities/table.ts';
import type { Settings } from '../settings/schema.ts';
import type { Places } from './places.ts';
import { LEDGER_FORBIDDEN } from './stateful.ts';

const ACTIONS: Readonly<Record<Exclude<Verb, 'lists' | 'finds'>, readonly string[]>> = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
  put: ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem'],
  delete: ['dynamodb:DeleteItem'],
  count: ['dynamodb:UpdateItem'],
  scan: ['dynamodb:Scan'],
};

const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions?: object) =>
  new PolicyStatement({
    sid,
    actions: [...actions].sort(),
    resources: [...resources],
    ...(conditions !== undefined && { conditions: conditions as Record<string, unknown> }),
  });

/** The statements of a door's role. */
export function statementsOf(
  scope: Construct,
  door: DoorName,
  settings: Settings,
  places: Places,
): PolicyStatement[] {
  const grant = MANIFESTS[door].may;
  return [
    ...tableStatements(scope, grant, settings, places),
    ...keyStatements(grant, places),
    ...secretStatements(grant, settings, places),
    ...workflowStatements(grant, places),
    ...mailStatements(scope, grant, settings, places),
    ...handOnStatements(grant, places),
  ];
}

function handOnStatements(grant: Grant, places: Places): PolicyStatement[] {
  if (grant.handsOn !== true) return [];
  const doors = new Set(OUTBOX_GROUPS.map((group) => reactionOf(group).door));
  const functions = [...doors].map((door) => places.functionArn(door));
  return [allow('HandOn', ['lambda:InvokeFunction'], functions)];
}

function tableStatements(
  scope: Construct,
  grant: Grant,
  settings: Settings,
  places: Places,
): PolicyStatement[] {
  const wanted = (Object.entries(grant.tables) as [TableName, readonly TableGrant[]][]).flatMap(
    ([name, grants]) => grants.map((one) => ({ name, ...one })),
  );
  if (settings.records.kind === 'external' || wanted.length === 0) return [];
  const statements = wanted.flatMap(({ name, may, partitions }) => {
    const items = may.flatMap((verb) =>
      verb === 'lists' || verb === 'finds' || verb === 'scan' ? [] : ACTIONS[verb],
    );
    const within = partitions && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } };
    const resources = [places.tableArn(name)];
    // A statement is named by what it is about: letters and digits only.
    const about = `${name}${(partitions ?? []).join('').replace(/[^A-Za-z]/g, '')}`;
    const made = items.length === 0 ? [] : [allow(about, items, resources, within)];
    // A scan has no leading key that a condition could look at.
    if (may.includes('scan')) made.push(allow(`${name}Scan`, ACTIONS.scan, resources));
    return made;
  });
  const lists = wanted.filter(({ may }) => may.includes('lists'));
  if (lists.length > 0) {
    const indexes = lists.flatMap(({ name }) =>
      indexesOf(name)
        .filter((index) => index !== 'find')
        .map((index) => `${places.tableArn(name)}/index/${INDEXES[index].name}`),
    );
    statements.push(allow('Lists', ['dynamodb:Query'], indexes));
  }
  const finds = wanted.filter(({ may }) => may.includes('finds'));
  if (finds.length > 0) {
    const indexes = finds.map(({ name }) => `${places.tableArn(name)}/index/${INDEXES.find.name}`);
    statements.push(allow('Finds', ['dynamodb:Query'], indexes));
  }
  statements.push(
    // Said again beside the table's own policy: the ledger only grows, whoever adds a permission here (A1).
    new PolicyStatement({
      sid: 'LedgerOnlyGrows',
      effect: Effect.DENY,
      actions: LEDGER_FORBIDDEN,
      resources: [places.tableArn('ledger')],
    }),
    // The tables' own key is used by DynamoDB on behalf of the door, never by the door itself.
    allow('TableKey', ['kms:Decrypt', 'kms:DescribeKey'], [places.recordsKey], {
      StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(scope).region}.amazonaws.com` },
    }),
  );
  const streams = (grant.streams ?? []).map((name) => places.streamArn(name));
  if (streams.length > 0) {
    statements.push(
      allow(
        'Stream',
        // Lambda refuses a mapping whose role cannot also list streams.
        [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        streams,
      ),
    );
  }
  return statements;
}

/** A call whose encryption context does not name one of the door's purposes is refused. */
function keyStatements({ keys }: Grant, places: Places): PolicyStatement[] {
  const uses = [
    ['SealFor', 'kms:GenerateDataKey', keys?.seal],
    ['OpenFor', 'kms:Decrypt', keys?.open],
  ] as const;
  return uses.flatMap(([sid, action, purposes]) =>
    purposes === undefined
      ? []
      : [
          allow(sid, [action], [places.dataKey], {
            StringEquals: { 'kms:EncryptionContext:purpose': purposes },
          }),
        ],
  );
}

function secretStatements(grant: Grant, settings: Settings, places: Places): PolicyStatement[] {
  const secrets: string[] = [];
  if (grant.secret === true) secrets.push(places.rootSecret);
  if (settings.records.kind === 'external' && Object.keys(grant.tables).length > 0)
    secrets.push(settings.records.secret);
  if (grant.mail === true && settings.mail.secret !== undefined) secrets.push(settings.mail.secret);
  return secrets.length === 0 ? [] : [allow('Secrets', ['secretsmanager:GetSecretValue'], secrets)];
}

function workflowStatements(grant: Grant, places: Places): PolicyStatement[] {
  const { of = [], may: uses = [] } = grant.workflow ?? {};
  const machines = of.map((kind) => places.workflow(kind));
  const statements: PolicyStatement[] = [];
  if (uses.includes('start')) statements.push(allow('StartCase', ['states:StartExecution'], machines));
  if (uses.includes('answer')) {
    statements.push(allow('EndWait', ['states:SendTaskFailure', 'states:SendTaskSuccess'], machines));
  }
  if (uses.includes('look'))
    statements.push(
      allow(
        'LookAtExecution',
        ['states:DescribeExecution'],
        of.map((kind) => places.executions(kind)),
      ),
    );
  return statements;
}

/**
 * Only raw letters, only from the settings' sender, only with the configuration set whose events come back. SES asks for the
 * identity that it verified – the sender's address, its domain or a parent of it – and, in its sandbox and whenever a
 * recipient is an identity of this account, for the recipient's too; so all of this account are named.
 */
function mailStatements(
  scope: Construct,
  grant: Grant,
  settings: Settings,
  places: Places,
): PolicyStatement[] {
  if (grant.mail !== true || settings.mail.port !== 'ses') return [];
  const stack = Stack.of(scope);
  const identities = stack.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' });
  const set = stack.formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: places.configurationSet,
  });
  Validations.of(scope).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:${stack.region}:${settings.account ?? '<AWS::AccountId>'}:identity/*]`,
    reason:
      'SES also asks for the identity of a recipient that it has verified; whom a letter comes from is bound by ses:FromAddress.',
  });
  return [
    allow('SendLetters', ['ses:SendRawEmail'], [identities, set], {
      StringEquals: { 'ses:FromAddress': settings.mail.sender },
    }),
  ];
}
