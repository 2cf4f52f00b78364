import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, describe, expect, test } from 'vitest';
import { signIn } from '../support/person.ts';
import { target } from '../support/suite-target.ts';

// Monday 23 November 2026, 10:00 in Moscow.
const at = target({ now: '2026-11-23T07:00:00Z' });
const ANNA = 'anna@example.org';
const SECRET = 'local/root';

let client: SecretsManagerClient | undefined;
afterAll(() => client?.destroy());
const secrets = () => {
  client ??= new SecretsManagerClient({
    endpoint: at.desk.target.aws ?? '',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return client;
};

/** Rotates as the README says: another value of the root secret, and the wait until every function has read it. */
async function secretIs(change: object, wait: string): Promise<void> {
  const { SecretString = '' } = await secrets().send(new GetSecretValueCommand({ SecretId: SECRET }));
  const value = JSON.stringify({ ...JSON.parse(SecretString), ...change });
  await secrets().send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: value }));
  await at.desk.jump({ advance: wait });
}

/** A registration; the link of its letter, or undefined where it tells its owner of the account. */
async function linkOf(email: string): Promise<string | undefined> {
  const { version, proof } = (await at.desk.get('/texts?form=registration')).json.policy;
  const before = (await at.desk.letters(email)).length;
  const body = { email, name: 'Анна Петрова', createAccount: true, policy: { version, proof } };
  expect((await at.desk.post('/registrations', body)).status).toBe(202);
  const { text } = await at.desk.until(
    async () => (await at.desk.letters(email))[before],
    'the letter of the registration',
    50,
  );
  const link = /http:\/\/\S+\/confirm\?token=\S+/.exec(text)?.[0];
  return link === undefined ? undefined : (new URL(link).searchParams.get('token') ?? undefined);
}

const confirm = async (token: string | undefined): Promise<number> =>
  (await at.desk.post('/registrations/confirm', { token })).status;

/** `npm run rekey` against the running cloud. */
async function rekey(): Promise<{ readonly code: number; readonly text: string }> {
  const args = ['infra/tools/rekey.ts', '--endpoint', at.desk.target.aws ?? ''];
  const ran = await promisify(execFile)(process.execPath, args).then(
    (done) => ({ ...done, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { code: ran.code, text: ran.stdout + ran.stderr };
}

describe('R3: two accounts of one mailbox, by way of a rotation of the root secret', () => {
  test('registered before and after it, both proven; then rekeyed and registered once more: one account', async () => {
    const member = 'member@example.org';
    expect(await confirm(await linkOf(member))).toBe(200);
    await secretIs({ k2: 'k2'.repeat(32) }, 'PT24H15M');
    const old = await linkOf(ANNA);
    await secretIs({ current: 'k2' }, 'PT16M');
    const young = await linkOf(ANNA);
    expect([await confirm(young), await confirm(old)]).toEqual([200, 409]);
    const early = await rekey();
    expect(early).toMatchObject({ code: 2, text: expect.stringContaining('Nothing was rewritten') });
    await at.desk.jump({ advance: 'PT10M' });
    const done = await rekey();
    expect(done).toMatchObject({ code: 0, text: expect.stringContaining('k1 is retired for look-up') });
    for (const email of [ANNA, member]) {
      expect(await linkOf(email)).toBeUndefined();
      expect((await signIn(at.desk, email)).token).toMatch(/^P-/);
    }
  });
});
