/**
 * A process to be killed: the local DynamoDB behind HTTP, with streams that are really kept (in the journal's file).
 * Arguments: data directory. Prints its address.
 */
import { openDynamoDb } from '../../../infra/local/dynamodb/service.ts';
import { aBench, aTable, serve } from './support.ts';

const bench = aBench({ dataDir: process.argv[2] ?? '', resources: [aTable('cases')] });
bench.journal.db.exec(
  'CREATE TABLE IF NOT EXISTS streamed (seq INTEGER PRIMARY KEY AUTOINCREMENT, pk TEXT, sk TEXT)',
);
const add = bench.journal.db.prepare('INSERT INTO streamed (pk, sk) VALUES (?, ?)');
const append = (_table: string, changes: readonly { keys: Readonly<Record<string, unknown>> }[]) => {
  for (const { keys } of changes) {
    const { pk, sk } = keys as { pk: { S: string }; sk: { S: string } };
    add.run(pk.S, sk.S);
  }
};
const dynamo = openDynamoDb({ ...bench, streams: { listens: () => true, append } });
const { url } = await serve([dynamo], bench);
process.stdout.write(`${url}\n`);
