/** Stands in for the SDK's base client: a command is answered where it is sent. What is left is the door's own work. */
import { answerOf, apart, type Json } from './instant-aws.ts';

interface Command {
  readonly input: Json;
  /** `[9, namespace, operation, …]` */
  readonly schema: readonly [number, string, string];
}

export class Client {
  readonly middlewareStack = { use: () => {}, add: () => {} };
  readonly config: unknown;

  constructor(config: unknown) {
    this.config = config;
  }

  async send({ schema: [, , operation], input }: Command): Promise<Json> {
    return apart(() => answerOf(operation, input));
  }

  destroy(): void {}
}
