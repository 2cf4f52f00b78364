import { join } from 'node:path';
import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { GatewayRoute } from '../../shared/api/prefixes.ts';
import {
  DOOR_STACKS,
  DOORS,
  type DoorName,
  type DoorStackName,
  ENV,
  type MachineKind,
  NAMES,
  TABLES,
} from '../../shared/names.ts';
import { MANIFESTS } from '../capabilities/table.ts';
import { apiRoutes, callsOf } from '../constructs/api-routes.ts';
import { Door } from '../constructs/door.ts';
import { runtimeOf } from '../settings/runtime.ts';
import type { Settings } from '../settings/schema.ts';
import { Places } from './places.ts';
import { statementsOf } from './role-statements.ts';

export interface DoorsProps extends StackProps {
  readonly settings: Settings;
  readonly stack: DoorStackName;
  readonly apiId: string;
  readonly baseUrl: string;
  readonly routes: readonly GatewayRoute[];
  /** Folder with the bundles (infra/build.ts). */
  readonly buildDir: string;
}

const HTTP_TIMEOUT = Duration.seconds(10);
const TASK_TIMEOUT = Duration.seconds(30);
/** A poll goes on for 55 seconds; the daily doors walk over all that is overdue, and over all heads. */
const TIMEOUTS: Partial<Record<DoorName, Duration>> = {
  'outbox-task': Duration.seconds(75),
  'cases-task': Duration.seconds(75),
  'letters-task': Duration.seconds(75),
  'desk-task': Duration.minutes(5),
  'ledger-task': Duration.minutes(5),
  // Works through a chunk of people for four minutes, and hands the rest to its next step.
  'mailings-task': Duration.minutes(5),
};

/** The doors of a stack: those of its capabilities. */
export function doorsOf(stack: DoorStackName): DoorName[] {
  const capabilities: readonly string[] = DOOR_STACKS[stack];
  return (Object.keys(DOORS) as DoorName[]).filter((door) => capabilities.includes(door.split('-')[0] ?? ''));
}

/** The functions of some capabilities with their roles, and the routes that lead to them. */
export class DoorsStack extends Stack {
  readonly #settings: Settings;
  readonly #places: Places;

  constructor(scope: Construct, id: string, props: DoorsProps) {
    super(scope, id, props);
    const { settings, apiId, stack } = props;
    this.#settings = settings;
    this.#places = new Places(this, settings);
    const runtime = this.#runtime(props.baseUrl);
    const doors = new Map(
      doorsOf(stack).map((door) => [door, this.#door(door, join(props.buildDir, door), runtime)] as const),
    );
    for (const door of new Set(props.routes.map((route) => route.door)))
      if (doors.has(door))
        new CfnPermission(this, `Invoke-${door}`, {
          action: 'lambda:InvokeFunction',
          functionName: doors.get(door)?.fn.functionArn ?? '',
          principal: 'apigateway.amazonaws.com',
          sourceArn: callsOf(this, apiId),
        });
    apiRoutes(this, {
      apiId,
      routes: props.routes.filter(({ door, throttled }) => doors.has(door) && !throttled),
      functionArn: (door) => doors.get(door)?.fn.functionArn ?? '',
    });
  }

  #runtime(baseUrl: string): string {
    const { staff } = this.#settings;
    const { staffPool, staffClient } = staff.login.kind === 'cognito' ? this.#places : {};
    const cognito = staffPool !== undefined &&
      staffClient !== undefined && {
        issuer: `https://cognito-idp.${this.region}.amazonaws.com/${staffPool}`,
        clientId: staffClient,
      };
    return this.toJsonString(runtimeOf(this.#settings, { baseUrl, ...(cognito && { cognito }) }));
  }

  #door(door: DoorName, code: string, runtime: string): Door {
    const settings = this.#settings;
    const isTask = door.endsWith('-task');
    const made = new Door(this, {
      door,
      functionName: this.#places.functionName(door),
      code,
      environment: { [ENV.settings]: runtime, ...this.#environmentOf(door) },
      statements: statementsOf(this, door, settings, this.#places),
      timeout: TIMEOUTS[door] ?? (isTask ? TASK_TIMEOUT : HTTP_TIMEOUT),
      logDays: settings.retention.logDays,
      reserved: settings.limits.concurrency[door],
      deadLetters: isTask ? this.#places.deadLetters : undefined,
    });
    const { of = [], may = [] } = MANIFESTS[door].may.workflow ?? {};
    if (may.includes('look')) this.#acknowledgeExecutions(made, of);
    return made;
  }

  #acknowledgeExecutions(door: Door, kinds: readonly MachineKind[]): void {
    const { account = '<AWS::AccountId>', deployment } = this.#settings;
    for (const kind of kinds) {
      const executions = `arn:<AWS::Partition>:states:${this.region}:${account}:execution:${NAMES.workflow(deployment, kind)}:*`;
      Validations.of(door).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${executions}]`,
        reason:
          'Executions are named by case or mailing; the wildcard covers those of this one workflow, to look at only.',
      });
    }
  }

  /** A door is told only of what it may use: names, never values of secrets (G14). */
  #environmentOf(door: DoorName): Record<string, string> {
    const grant = MANIFESTS[door].may;
    const { records, mail } = this.#settings;
    const places = this.#places;
    const environment: Record<string, string> = {};
    for (const name of TABLES)
      if (grant.tables[name] !== undefined) environment[ENV.tables[name]] = places.tableName(name);
    if (grant.secret === true) environment[ENV.rootSecret] = places.rootSecret;
    // Doors with secrets are wired alike; which may use the key, and for what, their roles say.
    if (grant.secret === true || grant.keys !== undefined) environment[ENV.dataKey] = places.dataKey;
    if (grant.workflow !== undefined)
      environment[ENV.workflows] = this.toJsonString(
        Object.fromEntries(grant.workflow.of.map((kind) => [kind, places.workflow(kind)])),
      );
    if (grant.mail === true && mail.port === 'ses')
      environment[ENV.configurationSet] = places.configurationSet;
    if (grant.mail === true && mail.secret !== undefined) environment[ENV.mailSecret] = mail.secret;
    if (records.kind === 'external' && Object.keys(grant.tables).length > 0)
      environment[ENV.recordsSecret] = records.secret;
    return environment;
  }
}
