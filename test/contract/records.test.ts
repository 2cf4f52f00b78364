import { afterAll, beforeAll, describe } from 'vitest';
import { StoreTrouble } from '../../shared/records/attempts.ts';
import { dynamoRecords } from '../../shared/records/dynamo.ts';
import { type FaultPoint, MemoryRecords } from '../../shared/records/memory.ts';
import type { Records } from '../../shared/records/port.ts';
import type { Wire } from './local-aws.ts';
import { type Bench, localBench, remoteBench } from './local-dynamo.ts';
import { type Faults, recordsContract } from './records-contract.ts';

/** Does something for the first `times` calls that ask for it. */
function firstFew<T>(times: number, act: T): () => T | undefined {
  let left = times;
  return () => (left-- > 0 ? act : undefined);
}

describe('the in-memory twin keeps the contract of the records port', () => {
  let faulty: ((point: FaultPoint) => void) | undefined;
  const records = new MemoryRecords({ faults: (point) => faulty?.(point) });
  const during = (next: (point: FaultPoint) => void) => {
    faulty = next;
    return () => {
      faulty = undefined;
    };
  };
  const faults: Faults = {
    loseAnswers(times) {
      const lost = firstFew(times, true);
      return during((point) => {
        if (point.when === 'after' && point.op === 'commit' && lost()) throw new StoreTrouble('unknown');
      });
    },
    throttle(times) {
      const full = firstFew(times, true);
      return during((point) => {
        if (point.when === 'before' && full()) throw new StoreTrouble('throttled');
      });
    },
  };
  recordsContract(() => ({ records, faults }));
});

const remote = process.env['RECORDS_ENDPOINT'];

describe(`the DynamoDB adapter keeps the contract of the records port (${remote ?? 'local DynamoDB in process'})`, () => {
  let bench: Bench;
  let records: Records;
  beforeAll(async () => {
    bench = await (remote === undefined ? localBench() : remoteBench(remote));
    records = dynamoRecords({
      tables: bench.tables,
      client: {
        endpoint: bench.endpoint,
        region: 'eu-central-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      },
    });
  });
  afterAll(() => bench.close());

  const WRITES = new Set(['PutItem', 'DeleteItem', 'UpdateItem', 'TransactWriteItems']);
  const during = (wire: Wire) => {
    bench.faults?.(wire);
    return () => bench.faults?.(undefined);
  };
  const faults: Faults = {
    loseAnswers(times) {
      const cut = firstFew(times, 'cut' as const);
      return during((operation, when) => (when === 'after' && WRITES.has(operation) ? cut() : undefined));
    },
    throttle(times) {
      const slow = firstFew(times, 'throttle' as const);
      return during((_operation, when) => (when === 'before' ? slow() : undefined));
    },
  };
  recordsContract(() => ({ records, ...(bench.faults === undefined ? {} : { faults }) }));
});
