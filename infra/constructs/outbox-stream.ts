import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { DoorName, StreamedTable } from '../../shared/names.ts';
import type { Places } from '../stacks/places.ts';

export interface OutboxStreamProps {
  readonly places: Places;
  readonly table: StreamedTable;
  readonly door: DoorName;
  /** Kind of item and the codes (`todoWhy`) that the door acts on at once; all others wait for their instant. */
  readonly kind: string;
  readonly whys: readonly string[];
}

/** One consumer of the outbox: the stream of a table, filtered to the intents of one door (architecture idea 1). */
export class OutboxStream extends Construct {
  constructor(scope: Construct, id: string, props: OutboxStreamProps) {
    super(scope, id);
    const pattern = {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { kind: { S: [props.kind] }, todoWhy: { S: [...props.whys] } } },
    };
    new CfnEventSourceMapping(this, 'Mapping', {
      functionName: props.places.functionName(props.door),
      eventSourceArn: props.places.streamArn(props.table),
      startingPosition: 'TRIM_HORIZON',
      filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
      batchSize: 10,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      // A poisoned record gives way after some minutes; the sweep goes on trying what it stood for.
      maximumRetryAttempts: 5,
      maximumRecordAgeInSeconds: 3600,
      parallelizationFactor: 2,
      destinationConfig: { onFailure: { destination: props.places.deadLetters } },
    });
  }
}
