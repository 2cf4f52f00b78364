import { describe, expect, test } from 'vitest';
import { browserOf, register, type SignedUp, signIn } from '../support/person.ts';
import { hasInbox, hasStaff, LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const run = crypto.randomUUID().slice(0, 8);
const ORGANISATION = 'ООО «Ромашка» <b>';

async function somebody(name: string): Promise<SignedUp> {
  const email = `${name}-${run}@example.org`;
  await register(at.desk, email, { organisation: ORGANISATION });
  return signIn(at.desk, email);
}

/** The document of the consent, with the proof that it was shown. */
async function shown({ headers }: SignedUp): Promise<{ text: string; proof: string }> {
  const { consents } = (await at.desk.get('/texts?form=account', headers)).json;
  const found = consents.find(({ purpose }: { purpose: string }) => purpose === 'distribution');
  return { text: found.version, proof: found.proof };
}

const put = async (who: SignedUp, field: string, more: object = {}) =>
  at.desk.send('PUT', `/me/public/${field}`, {
    body: { ...(await shown(who)), ...more },
    headers: who.headers,
  });
const take = (who: SignedUp, field: string) =>
  at.desk.send('DELETE', `/me/public/${field}`, { headers: who.headers });
const pageOf = (url: string) => at.desk.get(new URL(url).pathname);

describe.skipIf(!hasInbox)('PUT /me/public/{field}', () => {
  test('R6: a chosen field becomes public under its conditions; everyone reads it, and nothing else', async () => {
    const who = await somebody('published');
    expect((await at.desk.get('/me/public', who.headers)).json).toMatchObject({
      url: null,
      fields: [{ field: 'organisation', value: ORGANISATION }, { field: 'name' }, { field: 'phone' }],
    });
    const conditions = ['only-with-source', 'no-transfer'];
    const done = await put(who, 'organisation', { conditions });
    expect(done.status).toBe(200);
    const page = await pageOf(done.json.url);
    expect(page.json).toEqual({
      fields: [
        {
          field: 'organisation',
          value: ORGANISATION,
          since: done.json.fields[0].published.since,
          conditions: ['no-transfer', 'only-with-source'],
        },
      ],
    });
    expect(page.headers.get('cache-control')).toBe('no-store');
    const { text } = await at.desk.get(new URL(done.json.url).pathname, { accept: 'text/html' });
    expect(text).toContain('ООО «Ромашка» &lt;b');
    expect(text).not.toMatch(/Анна|example\.org|P-[0-9A-Z]{20}/);
  });

  test('R6, C3: taking it back hides it at once; the ledger keeps from when to when', async () => {
    const who = await somebody('taken-back');
    const { url } = (await put(who, 'organisation')).json;
    const both = await put(who, 'name', { conditions: ['no-transfer'] });
    expect(both.json.url).toBe(url);
    expect((await pageOf(url)).json.fields).toHaveLength(2);
    expect((await take(who, 'organisation')).json.fields[0]).toEqual({
      field: 'organisation',
      value: ORGANISATION,
    });
    expect((await pageOf(url)).json.fields).toMatchObject([{ field: 'name' }]);
    await take(who, 'name');
    expect((await pageOf(url)).status).toBe(404);
    // Once more is harmless.
    expect((await take(who, 'name')).status).toBe(200);
    const anew = (await put(who, 'name')).json.url;
    expect(anew).not.toBe(url);
    const { consents } = (await at.desk.get('/me/consents', who.headers)).json;
    expect(JSON.stringify(consents)).toContain('distribution');
  });

  test.skipIf(!hasStaff('agent@example.com'))(
    'R6, A1: consents hold field and conditions; the acts say what was published and taken back',
    async () => {
      const who = await somebody('ledger');
      await put(who, 'organisation', { conditions: ['no-further-processing'] });
      await take(who, 'organisation');
      const staff = await at.desk.as('agent@example.com');
      const found = await at.desk.post('/staff/people/search', { email: who.email, reason: 'check' }, staff);
      const { history, acts, published } = (
        await at.desk.get(`/staff/people/${found.json.items[0].person}`, staff)
      ).json;
      expect(history).toMatchObject([
        {
          type: 'consent-given',
          purpose: 'distribution',
          field: 'organisation',
          conditions: 'no-further-processing',
        },
        { type: 'consent-withdrawn', purpose: 'distribution', field: 'organisation' },
      ]);
      const told = acts.map(({ type }: { type: string }) => type);
      expect(told).toEqual(expect.arrayContaining(['published', 'unpublished']));
      expect(published).toEqual([]);
    },
  );

  test('R6: a change of the profile takes the public copy back, and is not published without a new consent; the same said twice is one event', async () => {
    const who = await somebody('changed');
    const first = (await put(who, 'organisation')).json;
    const again = (await put(who, 'organisation')).json;
    expect(again.fields[0].published.event).toBe(first.fields[0].published.event);
    const patched = await at.desk.send('PATCH', '/me', {
      body: { organisation: 'АО «Василёк»' },
      headers: who.headers,
    });
    expect(patched.status).toBe(200);
    expect(patched.json).toMatchObject({ changed: ['organisation'], unpublished: ['organisation'] });
    expect((await pageOf(first.url)).status).toBe(404);
    const anew = (await put(who, 'organisation')).json;
    expect(anew.url).not.toBe(first.url);
    expect((await pageOf(anew.url)).json.fields[0].value).toBe('АО «Василёк»');
    expect(anew.fields[0].published.event).not.toBe(first.fields[0].published.event);
  });

  test.each([
    ['a field that is never public', 'email', {}, 404],
    ['an empty field', 'phone', {}, 422],
    ['a text nobody was shown', 'organisation', { proof: 'k1.x.y' }, 409],
    ['another document', 'organisation', { text: 'promotions-1' }, 409],
    ['a condition that is not on the list', 'organisation', { conditions: ['none'] }, 422],
    ['an unknown field of the body', 'organisation', { value: 'Чужое' }, 422],
  ])('R6, C2: %s is refused, and nothing is public', async (name, field, more, status) => {
    const who = await somebody(`refused-${name.length}-${status}`);
    expect((await put(who, field, more)).status).toBe(status);
    expect((await at.desk.get('/me/public', who.headers)).json.url).toBeNull();
  });

  test('R4: strangers publish nothing, and a visitor is sent to sign in', async () => {
    const body = { text: 'distribution-1', proof: 'x' };
    expect((await at.desk.send('PUT', '/me/public/name', { body })).status).toBe(401);
    expect((await at.desk.send('DELETE', '/me/public/name')).status).toBe(401);
    const visitor = await at.desk.get('/me/public', { accept: 'text/html' });
    expect(visitor.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent('/me/public')}`);
  });

  test('R6: a page that is not there is 404, however its address looks; there is no list', async () => {
    for (const path of ['/people', '/people/', `/people/${'A'.repeat(22)}`, '/people/P-K7M4QX9TBWZ3R5N8C2HD'])
      expect((await at.desk.get(path)).status).toBe(404);
  });
});

describe.skipIf(!hasInbox)('the page', () => {
  test('C1, R6: the document with its box, unticked; without the box nothing is given; one button takes it back', async () => {
    const who = await somebody('browser');
    const browser = browserOf(at.desk, who);
    const asked = await browser.page('/me/public/organisation?lang=ru');
    // The whole document stands on the page, not only its box.
    expect(asked.text).toContain('Что станет видно');
    expect(asked.text).not.toMatch(/\schecked/);
    expect(asked.text).toContain('ООО «Ромашка» &lt;b');
    const action = '/me/public/organisation/publish';
    const refused = await browser.fill('/me/public/organisation', action, { conditions: 'no-transfer' });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/value="no-transfer"[^>]*\schecked/);
    const done = await browser.fill('/me/public/organisation', action, {
      conditions: 'no-transfer',
      agreed: 'true',
    });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/me/public']);
    const { text } = await browser.page('/me/public');
    const address = /href="(\/people\/[\w-]{22})"/.exec(text)?.[1] ?? '';
    expect((await at.desk.get(address)).json.fields[0].conditions).toEqual(['no-transfer']);
    const back = await browser.fill('/me/public', '/me/public/organisation/withdraw', {});
    expect(back.status).toBe(303);
    expect((await at.desk.get(address)).status).toBe(404);
  });
});

describe.skipIf(!hasInbox || !hasStaff('agent@example.com'))('the check at the moment of reading', () => {
  test('C4, R6: a withdrawal on paper for everything hides the page at once', async () => {
    const who = await somebody('paper');
    const { url } = (await put(who, 'organisation')).json;
    const staff = await at.desk.as('agent@example.com');
    const search = { email: who.email, reason: 'check' };
    const { person } = (await at.desk.post('/staff/people/search', search, staff)).json.items[0];
    const told = {
      purpose: 'distribution',
      act: 'withdraw',
      channel: 'paper',
      on: await at.desk.today(),
      language: 'ru',
      reason: 'asked-by-person',
    };
    expect((await at.desk.post(`/staff/people/${person}/consents`, told, staff)).status).toBe(201);
    expect((await pageOf(url)).status).toBe(404);
    expect((await take(who, 'organisation')).status).toBe(200);
    expect((await at.desk.get('/me/public', who.headers)).json.url).toBeNull();
  });
});
