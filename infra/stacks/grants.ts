import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type DoorName, INDEXES, type TableName } from '../../shared/names.ts';
import type { Settings } from '../settings/schema.ts';
import { LEDGER_FORBIDDEN, type StatefulStack } from './stateful.ts';

/** What may be done to a table. A transaction is allowed by the actions it is made of. */
type Verb =
  /** Read items and partitions. */
  | 'read'
  /** Read the sparse indexes. */
  | 'lists'
  /** Put items, and demand in a transaction that an item is or is not there. */
  | 'put'
  | 'delete'
  /** Add to a counter (`short` only). */
  | 'count'
  /** Read all of it, for verification and export. */
  | 'scan';

const ACTIONS: Readonly<Record<Exclude<Verb, 'lists'>, readonly string[]>> = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
  put: ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem'],
  delete: ['dynamodb:DeleteItem'],
  count: ['dynamodb:UpdateItem'],
  scan: ['dynamodb:Scan'],
};

/** What a door is for, in terms of permissions. */
export interface Grant {
  readonly tables: Readonly<Partial<Record<TableName, readonly Verb[]>>>;
  /** `seal`: make a data key; `open`: unwrap one. */
  readonly keys?: readonly ('seal' | 'open')[];
  /** Reads the root secret. */
  readonly secret?: true;
  /** On the workflow: start executions, answer task tokens, look at executions. */
  readonly workflow?: readonly ('start' | 'answer' | 'look')[];
  readonly mail?: true;
  /** Listens to the stream of `cases`. */
  readonly stream?: true;
}

const LEDGER = ['read', 'put'] as const;
const SHORT = ['read', 'put', 'delete', 'count'] as const;

/** One line a door: all that it may do. A test reads the templates and tries what it must not do. */
export const GRANTS: Readonly<Record<DoorName, Grant>> = {
  'site-public': { tables: {} },
  'claims-public': {
    tables: { cases: ['read', 'put'], ledger: LEDGER, short: SHORT },
    keys: ['seal'],
    secret: true,
  },
  'claims-desk': {
    tables: { people: ['read', 'put'], cases: ['read', 'put', 'delete'], ledger: LEDGER, short: SHORT },
    keys: ['seal', 'open'],
    secret: true,
  },
  'cases-public': {
    tables: { cases: ['read', 'put', 'delete'], ledger: LEDGER, short: SHORT },
    keys: ['open'],
    secret: true,
  },
  'cases-task': {
    tables: { people: ['read'], cases: ['read', 'lists', 'put', 'delete'], ledger: LEDGER },
    keys: ['open'],
    secret: true,
    workflow: ['look'],
  },
  'desk-desk': {
    tables: { people: ['read', 'put'], cases: ['read', 'lists', 'put'], ledger: LEDGER, short: SHORT },
    keys: ['open'],
    secret: true,
  },
  'desk-task': {
    tables: { people: ['read'], cases: ['read', 'lists', 'put'], ledger: LEDGER },
    secret: true,
  },
  'outbox-task': {
    tables: { cases: ['read', 'lists', 'put', 'delete'], ledger: LEDGER },
    keys: ['open'],
    secret: true,
    workflow: ['start', 'answer', 'look'],
    stream: true,
  },
  'letters-task': {
    tables: {
      people: ['read'],
      cases: ['read', 'lists', 'put'],
      ledger: LEDGER,
      short: ['read', 'put', 'count'],
    },
    keys: ['open'],
    secret: true,
    mail: true,
    stream: true,
  },
  'ledger-task': {
    tables: { cases: ['read', 'put', 'scan'], ledger: [...LEDGER, 'scan'] },
    secret: true,
  },
};

/** Names of things that are made later, so that roles need no reference to them. */
export interface Places {
  readonly workflowName: string;
  readonly configurationSet: string;
}

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
  stateful: StatefulStack,
  places: Places,
): PolicyStatement[] {
  const grant = GRANTS[door];
  return [
    ...tableStatements(scope, grant, stateful),
    ...keyStatements(grant, stateful),
    ...secretStatements(grant, settings, stateful),
    ...workflowStatements(scope, grant, places),
    ...mailStatements(scope, grant, settings, places),
  ];
}

function tableStatements(scope: Construct, grant: Grant, stateful: StatefulStack): PolicyStatement[] {
  const { tables, recordsKey } = stateful;
  const wanted = Object.entries(grant.tables) as [TableName, readonly Verb[]][];
  if (tables === undefined || recordsKey === undefined || wanted.length === 0) return [];
  const statements = wanted.map(([name, verbs]) => {
    const actions = verbs.flatMap((verb) => (verb === 'lists' ? [] : ACTIONS[verb]));
    return allow(`Table${name}`, actions, [tables[name].tableArn]);
  });
  const lists = wanted.filter(([, verbs]) => verbs.includes('lists'));
  if (lists.length > 0) {
    const indexes = lists.flatMap(([name]) =>
      Object.values(INDEXES).map((index) => `${tables[name].tableArn}/index/${index.name}`),
    );
    statements.push(allow('Lists', ['dynamodb:Query'], indexes));
  }
  statements.push(
    // Said again beside the table's own policy: the ledger only grows, whoever adds a permission here (A1).
    new PolicyStatement({
      sid: 'LedgerOnlyGrows',
      effect: Effect.DENY,
      actions: LEDGER_FORBIDDEN,
      resources: [tables.ledger.tableArn],
    }),
    // The tables' own key is used by DynamoDB on behalf of the door, never by the door itself.
    allow('TableKey', ['kms:Decrypt', 'kms:DescribeKey'], [recordsKey.keyArn], {
      StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(scope).region}.amazonaws.com` },
    }),
  );
  const stream = tables.cases.tableStreamArn;
  if (grant.stream === true && stream !== undefined) {
    statements.push(
      allow(
        'Stream',
        ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        [stream],
      ),
    );
  }
  return statements;
}

/** Every use of the data key must say what for: a call without the context `table` is refused (security: Crypto). */
function keyStatements(grant: Grant, stateful: StatefulStack): PolicyStatement[] {
  const uses = grant.keys ?? [];
  if (uses.length === 0) return [];
  const actions = uses.map((use) => (use === 'seal' ? 'kms:GenerateDataKey' : 'kms:Decrypt'));
  return [allow('DataKeys', actions, [stateful.dataKey.keyArn])];
}

function secretStatements(grant: Grant, settings: Settings, stateful: StatefulStack): PolicyStatement[] {
  const secrets: string[] = [];
  if (grant.secret === true) secrets.push(stateful.rootSecret.secretArn);
  if (settings.records.kind === 'external' && Object.keys(grant.tables).length > 0)
    secrets.push(settings.records.secret);
  if (grant.mail === true && settings.mail.secret !== undefined) secrets.push(settings.mail.secret);
  return secrets.length === 0 ? [] : [allow('Secrets', ['secretsmanager:GetSecretValue'], secrets)];
}

function workflowStatements(scope: Construct, grant: Grant, places: Places): PolicyStatement[] {
  const uses = grant.workflow ?? [];
  const stack = Stack.of(scope);
  const arn = (kind: string, name: string): string =>
    stack.formatArn({
      service: 'states',
      resource: kind,
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  const machine = arn('stateMachine', places.workflowName);
  const statements: PolicyStatement[] = [];
  if (uses.includes('start')) statements.push(allow('StartCase', ['states:StartExecution'], [machine]));
  if (uses.includes('answer')) {
    statements.push(allow('EndWait', ['states:SendTaskFailure', 'states:SendTaskSuccess'], [machine]));
  }
  if (uses.includes('look')) {
    const executions = arn('execution', `${places.workflowName}:*`);
    statements.push(allow('LookAtExecution', ['states:DescribeExecution'], [executions]));
  }
  return statements;
}

/** Only raw letters, only from the settings' sender, only with the configuration set whose events come back. */
function mailStatements(
  scope: Construct,
  grant: Grant,
  settings: Settings,
  places: Places,
): PolicyStatement[] {
  if (grant.mail !== true || settings.mail.port !== 'ses') return [];
  const stack = Stack.of(scope);
  const identity = (name: string): string =>
    stack.formatArn({ service: 'ses', resource: 'identity', resourceName: name });
  const domain = settings.mail.sender.split('@')[1] ?? '';
  const set = stack.formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: places.configurationSet,
  });
  return [
    allow('SendLetters', ['ses:SendRawEmail'], [identity(settings.mail.sender), identity(domain), set], {
      StringEquals: { 'ses:FromAddress': settings.mail.sender },
    }),
  ];
}
