import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKms } from '../../infra/local/kms.ts';
import { openSecrets } from '../../infra/local/secrets.ts';
import type { Assembly, Resource } from '../../infra/local/types.ts';
import type { Wrapper } from '../../shared/records/sealing.ts';
import { type RootSecretHome, secretsOf } from '../../shared/records/secrets.ts';
import { accessKeyIn, secretsManagerHome } from '../../shared/records/secrets-manager.ts';
import { kmsWrapper } from '../../shared/records/wrapper-kms.ts';
import { memoryWrapper } from '../../shared/records/wrapper-memory.ts';
import { type Served, serveAws } from './local-aws.ts';

const CONTEXT = { purpose: 'case', id: 'PD-2026-K7M4QX-0' };

function wrapperContract(wrapper: () => Wrapper): void {
  test('G9: a data key of 256 bits comes plain and wrapped, another each time', async () => {
    const [one, other] = [await wrapper().generate(CONTEXT), await wrapper().generate(CONTEXT)];
    expect(one.key.bytes).toHaveLength(32);
    expect(one.key.bytes).not.toEqual(other.key.bytes);
    expect(Buffer.from(one.wrapped).includes(Buffer.from(one.key.bytes))).toBe(false);
    expect(await wrapper().unwrap(one.wrapped, CONTEXT)).toEqual(one.key);
  });

  test('G9: a wrapped key opens for its own record and purpose only, and not when changed', async () => {
    const { wrapped } = await wrapper().generate(CONTEXT);
    await expect(wrapper().unwrap(wrapped, { ...CONTEXT, id: 'PD-2026-000000-0' })).rejects.toThrow();
    await expect(wrapper().unwrap(wrapped, { ...CONTEXT, purpose: 'staff' })).rejects.toThrow();
    await expect(wrapper().unwrap(wrapped.with(-1, (wrapped.at(-1) ?? 0) ^ 1), CONTEXT)).rejects.toThrow();
  });
}

describe('the in-memory wrapper', () => {
  const wrapper = memoryWrapper();
  wrapperContract(() => wrapper);

  test('KMS down: it throws, so nothing is stored in plain', async () => {
    await expect(memoryWrapper({ down: () => true }).generate(CONTEXT)).rejects.toThrow();
  });
});

const place = { region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
const aResource = (type: string, ref: string, properties: object): Resource => ({
  ...{ stack: 'contract', logicalId: 'One', type, ref, metadata: {} },
  arn: `arn:aws:service:eu-central-1:000000000000:${ref}`,
  properties: properties as Resource['properties'],
});
const assemblyOf = (...resources: readonly Resource[]) =>
  ({
    account: '000000000000',
    region: 'eu-central-1',
    resources,
    ofType: (type: string) => resources.filter((one) => one.type === type),
    find: (id: string) => resources.find((one) => one.ref === id || one.arn === id),
  }) as unknown as Assembly;

describe('adapters against the local cloud’s KMS and Secrets Manager', () => {
  let dataDir: string;
  const served: Served[] = [];
  let wrapper: Wrapper;
  let home: RootSecretHome;
  let now = 0;
  let calls = 0;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'keys-contract-'));
    mkdirSync(join(dataDir, 'records'));
    const key = aResource('AWS::KMS::Key', '11111111-2222-3333-4444-555555555555', {});
    const secret = aResource(
      'AWS::SecretsManager::Secret',
      'arn:aws:secretsmanager:eu-central-1:000000000000:secret:contract/root-AbCdEf',
      {
        Name: 'contract/root',
        GenerateSecretString: {
          SecretStringTemplate: '{"current":"k1"}',
          GenerateStringKey: 'k1',
          PasswordLength: 64,
          ExcludePunctuation: true,
        },
      },
    );
    const assembly = assemblyOf(key, secret);
    const kms = await serveAws(openKms({ assembly, dataDir }));
    const count = (): undefined => {
      calls += 0.5;
    };
    const secrets = await serveAws(
      openSecrets({ assembly, dataDir, clock: { now: () => 0 } as never }),
      count,
    );
    served.push(kms, secrets);
    wrapper = kmsWrapper(key.ref, { ...place, endpoint: kms.endpoint });
    home = secretsManagerHome(secret.ref, () => now, { ...place, endpoint: secrets.endpoint });
  });
  afterAll(async () => {
    await Promise.all(served.map((one) => one.close()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  wrapperContract(() => wrapper);

  test('L2: the access key of another service holds for a quarter of an hour, so that the SDK asks again after a change', async () => {
    let [value, at] = ['old', Date.parse('2026-12-07T09:00:00Z')];
    const text = async () => JSON.stringify({ accessKeyId: value, secretAccessKey: 'x', more: 'left out' });
    const key = accessKeyIn(text, 'a secret', () => at);
    expect(await key()).toEqual({
      accessKeyId: 'old',
      secretAccessKey: 'x',
      expiration: new Date('2026-12-07T09:15:00Z'),
    });
    [value, at] = ['new', at + 15 * 60_000];
    expect(await key()).toMatchObject({ accessKeyId: 'new', expiration: new Date('2026-12-07T09:30:00Z') });
  });

  test('G14: the root secret as CloudFormation generates it gives subkeys; it is read once in a quarter of an hour', async () => {
    const secrets = secretsOf(await home());
    expect(secrets.ids).toEqual(['k1']);
    await Promise.all([home(), home()]);
    expect(calls).toBe(1);
    now += 15 * 60_000;
    expect(secretsOf(await home()).current('link')).toEqual(secrets.current('link'));
    expect(calls).toBe(2);
  });
});
