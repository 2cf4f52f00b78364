import { describe, expect, test } from 'vitest';
import { takeStream } from '../../../functions/outbox/stream.ts';
import type { StreamedTable } from '../../../shared/names.ts';
import { outboxEvent } from '../../../shared/outbox/event.ts';
import { Reader } from './reader.ts';

const TABLES = { cases: 'privacy-cases', people: 'privacy-people' };

/** A record of a table's stream about an item that wants something. */
function record(n: number, group: string, pk: string, table: StreamedTable = 'cases', why = 'send') {
  return {
    eventName: 'MODIFY',
    eventSourceARN: `arn:aws:dynamodb:eu-central-1:1:table/${TABLES[table]}/stream/2026-11-23T07:00:00.000`,
    dynamodb: {
      SequenceNumber: String(n),
      Keys: { pk: { S: pk }, sk: { S: 'X' } },
      NewImage: { todoPk: { S: `${group}#${n % 4}` }, todoWhy: { S: why } },
    },
  };
}

const failures = (...numbers: number[]) => ({
  batchItemFailures: numbers.map((n) => ({ itemIdentifier: String(n) })),
});

describe('one reader of a stream hands on what it reads (G1)', () => {
  test('each group goes to its own door, once for the batch, an item once however often it changed', async () => {
    const reader = new Reader();
    const batch = [
      record(1, 'case', 'CASE#1', 'cases', 'start'),
      record(2, 'letter', 'CASE#1'),
      record(3, 'letter', 'PERSON#1', 'people'),
      record(4, 'letter', 'CASE#1'),
      record(5, 'case', 'CASE#2', 'cases', 'replan'),
    ];
    expect(await takeStream(batch, TABLES, reader.deps)).toEqual(failures());
    expect(reader.told).toEqual(['cases-task CASE#1,CASE#2', 'letters-task CASE#1,PERSON#1']);
    const letters = outboxEvent('letter').parse(reader.handed[1]?.event);
    expect(letters.items).toEqual([
      { table: 'cases', pk: 'CASE#1', sk: 'X', why: 'send' },
      { table: 'people', pk: 'PERSON#1', sk: 'X', why: 'send' },
    ]);
  });

  test('what a door did not take is delivered again, and nobody else is', async () => {
    const reader = new Reader();
    reader.deaf.add('letters-task');
    const batch = [record(1, 'case', 'CASE#1'), record(2, 'letter', 'CASE#1'), record(3, 'case', 'CASE#2')];
    expect(await takeStream(batch, TABLES, reader.deps)).toEqual(failures(2));
    expect(reader.told).toEqual(['cases-task CASE#1,CASE#2']);
    expect(reader.reports).toEqual(['hand-on-failed letter']);
  });

  test('a poisoned record fails alone, at every place of the batch', async () => {
    const poison = [
      { dynamodb: { SequenceNumber: '9', Keys: 7 } },
      record(9, 'nobody', 'CASE#9'),
      {
        ...record(9, 'case', 'CASE#9'),
        eventSourceARN: 'arn:aws:dynamodb:eu-central-1:1:table/other/stream/1',
      },
    ];
    for (const one of poison)
      for (let place = 0; place < 4; place += 1) {
        const reader = new Reader();
        const good: unknown[] = [1, 2, 3].map((n) => record(n, 'case', `CASE#${n}`));
        expect(await takeStream(good.toSpliced(place, 0, one), TABLES, reader.deps)).toEqual(failures(9));
        expect(reader.told).toEqual(['cases-task CASE#1,CASE#2,CASE#3']);
      }
  });
});
