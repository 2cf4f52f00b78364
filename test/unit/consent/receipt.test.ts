import { execFile, execFileSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { type ConsentEvent, isAct } from '../../../shared/domain/consent/events.ts';
import { receiptOf } from '../../../shared/domain/consent/receipt.ts';
import { receiptNumber, signReceipt, verifyReceipt } from '../../../shared/records/receipt-signing.ts';
import { publicKeys } from '../../../shared/records/signing-keys.ts';
import { someSecrets } from '../records/builders.ts';
import { anAct } from './builders.ts';

const secrets = someSecrets('k1');
const given = anAct(4, 'given', '2026-11-23T09:00:00.000Z', {
  hash: 'h'.repeat(43),
  until: '2029-11-23T21:00:00.000Z',
});
if (!isAct(given)) throw new Error('not an act');

const content = receiptOf({
  person: 'P-0123456789ABCDEFGHJK',
  event: given,
  id: 'P-0123456789ABCDEFGHJK-4',
  seal: 's'.repeat(43),
  number: receiptNumber('s'.repeat(43)),
  language: 'ru',
  controller: {
    name: 'АО «СмартКард-Сервис»',
    contact: 'reception@example.com',
    postalAddress: '101000, Москва',
    email: 'reception@example.com',
    policyUrl: 'https://privacy.example.com/policy',
    service: 'privacy.example.com',
  },
  purpose: {
    name: 'Рекламные письма',
    category: 'promotions',
    data: ['адрес электронной почты'],
    termination: 'до отзыва',
    recipients: [],
  },
});

const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Header, payload and signature of a compact JWS, taken apart by hand. */
function parts(jws: string) {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const read = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  return {
    header: read(header),
    payload: read(payload),
    signed: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

describe('C6: a receipt', () => {
  test('has the fields of the Kantara Consent Receipt 1.1, and the person as an id only', () => {
    expect(content).toMatchObject({
      version: 'KI-CR-v1.1.0',
      jurisdiction: 'RU',
      consentTimestamp: Date.UTC(2026, 10, 23, 9) / 1000,
      consentReceiptID: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      piiPrincipalId: 'P-0123456789ABCDEFGHJK',
      piiControllers: [{ piiController: 'АО «СмартКард-Сервис»', email: 'reception@example.com' }],
      services: [{ purposes: [{ purpose: 'Рекламные письма', thirdPartyDisclosure: false }] }],
      sensitive: false,
      privacyDesk: { act: 'consent-given', textVersion: 'promotions-1', textHash: 'h'.repeat(43) },
    });
  });

  test('holds nothing but what it is made of, and what is not there is left out', () => {
    const controller = {
      ...{ name: 'Лист', contact: 'Анна', postalAddress: 'Москва', email: 'a@example.com' },
      ...{ policyUrl: 'https://example.com/policy', service: 'example.com' },
    };
    const made = (event: ConsentEvent, recipients: readonly string[]) => {
      if (!isAct(event)) throw new Error('not an act');
      const about = { name: 'Публикация', category: 'distribution', data: ['имя'], termination: 'до отзыва' };
      return receiptOf({
        ...{ person: 'P-1', event, id: 'P-1-5', seal: 's', number: 'n', language: 'ru', controller },
        purpose: { ...about, recipients },
      });
    };
    const full = { hash: 'h', until: '2029-11-23T21:00:00.000Z', field: 'name', conditions: 'no-transfer' };
    const event = anAct(5, 'given', '2026-11-24T09:00:00.500Z', { ...full, channel: 'paper' });
    expect(made(event, ['ООО «Почта»', 'АО «Связь»'])).toEqual({
      version: 'KI-CR-v1.1.0',
      jurisdiction: 'RU',
      consentTimestamp: Date.UTC(2026, 10, 24, 9) / 1000,
      collectionMethod: 'на бумаге, запись сотрудника',
      consentReceiptID: 'n',
      language: 'ru',
      piiPrincipalId: 'P-1',
      piiControllers: [
        {
          ...{ piiController: 'Лист', contact: 'Анна', email: 'a@example.com' },
          address: { streetAddress: 'Москва' },
        },
      ],
      policyUrl: 'https://example.com/policy',
      services: [
        {
          service: 'example.com',
          purposes: [
            {
              purpose: 'Публикация',
              purposeCategory: ['distribution'],
              consentType: 'EXPLICIT',
              piiCategory: ['имя'],
              primaryPurpose: false,
              termination: 'до отзыва',
              thirdPartyDisclosure: true,
              thirdPartyName: 'ООО «Почта», АО «Связь»',
            },
          ],
        },
      ],
      sensitive: false,
      spiCat: [],
      privacyDesk: {
        ...{ event: 'P-1-5', seal: 's', act: 'consent-given', purpose: 'promotions', channel: 'paper' },
        ...{ recordedAt: '2026-11-24T09:00:00.500Z', until: '2029-11-23T21:00:00.000Z' },
        ...{ textVersion: 'promotions-1', textHash: 'h', field: 'name', conditions: 'no-transfer' },
        textServed: 'by-staff',
        textStatement: 'этот текст назвал сотрудник: его прочли вслух или подписали на бумаге',
      },
    });
    const bare = made(anAct(6, 'withdrawn', '2026-11-25T09:00:00.000Z', { text: undefined }), []);
    expect(Object.keys(bare.privacyDesk).toSorted()).toEqual(
      ['act', 'channel', 'event', 'purpose', 'recordedAt', 'seal'].toSorted(),
    );
    expect(bare.services[0]?.purposes[0]).not.toHaveProperty('thirdPartyName');
  });

  test.each([
    ['challenge', 'to-person', 'этот текст был показан этому человеку', 'this text was shown to this person'],
    ['session', 'to-person', 'этот текст был показан этому человеку', 'this text was shown to this person'],
    ['form', 'by-form', 'этот текст был выдан формой', 'this text was served by the form'],
    [undefined, 'by-form', 'этот текст был выдан формой', 'this text was served by the form'],
  ] as const)(
    'issue 8, 1: of a text that was served to %s it says %s, never more, in its own language',
    (served, code, ru, en) => {
      for (const language of ['ru', 'en'] as const) {
        const event = anAct(5, 'given', '2026-11-24T09:00:00.000Z', { channel: 'web', served });
        if (!isAct(event)) throw new Error('not an act');
        const { privacyDesk } = receiptOf({
          ...{ person: 'P-1', event, id: 'P-1-5', seal: 's', number: 'n', language },
          controller: { name: '', contact: '', postalAddress: '', email: '', policyUrl: '', service: '' },
          purpose: { name: '', category: '', data: [], termination: '', recipients: [] },
        });
        expect([privacyDesk.textServed, privacyDesk.textStatement]).toEqual([
          code,
          language === 'ru' ? ru : en,
        ]);
      }
    },
  );

  test('says the same words whenever it is made again', async () => {
    expect(await signReceipt(secrets, content)).toBe(await signReceipt(someSecrets('k1'), content));
  });

  test('is made of a refusal and of a withdrawal too', () => {
    for (const act of ['refused', 'withdrawn'] as const) {
      const event = anAct(5, act, '2026-11-24T09:00:00.000Z');
      if (!isAct(event)) throw new Error('not an act');
      const { privacyDesk } = receiptOf({
        ...{ person: 'P-1', event, id: 'P-1-5', seal: 's', number: 'n', language: 'en' },
        controller: { name: '', contact: '', postalAddress: '', email: '', policyUrl: '', service: '' },
        purpose: { name: '', category: '', data: [], termination: '', recipients: ['a partner'] },
      });
      expect(privacyDesk.act).toBe(`consent-${act}`);
    }
  });
});

describe('C6: anybody can verify it with the published key', () => {
  test('Node’s own Ed25519, which knows nothing of our library', async () => {
    const { header, payload, signed, signature } = parts(await signReceipt(secrets, content));
    expect(header).toEqual({ alg: 'EdDSA', kid: 'k1', typ: 'consent-receipt+jws' });
    expect(payload).toEqual(content);
    const [key] = publicKeys(secrets, 'receipt');
    const published = createPublicKey({ key: { ...key }, format: 'jwk' });
    expect(verify(null, signed, published, signature)).toBe(true);
    const other = Buffer.from(signed);
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
    expect(verify(null, other, published, signature)).toBe(false);
  });

  test('openssl, where there is one that knows Ed25519', async ({ skip }) => {
    const { signed, signature } = parts(await signReceipt(secrets, content));
    const [key] = publicKeys(secrets, 'receipt');
    const pem = createPublicKey({ key: { ...key }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const file = (name: string, data: string | Uint8Array) => {
      writeFileSync(join(folder, name), data);
      return join(folder, name);
    };
    let version = '';
    try {
      version = execFileSync('openssl', ['version'], { encoding: 'utf8' });
    } catch {
      skip('there is no openssl');
    }
    if (!/^OpenSSL [3-9]/.test(version)) skip('this openssl is too old');
    const said = execFileSync(
      'openssl',
      [
        ...['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', file('key.pem', pem)],
        ...['-in', file('signed', signed), '-sigfile', file('signature', signature)],
      ],
      { encoding: 'utf8' },
    );
    expect(said).toContain('Verified Successfully');
  });
});

describe('C6, G14: verifying', () => {
  const keys = publicKeys(secrets, 'receipt');

  test('a genuine receipt says what it says, also with line ends around it', async () => {
    const receipt = await signReceipt(secrets, content);
    expect(await verifyReceipt(`\n${receipt}\n`, keys)).toEqual({ valid: true, content, kid: 'k1' });
  });

  test('a retired key verifies, the current one signs', async () => {
    const old = await signReceipt(secrets, content);
    const rotated = someSecrets('k2', 'k1');
    expect(publicKeys(rotated, 'receipt').map(({ kid }) => kid)).toEqual(['k2', 'k1']);
    expect((await verifyReceipt(old, publicKeys(rotated, 'receipt'))).valid).toBe(true);
    expect(parts(await signReceipt(rotated, content)).header).toMatchObject({ kid: 'k2' });
    expect(await verifyReceipt(await signReceipt(rotated, content), keys)).toEqual({
      valid: false,
      why: 'unknown-key',
    });
  });

  test('no published key holds a private part', () => {
    for (const key of keys) expect(Object.keys(key)).not.toContain('d');
  });

  test('changed words, another’s key under our key’s name, no signature, and anything else are not valid', async () => {
    const receipt = await signReceipt(secrets, content);
    const [header = '', , signature = ''] = receipt.split('.');
    const forged = Buffer.from(JSON.stringify({ ...content, language: 'en' })).toString('base64url');
    expect(await verifyReceipt(`${header}.${forged}.${signature}`, keys)).toMatchObject({
      why: 'bad-signature',
    });

    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const words = new CompactSign(Buffer.from(JSON.stringify(content)));
    const theirs = await words
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1', typ: 'consent-receipt+jws' })
      .sign(privateKey);
    expect(await verifyReceipt(theirs, keys)).toMatchObject({ why: 'bad-signature' });

    const withKey = { alg: 'EdDSA', jwk: await exportJWK(privateKey), typ: 'consent-receipt+jws' };
    const bare = Buffer.from(JSON.stringify({ alg: 'none', typ: 'consent-receipt+jws' })).toString(
      'base64url',
    );
    for (const odd of [
      `${bare}.${forged}.`,
      `${Buffer.from(JSON.stringify(withKey)).toString('base64url')}.${forged}.${signature}`,
      'a.b.c',
      '',
      '{}',
      'я.я.я',
      receipt.slice(0, -4),
    ])
      expect(await verifyReceipt(odd, keys)).toMatchObject({ valid: false });
  });

  test('something else signed with our key is no receipt', async () => {
    const odd = { ...content, piiPrincipalId: 5 };
    const signed = await signReceipt(secrets, JSON.parse(JSON.stringify(odd)));
    expect(await verifyReceipt(signed, keys)).toEqual({ valid: false, why: 'not-a-receipt' });
  });
});

describe('C6: the command says of whom a receipt is', () => {
  /** Somebody's published keys, on a port of this machine; how often they were asked for. */
  async function issuer(of: readonly object[]) {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: of }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { site, asked: () => asked, close: () => server.close() };
  }

  async function verifyBy(receipt: string, ...more: readonly string[]) {
    const file = join(folder, 'receipt.jws');
    writeFileSync(file, receipt);
    const args = ['infra/tools/receipt-verify.ts', file, '--data', folder, ...more];
    return new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, args, (error, out, complaint) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + complaint }),
      );
    });
  }

  test('its own issuer is asked for the keys and named; a hostile one is never the company’s', {
    timeout: 60_000,
  }, async () => {
    const theirs = someSecrets('k1-of-a-stranger');
    const hostile = await issuer(publicKeys(theirs, 'receipt'));
    const company = await issuer(publicKeys(secrets, 'receipt'));
    try {
      const genuine = await signReceipt(secrets, { ...content, policyUrl: `${company.site}/policy` });
      const own = await verifyBy(genuine);
      expect([own.code, own.said]).toEqual([0, expect.stringContaining(`Issued by ${company.site}:`)]);
      expect(own.said).toContain(`Keys of: ${company.site}/.well-known/jwks.json`);
      expect(await verifyBy(genuine, '--issuer', `${company.site}/policy`)).toMatchObject({
        code: 0,
        said: expect.stringContaining(`Issued by ${company.site}, as expected.`),
      });

      // It names the company in every word but the address, and is signed with the stranger's key.
      const forged = await signReceipt(theirs, { ...content, policyUrl: `${hostile.site}/policy` });
      expect(await verifyBy(forged, '--issuer', company.site)).toMatchObject({
        code: 1,
        said: expect.stringContaining(`NOT a receipt of ${company.site}`),
      });
      expect(hostile.asked()).toBe(0);
      expect((await verifyBy(forged)).said).toContain(
        `Issued by ${hostile.site}: whether that is the company`,
      );
      // One that names the company, too, is nobody's: the company's keys are asked.
      const named = await signReceipt(theirs, { ...content, policyUrl: `${company.site}/policy` });
      expect((await verifyBy(named)).code).toBe(1);
    } finally {
      hostile.close();
      company.close();
    }
  });

  test('keys are not taken over plain HTTP from another machine', async () => {
    const receipt = await signReceipt(secrets, { ...content, policyUrl: 'http://keys.example/policy' });
    expect(await verifyBy(receipt)).toMatchObject({ code: 2, said: expect.stringContaining('https only') });
  });
});
