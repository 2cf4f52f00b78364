import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import {
  type DoorName,
  MACHINES,
  type MachineKind,
  NAMES,
  STREAMED,
  WORKFLOW_KINDS,
} from '../../shared/names.ts';
import { caseDefinition } from '../constructs/case-workflow.ts';
import { MailEvents } from '../constructs/mail-events.ts';
import { mailingDefinition } from '../constructs/mailing-workflow.ts';
import { OutboxStream } from '../constructs/outbox-stream.ts';
import { Schedules } from '../constructs/schedules.ts';
import { Workflow, type WorkflowProps } from '../constructs/workflow.ts';
import type { Settings } from '../settings/schema.ts';
import { handOver, Places } from './places.ts';

export interface WorkflowsProps extends StackProps {
  readonly settings: Settings;
}

/** What sets doors going without anybody knocking: workflows, streams, schedules, events of AWS. */
export class WorkflowsStack extends Stack {
  readonly #settings: Settings;
  readonly #places: Places;

  constructor(scope: Construct, id: string, props: WorkflowsProps) {
    super(scope, id, props);
    const { settings } = props;
    this.#settings = settings;
    const places = new Places(this, settings);
    this.#places = places;
    for (const kind of WORKFLOW_KINDS)
      this.#workflow(kind, 'cases-task', (step) => caseDefinition(kind, step));
    this.#workflow('mailing', 'mailings-task', mailingDefinition, { maps: true });
    this.#whenExecutionsDie();
    if (settings.outbox.kind === 'stream' && settings.records.kind !== 'external') this.#outbox();
    new Schedules(this, 'Schedules', { settings, places });
    if (settings.mail.port === 'ses') new MailEvents(this, 'Mail', { places });
  }

  #workflow(
    kind: MachineKind,
    door: DoorName,
    definition: (stepFunction: string) => object,
    more: Pick<WorkflowProps, 'maps'> = {},
  ): void {
    const { deployment, retention, account } = this.#settings;
    const stepFunction = this.#places.functionArn(door);
    new Workflow(
      this,
      MACHINES[kind].replace(/^./, (first) => first.toUpperCase()),
      {
        name: NAMES.workflow(deployment, kind),
        definition: definition(stepFunction),
        ...{ stepFunction, logDays: retention.logDays, account, ...more },
      },
    );
  }

  /** An execution that died is started again from its record (architecture idea 3). */
  #whenExecutionsDie(): void {
    const { deployment } = this.#settings;
    new Rule(this, 'ExecutionDied', {
      ruleName: `${deployment}-execution-died`,
      description: 'Privacy Desk: an execution of a case ended without a decision',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: WORKFLOW_KINDS.map((kind) => this.#places.workflow(kind)),
        },
      },
      targets: [
        new LambdaTarget(this.#places.target(this, 'cases-task'), {
          deadLetterQueue: this.#places.deadLetterQueue(this),
          maxEventAge: Duration.hours(24),
          retryAttempts: 20,
        }),
      ],
    });
  }

  #outbox(): void {
    const places = this.#places;
    // One reader a stream, of two that AWS allows (review 9.4).
    for (const table of STREAMED) {
      const { id } = new OutboxStream(this, `Outbox-${table}`, { places, table, door: 'outbox-task' });
      handOver(this, this.#settings, `${table}-reader`, id);
    }
  }
}
