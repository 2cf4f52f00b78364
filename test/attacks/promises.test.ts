import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { aClaimBody, codeIn, type Letter } from '../support/desk-client.ts';
import { register, signIn } from '../support/person.ts';
import { LIFTED, target } from '../support/suite-target.ts';

/** Monday 23 November 2026, 10:00 in Moscow. */
const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const officer = () => at.desk.as('officer@example.com');

describe('what the program promises holds in the running program', () => {
  test('P3: a hard version that changes in one language alone is posted only when somebody says which', async () => {
    const shown = await at.desk.until(async () => {
      const { status, json } = await at.desk.get('/policy');
      return status === 200 ? (json as { readonly texts: { readonly en: string } }) : undefined;
    }, 'a policy in force');
    const body = { ru: '# Политика\n\nСовсем другая.', en: shown.texts.en, change: 'hard' };
    const refused = await at.desk.post('/staff/policy/versions', body, await officer());
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('one-language')]);
    const wrong = await at.desk.post('/staff/policy/versions', { ...body, only: 'en' }, await officer());
    expect(wrong.status).toBe(422);
    const meant = await at.desk.post('/staff/policy/versions', { ...body, only: 'ru' }, await officer());
    expect(meant.status).toBe(201);
  });

  test('G1, R5: a change of the profile with one bad part changes nothing, and sends nothing', async () => {
    await register(at.desk, 'olga@example.org', { organisation: 'ООО «Лес»' });
    const olga = await signIn(at.desk, 'olga@example.org');
    const letters = (await at.desk.letters()).length;
    for (const patch of [
      { name: 'Ольга', email: 'olga@-bad.example' },
      { email: 'olga.new@example.org', phone: 'no number at all' },
    ]) {
      const refused = await at.desk.send('PATCH', '/me', { body: patch, headers: olga.headers });
      expect(refused.status).toBe(422);
    }
    const { profile } = (await at.desk.get('/me', olga.headers)).json;
    expect(profile).toMatchObject({ email: 'olga@example.org', name: 'Анна Петрова' });
    expect(profile).not.toHaveProperty('newEmail');
    expect(await at.desk.letters()).toHaveLength(letters);
  });

  test('R6: a published field that is changed or emptied is public no more from that answer on', async () => {
    const olga = await signIn(at.desk, 'olga@example.org');
    for (const organisation of ['ООО «Поле»', '']) {
      const { consents } = (await at.desk.get('/texts?form=account')).json;
      const { version: text, proof } = consents.find(
        ({ purpose }: { readonly purpose: string }) => purpose === 'distribution',
      );
      const put = { body: { text, proof, conditions: [] }, headers: olga.headers };
      const published = await at.desk.send('PUT', '/me/public/organisation', put);
      expect(published.status).toBe(200);
      const address = new URL(published.json.url).pathname;
      const before = await at.desk.get(address, { accept: 'text/html' });
      expect([before.status, before.text]).toEqual([200, expect.stringContaining('ООО')]);
      const changed = await at.desk.send('PATCH', '/me', { body: { organisation }, headers: olga.headers });
      expect(changed.status).toBe(200);
      const after = await at.desk.get(address, { accept: 'text/html' });
      expect(after.text).not.toContain('ООО «');
    }
  });

  test('K3, K4: an answer that waits for the printer is reminded of, in its own words, until it is posted', async () => {
    const body = aClaimBody({ claimant: { name: 'Пётр', postalAddress: 'Москва, Тверская, 1' } });
    const { reference } = (await at.desk.post('/claims', body)).json;
    expect((await at.desk.act(reference, 'answer', { outcome: 'satisfied', text: 'Да.' })).status).toBe(200);
    const about = async () => (await at.desk.letters()).filter(({ subject }) => subject.includes(reference));
    const before = (await about()).length;
    await at.desk.jump({ advance: 'P22D' });
    const reminded = (await about()).slice(before);
    expect(reminded.length).toBeGreaterThan(0);
    for (const { text } of reminded) expect(text).toMatch(/напечата|распечата/i);
    const on = await at.desk.today();
    const posted = { channel: 'post', tracking: '80083712345678', on };
    expect((await at.desk.act(reference, 'deliver', posted)).status).toBe(200);
    const then = (await about()).length;
    await at.desk.jump({ advance: 'P12D' });
    expect(await about()).toHaveLength(then);
  });

  test('R7: of a closed account nothing is left in any table but what the plan says stays', async () => {
    const zoe = 'zoe@example.org';
    await register(at.desk, zoe, { organisation: 'ООО «Зоя»' });
    const { headers } = await signIn(at.desk, zoe);
    const { person } = (await at.desk.get('/me', headers)).json;
    const { consents } = (await at.desk.get('/texts?form=account')).json;
    const { version: text, proof } = consents.find(
      ({ purpose }: { readonly purpose: string }) => purpose === 'promotions',
    );
    for (const act of [{ act: 'give', text, proof }, { act: 'withdraw' }])
      expect(
        (await at.desk.post('/me/consents', { purpose: 'promotions', ...act }, headers)).status,
      ).toBeLessThan(300);
    const seen = (await at.desk.letters(zoe)).length;
    const { challenge } = (await at.desk.post('/me/close/code', {}, headers)).json;
    const code = await at.desk.until(async () => {
      const letters = await at.desk.letters(zoe);
      return letters.length > seen ? codeIn(letters.at(-1)?.text ?? '') : undefined;
    }, 'a code to close');
    expect((await at.desk.post('/me/close', { challenge, code }, headers)).status).toBe(202);
    // 72 hours, then the last letter, and what it was sent with goes after it.
    await at.desk.jump({ advance: 'PT73H' });
    await at.desk.jump({ advance: 'PT1H' });
    const left = await itemsAbout(person);
    expect(
      left.filter((kind) => !['event', 'destruction', 'letter', 'unsubscribe', 'erased'].includes(kind)),
    ).toEqual([]);
    expect(left).toContain('destruction');
  });

  test('K3: a letter ends alike in whatever order the mail service tells of it, and however often', async () => {
    const orders = [
      ['Transient', 'Delivery'],
      ['Delivery', 'Transient'],
      ['Transient', 'Delivery', 'Transient', 'Delivery'],
      ['Delivery', 'Permanent'],
      ['Permanent', 'Delivery'],
    ];
    const ends: string[] = [];
    for (const [n, order] of orders.entries()) {
      // Of `silent+…` the mail service itself never tells anything.
      const email = `silent+order${n}@example.org`;
      const { reference } = (await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email } })))
        .json;
      const sent = { outcome: 'satisfied', text: 'Да.' };
      expect((await at.desk.act(reference, 'answer', sent)).status).toBe(200);
      const answer = await at.desk.untilLetter(email, ({ text }) => text.includes('Да.'));
      for (const what of order) await tellOf(answer, email, what);
      const { status } = await at.desk.until(
        async () => {
          const { json } = await at.desk.get(`/staff/cases/${reference}`, await officer());
          return json.status === 'sent' || json.status === 'answered' ? undefined : json;
        },
        `what became of the letter after ${order.join(', ')}`,
      );
      ends.push(status);
    }
    expect(ends).toEqual(['delivered', 'delivered', 'delivered', 'returned', 'returned']);
  });

  test('C6: a receipt that says somebody else issued it is told as theirs, and is none of ours', async () => {
    await register(at.desk, 'rita@example.org');
    const { headers } = await signIn(at.desk, 'rita@example.org');
    const { consents } = (await at.desk.get('/texts?form=account', headers)).json;
    const { version: text, proof } = consents.find(
      ({ purpose }: { readonly purpose: string }) => purpose === 'promotions',
    );
    const give = { purpose: 'promotions', act: 'give', text, proof };
    const { receipt } = (await at.desk.post('/me/consents', give, headers)).json;
    const ours = (await at.desk.get(receipt, headers)).text;
    const site = new URL(at.desk.target.site).origin;
    const [head = '', body = '', signature = ''] = ours.trim().split('.');
    const said = Buffer.from(body, 'base64url').toString().replaceAll(site, 'https://evil.example');
    const theirs = [head, Buffer.from(said).toString('base64url'), signature].join('.');
    const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
    const verify = (receipt: string) => {
      const file = join(folder, 'receipt.jws');
      writeFileSync(file, receipt);
      const command = ['infra/tools/receipt-verify.ts', file, '--issuer', site, '--data', folder];
      const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
      return { status, text: `${stdout}${stderr}` };
    };
    try {
      expect(verify(ours)).toMatchObject({ status: 0, text: expect.stringContaining(site) });
      const refused = verify(theirs);
      expect(refused).toMatchObject({ status: 1, text: expect.stringContaining('https://evil.example') });
      expect(refused.text).toContain('Nobody was asked for keys');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What SES would tell of a letter, given to the door of mail events. */
async function tellOf({ headers }: Letter, email: string, what: string): Promise<void> {
  const timestamp = new Date(await at.desk.now()).toISOString();
  const [messageId = ''] = /[^<@]+/.exec(headers['message-id'] ?? '') ?? [];
  const tags = { letter: [(headers['x-privacy-desk-letter'] ?? '').replace('/', '__')] };
  const mail = { messageId, timestamp, destination: [email], tags };
  const detail =
    what === 'Delivery'
      ? { eventType: what, mail, delivery: { timestamp, recipients: [email] } }
      : {
          eventType: 'Bounce',
          mail,
          bounce: {
            bounceType: what,
            bounceSubType: 'General',
            timestamp,
            bouncedRecipients: [{ emailAddress: email }],
          },
        };
  const endpoint = at.cloud?.addresses.aws ?? '';
  const answer = await fetch(`${endpoint}/2015-03-31/functions/local-letters-task/invocations`, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x/20261123/eu-central-1/lambda/aws4_request' },
    body: JSON.stringify({ source: 'aws.ses', 'detail-type': `Email ${what}`, time: timestamp, detail }),
  });
  expect([answer.status, answer.headers.get('x-amz-function-error')]).toEqual([200, null]);
}

/** Kinds of the items of all tables whose key or content names somebody. */
async function itemsAbout(id: string): Promise<readonly string[]> {
  const client = new DynamoDBClient({
    endpoint: at.cloud?.addresses.aws ?? '',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const kinds: string[] = [];
  for (const table of ['people', 'cases', 'ledger', 'short']) {
    let from: Record<string, never> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: `local-${table}`, ...(from && { ExclusiveStartKey: from }) }),
      );
      for (const item of page.Items ?? [])
        if (JSON.stringify(item).includes(id)) kinds.push(item['kind']?.S ?? '?');
      from = page.LastEvaluatedKey as Record<string, never> | undefined;
    } while (from !== undefined);
  }
  return kinds;
}
