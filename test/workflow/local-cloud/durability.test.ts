import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { clientFor } from './support.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'local-cloud-crash-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const ITEMS = ['CASE', 'CONTACT', 'LETTER#1', 'LETTER#2', 'LEDGER', 'IDEMPOTENCY', 'TEXT'];

async function start(): Promise<{ child: ChildProcess; db: DynamoDBClient }> {
  const child = spawn(process.execPath, [new URL('./crash-target.ts', import.meta.url).pathname, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { child, db: new DynamoDBClient(clientFor(url)) };
}

/** Writes cases one after the other until the connection breaks; returns those whose write was acknowledged. */
async function writeUntilKilled(db: DynamoDBClient, writer: string): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let n = 0; ; n += 1) {
    const pk = `CASE#${writer}-${n}`;
    try {
      await db.send(
        new TransactWriteItemsCommand({
          TransactItems: ITEMS.map((sk) => ({
            Put: {
              TableName: 'cases',
              Item: {
                pk: { S: pk },
                sk: { S: sk },
                todoPk: { S: 'case#0' },
                todoSk: { S: `${pk}/${sk}` },
                body: { S: 'x'.repeat(700) },
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          })),
        }),
      );
      acknowledged.push(pk);
    } catch {
      return acknowledged;
    }
  }
}

async function everyPage(db: DynamoDBClient): Promise<string[]> {
  const found: string[] = [];
  let after: Record<string, never> | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName: 'cases',
        IndexName: 'todo',
        KeyConditionExpression: 'todoPk = :p',
        ExpressionAttributeValues: { ':p': { S: 'case#0' } },
        ...(after ? { ExclusiveStartKey: after } : {}),
      }),
    );
    found.push(...(page.Items ?? []).map((item) => `${item['pk']?.S}|${item['sk']?.S}`));
    after = page.LastEvaluatedKey as typeof after;
  } while (after);
  return found;
}

describe('kill -9 at any time', () => {
  it('loses no acknowledged transaction or stream record and leaves no half of one, over several kills', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { child, db } = await start();
      setTimeout(() => child.kill('SIGKILL'), 300 + round * 97);
      const writers = ['a', 'b', 'c'].map((name) => writeUntilKilled(db, `${name}${round}`));
      acknowledged.push(...(await Promise.all(writers)).flat());
      db.destroy();
    }
    expect(acknowledged.length).toBeGreaterThan(20);

    const { child, db } = await start();
    const items = new Map<string, string[]>();
    for (const id of await everyPage(db)) {
      const [pk = '', sk = ''] = id.split('|');
      items.set(pk, [...(items.get(pk) ?? []), sk]);
    }
    db.destroy();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));

    for (const pk of acknowledged) expect(items.get(pk)?.length, pk).toBe(ITEMS.length);
    for (const [pk, found] of items) expect(found.length, pk).toBe(ITEMS.length);

    const journal = new DatabaseSync(join(dataDir, 'workflows', 'journal.db'));
    const streamed = new Map<string, number>();
    for (const row of journal.prepare('SELECT pk, sk FROM streamed').all()) {
      const id = `${row['pk']}|${row['sk']}`;
      streamed.set(id, (streamed.get(id) ?? 0) + 1);
    }
    journal.close();
    for (const [pk, found] of items)
      for (const sk of found) expect(streamed.get(`${pk}|${sk}`), `${pk}|${sk}`).toBe(1);
    expect(streamed.size).toBe(items.size * ITEMS.length);
  });
});
