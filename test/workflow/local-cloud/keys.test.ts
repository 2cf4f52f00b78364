import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from 'vitest';
import { openKms } from '../../../infra/local/kms.ts';
import { openSecrets } from '../../../infra/local/secrets.ts';
import { aBench, aResource, clientFor, serve } from './support.ts';

const KEY = '11111111-2222-4333-8444-555555555555';
const keyArn = (id: string) => `arn:aws:kms:eu-central-1:000000000000:key/${id}`;
const SECRET = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:root-abc123';
const resources = [
  aResource('AWS::KMS::Key', KEY, {}, keyArn(KEY)),
  aResource('AWS::KMS::Key', 'other', {}, keyArn('other')),
  aResource('AWS::KMS::Key', 'off', { Enabled: false }, keyArn('off')),
  aResource('AWS::KMS::Alias', 'alias/data', { TargetKeyId: keyArn(KEY) }),
  aResource(
    'AWS::SecretsManager::Secret',
    SECRET,
    {
      Name: 'root',
      GenerateSecretString: {
        SecretStringTemplate: '{"current":"k1"}',
        GenerateStringKey: 'k1',
        PasswordLength: 44,
        ExcludePunctuation: true,
      },
    },
    SECRET,
  ),
];

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(dataDir = mkdtempSync(join(tmpdir(), 'local-keys-'))) {
  const bench = aBench({ dataDir, resources });
  const { url, close } = await serve([openKms(bench), openSecrets(bench)], bench);
  closing.push(async () => {
    bench.clock.stop();
    bench.journal.close();
    await close();
  });
  return { dataDir, kms: new KMSClient(clientFor(url)), secrets: new SecretsManagerClient(clientFor(url)) };
}

const nameOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: Error) => error.name,
  );
const EncryptionContext = { case: 'PD-2026-K7M4QX-9', class: 'contact' };

describe('the local KMS, asked through the real SDK', () => {
  it('a data key opens again with its encryption context only, also after a restart', async () => {
    const first = await start();
    const made = await first.kms.send(
      new GenerateDataKeyCommand({ KeyId: KEY, KeySpec: 'AES_256', EncryptionContext }),
    );
    expect(made.KeyId).toBe(keyArn(KEY));
    expect(made.Plaintext).toHaveLength(32);
    const { kms } = await start(first.dataDir);
    const opened = await kms.send(
      new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext }),
    );
    expect(opened.Plaintext).toEqual(made.Plaintext);
    for (const other of [{ ...EncryptionContext, case: 'PD-2026-AAAAAA-A' }, undefined]) {
      const wrong = new DecryptCommand({
        CiphertextBlob: made.CiphertextBlob,
        ...(other ? { EncryptionContext: other } : {}),
      });
      expect(await nameOf(kms.send(wrong))).toBe('InvalidCiphertextException');
    }
  });

  it('answers with the error codes of AWS', async () => {
    const { kms } = await start();
    expect(await nameOf(kms.send(new GenerateDataKeyCommand({ KeyId: 'absent', KeySpec: 'AES_256' })))).toBe(
      'NotFoundException',
    );
    expect(await nameOf(kms.send(new GenerateDataKeyCommand({ KeyId: 'off', KeySpec: 'AES_256' })))).toBe(
      'DisabledException',
    );
    expect(await nameOf(kms.send(new GenerateDataKeyCommand({ KeyId: KEY })))).toBe('ValidationException');
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: 'alias/data', Plaintext: Buffer.from('x') }),
    );
    expect(await nameOf(kms.send(new DecryptCommand({ CiphertextBlob, KeyId: 'other' })))).toBe(
      'IncorrectKeyException',
    );
    const broken = Buffer.from(CiphertextBlob ?? []);
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    expect(await nameOf(kms.send(new DecryptCommand({ CiphertextBlob: broken })))).toBe(
      'InvalidCiphertextException',
    );
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/data' }));
    expect(KeyMetadata?.KeyId).toBe(KEY);
  });

  it('key material lies in a file that only its owner may read', async () => {
    const { dataDir } = await start();
    for (const name of ['kms-keys.json', 'secrets.json']) {
      expect(statSync(join(dataDir, 'records', name)).mode & 0o777).toBe(0o600);
    }
    expect(
      Object.keys(JSON.parse(readFileSync(join(dataDir, 'records', 'kms-keys.json'), 'utf8'))),
    ).toContain(KEY);
  });
});

describe('the local Secrets Manager, asked through the real SDK', () => {
  it('G14: generates the secret of the template once and keeps it over a restart', async () => {
    const first = await start();
    const { SecretString } = await first.secrets.send(new GetSecretValueCommand({ SecretId: SECRET }));
    const value = JSON.parse(SecretString ?? '') as Record<string, string>;
    expect(value['current']).toBe('k1');
    expect(value['k1']).toMatch(/^[A-Za-z0-9]{44}$/);
    const again = await start(first.dataDir);
    for (const SecretId of [SECRET, 'root', SECRET.replace(/-abc123$/, '')]) {
      expect((await again.secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe(
        SecretString,
      );
    }
  });

  it('a new value becomes current and the old one stays as the previous', async () => {
    const { secrets } = await start();
    const { SecretString: old } = await secrets.send(new GetSecretValueCommand({ SecretId: 'root' }));
    await secrets.send(new PutSecretValueCommand({ SecretId: 'root', SecretString: 'new' }));
    expect((await secrets.send(new GetSecretValueCommand({ SecretId: 'root' }))).SecretString).toBe('new');
    const previous = await secrets.send(
      new GetSecretValueCommand({ SecretId: 'root', VersionStage: 'AWSPREVIOUS' }),
    );
    expect(previous.SecretString).toBe(old);
    expect(await nameOf(secrets.send(new GetSecretValueCommand({ SecretId: 'absent' })))).toBe(
      'ResourceNotFoundException',
    );
  });
});
