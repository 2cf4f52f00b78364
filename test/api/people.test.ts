import { describe, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.ts';
import { aClaimBody } from '../support/desk-client.ts';
import { register, signIn } from '../support/person.ts';
import { hasInbox, hasStaff, isRemote, LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const AGENT = 'agent@example.com';
const OFFICER = 'officer@example.com';
const AUDITOR = 'auditor@example.com';
const NOBODY = 'P-K7M4QX9TBWZ3R5N8C2HD';
const run = crypto.randomUUID().slice(0, 8);

const search = async (body: object, who = AGENT) =>
  at.desk.post('/staff/people/search', { reason: 'contact', ...body }, await at.desk.as(who));
const look = async (person: string, who = AGENT, reason?: string) =>
  at.desk.get(`/staff/people/${person}`, {
    ...(await at.desk.as(who)),
    ...(reason === undefined ? {} : { 'x-reason': encodeURIComponent(reason) }),
  });

/** A new person with an account; the name is found nowhere but on the personal part. */
async function somebody(name: string): Promise<{ readonly email: string; readonly person: string }> {
  const email = `${name}-${run}@example.org`;
  await register(at.desk, email, { name: 'Анна Канарейкина', phone: '+7 495 123-45-67' });
  const [found] = (await search({ email })).json.items;
  return { email, person: found.person };
}

describe.skipIf(!hasStaff(AGENT, OFFICER, AUDITOR))('POST /staff/people/search', () => {
  test.each([
    ['neither address nor number', {}, 'email'],
    ['both', { email: 'a@example.org', reference: NOBODY }, 'email'],
    ['no reason', { email: 'a@example.org', reason: undefined }, 'reason'],
    ['a reason of 201 characters', { email: 'a@example.org', reason: 'я'.repeat(201) }, 'reason'],
    ['a part of an address', { email: 'anna@' }, 'email'],
    ['an unknown field', { name: 'Анна' }, 'name'],
  ])('D1, G5: %s is refused', async (_, body, field) => {
    const reply = await search(body);
    expect(reply.status).toBe(422);
    expect(reply.json.errors[0].field).toBe(field);
  });

  test('D1: an auditor, a program and a stranger cannot search', async () => {
    expect((await search({ email: 'a@example.org' }, AUDITOR)).status).toBe(403);
    expect(
      (await at.desk.post('/staff/people/search', { email: 'a@example.org', reason: 'check' })).status,
    ).toBe(401);
  });

  test('D1: who is not there is not found, whatever was typed', async () => {
    for (const body of [
      { email: `nobody-${run}@example.org` },
      { reference: NOBODY },
      { reference: 'PD-2026-K7M4QX-1' },
      { reference: 'toString' },
    ])
      expect((await search(body)).json).toEqual({ items: [], cases: [] });
  });

  test.skipIf(!hasInbox)(
    'D1, G10: the exact address, the id and a case find the person: id and state only',
    async () => {
      const { email, person } = await somebody('found');
      expect(person).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{20}$/);
      const only = { items: [{ person, state: 'active' }], cases: [] };
      expect((await search({ email: email.toUpperCase() })).json).toEqual(only);
      expect((await search({ reference: person })).json).toEqual(only);
      const claim = await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email } }));
      expect((await search({ reference: claim.json.reference })).json).toEqual(only);
      expect((await search({ email })).json).toEqual({ ...only, cases: [claim.json.reference] });
      expect((await search({ email: email.slice(1) })).json).toEqual({ items: [], cases: [] });
    },
  );

  test.skipIf(!hasInbox)(
    'G10, G17: each search is on the chain of the person, with who and why',
    async () => {
      const { email, person } = await somebody('searched');
      await search({ email, reason: 'звонок сына' }, OFFICER);
      const { acts } = (await look(person)).json;
      const [first, second] = acts.filter(({ type }: { type: string }) => type === 'searched');
      expect(first).toMatchObject({ reason: { code: 'contact' }, data: { by: 'email' } });
      expect(second).toMatchObject({ reason: { code: 'other' }, data: { by: 'email' } });
      expect(first.by).not.toBe(second.by);
      // The words are sealed: only who opens the personal part reads them.
      expect(JSON.stringify(acts)).not.toContain('звонок');
      const opened = (await look(person, AGENT, 'check')).json.acts;
      expect(JSON.stringify(opened)).toContain('звонок сына');
    },
  );
});

describe.skipIf(!hasInbox || !hasStaff(AGENT, OFFICER, AUDITOR))('GET /staff/people/{id}', () => {
  test('D1: an id that nobody has, or that cannot be, is 404', async () => {
    for (const id of [NOBODY, 'P-1', 'PD-2026-K7M4QX-1'])
      for (const reason of [undefined, 'check']) expect((await look(id, AGENT, reason)).status).toBe(404);
  });

  test('G10: without a reason codes, dates and states; with one also what was typed, and the read is recorded first', async () => {
    const { email, person } = await somebody('looked');
    const closed = await look(person, AUDITOR);
    expect(closed.status).toBe(200);
    expect(closed.text).not.toMatch(/Канарейкина|example\.org|123-45-67/);
    expect(closed.json).toMatchObject({ person, state: 'active', sessions: 0, history: [], blocks: [] });
    expect(closed.json.personal).toBeUndefined();
    expect(closed.json.letters[0]).toMatchObject({ kind: 'registration-confirm', to: 'owner' });
    expect(closed.json.consents).toContainEqual({
      purpose: 'account',
      allowed: true,
      because: 'contract',
    });
    expect(closed.json.consents).toContainEqual({
      purpose: 'promotions',
      allowed: false,
      because: 'no-consent',
    });
    const opened = await look(person, AUDITOR, 'audit');
    expect(opened.json.personal).toEqual({
      email,
      name: 'Анна Канарейкина',
      phone: '+7 495 123-45-67',
    });
    expect(opened.json.acts.at(-1)).toMatchObject({ type: 'read-personal', reason: { code: 'audit' } });
    expect(opened.json.revision).toBe(closed.json.revision);
  });

  test('C2, D1: consents as they stand, with the history of what was given and taken back', async () => {
    const { email, person } = await somebody('consented');
    const { headers } = await signIn(at.desk, email);
    const { consents } = (await at.desk.get('/texts?form=account', headers)).json;
    const { version, proof } = consents.find(({ purpose }: { purpose: string }) => purpose === 'promotions');
    const give = { purpose: 'promotions', act: 'give', text: version, proof };
    expect((await at.desk.post('/me/consents', give, headers)).status).toBeLessThan(300);
    const given = (await look(person)).json;
    expect(given.sessions).toBe(1);
    expect(given.consents).toContainEqual(
      expect.objectContaining({ purpose: 'promotions', allowed: true, event: `${person}-1` }),
    );
    expect(given.history).toMatchObject([
      { n: 1, type: 'consent-given', purpose: 'promotions', channel: 'web', text: version },
    ]);
    await at.desk.post('/me/consents', { purpose: 'promotions', act: 'withdraw' }, headers);
    const taken = (await look(person)).json;
    expect(taken.history.map(({ type }: { type: string }) => type)).toEqual([
      'consent-given',
      'consent-withdrawn',
    ]);
    expect(taken.consents).toContainEqual(
      expect.objectContaining({ purpose: 'promotions', allowed: false, because: 'withdrawn' }),
    );
  });
});

describe.skipIf(!hasInbox || !hasStaff(AGENT, OFFICER, AUDITOR) || isRemote)('POST /staff/transfers', () => {
  const said = async (more: object = {}) => ({
    ...{ recipient: 'courier', fields: ['name', 'phone'], ground: 'contract', on: await at.desk.today(1) },
    ...{ evidence: 'Письмо № 14', ...more },
  });
  const record = async (body: object, who = OFFICER) =>
    at.desk.post('/staff/transfers', body, await at.desk.as(who));

  test('X2: an officer records a transfer made by hand; staff see it, and what proves it only with a reason', async () => {
    const { person } = await somebody('handed-over');
    const done = await record({ person, ...(await said()) });
    expect([done.status, typeof done.json.transfer]).toEqual([201, 'string']);
    const [seen] = (await look(person)).json.transfers;
    expect(seen).toMatchObject({
      recipient: 'courier',
      fields: ['name', 'phone'],
      on: await at.desk.today(1),
    });
    expect(JSON.stringify(seen)).not.toContain('№ 14');
    expect((await look(person, AGENT, 'check')).json.transfers[0].evidence).toBe('Письмо № 14');
  });

  test('X2: an agent, an auditor, a program and a stranger cannot', async () => {
    const { person } = await somebody('not-handed');
    for (const who of [AGENT, AUDITOR, 'program:crm'])
      expect((await record({ person, ...(await said()) }, who)).status).toBe(403);
    expect((await at.desk.post('/staff/transfers', { person, ...(await said()) })).status).toBe(401);
    expect((await look(person)).json.transfers).toEqual([]);
  });

  test.each([
    ['no data', { fields: [] }, 'fields'],
    ['data that nobody keeps', { fields: ['shoes'] }, 'fields.0'],
    ['no evidence', { evidence: ' ' }, 'evidence'],
    ['a day to come', { on: '2099-01-01' }, 'on'],
    ['a recipient that the settings do not name', { recipient: 'nobody' }, 'recipient'],
    ['an unknown field', { purpose: 'x' }, 'purpose'],
  ])('G5, X2: %s is refused at its field', async (name, more, field) => {
    const { person } = await somebody(name.replaceAll(' ', '-'));
    const reply = await record({ person, ...(await said(more)) });
    expect([reply.status, reply.json.errors[0].field]).toEqual([422, field]);
  });
});

describe.skipIf(!hasInbox || isRemote)('the desk', () => {
  const atDesk = async (who: string, to: string) => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(who, to);
    return browser;
  };

  test('D1, G9: the form finds the person; what was typed never stands in an address', async () => {
    const { email, person } = await somebody('desk');
    const browser = await atDesk(AGENT, '/desk/people');
    const found = await browser.fill('/desk/people', '/desk/people', { email, reason: 'contact' });
    expect([found.status, found.headers.get('location')]).toEqual([303, `/desk/people/${person}`]);
    const page = await browser.page(`/desk/people/${person}`);
    expect(page.text).toContain(person);
    expect(page.text).not.toContain('Канарейкина');
    const open = `/desk/people/${person}/open`;
    const opened = await browser.fill(`/desk/people/${person}`, open, { reason: 'звонок' });
    expect(opened.status).toBe(200);
    expect(opened.text).toContain('Канарейкина');
    const again = await browser.fill(`/desk/people/${person}`, open, { reason: '' });
    expect(again.status).toBe(422);
    expect(again.text).not.toContain('Канарейкина');
    const nobody = await browser.fill('/desk/people', '/desk/people', {
      email: `nobody-${run}@example.org`,
      reason: 'contact',
    });
    expect([nobody.status, nobody.headers.get('location')]).toEqual([200, null]);
  });

  test('X2: the form on the page of a person records a transfer and shows it; refused, it keeps what was typed', async () => {
    const { person } = await somebody('by-form');
    const browser = await atDesk(OFFICER, '/desk');
    const page = `/desk/people/${person}`;
    expect((await browser.page(page)).text).toContain('Записанных передач нет');
    const typed = { recipient: 'courier', fields: 'phone', ground: 'law', evidence: 'Запрос № 77' };
    const refused = await browser.fill(page, `${page}/transfers`, { ...typed, on: '2099-01-01' });
    expect([refused.status, refused.text.includes('Запрос № 77')]).toEqual([422, true]);
    const done = await browser.fill(page, `${page}/transfers`, { ...typed, on: await at.desk.today(1) });
    expect([done.status, done.headers.get('location')]).toEqual([303, page]);
    const shown = (await browser.page(page)).text;
    expect(shown).toContain('Пример Курьер');
    expect(shown).not.toContain('Запрос № 77');
    expect((await (await atDesk(AGENT, '/desk')).page(page)).text).not.toContain(`${page}/transfers`);
  });

  test('D1: people and registers stand in the navigation of those who may', async () => {
    const links = async (who: string) => {
      const { text } = await (await atDesk(who, '/desk')).page('/desk');
      return ['/desk/people', '/desk/registers'].map((href) => text.includes(`href="${href}"`));
    };
    expect(await links(AGENT)).toEqual([true, false]);
    expect(await links(OFFICER)).toEqual([true, true]);
    expect(await links(AUDITOR)).toEqual([false, true]);
  });
});

describe.skipIf(!hasStaff(AGENT, OFFICER, AUDITOR))('registers', () => {
  const read = async (path: string, who = AUDITOR) =>
    at.desk.get(`/staff/registers/${path}`, { ...(await at.desk.as(who)), 'x-reason': 'audit' });

  test('A2: processing is the typed source of the policy, in both languages, as JSON and CSV', async () => {
    const { json } = await read('processing?lang=en');
    const promotions = json.items.find(({ purpose }: { purpose: string }) => purpose === 'promotions');
    expect(promotions).toMatchObject({
      name: 'Promotional letters',
      ground: 'consent',
      validity: '3 years',
      recipients: ['the provider of computing', 'the mail service'],
      clocks: [{ rule: 'ru-marketing-stop', length: 'at once' }, { rule: 'ru-withdrawal-destroy' }],
    });
    const csv = await read('processing?format=csv&lang=ru', OFFICER);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('"Рекламные письма"');
    expect(csv.text.trim().split('\r\n')).toHaveLength(json.items.length + 1);
  });

  test.skipIf(!hasInbox)(
    'A2, G10: consents, page by page: every event, ids and codes, no names',
    async () => {
      const { email, person } = await somebody('register');
      const { headers } = await signIn(at.desk, email);
      await at.desk.post('/me/consents', { purpose: 'promotions', act: 'withdraw' }, headers);
      const lines: { person: string; type: string }[] = [];
      let cursor: string | null = '';
      do {
        const { json }: { json: { items: typeof lines; cursor: string | null } } = await read(
          `consents${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`,
        );
        lines.push(...json.items);
        cursor = json.cursor;
      } while (cursor !== null);
      expect(lines.filter((line) => line.person === person)).toMatchObject([{ type: 'consent-withdrawn' }]);
      const csv = await read('consents?format=csv');
      expect(csv.text).toContain(`"${person}"`);
      expect(csv.text).not.toMatch(/Канарейкина|example\.org/);
    },
  );

  test('D1: an agent keeps no registers; an unknown one is 404; a cursor of another list is a fault at its field', async () => {
    for (const path of ['processing', 'consents']) expect((await read(path, AGENT)).status).toBe(403);
    expect((await read('secrets')).status).toBe(404);
    const unsaid = await at.desk.get('/staff/registers/consents', await at.desk.as(AUDITOR));
    expect([unsaid.status, unsaid.json.code]).toEqual([400, 'reason-required']);
    const wrong = await read('consents?cursor=nonsense');
    expect([wrong.status, wrong.json.errors?.[0]?.field]).toEqual([400, 'cursor']);
  });
});
