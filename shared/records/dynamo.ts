import { randomBytes } from 'node:crypto';
import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DynamoDBClient,
  type DynamoDBClientConfig,
  type GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { commitTruly, type Patience, pause, USUAL_TRIES } from './attempts.ts';
import { actionOf, type TableNames } from './dynamo-actions.ts';
import { VERSION, WRITE_ID } from './dynamo-items.ts';
import { dynamoReads, type Reads, type Send } from './dynamo-reads.ts';
import { refusalOf } from './dynamo-trouble.ts';
import type { CommitResult, Records, Write } from './port.ts';
import { checkWrites, keyOf, refused } from './writes.ts';

/** What the adapter is made with. */
export interface DynamoOptions {
  /** Deployed names of the tables that the door may use. */
  readonly tables: TableNames;
  /** Endpoint, region, credentials where they are not Lambda's own (records in Russia, local cloud). */
  readonly client?: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials' | 'requestHandler'>;
  /** Longest wait for one call, ms. */
  readonly timeoutMs?: number;
  /** Tries and pauses; tests pass their own. */
  readonly patience?: Partial<Patience>;
  /** Told each time somebody else was quicker. */
  readonly onGiveWay?: () => void;
}

/** The records port on DynamoDB or any service that speaks its API. Keeps one client; make it once per function. */
export function dynamoRecords(options: DynamoOptions): Records {
  const client = new DynamoDBClient({ ...options.client, maxAttempts: 1 });
  const timeoutMs = options.timeoutMs ?? 3000;
  const send: Send = (command) =>
    client.send(command as GetItemCommand, { abortSignal: AbortSignal.timeout(timeoutMs) }) as Promise<never>;
  const patience: Patience = {
    ...USUAL_TRIES,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    ...options.patience,
  };
  const { getRow, ...reads } = dynamoReads(send, options.tables, patience);
  return {
    ...reads,
    commit: (writes) => commit(writes, send, options.tables, patience, getRow),
    giveWay(round) {
      options.onGiveWay?.();
      return pause(patience, round);
    },
  };
}

async function commit(
  writes: readonly Write[],
  send: Send,
  tables: TableNames,
  patience: Patience,
  getRow: Reads['getRow'],
): Promise<CommitResult> {
  checkWrites(writes);
  const writeId = randomBytes(12).toString('base64url');
  const [only] = writes;
  if (writes.length === 1 && only !== undefined && only.op.startsWith('check-'))
    return checkOne(only, getRow);
  const token = randomBytes(18).toString('base64url');
  const command = commandOf(writes, tables, writeId, token);
  return commitTruly(
    patience,
    async () => {
      try {
        await send(command);
        return { ok: true };
      } catch (error) {
        return refusalOf(error);
      }
    },
    () => wasWritten(writes, writeId, getRow),
  );
}

function commandOf(writes: readonly Write[], tables: TableNames, writeId: string, token: string): unknown {
  const actions = writes.map((write) => actionOf(write, tables, writeId));
  const [only] = actions;
  if (actions.length > 1 || only === undefined) {
    return new TransactWriteItemsCommand({ TransactItems: actions, ClientRequestToken: token });
  }
  if (only.Put !== undefined) return new PutItemCommand(only.Put as PutItemCommandInput);
  if (only.Delete !== undefined) return new DeleteItemCommand(only.Delete as DeleteItemCommandInput);
  return new UpdateItemCommand(only.Update as UpdateItemCommandInput);
}

/** A lone check writes nothing: a consistent read answers it, at a fraction of a transaction's price. */
async function checkOne(write: Write, getRow: Reads['getRow']): Promise<CommitResult> {
  const row = await getRow(keyOf(write));
  const holds = write.op === 'check-version' ? row?.[VERSION]?.N === String(write.v) : row === undefined;
  return holds ? { ok: true } : refused([0]);
}

/**
 * Whether this very write stands: one of its items carries its write id (an item may have been overwritten since, a
 * ledger event never is). A write that only deletes stands when all is gone.
 */
async function wasWritten(
  writes: readonly Write[],
  writeId: string,
  getRow: Reads['getRow'],
): Promise<boolean> {
  const marked = writes.filter((write) => 'item' in write || write.op === 'count');
  if (marked.length > 0) {
    const rows = await Promise.all(marked.map((write) => getRow(keyOf(write))));
    return rows.some((row) => row?.[WRITE_ID]?.S === writeId);
  }
  const deleted = writes.filter((write) => write.op === 'delete-version');
  const rows = await Promise.all(deleted.map((write) => getRow(keyOf(write))));
  return deleted.length > 0 && rows.every((row) => row === undefined);
}
