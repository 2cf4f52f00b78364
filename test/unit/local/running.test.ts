import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addressesOf } from '../../../infra/local/addresses.ts';
import { takeLock } from '../../../infra/local/file-lock.ts';
import { findRunning, keepRecord } from '../../../infra/local/running.ts';
import { openDeployment } from '../../../infra/tools/deployment.ts';
import { exportsOf } from '../../../infra/tools/where.ts';

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
      clock: 'http://127.0.0.1:23452',
      inbox: 'http://127.0.0.1:23453',
      mail: 'http://127.0.0.1:23455',
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

  test('a shell is given its addresses, and the one of its workflow', () => {
    const { site, aws, clock, inbox, mail } = addresses;
    const lines = exportsOf({ site, aws, clock, inbox, mail, dataDir });
    const script = `${lines}\necho "$SITE $CLOCK $INBOX $MAIL $AWS_ENDPOINT_URL $CLAIM_MACHINE"`;
    const said = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(said.trim()).toBe(
      `${site} ${clock} ${inbox} ${mail} ${aws} arn:aws:states:eu-central-1:000000000000:stateMachine:local-claims`,
    );
  });

  test('a command without an address says that no local cloud runs there, and asks nobody', async () => {
    await expect(openDeployment({ settings: 'local', data: dataDir })).rejects.toThrow(
      `no local cloud runs on the data in ${dataDir}`,
    );
  });
});
