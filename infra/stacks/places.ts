import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import {
  type DoorName,
  type HandedOver,
  type MachineKind,
  NAMES,
  type StreamedTable,
  type TableName,
} from '../../shared/names.ts';
import type { Settings } from '../settings/schema.ts';

/**
 * Where the things of a deployment are, for a stack that did not make them. Names are explicit, so ARNs are made here; what
 * AWS names itself is read from Parameter Store, where the stack that made it has put it. No stack imports from another
 * but the API's id: CloudFormation refuses to change what is exported as long as somebody imports it.
 */
export class Places {
  readonly settings: Settings;
  readonly #stack: Stack;

  constructor(scope: Construct, settings: Settings) {
    this.settings = settings;
    this.#stack = Stack.of(scope);
  }

  functionName(door: DoorName): string {
    return NAMES.door(this.settings.deployment, door);
  }

  functionArn(door: DoorName): string {
    return this.#colon('lambda', 'function', this.functionName(door));
  }

  /** A door as a target of rules. */
  target(scope: Construct, door: DoorName): IFunction {
    const functionArn = this.functionArn(door);
    return LambdaFunction.fromFunctionAttributes(scope, `Door-${door}`, {
      functionArn,
      sameEnvironment: true,
    });
  }

  /** The queue of dead letters as a target. */
  deadLetterQueue(scope: Construct): IQueue {
    return Queue.fromQueueArn(scope, 'DeadLetters', this.deadLetters);
  }

  /** Name of a table, also in a records service of its own (L2). */
  tableName(table: TableName): string {
    const { records, deployment } = this.settings;
    return records.kind === 'external' ? `${records.tablePrefix}${table}` : NAMES.table(deployment, table);
  }

  /** Of a table in AWS. */
  tableArn(table: TableName): string {
    return this.#stack.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: this.tableName(table),
    });
  }

  /** Its label is the instant at which it was switched on. */
  streamArn(table: StreamedTable): string {
    return this.#handedOver(`${table}-stream`);
  }

  /** Who reads the stream of a table; only where there is one. */
  readerId(table: StreamedTable): string {
    return this.#handedOver(`${table}-reader`);
  }

  get dataKey(): string {
    return this.#handedOver('data-key');
  }

  get recordsKey(): string {
    return this.#handedOver('records-key');
  }

  /** AWS adds six characters to a secret's name. */
  get rootSecret(): string {
    return this.#handedOver('root-secret');
  }

  get staffPool(): string {
    return this.#handedOver('staff-pool');
  }

  get staffClient(): string {
    return this.#handedOver('staff-client');
  }

  /** State machine of a kind of case, or of mailings. */
  workflow(kind: MachineKind): string {
    return this.#colon('states', 'stateMachine', NAMES.workflow(this.settings.deployment, kind));
  }

  /** Every execution of it. */
  executions(kind: MachineKind): string {
    return this.#colon('states', 'execution', `${NAMES.workflow(this.settings.deployment, kind)}:*`);
  }

  get configurationSet(): string {
    return NAMES.configurationSet(this.settings.deployment);
  }

  get deadLetters(): string {
    return this.#stack.formatArn({ service: 'sqs', resource: NAMES.deadLetters(this.settings.deployment) });
  }

  #colon(service: string, resource: string, resourceName: string): string {
    return this.#stack.formatArn({
      ...{ service, resource, resourceName },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  #handedOver(what: HandedOver): string {
    return StringParameter.valueForStringParameter(
      this.#stack,
      NAMES.handedOver(this.settings.deployment, what),
    );
  }
}

/** Puts what AWS has named where other stacks find it. */
export function handOver(scope: Construct, { deployment }: Settings, what: HandedOver, value: string): void {
  new StringParameter(scope, `Handed-${what}`, {
    parameterName: NAMES.handedOver(deployment, what),
    stringValue: value,
    description: 'Privacy Desk: for the other stacks of the deployment',
  });
}
