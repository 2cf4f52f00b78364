import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { BrowserSession, hiddenFields } from '../support/browser-session.ts';
import { aClaimBody, codeIn, type Reply } from '../support/desk-client.ts';
import { target } from '../support/suite-target.ts';

// Monday 23 November 2026, 10:00 in Moscow. The limits are those of the settings; the peer is what the test says it is.
const at = target({ now: '2026-11-23T07:00:00Z', args: ['--trust-forwarded'] });

let counted = 0;
const somebody = (name = 'somebody') => {
  counted += 1;
  return `${name}-${counted}@example.org`;
};
/** A network that nobody else in this file comes from. */
const elsewhere = () => {
  counted += 1;
  return { 'x-forwarded-for': `100.${64 + (counted >> 8)}.${counted & 255}.7` };
};

/** What the form shows, as programs get it. */
async function policyShown() {
  const { version, proof } = (await at.desk.get('/texts?form=registration')).json.policy;
  return { version, proof };
}

const aBody = async (email: string, more: object = {}) => ({
  ...{ email, name: 'Анна Петрова', createAccount: true, policy: await policyShown() },
  ...more,
});
const register = async (email: string, headers: Record<string, string> = {}, more: object = {}) =>
  at.desk.post('/registrations', await aBody(email, more), { ...elsewhere(), ...headers });
const challengeOf = async (email: string): Promise<string> => (await register(email)).json.challenge;
const confirm = (body: object, headers: Record<string, string> = {}) =>
  at.desk.post('/registrations/confirm', body, headers);
const tokenIn = (text: string) =>
  new URL(/http:\/\/\S+\/confirm\?token=\S+/.exec(text)?.[0] ?? 'http://x/').searchParams.get('token') ?? '';
// The first letter waits for its door to start, on a busy machine for long.
const letterTo = (email: string) =>
  at.desk.until(async () => (await at.desk.letters(email))[0], `a letter to ${email}`, 50);
const wrongOf = (code: string, n: number) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0');

async function account(email = somebody('member')): Promise<string> {
  const challenge = await challengeOf(email);
  const code = codeIn((await letterTo(email)).text);
  expect((await confirm({ challenge, code })).json).toEqual({ status: 'confirmed' });
  return email;
}

/** Signs in by JSON; the token. */
async function signIn(email: string): Promise<string> {
  const before = (await at.desk.letters(email)).length;
  const { challenge } = (await at.desk.post('/sessions', { email }, elsewhere())).json;
  const letter = await at.desk.until(async () => (await at.desk.letters(email))[before], 'the code');
  return (await at.desk.post('/sessions/code', { challenge, code: codeIn(letter.text) })).json.token;
}

/** All of an answer that somebody outside can compare; ids are random and of one length, so they are blotted out. */
const seen = (reply: Reply) => {
  const blot = (text: string) =>
    text
      .replaceAll(/[A-Za-z0-9_-]{30,}\.[A-Za-z0-9_-]{43}/g, (id) => `id of ${id.length}`)
      .replaceAll(/[A-Za-z0-9_.-]{24,}/g, (id) => `id of ${id.length}`);
  return {
    status: reply.status,
    text: blot(reply.text),
    headers: [...reply.headers]
      .filter(([name]) => !['date', 'apigw-requestid'].includes(name))
      .map(([name, value]) => [name, blot(value)]),
  };
};

describe('G7: nobody outside learns whether an address is known', () => {
  test('registering, looking, choosing, confirming, asking again: known and unknown are alike to the byte', async () => {
    const known = [await account(), await account(), await account()];
    const unknown = [somebody('stranger'), somebody('stranger'), somebody('stranger')];
    /** Each step's answer, as programs and as browsers get it. */
    const way = async (email: string) => {
      const browser = new BrowserSession(at.desk);
      const from = elsewhere();
      const fields = { email, name: 'Анна', createAccount: 'true' };
      const posted = await browser.fill('/register', '/registrations', fields, from);
      const json = await register(email);
      const { challenge } = json.json;
      const page = `/registrations/${challenge}`;
      const consent = `${page}/consents/promotions`;
      const again = { accept: 'text/html' };
      return [
        seen(posted),
        seen(json),
        seen(await browser.page(page)),
        seen(await browser.fill(consent, `${page}/consents`, { act: 'refuse' })),
        seen(await browser.fill(page, '/registrations/confirm', { code: '000000' })),
        seen(await confirm({ challenge, code: '000000' })),
        seen(await browser.fill(page, `${page}/again`, {})),
        seen(await at.desk.post(`${page}/again`, {})),
        seen(await confirm({ challenge, code: '000001' })),
        seen(await at.desk.get(`${page}/nothing`, again)),
      ];
    };
    const ways = await Promise.all([...known, ...unknown].map(way));
    for (const one of ways) expect(one).toEqual(ways[0]);
    expect(ways[0]?.map(({ status }) => status)).toEqual([303, 202, 200, 303, 422, 422, 303, 202, 422, 404]);
  });

  test('signing in: known, unknown and unconfirmed are alike to the byte', async () => {
    const unconfirmed = somebody('unconfirmed');
    await register(unconfirmed);
    const way = async (email: string) => {
      const browser = new BrowserSession(at.desk);
      const posted = await browser.fill('/sign-in', '/sessions', { email }, elsewhere());
      const asked = await at.desk.post('/sessions', { email }, elsewhere());
      const { challenge } = asked.json;
      const tries = [];
      for (let n = 0; n < 6; n += 1)
        tries.push(seen(await at.desk.post('/sessions/code', { challenge, code: `00000${n}` })));
      const page = `/sign-in/${challenge}`;
      const exhausted = await browser.fill(page, '/sessions/code', { code: '000000' });
      return [seen(posted), seen(asked), ...tries, seen(await browser.page(page)), seen(exhausted)];
    };
    const known = await way(await account());
    expect(await way(somebody('stranger'))).toEqual(known);
    expect(await way(unconfirmed)).toEqual(known);
    expect(known.map(({ status }) => status)).toEqual([303, 202, 422, 422, 422, 422, 422, 422, 200, 422]);
  });

  test('R3: the owner of a known address is told by letter, without a link or code that would confirm anything', async () => {
    const email = await account();
    const challenge = await challengeOf(email);
    const letter = await at.desk.until(async () => (await at.desk.letters(email))[1], 'the second letter');
    expect(letter.text).toContain('/sign-in');
    expect(`${letter.text}${letter.html}`).not.toMatch(/\/confirm\?/);
    expect(codeIn(letter.text)).toBeUndefined();
    expect((await confirm({ challenge, code: '000000' })).json.code).toBe('code-wrong');
  });
});

describe('G15: links', () => {
  test('a token is worth nothing cut, changed, of another purpose or of another person – and says only that', async () => {
    const email = somebody();
    const challenge = await challengeOf(email);
    const token = tokenIn((await letterTo(email)).text);
    const [head = '', mac = ''] = token.split('.');
    const [otherHead = ''] = (await challengeOf(somebody())).split('.');
    const other = (sign: string) => (sign === 'A' ? 'B' : 'A');
    const forged = [
      ...Array.from(
        { length: token.length },
        (_, i) => token.slice(0, i) + other(token.charAt(i)) + token.slice(i + 1),
      ),
      ...[token.slice(0, -1), token.slice(1), `${token}A`, ` ${token}`, `${mac}.${head}`, 'x', '..'],
      challenge,
      `${otherHead}.${mac}`,
    ];
    const nothing = seen(await confirm({ token: forged[0] }));
    expect(nothing.status).toBe(404);
    for (const one of forged) expect([one, seen(await confirm({ token: one }))]).toEqual([one, nothing]);
    // Of the token as the handle of the browser the same is true.
    for (const one of [token, `${otherHead}.${challenge.split('.')[1]}`])
      expect((await at.desk.get(`/registrations/${one}`, { accept: 'text/html' })).status).toBe(404);
    expect((await confirm({ token })).status).toBe(200);
    expect((await confirm({ token })).json.code).toBe('link-used');
  });

  test('G2: a scanner that GETs, HEADs and OPTIONSs every link thrice changes nothing; the button still works', async () => {
    const email = somebody();
    const challenge = await challengeOf(email);
    const letter = await letterTo(email);
    const links = new Set(
      `${letter.text} ${letter.html}`.replaceAll('&amp;', '&').match(/http:\/\/[^\s"<>]+/g) ?? [],
    );
    const token = tokenIn(letter.text);
    expect([...links].some((link) => link.includes(encodeURIComponent(token)))).toBe(true);
    const pages = [
      ...links,
      ...['', '/consents/promotions'].map(
        (rest) => `${at.desk.target.site}/registrations/${challenge}${rest}`,
      ),
    ];
    for (let round = 0; round < 3; round += 1)
      for (const link of pages)
        for (const method of ['GET', 'HEAD', 'OPTIONS'])
          await fetch(link, {
            method,
            redirect: 'manual',
            headers: { 'user-agent': 'SafeLinks', accept: 'text/html' },
          });
    expect(await at.desk.letters(email)).toHaveLength(1);
    const browser = new BrowserSession(at.desk);
    const page = await browser.page(`/confirm?token=${encodeURIComponent(token)}`);
    expect(page.text).not.toMatch(/<script|http-equiv="refresh"/i);
    // Not confirmed by all that looking: the button does it, once.
    const pressed = await browser.fill(
      `/confirm?token=${encodeURIComponent(token)}`,
      '/registrations/confirm',
      {},
    );
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/registered?status=proved']);
    const second = await browser.page(`/confirm?token=${encodeURIComponent(token)}`);
    expect(second.status).toBe(410);
  });

  test('G6: pressed again with another form the page says that it is done, not that nothing is there', async () => {
    const email = somebody();
    await register(email);
    const token = tokenIn((await letterTo(email)).text);
    const browser = new BrowserSession(at.desk);
    const address = `/confirm?token=${encodeURIComponent(token)}`;
    const { text } = await browser.page(address);
    const other = await browser.page(address);
    await browser.post('/registrations/confirm', hiddenFields(text, '/registrations/confirm'));
    const again = await browser.post(
      '/registrations/confirm',
      hiddenFields(other.text, '/registrations/confirm'),
    );
    expect(again.status).toBe(410);
    expect(again.text).toContain('Уже сделано');
    // The very same press – the answer got lost – is answered as it was (G3).
    const same = await browser.post('/registrations/confirm', hiddenFields(text, '/registrations/confirm'));
    expect([same.status, same.headers.get('location')]).toEqual([303, '/registered?status=proved']);
  });
});

describe('issue 8, 1: choices made by somebody else', () => {
  /** Registers an address as a stranger would, with details and both consents; what the stranger holds. */
  async function stranger(email: string) {
    const more = { name: 'Злой Умысел', phone: '+7 495 000-00-00', organisation: 'Чужая контора' };
    const { challenge } = (await register(email, {}, more)).json;
    const { consents } = (await at.desk.get(`/texts?form=registration&challenge=${challenge}`)).json;
    const choose = (purpose: string) => {
      const { version, proof } = consents.find((one: { purpose: string }) => one.purpose === purpose);
      const choice = { purpose, act: 'give', text: version, proof };
      return at.desk.post(`/registrations/${challenge}/consents`, choice, elsewhere());
    };
    for (const purpose of ['promotions', 'partners']) expect((await choose(purpose)).status).toBe(204);
    return { challenge, choose };
  }

  test('R1, C7: a stranger registers her and gives consents; her press of the link makes none of it hers', async () => {
    const email = somebody('victim');
    const { challenge, choose } = await stranger(email);
    const letter = await letterTo(email);
    expect(letter.text).not.toMatch(/Умысел|контора/);
    const proved = await confirm({ token: tokenIn(letter.text) });
    expect([proved.status, proved.json]).toEqual([200, { status: 'proved' }]);
    // The stranger goes on: chooses, asks again, tries the code of that very letter.
    expect((await choose('promotions')).json.code).toBe('link-used');
    expect((await confirm({ challenge, code: codeIn(letter.text) })).json.code).toBe('link-used');
    expect((await at.desk.post(`/registrations/${challenge}/again`, {})).json.code).toBe('link-used');

    const headers = { authorization: `Bearer ${await signIn(email)}` };
    const held = await at.desk.get('/me', headers);
    expect([held.status, held.json.code]).toEqual([409, 'registration-unfinished']);
    expect(held.text).not.toMatch(/Умысел|контора/);
    const { consents, history } = (await at.desk.get('/me/consents', headers)).json;
    expect(consents.filter(({ allowed }: { allowed: boolean }) => allowed)).toEqual([]);
    expect(history).toEqual([]);
    const crm = await at.desk.as('program:crm');
    const program = await at.desk.post('/may', { email, purpose: 'promotions' }, crm);
    expect(program.json).toMatchObject({ allowed: false, because: 'no-consent' });

    // She sees what was typed, and makes an account of her own words only.
    const unfinished = (await at.desk.get('/me/registration', headers)).json;
    expect(unfinished.typed).toMatchObject({ name: 'Злой Умысел', organisation: 'Чужая контора' });
    const { version, proof } = unfinished.policy;
    const own = { name: 'Вера', createAccount: true, policy: { version, proof } };
    expect((await at.desk.post('/me/registration', own, headers)).status).toBe(204);
    const { profile } = (await at.desk.get('/me', headers)).json;
    expect(profile).toEqual({ email, name: 'Вера', language: 'ru' });
    expect((await at.desk.get('/me/consents', headers)).json.history).toEqual([]);
  });

  test('R1: without a choice of her own there is no account, whatever is sent', async () => {
    const email = somebody('victim');
    await stranger(email);
    await confirm({ token: tokenIn((await letterTo(email)).text) });
    const headers = { authorization: `Bearer ${await signIn(email)}` };
    const { policy } = (await at.desk.get('/me/registration', headers)).json;
    const own = { name: 'Вера', policy: { version: policy.version, proof: policy.proof } };
    for (const createAccount of [undefined, false, 'true'])
      expect((await at.desk.post('/me/registration', { ...own, createAccount }, headers)).status).toBe(422);
    const { consents } = (await at.desk.get('/me/texts', headers)).json;
    const [{ purpose, version: text, proof }] = consents;
    const acts: readonly (readonly ['POST' | 'PATCH', string, object])[] = [
      ['PATCH', '/me', { name: 'Вера' }],
      ['POST', '/me/consents', { purpose, act: 'give', text, proof }],
      ['POST', '/me/close', { code: '000000', challenge: 'c'.repeat(24) }],
      ['PATCH', '/me', { email: somebody('other') }],
    ];
    for (const [method, path, body] of acts) {
      const done = await at.desk.send(method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      });
      expect([path, done.json.code]).toEqual([path, 'registration-unfinished']);
    }
    expect((await at.desk.get('/me', headers)).json.code).toBe('registration-unfinished');
  });

  test('R1, C7: he sends her the page of his registration; the code that she types there makes none of it hers', async () => {
    const email = somebody('victim');
    const [his, hers] = [new BrowserSession(at.desk), new BrowserSession(at.desk)];
    const fields = { email, name: 'Злой Умысел', createAccount: 'true' };
    const begun = await his.fill('/register', '/registrations', fields, elsewhere());
    const [, , challenge = ''] = (begun.headers.get('location') ?? '').split('/');
    const page = `/registrations/${challenge}`;
    for (const purpose of ['promotions', 'partners']) {
      const choice = { act: 'give', agreed: 'true' };
      expect((await his.fill(`${page}/consents/${purpose}`, `${page}/consents`, choice)).status).toBe(303);
    }
    // Filled in as quickly as here, the letter waits until it is asked for.
    await his.fill(page, `${page}/again`, {});
    const code = codeIn((await letterTo(email)).text) ?? '';
    // She has registered something herself once: a cookie of another registration is as good as none.
    const own = { email: somebody(), name: 'Вера', createAccount: 'true' };
    await hers.fill('/register', '/registrations', own, elsewhere());
    expect((await hers.page(page)).text).toContain('заполняли в другом браузере');
    const done = await hers.fill(page, '/registrations/confirm', { code });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/registered?status=proved']);
    const headers = { authorization: `Bearer ${await signIn(email)}` };
    expect((await at.desk.get('/me', headers)).json.code).toBe('registration-unfinished');
    expect((await at.desk.get('/me/consents', headers)).json.history).toEqual([]);
  });

  test('R1: the cookie of a registration names no challenge, lives as long as the browser, and works in no other', async () => {
    const browser = new BrowserSession(at.desk);
    const fields = { email: somebody(), name: 'Вера', createAccount: 'true' };
    const begun = await browser.fill('/register', '/registrations', fields, elsewhere());
    const [, , challenge = ''] = (begun.headers.get('location') ?? '').split('/');
    const [cookie = ''] = begun.headers
      .getSetCookie()
      .filter((one) => one.startsWith('__Host-registration='));
    expect(cookie).toMatch(/^__Host-registration=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(challenge);
    const page = `/registrations/${challenge}`;
    expect((await browser.page(page)).text).not.toContain('заполняли в другом браузере');
    await browser.fill(page, `${page}/again`, {});
    const code = codeIn((await letterTo(fields.email)).text) ?? '';
    const done = await browser.fill(page, '/registrations/confirm', { code });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/registered']);
    expect(browser.cookies.has('__Host-registration')).toBe(false);
  });

  test('R5: a stranger asks to change his account’s address to hers; her press of the link makes nothing hers', async () => {
    const [his, hers] = [somebody('stranger'), somebody('victim')];
    await register(his, {}, { name: 'Злой Умысел' }).then(({ json: { challenge } }) =>
      letterTo(his).then(({ text }) => confirm({ challenge, code: codeIn(text) })),
    );
    const stranger = { authorization: `Bearer ${await signIn(his)}` };
    expect((await at.desk.post('/me/address', { email: hers }, stranger)).status).toBe(202);
    const { text } = await letterTo(hers);
    const token = new URL(/http:\/\/\S+\/address\/confirm\?token=\S+/.exec(text)?.[0] ?? '').searchParams.get(
      'token',
    );
    const link = `/address/confirm?token=${encodeURIComponent(token ?? '')}`;

    // Without a session, and in one of her own account: the page says what was asked, and has no button.
    const own = await signIn(await account());
    for (const session of [undefined, own]) {
      const browser = new BrowserSession(at.desk);
      if (session !== undefined) browser.cookies.set('__Host-session', session);
      const page = await browser.page(link);
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('ничего не изменилось')]);
      expect(page.text).not.toMatch(/Умысел|action="\/address\/confirm"/);
    }
    // A form drawn elsewhere, and programs: nobody, and somebody else.
    const sealed = hiddenFields((await new BrowserSession(at.desk).page('/register')).text, '/registrations');
    const posts = [
      await new BrowserSession(at.desk).post('/address/confirm', { ...sealed, token: token ?? '' }),
      await at.desk.post('/address/confirm', { token }),
      await at.desk.post('/address/confirm', { token }, { authorization: `Bearer ${own}` }),
    ];
    expect(posts.map(({ status }) => status)).toEqual([401, 401, 403]);
    expect(posts[2]?.json.code).toBe('link-elsewhere');
    expect(posts[2]?.json.detail).toMatch(/код из письма/);
    expect((await at.desk.get('/me', stranger)).json.profile).toMatchObject({ email: his, newEmail: hers });
    // Her address is nobody's: she registers it herself.
    expect((await register(hers)).status).toBe(202);
  });

  test('C2: a proof that was served to one registration or session is refused in every other', async () => {
    const [hers, theirs] = [await stranger(somebody()), await stranger(somebody())];
    const { consents } = (await at.desk.get(`/texts?form=registration&challenge=${hers.challenge}`)).json;
    const choice = {
      purpose: 'promotions',
      act: 'give',
      text: consents[0].version,
      proof: consents[0].proof,
    };
    const carried = await at.desk.post(`/registrations/${theirs.challenge}/consents`, choice, elsewhere());
    expect([carried.status, carried.json.code]).toEqual([409, 'text-replaced']);

    const email = await account();
    const [one, two] = [await signIn(email), await signIn(email)];
    const other = await signIn(await account());
    const texts = (await at.desk.get('/me/texts', { authorization: `Bearer ${one}` })).json.consents;
    const given = { purpose: 'promotions', act: 'give', text: texts[0].version, proof: texts[0].proof };
    const give = (token: string) => at.desk.post('/me/consents', given, { authorization: `Bearer ${token}` });
    for (const token of [two, other]) expect((await give(token)).json.code).toBe('text-replaced');
    expect((await give(one)).status).toBe(200);
  });

  test('C6: of a text that the open form served the receipt does not say that it was shown to this person', async () => {
    const headers = { authorization: `Bearer ${await signIn(await account())}` };
    const receiptOf = async (texts: string, purpose: string) => {
      const { consents } = (await at.desk.get(texts, headers)).json;
      const { version, proof } = consents.find((one: { purpose: string }) => one.purpose === purpose);
      const done = await at.desk.post(
        '/me/consents',
        { purpose, act: 'give', text: version, proof },
        headers,
      );
      const jws = (await at.desk.get(done.json.receipt, headers)).text;
      return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).privacyDesk;
    };
    expect(await receiptOf('/texts?form=account', 'promotions')).toMatchObject({
      textServed: 'by-form',
      textStatement: 'этот текст был выдан формой',
    });
    expect(await receiptOf('/me/texts', 'partners')).toMatchObject({
      textServed: 'to-person',
      textStatement: 'этот текст был показан этому человеку',
    });
  });
});

describe('G16: codes', () => {
  test('of 100, twenty at once, at the door five are looked at; the code of one is worth nothing to another', async () => {
    const [mine, theirs] = [somebody(), somebody()];
    const [challenge, other] = [await challengeOf(mine), await challengeOf(theirs)];
    const code = codeIn((await letterTo(mine)).text) ?? '';
    expect((await confirm({ challenge: other, code })).json.code).toBe('code-wrong');
    const replies: Reply[] = [];
    // In portions, as API Gateway's own throttle of the route would stop them before us.
    for (let n = 0; n < 100; n += 20)
      replies.push(
        ...(await Promise.all(
          Array.from({ length: 20 }, (_, i) => confirm({ challenge, code: wrongOf(code, n + i) })),
        )),
      );
    const codes = replies.map((reply) => reply.json.code);
    expect(codes.filter((one) => one === 'code-wrong')).toHaveLength(5);
    // A busy gateway turns some away before us (429, 503): no try is worth more for that.
    const others = replies.filter(({ json }) => !['code-wrong', 'code-exhausted'].includes(json?.code));
    expect(others.map(({ status }) => status).filter((status) => status !== 429 && status !== 503)).toEqual(
      [],
    );
    expect(codes.filter((one) => one === 'code-exhausted').length).toBe(95 - others.length);
    const last = await confirm({ challenge, code });
    expect(last.json.code).toBe('code-exhausted');
    expect(last.json.detail).toMatch(/ссылку/);
  });
});

describe('G16: guesses that no code can be', () => {
  const WRONG = [
    '12345',
    '1234567',
    '12345a',
    '7K9M2QXT4HZU',
    '٠١٢٣٤٥',
    '{"$gt":""}',
    '%',
    '……',
    '0'.repeat(32),
  ];

  test('cost no try and tell nothing: known, unknown and used up are alike to the byte, and the code still works', async () => {
    const [mine, never] = [await challengeOf(somebody()), 'no-such-challenge'];
    const used = await challengeOf(somebody());
    const email = somebody();
    const challenge = await challengeOf(email);
    for (let n = 0; n < 6; n += 1) await confirm({ challenge: used, code: wrongOf('123456', n) });
    for (const code of WRONG) {
      const answers = [];
      for (const one of [challenge, mine, never, used]) {
        const reply = await confirm({ challenge: one, code });
        expect([reply.status, reply.json.errors?.[0]]).toMatchObject([
          422,
          { field: 'code', code: 'code-shape' },
        ]);
        answers.push(seen(reply));
      }
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
    const code = codeIn((await letterTo(email)).text);
    expect((await confirm({ challenge, code: ` ${code?.slice(0, 3)} - ${code?.slice(3)} ` })).json).toEqual({
      status: 'confirmed',
    });
  });
});

describe('G4, CSRF: who may post', () => {
  const form = async () => {
    const browser = new BrowserSession(at.desk);
    const { text } = await browser.page('/register');
    return {
      browser,
      fields: {
        ...hiddenFields(text, '/registrations'),
        email: somebody(),
        name: 'Анна',
        createAccount: 'true',
      },
    };
  };

  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a sandbox', { origin: 'null' }],
    ['a name like ours', { origin: 'http://127.0.0.1.evil.example' }],
  ])('a form from %s is refused before anything is stored', async (_, headers) => {
    const { browser, fields } = await form();
    const { fields: signIn } = await form();
    expect((await browser.post('/registrations', fields, { ...headers, ...elsewhere() })).status).toBe(403);
    for (const path of ['/sessions', '/sessions/code', '/registrations/confirm'])
      expect((await browser.post(path, signIn, headers)).status).toBe(403);
    expect(await at.desk.letters(fields.email)).toEqual([]);
  });

  test('a form without a stamp, with that of another form, or a forged one is shown again and stores nothing', async () => {
    const { browser, fields } = await form();
    const { _stamp: stamp = '', ...bare } = fields as Record<string, string>;
    const other = hiddenFields((await browser.page('/sign-in')).text, '/sessions')['_stamp'] ?? '';
    const posts = [bare, { ...bare, _stamp: other }, { ...bare, _stamp: `${stamp.slice(0, -2)}AA` }];
    for (const one of posts) {
      const reply = await browser.post('/registrations', one, elsewhere());
      expect(reply.status).toBe(403);
      expect(reply.text).toContain(fields.email);
    }
    expect(await at.desk.letters(fields.email)).toEqual([]);
  });

  test('JSON that says it is text, as a form of another site can send it, is refused', async () => {
    const body = JSON.stringify(await aBody(somebody()));
    const sent = await at.desk.send('POST', '/registrations', {
      body,
      headers: { 'content-type': 'text/plain' },
    });
    expect(sent.status).toBe(415);
  });

  test('T3: a form that the trap caught is answered like any other, and sends no letter', async () => {
    const browser = new BrowserSession(at.desk);
    const email = somebody('trapped');
    const fields = { email, name: 'Анна', createAccount: 'true', topic: 'https://x.example' };
    const { text } = await browser.page('/register');
    // Slower than two seconds, as a person is: only the trap tells.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const sent = { ...hiddenFields(text, '/registrations'), ...fields };
    const reply = await browser.post('/registrations', sent, elsewhere());
    expect(reply.status).toBe(303);
    await at.desk.jump({ advance: 'PT10M' });
    expect(await at.desk.letters(email)).toEqual([]);
  });
});

describe('security.md: injection', () => {
  test.each([
    ['CR LF', 'Анна\r\nBcc: evil@example.com'],
    ['LF', 'Анна\nBcc: evil@example.com'],
    ['NUL', 'Анна\u0000'],
    ['a line separator', 'Анна\u2028Bcc: evil@example.com'],
    ['a text turned round', 'Анна\u202emoc.live'],
  ])('%s in a name or an organisation is refused', async (_, text) => {
    for (const more of [{ name: text }, { organisation: text }]) {
      const reply = await register(somebody(), {}, more);
      expect(reply.status).toBe(422);
      expect(reply.text).not.toContain('evil');
    }
  });

  test.each([
    'a@example.org\r\nBcc: evil@example.com',
    '<a@example.org>, evil@example.com',
    'a@example.org,evil@example.com',
    '"a b"@example.org',
  ])('the address %j is refused', async (email) => {
    expect((await register(email)).status).toBe(422);
    expect((await at.desk.post('/sessions', { email }, elsewhere())).status).toBe(422);
  });

  test('markup in a name reaches no letter, and a page only as text', async () => {
    const attack = '"><img src=x onerror=alert(1)><a href="https://evil.example">подделка</a>';
    const email = somebody();
    expect((await register(email, {}, { name: attack, organisation: attack })).status).toBe(202);
    const letter = await letterTo(email);
    expect(`${letter.raw}${letter.text}${letter.html}`).not.toMatch(/evil\.example|onerror|подделка/);
    const browser = new BrowserSession(at.desk);
    const refused = await browser.fill(
      '/register',
      '/registrations',
      { email: 'x', name: attack },
      elsewhere(),
    );
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain('<img');
    expect(refused.text).not.toContain('href="https://evil.example"');
    expect(refused.text).toContain('&lt;img src=x');
  });

  test('G5: fields of ours that a stranger sends along are refused by name', async () => {
    for (const more of [
      { person: 'P-00000000000000000000' },
      { state: 'active' },
      { known: false },
      { lookup: 'x' },
    ])
      expect((await register(somebody(), {}, more)).status).toBe(422);
  });
});

describe('T3: mass registration', () => {
  test('of 70 from one /24 sixty are taken, the others told the postal address; another network is not touched', async () => {
    const policy = await policyShown();
    const replies: Reply[] = [];
    for (let n = 0; n < 70; n += 10)
      replies.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, (_, i) =>
            at.desk.post(
              '/registrations',
              { email: somebody('flood'), name: 'Анна', createAccount: true, policy },
              { 'x-forwarded-for': `198.51.100.${n + i}` },
            ),
          ),
        )),
      );
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(60);
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    for (const { json, headers } of refused) {
      expect(json.detail).toMatch(/Москва/);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await register(somebody())).status).toBe(202);
  });

  test('one address gets at most three letters a day, from wherever it is registered and asked for again', async () => {
    const email = somebody('bombed');
    for (let n = 0; n < 4; n += 1) {
      const challenge = await challengeOf(email);
      await at.desk.jump({ advance: 'PT1M' });
      expect((await at.desk.post(`/registrations/${challenge}/again`, {})).status).toBe(202);
      await at.desk.jump({ advance: 'PT1M' });
    }
    // Two at once, and the day's late letter; the third place is kept for the receipt of a claim.
    const letters = await at.desk.letters(email);
    expect(letters.length).toBeGreaterThanOrEqual(2);
    expect(letters.length).toBeLessThanOrEqual(3);
  });

  test('T3: she is registered and claimed for by strangers, signed in for from everywhere: she claims, signs in, closes, and her letter comes', async () => {
    const email = await account(somebody('owner'));
    const me = { authorization: `Bearer ${await signIn(email)}` };
    for (let n = 0; n < 3; n += 1)
      for (let asks = 0; asks < 20; asks += 1)
        await at.desk.post('/sessions', { email }, { 'x-forwarded-for': `198.18.${n}.9` });
    expect((await at.desk.post('/me/close/code', {}, me)).status).toBe(202);
    const { challenge } = (await at.desk.post('/sessions', { email }, { 'x-forwarded-for': '198.18.0.10' }))
      .json;
    await at.desk.jump({ advance: 'PT1M' });
    const code = (await at.desk.letters(email))
      .map(({ text }) => codeIn(text))
      .findLast((one) => one?.length === 12);
    expect((await at.desk.post('/sessions/code', { challenge, code })).status).toBe(200);

    const victim = somebody('victim');
    for (let n = 0; n < 3; n += 1) {
      await register(victim);
      await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email: victim } }), elsewhere());
    }
    await at.desk.jump({ advance: 'PT1M' });
    const mine = await challengeOf(victim);
    expect((await at.desk.post(`/registrations/${mine}/again`, {})).status).toBe(202);
    await at.desk.jump({ advance: 'PT12M' });
    const letters = await at.desk.letters(victim);
    expect(letters.length).toBeLessThanOrEqual(4);
    const newest = letters.findLast(({ text }) => text.includes('/confirm?token='));
    expect((await confirm({ token: tokenIn(newest?.text ?? '') })).status).toBe(200);
  });

  test('an address registered twice: whoever confirms first has it, the other is told', async () => {
    const email = somebody('twice');
    const tokens: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      await register(email);
      const letter = await at.desk.until(async () => (await at.desk.letters(email))[n], 'a letter');
      tokens.push(tokenIn(letter.text));
    }
    const replies = await Promise.all(tokens.map((token) => confirm({ token })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.json.code).toBe('address-taken');
  });
});

describe('R4: sessions', () => {
  test('the cookie is of this host, for HTTP, secure, lax; JSON gets the token and no cookie', async () => {
    const email = await account();
    const browser = new BrowserSession(at.desk);
    const asked = await browser.fill('/sign-in', '/sessions', { email }, elsewhere());
    const letter = await at.desk.until(async () => (await at.desk.letters(email))[1], 'the code');
    const page = asked.headers.get('location') ?? '';
    const signedIn = await browser.fill(page, '/sessions/code', { code: codeIn(letter.text) ?? '' });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/me']);
    const [cookie = '', ...more] = signedIn.headers
      .getSetCookie()
      .filter((one) => one.startsWith('__Host-session='));
    expect(more).toEqual([]);
    const attributes = cookie.split('; ').slice(1).toSorted();
    expect(attributes).toEqual(
      ['HttpOnly', `Max-Age=${14 * 86_400}`, 'Path=/', 'SameSite=Lax', 'Secure'].toSorted(),
    );
    expect(signedIn.headers.get('cache-control')).toContain('no-store');
    expect(await signIn(email)).toMatch(/^P-[0-9A-Z]{20}\.[\w-]{16}\.[\w-]{43}$/);
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/me/..//evil.example',
    '/me@evil.example',
    '/sign-in?to=//evil.example',
    'javascript:alert(1)',
    '/me\r\nset-cookie: a=b',
    '/desk',
  ])('no open redirect: %j is no place to go on to', async (to) => {
    const browser = new BrowserSession(at.desk);
    const page = await browser.page(`/sign-in?to=${encodeURIComponent(to)}`);
    expect(page.text.replace(/<a class="lang"[^>]*>/, '')).not.toContain('evil');
    const fields = {
      ...hiddenFields((await browser.page('/sign-in')).text, '/sessions'),
      email: somebody(),
      to,
    };
    const asked = await browser.post('/sessions', fields, elsewhere());
    expect([303, 422]).toContain(asked.status);
    expect(asked.headers.get('location') ?? '').not.toMatch(/evil|desk|javascript/);
    expect(asked.headers.getSetCookie()).toEqual([]);
  });
});

describe('C2: texts', () => {
  test('a text that was replaced while it was read is not taken (409), the page shows the new one', async () => {
    const officer = await at.desk.as('officer@example.com');
    const challenge = await challengeOf(somebody());
    const page = `/registrations/${challenge}/consents/promotions`;
    const browser = new BrowserSession(at.desk);
    const before = hiddenFields((await browser.page(page)).text, `/registrations/${challenge}/consents`);
    const stale = await aBody(somebody());
    for (const document of ['promotions', 'policy']) {
      const posting = {
        document,
        ru: `# Новый текст\n\nСлова ${document}.`,
        en: '# New text\n\nWords.',
        change: 'soft',
      };
      const posted = await at.desk.post('/staff/policy/versions', posting, officer);
      expect([document, posted.status]).toEqual([document, 201]);
    }
    await at.desk.jump({ advance: 'PT1M' });
    const given = await browser.post(`/registrations/${challenge}/consents`, { ...before, agreed: 'true' });
    expect(given.status).toBe(409);
    expect(given.text).toContain('Слова promotions');
    expect((await at.desk.post('/registrations', stale, elsewhere())).json.code).toBe('text-replaced');
    const now = await browser.fill(page, `/registrations/${challenge}/consents`, { agreed: 'true' });
    expect(now.status).toBe(303);
  });

  test('C1: a form gives nothing without its box, a proof proves nothing for another document', async () => {
    const challenge = await challengeOf(somebody());
    const [one, two] = ['promotions', 'partners'].map(
      (name) => `/registrations/${challenge}/consents/${name}`,
    );
    const action = `/registrations/${challenge}/consents`;
    const browser = new BrowserSession(at.desk);
    const fields = hiddenFields((await browser.page(one ?? '')).text, action);
    expect((await browser.post(action, fields)).status).toBe(422);
    const swapped = { ...fields, agreed: 'true', purpose: 'partners' };
    expect((await browser.post(action, swapped)).status).toBe(409);
    expect((await browser.fill(two ?? '', action, { agreed: 'true' })).status).toBe(303);
    expect((await browser.page(`/registrations/${challenge}/consents/distribution`)).status).toBe(404);
  });
});

describe('A1: after all of this', () => {
  test('the ledger is intact and complete', async () => {
    const args = ['infra/tools/audit-verify.ts', '--endpoint', at.cloud?.addresses.aws ?? ''];
    const { stdout } = await promisify(execFile)(process.execPath, args).catch(
      (error: { readonly stdout: string }) => error,
    );
    expect(stdout).toContain('The ledger is intact and complete.');
  });
});
