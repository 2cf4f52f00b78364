/**
 * Stands in for `@smithy/core/event-streams` in the bundles (esbuild alias, see infra/build.ts): 20 KB that the SDK loads
 * only for operations that stream events, of which the program calls none.
 */

const refuse = (): never => {
  throw new Error('Operations with event streams are not in this bundle (infra/build.ts)');
};

export class EventStreamSerde {
  constructor() {
    refuse();
  }
}
export const eventStreamSerdeProvider = refuse;
/** What a client that knows such operations asks for when it is made. */
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
