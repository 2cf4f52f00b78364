import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addressesOf } from '../../../infra/local/addresses.ts';
import { takeLock } from '../../../infra/local/file-lock.ts';
import { findRunning, keepRecord } from '../../../infra/local/running.ts';
import { openDeployment } from '../../../infra/tools/deployment.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'running-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const ports = { site: 23_450, aws: 23_451, clock: 23_452, inbox: 23_453, issuer: 23_454, mail: 23_455 };
const addresses = addressesOf({ ...ports, smtp: 23_456 });

describe('the record of the running local cloud', () => {
  test('names it while it lives, whatever its port; killed or stopped there is none', () => {
    expect(findRunning(dataDir)).toBeUndefined();
    const lock = join(dataDir, 'lock');
    const release = takeLock(lock);
    const forget = keepRecord(dataDir, addresses);
    expect(findRunning(dataDir)).toEqual({
      site: 'http://127.0.0.1:23450',
      aws: 'http://127.0.0.1:23451',
      dataDir,
    });
    // Killed: the record stays, the lock goes with the process.
    release?.();
    expect(findRunning(dataDir)).toBeUndefined();
    const again = takeLock(lock);
    expect(again).toBeDefined();
    forget();
    expect(findRunning(dataDir)).toBeUndefined();
    again?.();
  });

  test('a command without an address says that no local cloud runs there, and asks nobody', async () => {
    await expect(openDeployment({ settings: 'local', data: dataDir })).rejects.toThrow(
      `no local cloud runs on the data in ${dataDir}`,
    );
  });
});
