import { Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Door } from './door.ts';

export interface MailEventsProps {
  readonly configurationSet: string;
  readonly door: Door;
  readonly deadLetters: IQueue;
}

/** SES configuration set of case letters, and the way back of its events to the letters' door (N4). */
export class MailEvents extends Construct {
  constructor(scope: Construct, id: string, props: MailEventsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const set = new CfnConfigurationSet(this, 'Set', {
      name: props.configurationSet,
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const destination = new CfnConfigurationSetEventDestination(this, 'Events', {
      configurationSetName: props.configurationSet,
      eventDestination: {
        name: 'bus',
        enabled: true,
        matchingEventTypes: ['BOUNCE', 'COMPLAINT', 'DELIVERY', 'DELIVERY_DELAY', 'REJECT'],
        eventBridgeDestination: {
          eventBusArn: stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
        },
      },
    });
    destination.addResourceDependency(set);
    new Rule(this, 'Back', {
      description: 'Privacy Desk: what became of letters',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [props.configurationSet] } } },
      },
      targets: [
        new LambdaTarget(props.door.fn, {
          deadLetterQueue: props.deadLetters,
          maxEventAge: Duration.hours(24),
          retryAttempts: 20,
        }),
      ],
    });
  }
}
