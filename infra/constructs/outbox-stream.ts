import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type DoorName, promptIn, type StreamedTable } from '../../shared/names.ts';
import type { Places } from '../stacks/places.ts';

export interface OutboxStreamProps {
  readonly places: Places;
  readonly table: StreamedTable;
  /** The one reader of all streams. */
  readonly door: DoorName;
}

/** Records of a batch: keys are read and handed on, which takes no time; so what comes in a burst is handed on together. */
const BATCH = 100;

/** The stream of a table on its way to the outbox, filtered to what is acted on at once (architecture idea 1). */
export class OutboxStream extends Construct {
  /** Its id, by which CloudWatch counts what it takes. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: OutboxStreamProps) {
    super(scope, id);
    const pattern = {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { todoWhy: { S: promptIn(props.table) } } },
    };
    const mapping = new CfnEventSourceMapping(this, 'Mapping', {
      functionName: props.places.functionName(props.door),
      eventSourceArn: props.places.streamArn(props.table),
      startingPosition: 'TRIM_HORIZON',
      filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
      batchSize: BATCH,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      // A poisoned record gives way after some minutes; the sweep goes on trying what it stood for.
      maximumRetryAttempts: 5,
      maximumRecordAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: props.places.deadLetters } },
      // A stream of which nothing is taken is an alarm: nobody notices otherwise that it is the wrong one.
      metricsConfig: { metrics: ['EventCount'] },
    });
    this.id = mapping.ref;
  }
}
