import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import {
  INDEXES,
  indexesOf,
  NAMES,
  STREAMED,
  TABLES,
  type TableName,
  TTL_ATTRIBUTE,
} from '../../shared/names.ts';
import { tell } from '../constructs/tell.ts';
import type { Settings } from '../settings/schema.ts';
import { handOver } from './places.ts';

export interface StatefulProps extends StackProps {
  readonly settings: Settings;
}

/** Tables by lifetime (architecture: Data): `short` may be lost, the others must last. */
const LASTS: ReadonlySet<TableName> = new Set(['people', 'cases', 'ledger']);

/** Writes that would change or remove what the ledger holds (A1). */
export const LEDGER_FORBIDDEN = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:UpdateItem',
];

/** What must outlive every deployment: tables, keys, the root secret, the staff pool. Protected and retained. */
export class StatefulStack extends Stack {
  /** Present when records are in AWS (or on the developer's machine). */
  readonly tables?: Readonly<Record<TableName, Table>>;
  /** Encrypts the tables at rest. */
  readonly recordsKey?: Key;
  /** Wraps the data keys of cases and people. */
  readonly dataKey: Key;
  readonly rootSecret: Secret;
  /** Present when the settings ask for a pool of their own for staff. */
  readonly staffPool?: UserPool;

  constructor(scope: Construct, id: string, props: StatefulProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.records.kind !== 'machine' });
    const { settings } = props;
    this.dataKey = new Key(this, 'DataKey', {
      alias: `${settings.deployment}-data`,
      description: 'Privacy Desk: wraps the data keys that seal personal data',
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.rootSecret = this.makeRootSecret(settings);
    if (settings.staff.login.kind === 'cognito') this.staffPool = this.makePool(settings);
    if (settings.records.kind !== 'external') {
      this.recordsKey = new Key(this, 'RecordsKey', {
        alias: `${settings.deployment}-records`,
        description: 'Privacy Desk: encrypts the tables',
        enableKeyRotation: true,
        pendingWindow: Duration.days(30),
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });
      this.tables = this.makeTables(settings, this.recordsKey);
      // Nothing takes a protected table away again, so that the rollback of a first deployment would stop there.
      const before = [
        this.dataKey,
        this.recordsKey,
        this.rootSecret,
        ...(this.staffPool ? [this.staffPool] : []),
      ];
      for (const table of Object.values(this.tables)) table.node.addDependency(...before);
    }
    this.#handOver(settings);
  }

  /** What AWS has named, for the other stacks. */
  #handOver(settings: Settings): void {
    handOver(this, settings, 'data-key', this.dataKey.keyArn);
    handOver(this, settings, 'root-secret', this.rootSecret.secretArn);
    if (this.recordsKey !== undefined) handOver(this, settings, 'records-key', this.recordsKey.keyArn);
    if (this.staffPool !== undefined) handOver(this, settings, 'staff-pool', this.staffPool.userPoolId);
    for (const table of STREAMED) {
      const stream = this.tables?.[table].tableStreamArn;
      if (stream !== undefined) handOver(this, settings, `${table}-stream`, stream);
    }
  }

  /**
   * The root of all subkeys (G14). CloudFormation puts a random text under one name of a flat object, so the value is
   * `{"current": "k1", "k1": "<text>"}`; each name beside `current` is a key id. A rotation adds a name and moves `current`.
   */
  private makeRootSecret(settings: Settings): Secret {
    const secret = new Secret(this, 'RootSecret', {
      secretName: `${settings.deployment}/root`,
      description: 'Privacy Desk: root of all subkeys; losing it breaks every link and the ledger chain',
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ current: 'k1' }),
        generateStringKey: 'k1',
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Rotation adds a key id and keeps the old ones for verifying links and chains (G14, G15); it is a step of an engineer, not of a timer.',
    });
    return secret;
  }

  private makeTables(settings: Settings, key: Key): Record<TableName, Table> {
    const made = {} as Record<TableName, Table>;
    for (const name of TABLES) {
      const table = new Table(this, `Table-${name}`, {
        tableName: NAMES.table(settings.deployment, name),
        partitionKey: { name: 'pk', type: AttributeType.STRING },
        sortKey: { name: 'sk', type: AttributeType.STRING },
        billingMode: BillingMode.PAY_PER_REQUEST,
        encryption: TableEncryption.CUSTOMER_MANAGED,
        encryptionKey: key,
        deletionProtection: true,
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: LASTS.has(name) },
        ...(STREAMED.some((one) => one === name) && { stream: StreamViewType.NEW_IMAGE }),
        ...(name === 'short' && { timeToLiveAttribute: TTL_ATTRIBUTE }),
        ...(name === 'ledger' && { resourcePolicy: appendOnly() }),
      });
      addIndexes(table, name);
      made[name] = table;
    }
    Validations.of(made.short).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason:
        'Sessions, challenges, idempotency and counters of hours and days: nothing in it is worth a restore.',
    });
    return made;
  }

  /** A pool that holds staff only; people never sign in here. */
  private makePool(settings: Settings): UserPool {
    const pool = new UserPool(this, 'Staff', {
      userPoolName: `${settings.deployment}-staff`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      accountRecovery: AccountRecovery.NONE,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const role of ['agent', 'officer', 'auditor']) {
      new CfnUserPoolGroup(pool, `Group-${role}`, { groupName: role, userPoolId: pool.userPoolId });
    }
    // Unique in a region for all accounts of AWS, therefore with the account's number.
    pool.addDomain('Login', { cognitoDomain: { domainPrefix: `${settings.deployment}-${this.account}` } });
    tell(this, 'StaffPool', pool.userPoolId, 'Pool in which members of staff are made');
    return pool;
  }
}

/** Nobody, whatever his own permissions, changes or removes an entry of the ledger. */
function appendOnly(): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'AppendOnly',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: LEDGER_FORBIDDEN,
        resources: ['*'],
      }),
    ],
  });
}

function addIndexes(table: Table, name: TableName): void {
  for (const index of indexesOf(name).map((one) => INDEXES[one])) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: { name: index.pk, type: AttributeType.STRING },
      sortKey: { name: index.sk, type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...index.include],
    });
  }
}
