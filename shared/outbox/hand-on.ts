import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type DoorName, NAMES } from '../names.ts';
import type { OutboxEvent } from './event.ts';

/**
 * Gives an event to a door and does not wait for what it does: Lambda keeps it, brings it again twice, and puts it with
 * the dead letters after that. Throws when it was not taken.
 */
export type HandOn = (door: DoorName, event: OutboxEvent) => Promise<void>;

/** Doors as functions of this deployment, whose names begin with its own. */
export function handOnByLambda(deployment: string): HandOn {
  const client = new LambdaClient({});
  return async (door, event) => {
    await client.send(
      new InvokeCommand({
        FunctionName: NAMES.door(deployment, door),
        InvocationType: 'Event',
        Payload: JSON.stringify(event),
      }),
    );
  };
}
