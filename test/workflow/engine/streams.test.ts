import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ItemChange } from '../../../infra/local/types.ts';
import { type Cloud, newDataDir, openCloud, recorder, writeApp } from './support.ts';

let cloud: Cloud | undefined;
afterEach(async () => {
  await cloud?.close();
  cloud = undefined;
});

interface Batch {
  readonly Records: readonly {
    readonly dynamodb: {
      readonly Keys: { readonly pk: { readonly S: string } };
      readonly NewImage?: unknown;
      readonly SequenceNumber: string;
    };
  }[];
}

/** A handler that fails (or reports as failed) what is poisoned, and notes every batch it gets. */
const judge = (file: string, how: string) => `import { appendFileSync } from 'node:fs';
export const handler = async (event) => {
  appendFileSync(${JSON.stringify(file)}, JSON.stringify(event) + '\\n');
  const bad = event.Records.filter((record) => record.dynamodb.Keys.pk.S.startsWith('poison'));
  ${how}
};`;
const THROWS = 'if (bad.length > 0) throw new Error("poison");';
const REPORTS =
  'return { batchItemFailures: bad.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber })) };';

async function open(source: (file: string) => string, mapping: Readonly<Record<string, unknown>>) {
  const data = newDataDir();
  const file = join(data, 'batches.jsonl');
  const app = writeApp({
    functions: { door: source(file) },
    resources: {
      Cases: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { TableName: 'cases', StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
      },
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Cases', 'StreamArn'] },
          FunctionName: { Ref: 'door' },
          StartingPosition: 'TRIM_HORIZON',
          ...mapping,
        },
      },
    },
  });
  cloud = await openCloud(app, data, '2026-11-02T06:00:00Z');
  const batches = (): Batch[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Batch)
      : [];
  const keys = () => batches().map((batch) => batch.Records.map((record) => record.dynamodb.Keys.pk.S));
  return { ...cloud, batches, keys, app, data };
}

const change = (pk: string, kind = 'case'): ItemChange => ({
  eventName: 'MODIFY',
  keys: { pk: { S: pk }, sk: { S: 'CASE' } },
  newImage: { pk: { S: pk }, sk: { S: 'CASE' }, kind: { S: kind } },
  oldImage: { pk: { S: pk } },
});
const HOUR = 3_600_000;

describe('table streams', () => {
  it('hand changes in order and in batches to the function that listens, with the images of the view', async () => {
    const { compute, batches, keys } = await open(
      (file) => recorder(file).replace('{ event, at: new Date().toISOString() }', 'event'),
      { BatchSize: 2 },
    );
    expect([compute.streams.listens('cases'), compute.streams.listens('people')]).toEqual([true, false]);
    compute.streams.append(
      'cases',
      ['a', 'b', 'c'].map((pk) => change(pk)),
    );
    await compute.clock.quiet();
    expect(keys()).toEqual([['a', 'b'], ['c']]);
    expect(batches()[0]?.Records[0]).toMatchObject({
      eventName: 'MODIFY',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-central-1',
      eventSourceARN: expect.stringMatching(/:table\/cases\/stream\//),
      dynamodb: {
        NewImage: { kind: { S: 'case' } },
        StreamViewType: 'NEW_IMAGE',
        SequenceNumber: expect.stringMatching(/^\d{21}$/),
      },
    });
    expect(batches()[0]?.Records[0]?.dynamodb).not.toHaveProperty('OldImage');
  });

  it('filter before the function is called, and pass by what does not match', async () => {
    const Pattern = JSON.stringify({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { kind: { S: ['letter'] } } },
    });
    const { compute, keys } = await open((file) => judge(file, ''), {
      FilterCriteria: { Filters: [{ Pattern }] },
    });
    compute.streams.append('cases', [change('case-1'), change('letter-1', 'letter'), change('case-2')]);
    await compute.clock.quiet();
    expect(keys()).toEqual([['letter-1']]);
  });

  it('a change in a transaction that is rolled back is never delivered', async () => {
    const { compute, keys } = await open((file) => judge(file, ''), {});
    const act = () =>
      compute.journal.transact(() => {
        compute.streams.append('cases', [change('never')]);
        throw new Error('rolled back');
      });
    expect(act).toThrow('rolled back');
    compute.streams.append('cases', [change('kept')]);
    await compute.clock.quiet();
    expect(keys()).toEqual([['kept']]);
  });

  it('a partial failure is repeated from the failed record on, what came before is not', async () => {
    const { compute, keys } = await open((file) => judge(file, REPORTS), {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 1,
    });
    compute.streams.append(
      'cases',
      ['a', 'poison', 'b'].map((pk) => change(pk)),
    );
    await compute.clock.quiet();
    expect(keys()).toEqual([['a', 'poison', 'b']]);
    await compute.clock.advanceTo(compute.clock.now() + HOUR);
    expect(keys().slice(1)).toEqual([['poison', 'b']]);
  });

  it('a poison record is isolated by halving, given up after its retries, and the others go on', async () => {
    const { compute, keys } = await open((file) => judge(file, THROWS), {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
    });
    compute.streams.append(
      'cases',
      ['a', 'b', 'c', 'poison', 'd'].map((pk) => change(pk)),
    );
    await compute.clock.advanceTo(compute.clock.now() + HOUR);
    const delivered = keys()
      .filter((batch) => !batch.includes('poison'))
      .flat();
    expect(delivered).toEqual(['a', 'b', 'c', 'd']);
    expect(keys().filter((batch) => batch.join() === 'poison')).toHaveLength(3);
    const [dead, ...more] = compute.deadLetters.all();
    expect(more).toEqual([]);
    expect(JSON.parse(dead?.body ?? '')).toMatchObject({
      DDBStreamBatchInfo: { batchSize: 1 },
      requestContext: { condition: 'RetryAttemptsExhausted' },
    });
    expect(dead?.body).not.toContain('poison');
  });

  it('without a limit of retries a failing record holds the stream up for a day at most', async () => {
    const { compute, keys } = await open((file) => judge(file, THROWS), { BatchSize: 1 });
    compute.streams.append('cases', [change('poison'), change('after')]);
    await compute.clock.advanceTo(compute.clock.now() + 23 * HOUR);
    expect(keys().flat()).not.toContain('after');
    await compute.clock.advanceTo(compute.clock.now() + 2 * HOUR);
    expect(keys().flat()).toContain('after');
  });

  it('changes of one item stay in order when several batches run at once', async () => {
    const { compute, batches } = await open(
      (file) => judge(file, 'await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));'),
      { ParallelizationFactor: 4, BatchSize: 3 },
    );
    const changes = Array.from({ length: 60 }, (_, n) => ({
      ...change(`item-${n % 6}`),
      newImage: { n: { N: String(n) } },
    }));
    for (const one of changes) compute.streams.append('cases', [one]);
    await compute.clock.quiet();
    const byItem = new Map<string, string[]>();
    for (const record of batches().flatMap((batch) => batch.Records)) {
      const pk = record.dynamodb.Keys.pk.S;
      byItem.set(pk, [...(byItem.get(pk) ?? []), (record.dynamodb.NewImage as { n: { N: string } }).n.N]);
    }
    expect([...byItem.values()].flat()).toHaveLength(60);
    for (const numbers of byItem.values()) {
      expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)));
    }
  });

  it('what was appended but not delivered when the process ended is delivered by the next one, once', async () => {
    const { compute, keys, app, data } = await open((file) => judge(file, ''), {});
    compute.streams.append('cases', [change('done')]);
    await compute.clock.quiet();
    compute.streams.close();
    compute.streams.append('cases', [change('left')]);
    await cloud?.close();
    cloud = await openCloud(app, data);
    await cloud.compute.clock.quiet();
    expect(keys()).toEqual([['done'], ['left']]);
    const kept = cloud.compute.journal.db.prepare('SELECT count(*) AS n FROM stream_records').get();
    expect(kept).toEqual({ n: 0 });
  });
});
