import { beforeAll, describe, expect, test } from 'vitest';
import { hiddenFields } from '../support/browser-session.ts';
import { askForCode, browserOf, register, type SignedUp, signIn } from '../support/person.ts';
import { hasClock, hasInbox, hasStaff, LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const mark = crypto.randomUUID().slice(0, 8);
const key = () => crypto.randomUUID();
const address = (name: string) => `${name}-${mark}@example.org`;

/** Texts of the account with their proofs, as a program reads them. */
const shown = async (purpose: string) => {
  const { consents } = (await at.desk.get('/texts?form=account')).json;
  const found = consents.find((one: { purpose: string }) => one.purpose === purpose);
  return { text: found.version as string, proof: found.proof as string };
};

describe.skipIf(!hasInbox)('a person who is signed in', () => {
  let anna: SignedUp;
  let boris: SignedUp;
  /** The version that Anna has accepted: a deployment that is given may have had others before. */
  let accepted: string;
  const mine = (path: string) => at.desk.get(path, anna.headers);
  const send = (method: string, path: string, body?: object, headers: object = {}) =>
    at.desk.send(method, path, {
      ...(body === undefined ? {} : { body }),
      headers: { ...anna.headers, ...headers },
    });
  const stateOf = async (purpose: string) =>
    (await mine('/me/consents')).json.consents.find((one: { purpose: string }) => one.purpose === purpose);

  beforeAll(async () => {
    accepted = (await at.desk.get('/policy/versions')).json.current;
    await register(at.desk, address('anna'), { phone: '+7 495 123-45-67', organisation: 'ООО «Лист»' });
    anna = await signIn(at.desk, address('anna'));
    await register(at.desk, address('boris'), { name: 'Борис' });
    boris = await signIn(at.desk, address('boris'));
  }, 90_000);

  describe('my data', () => {
    test('R5: everything held is there, with the way to change it', async () => {
      const { status, json } = await mine('/me');
      expect(status).toBe(200);
      expect(json).toMatchObject({
        person: expect.stringMatching(/^P-[0-9A-Z]{20}$/),
        status: 'active',
        profile: {
          email: anna.email,
          name: 'Анна Петрова',
          phone: '+7 495 123-45-67',
          organisation: 'ООО «Лист»',
          language: 'ru',
        },
        policy: { version: accepted, current: accepted },
        sessions: [{ current: true }],
        ways: { profile: '/me', consents: '/me/consents', sessions: '/me/sessions' },
      });
      expect(json.registeredAt <= json.confirmedAt).toBe(true);
      expect(json.letters.map(({ kind }: { kind: string }) => kind)).toEqual([
        'sign-in-code',
        'registration-confirm',
      ]);
      expect(json.consents.map(({ because }: { because: string }) => because)).toEqual([
        'no-consent',
        'no-consent',
        'no-consent',
      ]);
    });

    test('R5: only what differs changes; an optional field sent empty is removed', async () => {
      const { revision } = (await mine('/me')).json;
      const done = await send('PATCH', '/me', { name: 'Анна Иванова', organisation: '', language: 'ru' });
      expect([done.status, done.json]).toEqual([
        200,
        { changed: ['name', 'organisation'], revision: revision + 1 },
      ]);
      const { profile } = (await mine('/me')).json;
      expect(profile).toEqual({
        email: anna.email,
        name: 'Анна Иванова',
        phone: '+7 495 123-45-67',
        language: 'ru',
      });
      const same = await send('PATCH', '/me', { name: 'Анна Иванова' });
      expect(same.json).toEqual({ changed: [], revision: revision + 1 });
    });

    test.each([
      ['an unknown field', { nickname: 'А' }, 'nickname'],
      ['the person’s own number', { person: 'P-1' }, 'person'],
      ['an empty name', { name: '' }, 'name'],
      ['a phone that is none', { phone: 'звоните' }, 'phone'],
      ['a line break in a name', { name: 'А\nБ' }, 'name'],
    ])('G5: %s is refused by name', async (_, body, field) => {
      const reply = await send('PATCH', '/me', body);
      expect([reply.status, reply.json.errors[0].field]).toEqual([422, field]);
    });

    test('R5, G6: the form saves, removes what was emptied, and keeps what was typed when it is refused', async () => {
      const browser = browserOf(at.desk, anna);
      const page = await browser.page('/me');
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toContain('no-store');
      const hidden = hiddenFields(page.text, '/me');
      const fields = { ...hidden, name: 'Анна Сергеева', phone: '', organisation: 'ИП', language: 'en' };
      const done = await browser.post('/me', fields);
      expect([done.status, done.headers.get('location')]).toEqual([303, '/me?told=saved']);
      expect((await mine('/me')).json.profile).toEqual({
        email: anna.email,
        name: 'Анна Сергеева',
        organisation: 'ИП',
        language: 'en',
      });
      const bad = await browser.post('/me', { ...fields, phone: 'восемь', name: 'Новое имя' });
      expect(bad.status).toBe(422);
      expect(bad.text).toContain('value="восемь"');
      expect(bad.text).toContain('value="Новое имя"');
      expect(bad.text).toContain('href="#phone"');
    });

    test('G4: a form of another session, or of another site, changes nothing', async () => {
      const { text } = await browserOf(at.desk, boris).page('/me');
      const fields = { ...hiddenFields(text, '/me'), name: 'Чужая', language: 'ru' };
      expect((await browserOf(at.desk, anna).post('/me', fields)).status).toBe(403);
      const own = hiddenFields((await browserOf(at.desk, anna).page('/me')).text, '/me');
      const foreign = await browserOf(at.desk, anna).post(
        '/me',
        { ...own, name: 'Чужая', language: 'ru' },
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      );
      expect(foreign.status).toBe(403);
      expect((await mine('/me')).json.profile.name).toBe('Анна Сергеева');
    });

    test('R4: without a session there is nothing: 401 for programs, the sign-in for people', async () => {
      for (const path of ['/me', '/me/consents', '/me/sessions']) {
        expect((await at.desk.get(path)).status).toBe(401);
        const page = await at.desk.get(path, { accept: 'text/html' });
        expect([page.status, page.headers.get('location')]).toEqual([
          303,
          `/sign-in?to=${encodeURIComponent(path)}`,
        ]);
      }
    });
  });

  describe('consents', () => {
    test('C2: given on its text, with its proof; the state says until when and by which text', async () => {
      const reply = await send('POST', '/me/consents', {
        purpose: 'promotions',
        act: 'give',
        ...(await shown('promotions')),
      });
      expect(reply.status).toBe(200);
      expect(reply.json.receipt).toBe(`/me/consents/${reply.json.event}/receipt`);
      expect(await stateOf('promotions')).toMatchObject({
        allowed: true,
        because: 'given',
        event: reply.json.event,
        text: 'promotions-1',
        channel: 'web',
        // Three years, to the end of their last day in Moscow.
        ...(hasClock ? { until: '2029-11-23T21:00:00.000Z' } : {}),
      });
    });

    test('C2: a text that was not shown, or shown with another form, is refused (409)', async () => {
      const { text, proof } = await shown('partners');
      const registration = (await at.desk.get('/texts?form=registration')).json.consents.find(
        (one: { purpose: string }) => one.purpose === 'partners',
      );
      for (const body of [
        { text, proof: `${proof}x` },
        { text, proof: (await shown('promotions')).proof },
        // A version nobody ever posted: a deployment that is given may have more than one.
        { text: 'partners-999', proof },
        { text, proof: registration.proof },
      ]) {
        const reply = await send('POST', '/me/consents', { purpose: 'partners', act: 'give', ...body });
        expect([reply.status, reply.json.code]).toEqual([409, 'text-replaced']);
      }
      const bare = await send('POST', '/me/consents', { purpose: 'partners', act: 'give', text });
      expect([bare.status, bare.json.code]).toEqual([422, 'text-needed']);
      expect((await stateOf('partners')).because).toBe('no-consent');
    });

    test('C3: withdrawn with neither text nor proof; said twice, it is one event', async () => {
      const first = await send('POST', '/me/consents', { purpose: 'promotions', act: 'withdraw' });
      const again = await send('POST', '/me/consents', { purpose: 'promotions', act: 'withdraw' });
      expect([first.status, again.status, again.json]).toEqual([200, 200, first.json]);
      expect(await stateOf('promotions')).toMatchObject({
        allowed: false,
        because: 'withdrawn',
        event: first.json.event,
      });
    });

    test('G3: the same request again, even after a withdrawal, is answered alike and gives nothing anew', async () => {
      const headers = { 'idempotency-key': key() };
      const give = { purpose: 'partners', act: 'give', ...(await shown('partners')) };
      const first = await send('POST', '/me/consents', give, headers);
      await send('POST', '/me/consents', { purpose: 'partners', act: 'withdraw' });
      const again = await send('POST', '/me/consents', give, headers);
      expect([again.status, again.json]).toEqual([200, first.json]);
      expect((await stateOf('partners')).because).toBe('withdrawn');
      const other = await send('POST', '/me/consents', { purpose: 'partners', act: 'withdraw' }, headers);
      expect([other.status, other.json.code]).toEqual([422, 'idempotency-mismatch']);
    });

    test('C2: everything stands in the history, the newest first, and nothing is taken from it', async () => {
      const { history } = (await mine('/me/consents')).json;
      expect(
        history.map(({ purpose, type }: { purpose: string; type: string }) => `${purpose} ${type}`),
      ).toEqual([
        'partners consent-withdrawn',
        'partners consent-given',
        'promotions consent-withdrawn',
        'promotions consent-given',
      ]);
      expect(history[3]).toMatchObject({ by: 'person', channel: 'web', text: 'promotions-1' });
    });

    test('C6: each event has a signed receipt, of a withdrawal too, that the published page verifies', async () => {
      const { history } = (await mine('/me/consents')).json;
      for (const { receipt, type } of [history[2], history[3]]) {
        const file = await mine(receipt);
        expect(file.status).toBe(200);
        expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="receipt-P-/);
        const verdict = await at.desk.post('/receipts/verify', { receipt: file.text });
        expect(verdict.json).toMatchObject({
          valid: true,
          content: { privacyDesk: { act: type, purpose: 'promotions' } },
        });
        expect(file.text).toBe((await mine(receipt)).text);
      }
    });

    test('C1: the page of a consent has its own box, unticked; without it nothing is given', async () => {
      const browser = browserOf(at.desk, boris);
      const page = await browser.page('/me/consents/promotions?lang=en');
      expect(page.text).toMatch(/<input type="checkbox" id="agreed"(?![^>]*checked)/);
      const give = hiddenFields(page.text, '/me/consents', 0);
      const unticked = await browser.post('/me/consents', give);
      expect(unticked.status).toBe(422);
      expect(unticked.text).toContain('href="#agreed"');
      const done = await browser.post('/me/consents', { ...give, agreed: 'true' });
      expect([done.status, done.headers.get('location')]).toEqual([303, '/me/consents?done=give']);
      const list = await browser.page('/me/consents?done=give');
      expect(list.text).toContain('role="status"');
    });

    test('C3: withdrawing by hand is one page with one button', async () => {
      const browser = browserOf(at.desk, boris);
      const page = await browser.page('/me/consents/promotions/withdrawal');
      const main = /<main.*<\/main>/s.exec(page.text)?.[0] ?? '';
      expect(main.match(/<button/g)).toHaveLength(1);
      const done = await browser.post('/me/consents', hiddenFields(page.text, '/me/consents'));
      expect(done.status).toBe(303);
      const { consents } = (await at.desk.get('/me/consents', boris.headers)).json;
      expect(consents[0]).toMatchObject({ purpose: 'promotions', because: 'withdrawn' });
    });

    test('R6: making data public is no consent as a whole: field by field', async () => {
      const body = { purpose: 'distribution', act: 'give', ...(await shown('distribution')) };
      expect((await send('POST', '/me/consents', body)).json.code).toBe('field-by-field');
    });

    test.each(['account', 'claims', 'security', 'nonsense'])(
      'C1: what rests on no consent (%s) cannot be given or withdrawn',
      async (purpose) => {
        expect((await send('POST', '/me/consents', { purpose, act: 'withdraw' })).status).toBe(422);
      },
    );

    test('G7: another person’s receipt is as absent as one that never was', async () => {
      const { history } = (await mine('/me/consents')).json;
      const other = await at.desk.get(history[0].receipt, boris.headers);
      const none = await at.desk.get('/me/consents/P-00000000000000000000-1/receipt', boris.headers);
      expect([other.status, none.status]).toEqual([404, 404]);
      expect(other.json.code).toBe(none.json.code);
      const own = (await at.desk.get('/me/consents', boris.headers)).json;
      expect(JSON.stringify(own)).not.toContain(history[0].event.slice(0, 22));
      expect(JSON.stringify((await at.desk.get('/me', boris.headers)).json)).not.toContain('anna');
    });
  });

  describe('sessions', () => {
    test('R4: each sign-in is listed; one can be ended from another, and its token is dead', async () => {
      const second = await signIn(at.desk, anna.email);
      const { sessions } = (await mine('/me/sessions')).json;
      expect(sessions).toHaveLength(2);
      expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([false, true]);
      expect((await send('DELETE', `/sessions/${sessions[0].id}`)).status).toBe(204);
      expect((await at.desk.get('/me', second.headers)).status).toBe(401);
      const gone = await send('DELETE', `/sessions/${sessions[0].id}`);
      expect([gone.status, gone.json.code]).toEqual([404, 'no-session']);
    });

    test('G3, R4: a button pressed twice, or an answer lost on the way, is one sign-in', async () => {
      const before = (await mine('/me/sessions')).json.sessions.length;
      const brought = await askForCode(at.desk, anna.email);
      const headers = { 'idempotency-key': key() };
      const posts = [1, 2].map(() => at.desk.post('/sessions/code', brought, headers));
      const [one, two] = await Promise.all(posts);
      const later = await at.desk.post('/sessions/code', brought, headers);
      expect([one?.status, two?.status, later.status]).toEqual([200, 200, 200]);
      expect(new Set([one?.json.token, two?.json.token, later.json.token]).size).toBe(1);
      expect((await mine('/me/sessions')).json.sessions).toHaveLength(before + 1);
      const [bare, other] = [await at.desk.post('/sessions/code', brought), key()];
      expect([bare.status, bare.json.code]).toEqual([410, 'code-expired']);
      const own = await at.desk.post('/sessions/code', brought, { 'idempotency-key': other });
      expect(own.status).toBe(410);
    });

    test('R4: nobody ends another person’s session', async () => {
      const { sessions } = (await mine('/me/sessions')).json;
      const reply = await at.desk.send('DELETE', `/sessions/${sessions[0].id}`, { headers: boris.headers });
      expect([reply.status, reply.json.code]).toEqual([404, 'no-session']);
      expect((await mine('/me')).status).toBe(200);
    });

    test('R4: all others end at once', async () => {
      const others = [await signIn(at.desk, anna.email), await signIn(at.desk, anna.email)];
      const browser = browserOf(at.desk, anna);
      const done = await browser.fill('/me/sessions', '/me/sessions/end-others', {});
      expect([done.status, done.headers.get('location')]).toEqual([303, '/me/sessions']);
      for (const one of others) expect((await at.desk.get('/me', one.headers)).status).toBe(401);
      expect((await mine('/me/sessions')).json.sessions).toHaveLength(1);
    });

    test('R4: signing out takes the cookie away and ends the session; another site cannot do it', async () => {
      const third = await signIn(at.desk, anna.email);
      const browser = browserOf(at.desk, third);
      const [, id = ''] = third.token.split('.');
      const foreign = await at.desk.send('DELETE', `/sessions/${id}`, {
        headers: { ...browser.cookieHeader(), origin: 'https://evil.example' },
      });
      expect(foreign.status).toBe(403);
      const done = await browser.fill('/me', `/sessions/${id}/end`, {});
      expect([done.status, done.headers.get('location')]).toEqual([303, '/']);
      expect(browser.cookies.has('__Host-session')).toBe(false);
      expect((await at.desk.get('/me', third.headers)).status).toBe(401);
    });
  });

  describe.skipIf(!hasStaff('officer@example.com'))('a new version of the policy', () => {
    const post = async (change: 'soft' | 'hard') => {
      const { texts } = (await at.desk.get('/policy')).json;
      const body = { ru: `${texts.ru}\n\n${key()}`, en: `${texts.en}\n\n${key()}`, change };
      const headers = await at.desk.as('officer@example.com');
      return (await at.desk.post('/staff/policy/versions', body, headers)).json.id as string;
    };

    test('P3: a soft one asks nothing', async () => {
      const id = await post('soft');
      const { status, json } = await mine('/me');
      expect([status, json.policy]).toMatchObject([200, { version: accepted, current: id }]);
    });

    test('P3: a hard one stands before the profile, while everything else stays reachable', async () => {
      const id = await post('hard');
      const asked = await mine('/me');
      expect([asked.status, asked.json.code, asked.json.data]).toEqual([
        409,
        'policy-changed',
        { version: id, acknowledged: accepted, acknowledge: '/me/policy' },
      ]);
      expect((await send('PATCH', '/me', { name: 'Нет' })).json.code).toBe('policy-changed');
      expect((await mine('/me/consents')).status).toBe(200);
      expect((await mine('/me/sessions')).status).toBe(200);
      const withdrawn = await send('POST', '/me/consents', { purpose: 'promotions', act: 'withdraw' });
      expect(withdrawn.status).toBe(200);

      const browser = browserOf(at.desk, anna);
      const page = await browser.page('/me');
      expect(page.text).toContain(`href="/policy/versions/${id}"`);
      expect(page.text).toContain(`href="/policy/compare?from=${accepted}&amp;to=${id}"`);
      expect(page.text).not.toContain('Анна Сергеева');
      const done = await browser.post('/me/policy', hiddenFields(page.text, '/me/policy'));
      expect([done.status, done.headers.get('location')]).toEqual([303, '/me?told=acknowledged']);
      expect((await mine('/me')).json.policy.version).toBe(id);
    });

    test('P3, C2: acknowledged is only what is in force, by its proof; a program does it too', async () => {
      const old = (await at.desk.get('/texts?form=account')).json.policy;
      const id = await post('hard');
      const late = await send('POST', '/me/policy', { version: old.version, proof: old.proof });
      expect([late.status, late.json.code]).toEqual([409, 'text-replaced']);
      const { policy } = (await at.desk.get('/texts?form=account')).json;
      const body = { version: policy.version, proof: policy.proof };
      expect((await send('POST', '/me/policy', body)).status).toBe(204);
      const { revision } = (await mine('/me')).json;
      expect((await send('POST', '/me/policy', body)).status).toBe(204);
      expect((await mine('/me')).json).toMatchObject({ revision, policy: { version: id } });
    });
  });
});
