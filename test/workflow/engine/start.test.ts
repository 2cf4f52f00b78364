import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MACHINES } from '../../../shared/names.ts';
import { type LocalCloud, startLocalCloud } from '../../support/local-cloud.ts';

const DAY = 86_400_000;
const data = mkdtempSync(join(tmpdir(), 'start-'));
let cloud: LocalCloud;
let readyAfter = 0;

beforeAll(async () => {
  const started = performance.now();
  cloud = await startLocalCloud({ data, now: '2026-11-02T06:00:00Z', anew: true });
  readyAfter = performance.now() - started;
}, 180_000);
afterAll(() => cloud.stop());

const clock = async (body?: unknown) => {
  const post = { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(cloud.addresses.clock, body === undefined ? {} : post);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as { now: string; fired?: number },
  };
};

describe('npm start', () => {
  it('is ready (budget 10 s, gated by the bench; here a minute, for busy machines) and says where everything is', () => {
    expect(readyAfter).toBeLessThan(60_000);
    expect(Object.keys(cloud.addresses)).toEqual([
      'site',
      'desk',
      'inbox',
      'mail',
      'aws',
      'clock',
      'openapi',
    ]);
    for (const address of Object.values(cloud.addresses))
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
  });

  it('runs the state machine of the templates on the AWS endpoint', async () => {
    const sfn = new SFNClient({
      endpoint: cloud.addresses.aws,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    });
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map((machine) => machine.name).toSorted()).toEqual(
      Object.values(MACHINES)
        .map((name) => `local-${name}`)
        .toSorted(),
    );
    sfn.destroy();
  });

  it('begins at the time that was asked for and goes on 1:1', async () => {
    const { body } = await clock();
    const since = Date.parse(body.now) - Date.parse('2026-11-02T06:00:00Z');
    expect(since).toBeGreaterThanOrEqual(0);
    expect(since).toBeLessThan(60_000);
  });

  it.each([{ to: '2020-01-01T00:00:00Z' }, { advance: '-P1D' }, { advance: 'soon' }, {}])(
    'refuses %j with problem+json',
    async (body) => {
      expect(await clock(body)).toMatchObject({ status: 400, type: 'application/problem+json' });
    },
  );

  it('a page of another site may not move the clock', async () => {
    const response = await fetch(cloud.addresses.clock, {
      method: 'POST',
      body: '{"advance":"P1D"}',
      headers: { origin: 'https://example.com' },
    });
    expect(response.status).toBe(403);
  });

  it('a second start on the same data is turned away', async () => {
    await expect(startLocalCloud({ data })).rejects.toThrow(/another local cloud uses/);
  });

  it('an option that makes no sense ends with the usage', async () => {
    const child = spawn(process.execPath, ['infra/local/start.ts', '--now', 'yesterday'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, errors]).toEqual([1, expect.stringContaining('npm start --')]);
  });

  it('after kill -9 it starts again on the same data, and time goes on from where it was', async () => {
    const { body } = await clock();
    await cloud.kill();
    cloud = await startLocalCloud({ data, now: '2020-01-01T00:00:00Z' });
    const gone = Date.parse((await clock()).body.now) - Date.parse(body.now);
    expect(gone).toBeGreaterThan(0);
    expect(gone).toBeLessThan(DAY);
  }, 60_000);

  it('ends cleanly on SIGTERM', async () => {
    cloud.process.kill('SIGTERM');
    const code = await new Promise((resolve) => cloud.process.once('exit', resolve));
    expect(code).toBe(0);
  });
});
