import { execFileSync } from 'node:child_process';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { inFiles, searchFor } from '../attacks/canary-search.ts';
import { hiddenFields } from '../support/browser-session.ts';
import { codeIn, type Letter } from '../support/desk-client.ts';
import { browserOf, register, type SignedUp, signIn } from '../support/person.ts';
import { hasClock, hasInbox, isRemote, LIFTED, target } from '../support/suite-target.ts';

/** Monday, 23 November 2026, 10:00 in Moscow. */
const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const mark = crypto.randomUUID().slice(0, 8);
const address = (name: string) => `${name}-${mark}@example.org`;
const subject = (text: string) => (letter: Letter) => letter.subject.includes(text);

/** The address of a page that a letter leads to. */
function linkIn(text: string, path: string): string {
  const found = text.replaceAll(/=\r?\n/g, '').match(new RegExp(`https?://\\S*${path}\\?token=[\\w.%-]+`));
  if (found === null) throw new Error(`no link to ${path}`);
  const { pathname, search } = new URL(found[0]);
  return `${pathname}${search}`;
}
const tokenIn = (link: string) => new URL(link, 'http://x').searchParams.get('token') ?? '';

/** The code of the newest letter with this subject to an address, once there are `n` of them. */
const codeOf = (email: string, words: string, n = 1) =>
  at.desk.until(async () => {
    const letters = (await at.desk.letters(email)).filter(subject(words));
    return letters.length >= n ? codeIn(letters.at(-1)?.text ?? '') : undefined;
  }, `code ${n} to ${email}`);

const someone = async (name: string, details: object = {}): Promise<SignedUp> => {
  await register(at.desk, address(name), details);
  return signIn(at.desk, address(name));
};
const send = (who: SignedUp, path: string, body: object = {}) => at.desk.post(path, body, who.headers);

/** Changes the address by the code of its letter. */
async function changeAddress(who: SignedUp, email: string): Promise<void> {
  expect((await send(who, '/me/address', { email })).status).toBe(202);
  const code = await codeOf(email, 'новый адрес');
  const done = await send(who, '/me/address/code', { code });
  expect([done.status, done.json]).toEqual([200, { status: 'changed' }]);
}

describe.skipIf(!hasInbox)('a change of address', () => {
  test('R5, T3: asked, proven, told to both; undone by the old one without a session', async () => {
    const [email, next] = [address('changes'), address('changed')];
    const anna = await someone('changes');
    const elsewhere = await signIn(at.desk, email);
    const asked = await at.desk.send('PATCH', '/me', { body: { email: next }, headers: anna.headers });
    expect([asked.status, asked.json.waiting]).toEqual([200, ['email']]);
    expect((await at.desk.get('/me', anna.headers)).json.profile).toMatchObject({ email, newEmail: next });
    const code = await codeOf(next, 'новый адрес');
    expect((await send(anna, '/me/address/code', { code: '000000' })).status).toBe(
      code === '000000' ? 200 : 422,
    );
    expect((await send(anna, '/me/address/code', { code })).status).toBe(200);

    expect((await at.desk.get('/me', elsewhere.headers)).status).toBe(401);
    expect((await at.desk.get('/me', anna.headers)).json.profile).toMatchObject({
      email: next,
      oldEmail: email,
    });
    await at.desk.untilLetter(next, subject('изменён'));
    const warned = await at.desk.untilLetter(email, subject('изменён'));
    expect(warned.text).not.toContain(next);

    // Looking does nothing (G2); the button does.
    const link = linkIn(warned.text, '/address/undo');
    const page = await at.desk.get(link, { accept: 'text/html' });
    expect(page.status).toBe(200);
    expect((await at.desk.get('/me', anna.headers)).status).toBe(200);
    // Pressed twice, with the form's own key or – a program – with none: the same answer (G3).
    const pressed = hiddenFields(page.text, '/address/undo');
    for (const form of [pressed, pressed]) {
      const done = await at.desk.form('/address/undo', form);
      expect([done.status, done.headers.get('location')]).toEqual([303, '/address/done/address-undone']);
    }
    expect((await at.desk.get('/me', anna.headers)).status).toBe(401);
    for (const one of [email, next]) await at.desk.untilLetter(one, subject('отменена'));
    const back = await signIn(at.desk, email);
    expect((await at.desk.get('/me', back.headers)).json.profile.email).toBe(email);
    const more = await at.desk.post('/address/undo', { token: tokenIn(link) });
    expect([more.status, more.json]).toEqual([200, { status: 'undone' }]);
    const looked = await at.desk.get(link, { accept: 'text/html' });
    expect([looked.status, looked.text]).toEqual([410, expect.stringContaining('Уже сделано')]);
    const other = `${tokenIn(link).slice(0, -4)}AAAA`;
    expect((await at.desk.post('/address/undo', { token: other })).status).toBe(404);
  });

  test('R5: the link of the letter proves it too, by its button, where its account is signed in', async () => {
    const next = address('by-link-new');
    const boris = await someone('by-link');
    const elsewhere = await signIn(at.desk, address('by-link'));
    await send(boris, '/me/address', { email: next });
    const letter = await at.desk.untilLetter(next, subject('новый адрес'));
    const link = linkIn(letter.text, '/address/confirm');
    const browser = browserOf(at.desk, boris);
    const done = await browser.fill(link, '/address/confirm', {});
    expect([done.status, done.headers.get('location')]).toEqual([303, '/me?told=moved']);
    expect((await at.desk.get('/me', boris.headers)).json.profile.email).toBe(next);
    expect((await at.desk.get('/me', elsewhere.headers)).status).toBe(401);
  });

  test('G7: an address that is somebody’s gives the same answer; only its owner is told', async () => {
    const taken = address('taken');
    await register(at.desk, taken);
    const anna = await someone('curious');
    const [known, free] = [
      await send(anna, '/me/address', { email: taken }),
      await send(anna, '/me/address', { email: address('free') }),
    ];
    expect([known.status, known.text]).toEqual([free.status, free.text]);
    await at.desk.untilLetter(taken, subject('уже есть учётная запись'));
    const refused = await send(anna, '/me/address/code', { code: '123456' });
    expect(refused.json.errors[0].field).toBe('code');
  });

  test('G6: what cannot be is refused in words', async () => {
    const anna = await someone('refused');
    const same = await send(anna, '/me/address', { email: address('refused') });
    expect([same.status, same.json.code]).toEqual([422, 'address-unchanged']);
    await changeAddress(anna, address('refused-new'));
    const again = await send(anna, '/me/address', { email: address('refused-third') });
    expect([again.status, again.json.code]).toEqual([409, 'address-held']);
    expect(again.json.detail).toMatch(/2026 г\./);
    const posed = await send(anna, '/me/close/code');
    expect(posed.json.oldChallenge).toEqual(expect.any(String));
    const code = await codeOf(address('refused-new'), 'закрытия');
    const alone = await send(anna, '/me/close', { challenge: posed.json.challenge, code });
    expect([alone.status, alone.json.code]).toEqual([422, 'old-code-needed']);
    const oldCode = await codeOf(address('refused'), 'закрытия');
    const both = { challenge: posed.json.challenge, code, oldChallenge: posed.json.oldChallenge, oldCode };
    expect((await send(anna, '/me/close', both)).status).toBe(202);
    for (const one of ['refused', 'refused-new'])
      await at.desk.untilLetter(address(one), subject('будет закрыта'));
  });
});

describe.skipIf(!hasInbox)('closing', () => {
  test('R7: the page tells what goes, what stays, why and until when; by forms, then cancelled by the letter', async () => {
    const email = address('closes');
    const anna = await someone('closes');
    const browser = browserOf(at.desk, anna);
    const page = await browser.page('/me/close');
    expect(page.text).toContain('данные учётной записи');
    expect(page.text).toMatch(/претензии и обращения[^<]*3 года после закрытия[^<]*196 ГК/);
    const posed = await browser.fill('/me/close', '/me/close/code', {});
    const next = posed.headers.get('location') ?? '';
    expect([posed.status, next]).toEqual([303, expect.stringContaining('/me/close?challenge=')]);
    const wrong = await browser.fill(next, '/me/close', { code: '000000' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Осталось попыток')]);
    const code = await codeOf(email, 'закрытия');
    const done = await browser.fill(next, '/me/close', { code });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/me/close']);
    expect((await at.desk.get('/me', anna.headers)).json).toMatchObject({ status: 'closing' });
    expect((await browser.page('/me/close')).text).toContain('Оставить как есть');
    const letter = await at.desk.untilLetter(email, subject('будет закрыта'));
    const link = linkIn(letter.text, '/me/close/cancel');
    const kept = await at.desk.get(link, { accept: 'text/html' });
    const cancelled = await at.desk.form('/me/close/cancel', hiddenFields(kept.text, '/me/close/cancel'));
    expect(cancelled.headers.get('location')).toBe('/address/done/closing-cancelled');
    expect((await at.desk.get('/me', anna.headers)).json).toMatchObject({ status: 'active' });
    await at.desk.untilLetter(email, subject('Закрытие отменено'));
  });
});

describe.skipIf(!hasInbox || !hasClock || isRemote)('time', () => {
  const canaries = { unconfirmed: `QzCanaryUnconfirmed${mark}`, closed: `QzCanaryClosed${mark}` };
  const found = (value: string) =>
    inFiles(searchFor([{ name: 'canary', value }]), at.cloud?.data ?? '', ['inbox']);
  let person = '';
  let unconfirmed = '';
  /** Sort keys of what the tables hold in a person's partition. */
  const held = async (table: string, id: string) => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({
      endpoint: at.cloud?.addresses.aws ?? '',
      region: 'eu-central-1',
      credentials,
    });
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: `local-${table}`,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `PERSON#${id}` } },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => item['sk']?.S?.split('#')[0]);
  };

  beforeAll(async () => {
    const { policy } = (await at.desk.get('/texts?form=registration')).json;
    const begun = await at.desk.post('/registrations', {
      email: `${canaries.unconfirmed}@example.org`,
      name: canaries.unconfirmed,
      createAccount: true,
      policy: { version: policy.version, proof: policy.proof },
    });
    expect(begun.status).toBe(202);
    const [handle = ''] = begun.json.challenge.split('.');
    unconfirmed = Buffer.from(handle, 'base64url').toString().split('.')[1] ?? '';
    expect(await held('people', unconfirmed)).toEqual(['PROFILE']);
    await at.desk.untilLetter(`${canaries.unconfirmed}@example.org`, () => true);
    const email = `${canaries.closed}@example.org`;
    await register(at.desk, email, { name: canaries.closed });
    const boris = await signIn(at.desk, email);
    person = (await at.desk.get('/me', boris.headers)).json.person;
    const { challenge } = (await send(boris, '/me/close/code')).json;
    const done = await send(boris, '/me/close', { challenge, code: await codeOf(email, 'закрытия') });
    expect(done.json).toMatchObject({ status: 'closing', due: expect.any(String) });
    // Thursday, 72 hours later: the sweep queues the last letter; a next one finds it sent and destroys. Then the eighth day.
    await at.desk.jump({ advance: 'PT72H' });
    const open = async () => (await at.desk.get('/me', boris.headers)).status === 200;
    for (let sweeps = 0; sweeps < 6 && (await open()); sweeps += 1) await at.desk.jump({ advance: 'PT5M' });
    const letters = (await at.desk.letters(email)).filter(subject('Учётная запись закрыта'));
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain(person);
    // 35 days after Thursday, 26 November 2026.
    expect(letters[0]?.text.replaceAll('\u00a0', ' ')).toContain('31 декабря 2026 г.');
    expect((await at.desk.get('/me', boris.headers)).status).toBe(401);
    await at.desk.jump({ advance: 'P5D' });
  }, 180_000);

  test('R7: the account is gone: its address is free and nobody signs in', async () => {
    const email = `${canaries.closed}@example.org`;
    const seen = (await at.desk.letters(email)).length;
    expect((await at.desk.post('/sessions', { email })).status).toBe(202);
    await at.desk.jump({ advance: 'PT10M' });
    expect((await at.desk.letters(email)).length).toBe(seen);
  });

  test('R2, R7: the tables hold nothing of the one, and of the other the act, the letters and the ledger', async () => {
    expect(await held('people', unconfirmed)).toEqual([]);
    expect(await held('people', person)).toEqual(['DESTRUCTION']);
    expect(await held('short', person)).toEqual([]);
    expect(new Set(await held('cases', person))).toEqual(new Set(['LETTER']));
  });

  test('C4: the check answers that the account is closed', async () => {
    const headers = await at.desk.as('officer@example.com');
    const reply = await at.desk.post(`/staff/people/${person}/may`, { purpose: 'promotions' }, headers);
    expect(reply.json).toMatchObject({ allowed: false, because: 'closed' });
  });

  test.each(Object.entries(canaries))(
    'R2, R7: no word of what was typed lies in any file but the inbox (%s)',
    (_, value) => {
      expect(found(value)).toEqual([]);
    },
  );

  test('A1: the ledger is intact and complete', () => {
    const args = ['infra/tools/audit-verify.ts', '--endpoint', at.cloud?.addresses.aws ?? ''];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toContain('intact and complete');
  });
});
