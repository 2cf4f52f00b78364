import { Duration, Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { LETTER_TAG } from '../../shared/names.ts';
import type { Places } from '../stacks/places.ts';

export interface MailEventsProps {
  readonly places: Places;
}

const the = (path: string): string => EventField.fromPath(`$.${path}`);
const detail = (path: string): string => the(`detail.${path}`);

/** What the letters' door reads of each kind of event beside what all have; every one of these fields is always there. */
const OUTCOMES = {
  Delivery: { delivery: { timestamp: detail('delivery.timestamp') } },
  Bounce: {
    bounce: {
      bounceType: detail('bounce.bounceType'),
      bounceSubType: detail('bounce.bounceSubType'),
      timestamp: detail('bounce.timestamp'),
    },
  },
  Complaint: { complaint: { timestamp: detail('complaint.timestamp') } },
  Reject: { reject: { reason: detail('reject.reason') } },
} as const;

/** An event without the addresses, subjects and diagnostic texts that SES puts into it: what queues and retries hold (G9). */
const cleaned = (outcome: (typeof OUTCOMES)[keyof typeof OUTCOMES]): RuleTargetInput =>
  RuleTargetInput.fromObject({
    source: the('source'),
    time: the('time'),
    detail: {
      eventType: detail('eventType'),
      mail: {
        messageId: detail('mail.messageId'),
        timestamp: detail('mail.timestamp'),
        tags: { [LETTER_TAG]: detail(`mail.tags.${LETTER_TAG}`) },
      },
      ...outcome,
    },
  });

/** SES configuration set of case letters, and the way back of its events to the letters' door (N4). */
export class MailEvents extends Construct {
  constructor(scope: Construct, id: string, { places }: MailEventsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { configurationSet } = places;
    const door = places.target(this, 'letters-task');
    const deadLetterQueue = places.deadLetterQueue(this);
    const set = new CfnConfigurationSet(this, 'Set', {
      name: configurationSet,
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const destination = new CfnConfigurationSetEventDestination(this, 'Events', {
      configurationSetName: configurationSet,
      eventDestination: {
        name: 'bus',
        enabled: true,
        matchingEventTypes: Object.keys(OUTCOMES).map((type) => type.toUpperCase()),
        eventBridgeDestination: {
          eventBusArn: stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
        },
      },
    });
    destination.addResourceDependency(set);
    for (const [eventType, outcome] of Object.entries(OUTCOMES)) {
      new Rule(this, eventType, {
        ruleName: `${places.settings.deployment}-letters-${eventType.toLowerCase()}`,
        description: `Privacy Desk: what became of letters (${eventType})`,
        eventPattern: {
          source: ['aws.ses'],
          detail: {
            eventType: [eventType],
            mail: {
              tags: {
                'ses:configuration-set': [configurationSet],
                [LETTER_TAG]: [{ exists: true }],
              },
            },
          },
        },
        targets: [
          new LambdaTarget(door, {
            event: cleaned(outcome),
            deadLetterQueue,
            maxEventAge: Duration.hours(24),
            retryAttempts: 20,
          }),
        ],
      });
    }
  }
}
