import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesOf, choosePorts } from '../../../infra/local/addresses.ts';
import { targetOf } from '../../../infra/local/clock-server.ts';
import { takeLock } from '../../../infra/local/file-lock.ts';
import { parseOptions, UsageError } from '../../../infra/local/options.ts';
import { overridesOf } from '../../../infra/local/synth.ts';

describe('options of npm start', () => {
  it('have the defaults of the API description', () => {
    expect(parseOptions([])).toEqual({
      port: 4000,
      dataDir: join(process.cwd(), '.local'),
      fresh: false,
      now: undefined,
      json: false,
      overrides: undefined,
      local: {},
    });
  });

  it('are read from the command line', () => {
    const options = parseOptions([
      '--port',
      '5000',
      '--data',
      '/tmp/x',
      '--fresh',
      '--json',
      '--now',
      '2026-11-02T09:00:00+03:00',
      '--mail-rate',
      '14',
      '--trust-forwarded',
    ]);
    expect(options).toMatchObject({
      port: 5000,
      dataDir: '/tmp/x',
      fresh: true,
      json: true,
      now: Date.parse('2026-11-02T06:00:00Z'),
    });
    expect(options.local).toEqual({ mailRate: 14, trustForwarded: true });
  });

  it.each([
    [['--port', 'x']],
    [['--port', '-1']],
    [['--now', 'yesterday']],
    [['--now', '2026-13-01']],
    [['--unknown']],
    [['--mail-rate', '0']],
    [['stray']],
  ])('%j is refused with the usage', (args) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(/npm start -- /);
  });
});

describe('where the clock is asked to go', () => {
  const now = Date.parse('2026-01-31T09:00:00Z');
  it.each([
    [{ advance: 'P3D' }, '2026-02-03T09:00:00.000Z'],
    [{ advance: 'PT1H30M' }, '2026-01-31T10:30:00.000Z'],
    [{ advance: 'P1M' }, '2026-02-28T09:00:00.000Z'],
    [{ to: '2026-02-01T00:00:00+03:00' }, '2026-01-31T21:00:00.000Z'],
    [{ to: '2026-02-01' }, '2026-02-01T00:00:00.000Z'],
    [{ to: '2026-02-01T09:00:00' }, '2026-02-01T09:00:00.000Z'],
  ])('%j', (body, expected) => {
    expect(new Date(targetOf(body, now)).toISOString()).toBe(expected);
  });

  it.each([
    [{}],
    [null],
    [{ advance: 3 }],
    [{ advance: 'three days' }],
    [{ to: 'soon' }],
    [{ advance: 'P1D', to: '2026-02-01' }],
    [{ faster: 'P1D' }],
  ])('%j is refused', (body) => {
    expect(() => targetOf(body, now)).toThrow(/advance|"to"/);
  });
});

describe('ports, addresses, settings and the lock of one local cloud', () => {
  it('a taken neighbour port is replaced, a taken site port is said', async () => {
    const server = createServer();
    const [site = 0] = [(await choosePorts(0)).site];
    await new Promise<void>((resolve) => server.listen(site + 1, '127.0.0.1', resolve));
    const ports = await choosePorts(site);
    expect(ports.site).toBe(site);
    expect(ports.aws).not.toBe(site + 1);
    expect(new Set(Object.values(ports)).size).toBe(7);
    await expect(choosePorts(site + 1)).rejects.toThrow(/in use.*--port/);
    await new Promise((resolve) => server.close(resolve));
  });

  it('the settings of the synthesized app follow the ports; what the caller lays over them stays', () => {
    const addresses = addressesOf({
      site: 5000,
      aws: 5001,
      clock: 5002,
      inbox: 5003,
      issuer: 5004,
      mail: 5005,
      smtp: 5006,
    });
    expect(
      overridesOf(addresses, '{"limits":{"networkPerHour":9},"staff":{"team":"a@example.com"}}'),
    ).toMatchObject({
      baseUrl: 'http://127.0.0.1:5000',
      staff: { login: { issuer: 'http://127.0.0.1:5004' }, team: 'a@example.com' },
      local: { clock: 'http://127.0.0.1:5002' },
      limits: { networkPerHour: 9 },
    });
  });

  it('a second holder is turned away until the first lets go', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lock-')), 'lock');
    const release = takeLock(file);
    expect(takeLock(file)).toBeUndefined();
    release?.();
    const again = takeLock(file);
    expect(again).toBeTypeOf('function');
    again?.();
  });
});
