import { join } from 'node:path';
import { ArnFormat, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { OAuthScope, type UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DOORS, type DoorName, ENV, TABLES } from '../../shared/names.ts';
import { CaseWorkflow } from '../constructs/case-workflow.ts';
import { Door } from '../constructs/door.ts';
import { FrontDoor } from '../constructs/front-door.ts';
import { MailEvents } from '../constructs/mail-events.ts';
import { OutboxStream } from '../constructs/outbox-stream.ts';
import { Schedules } from '../constructs/schedules.ts';
import { runtimeOf } from '../settings/runtime.ts';
import type { Settings } from '../settings/schema.ts';
import { CLAIMS } from '../workflows/claims.ts';
import { GRANTS } from './grants.ts';
import { type Places, statementsOf } from './role-statements.ts';
import type { StatefulStack } from './stateful.ts';
import { watch } from './watch.ts';

export interface StatelessProps extends StackProps {
  readonly settings: Settings;
  readonly stateful: StatefulStack;
  /** Folder with the bundles (infra/build.ts). */
  readonly buildDir: string;
}

export type Doors = Readonly<Record<DoorName, Door>>;

const HTTP_TIMEOUT = Duration.seconds(10);
const TASK_TIMEOUT = Duration.seconds(30);
/** A poll goes on for 55 seconds; the daily doors walk over all that is overdue, and over all heads. */
const TIMEOUTS: Partial<Record<DoorName, Duration>> = {
  'outbox-task': Duration.seconds(75),
  'letters-task': Duration.seconds(75),
  'desk-task': Duration.minutes(5),
  'ledger-task': Duration.minutes(5),
  // Telling everybody of a new version goes on page by page.
  'policy-task': Duration.minutes(4),
};

/** Everything that can be thrown away and deployed again: doors, API, workflow, schedules, alarms. */
export class StatelessStack extends Stack {
  readonly #settings: Settings;
  readonly #stateful: StatefulStack;
  readonly #places: Places;

  constructor(scope: Construct, id: string, props: StatelessProps) {
    super(scope, id, props);
    const { settings, stateful } = props;
    this.#settings = settings;
    this.#stateful = stateful;
    this.#places = {
      workflowName: `${settings.deployment}-claims`,
      configurationSet: `${settings.deployment}-letters`,
    };
    const deadLetters = this.#deadLetters();
    const front = new FrontDoor(this, 'Http', settings);
    const doors = this.#doors(props.buildDir, deadLetters, front.baseUrl);
    front.open(doors);
    const workflow = new CaseWorkflow(this, 'Claims', {
      name: this.#places.workflowName,
      chart: CLAIMS,
      door: doors['cases-task'],
      logDays: settings.retention.logDays,
    });
    this.#whenExecutionsDie(workflow, doors, deadLetters);
    this.#outbox(doors, deadLetters);
    new Schedules(this, 'Schedules', { settings, doors, deadLetters });
    if (settings.mail.port === 'ses') {
      const { configurationSet } = this.#places;
      new MailEvents(this, 'Mail', { configurationSet, door: doors['letters-task'], deadLetters });
    }
    watch(this, { settings, apiId: front.api.ref, workflowArn: this.#workflowArn() }, deadLetters);
  }

  /** Where everything ends up that could not be delivered: kept two weeks, watched by an alarm. It holds ids and codes only. */
  #deadLetters(): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      queueName: `${this.#settings.deployment}-dead-letters`,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    const reason = 'This is the dead-letter queue itself; an alarm tells when something is in it.';
    Validations.of(queue).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    );
    return queue;
  }

  #doors(buildDir: string, deadLetters: Queue, baseUrl: string): Doors {
    const settings = this.#settings;
    const pool = this.#stateful.staffPool;
    const runtime = this.toJsonString(
      runtimeOf(settings, { baseUrl, ...(pool && { cognito: this.#staffLogin(pool, baseUrl) }) }),
    );
    const made = (Object.keys(DOORS) as DoorName[]).map((door) => {
      const isTask = door.endsWith('-task');
      return [
        door,
        new Door(this, {
          door,
          functionName: `${settings.deployment}-${door}`,
          code: join(buildDir, door),
          environment: { [ENV.settings]: runtime, ...this.#environmentOf(door) },
          statements: statementsOf(this, door, settings, this.#stateful, this.#places),
          timeout: TIMEOUTS[door] ?? (isTask ? TASK_TIMEOUT : HTTP_TIMEOUT),
          logDays: settings.retention.logDays,
          reserved: settings.limits.concurrency[door],
          deadLetters: isTask ? deadLetters : undefined,
        }),
      ] as const;
    });
    const all = Object.fromEntries(made) as unknown as Doors;
    for (const door of made.map(([, one]) => one)) this.#acknowledgeExecutions(door);
    return all;
  }

  #acknowledgeExecutions(door: Door): void {
    if (GRANTS[door.name].workflow?.includes('look') !== true) return;
    const account = this.#settings.account ?? '<AWS::AccountId>';
    const executions = `arn:<AWS::Partition>:states:${this.region}:${account}:execution:${this.#places.workflowName}:*`;
    Validations.of(door).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${executions}]`,
      reason:
        'Executions are named by case; the wildcard covers those of this one workflow, to look at only.',
    });
  }

  #staffLogin(pool: UserPool, baseUrl: string): { issuer: string; clientId: string } {
    const client = new UserPoolClient(this, 'StaffLogin', {
      userPool: pool,
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [`${baseUrl}/desk/callback`],
        logoutUrls: [`${baseUrl}/desk/signed-out`],
      },
    });
    return {
      issuer: `https://cognito-idp.${this.region}.amazonaws.com/${pool.userPoolId}`,
      clientId: client.userPoolClientId,
    };
  }

  /** A door is told only of what it may use: names, never values of secrets (G14). */
  #environmentOf(door: DoorName): Record<string, string> {
    const grant = GRANTS[door];
    const { records, mail, deployment } = this.#settings;
    const { tables, dataKey, rootSecret } = this.#stateful;
    const environment: Record<string, string> = {};
    for (const name of TABLES) {
      if (grant.tables[name] === undefined) continue;
      environment[ENV.tables[name]] =
        tables?.[name].tableName ??
        (records.kind === 'external' ? `${records.tablePrefix}${name}` : `${deployment}-${name}`);
    }
    if (grant.secret === true) {
      environment[ENV.rootSecret] = rootSecret.secretArn;
    }
    // Doors with secrets are wired alike; which may use the key, and for what, their roles say.
    if (grant.secret === true || grant.keys !== undefined) environment[ENV.dataKey] = dataKey.keyArn;
    if (grant.workflow !== undefined) environment[ENV.claimsWorkflow] = this.#workflowArn();
    if (grant.mail === true && mail.port === 'ses')
      environment[ENV.configurationSet] = this.#places.configurationSet;
    if (grant.mail === true && mail.secret !== undefined) environment[ENV.mailSecret] = mail.secret;
    if (records.kind === 'external' && Object.keys(grant.tables).length > 0)
      environment[ENV.recordsSecret] = records.secret;
    return environment;
  }

  /** By name: a reference would make the workflow and its own step function wait for each other. */
  #workflowArn(): string {
    return this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: this.#places.workflowName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** An execution that died is started again from its record (architecture idea 3). */
  #whenExecutionsDie(workflow: CaseWorkflow, doors: Doors, deadLetters: Queue): void {
    new Rule(this, 'ExecutionDied', {
      description: 'Privacy Desk: an execution of a case ended without a decision',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [workflow.machine.stateMachineArn],
        },
      },
      targets: [
        new LambdaTarget(doors['outbox-task'].fn, {
          deadLetterQueue: deadLetters,
          maxEventAge: Duration.hours(24),
          retryAttempts: 20,
        }),
      ],
    });
  }

  #outbox(doors: Doors, deadLetters: Queue): void {
    const { tables } = this.#stateful;
    const [cases, people] = [tables?.cases.tableStreamArn, tables?.people.tableStreamArn];
    if (this.#settings.outbox.kind === 'poll' || cases === undefined || people === undefined) return;
    new OutboxStream(this, 'CasesOutbox', {
      streamArn: cases,
      door: doors['outbox-task'],
      kind: 'case',
      whys: ['start', 'resume', 'replan'],
      deadLetters,
    });
    const letters = { door: doors['letters-task'], whys: ['send'], deadLetters };
    new OutboxStream(this, 'LettersOutbox', { ...letters, streamArn: cases, kind: 'letter' });
    new OutboxStream(this, 'RegistrationsOutbox', { ...letters, streamArn: people, kind: 'profile' });
  }
}
