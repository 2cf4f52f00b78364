/** A local cloud of its own for one trace: free ports, a folder that is removed, and the calls that a trace makes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { TABLES, type TableName } from '../../../shared/names.ts';
import { dynamoRecords } from '../../../shared/records/dynamo.ts';
import type { Records } from '../../../shared/records/port.ts';
import { startCloud } from '../../local/cloud.ts';
import type { LocalAddresses } from '../../local/types.ts';
import { loadSettings } from '../../settings/load.ts';

/** Longest wait for one page of a scan, ms. */
const PATIENCE = 20_000;
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

export interface TraceCloud {
  readonly addresses: LocalAddresses;
  readonly deployment: string;
  readonly records: Records;
  readonly workflows: SFNClient;
  /** Virtual now, epoch ms. */
  now(): Promise<number>;
  /** Goes forward to an instant (epoch ms) and waits until all that fell due is done; does nothing when it is past. */
  goTo(at: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts it.
 * @param now virtual time to begin with, epoch ms; @param overrides settings laid over the profile `local`, as JSON
 */
export async function startTraceCloud(now: number, overrides?: string): Promise<TraceCloud> {
  const dataDir = mkdtempSync(join(tmpdir(), 'privacy-desk-trace-'));
  const options = { port: 0, dataDir, fresh: false, now, json: true, overrides, local: {} };
  const silent = { info: () => {}, warn: () => {}, debug: () => {} };
  const cloud = await startCloud(options, silent).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  const { addresses } = cloud;
  const { deployment, region } = loadSettings('local');
  const client = { endpoint: addresses.aws, region, credentials: CREDENTIALS };
  const tables = Object.fromEntries(TABLES.map((name) => [name, `${deployment}-${name}`]));
  const clock = async (to?: number): Promise<number> => {
    const move = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: new Date(to ?? 0).toISOString() }),
    };
    const answer = await fetch(addresses.clock, to === undefined ? {} : move);
    if (!answer.ok) throw new Error(`the clock refused: ${await answer.text()}`);
    return Date.parse(((await answer.json()) as { now: string }).now);
  };
  return {
    addresses,
    deployment,
    records: dynamoRecords({ tables: tables as Record<TableName, string>, client, timeoutMs: PATIENCE }),
    workflows: new SFNClient(client),
    now: () => clock(),
    async goTo(at) {
      if (at > (await clock())) await clock(at);
    },
    async close() {
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
