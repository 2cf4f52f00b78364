import { describe, expect, test } from 'vitest';
import { BrowserSession, hiddenFields } from '../support/browser-session.ts';
import { aClaimBody, codeIn } from '../support/desk-client.ts';
import { askForCode, register, signIn } from '../support/person.ts';
import { LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const OFFICER = 'officer@example.com';
const aMailbox = (domain: string) => `victim-${crypto.randomUUID()}@${domain}`;

describe('texts as large as their fields', () => {
  test('G5: a claim and its answer, all of №, pass through every form and arrive whole', async () => {
    const email = aMailbox('example.org');
    const browser = new BrowserSession(at.desk);
    const facts = '№'.repeat(10_000);
    const sent = await browser.fill('/claims', '/claims', {
      'claimant.name': '№'.repeat(200),
      'claimant.email': email,
      'claimant.postalAddress': '«'.repeat(500),
      facts,
      demand: '—'.repeat(5_000),
    });
    expect(sent.status).toBe(303);
    const { pathname, search } = new URL(sent.headers.get('location') ?? '', at.desk.target.site);
    expect((await browser.page(`${pathname}${search}`)).text).toContain(facts);
    const claim = aClaimBody({ claimant: { name: 'Анна', email }, facts });
    const { reference } = (await at.desk.post('/claims', claim)).json;
    await browser.signIn(OFFICER);
    const page = `/desk/cases/${reference}`;
    const answer = { outcome: 'partly', text: '№'.repeat(10_000), reasons: '»'.repeat(10_000) };
    const preview = await browser.fill(`${page}/answer`, `${page}/answer/preview`, answer);
    expect([preview.status, preview.text.includes(answer.reasons)]).toEqual([200, true]);
    const again = hiddenFields(preview.text, `${page}/answer`);
    expect((await browser.post(`${page}/answer`, { ...again, ...answer })).status).toBe(303);
    const letter = await at.desk.untilLetter(email, ({ text }) => text.includes('»»»'));
    expect(letter.text.replaceAll(/\s/g, '')).toContain(answer.text);
  });

  test('G6: a form above its limits comes back with the text; without our stamp it is not even read', async () => {
    const browser = new BrowserSession(at.desk);
    const facts = '№'.repeat(40_000);
    const typed = { 'claimant.name': 'Анна', 'claimant.email': 'a@example.org', facts, demand: 'x' };
    const back = await browser.fill('/claims', '/claims', typed);
    expect([back.status, back.text.includes(facts)]).toEqual([413, true]);
    // What came back carries a new stamp: shortened, it is taken.
    const mended = { ...hiddenFields(back.text, '/claims'), ...typed, facts: 'short' };
    expect((await browser.post('/claims', mended)).status).toBe(303);
    const bare = await browser.post('/claims', typed);
    expect([bare.status, bare.text.includes('№№')]).toEqual([413, false]);
  });
});

describe('texts that show nothing', () => {
  const NOTHING = [
    '\u200b\u200b',
    '\u3164',
    '\u2800',
    '\u{e0041}\u{e0042}',
    '\ufe0f',
    '\u2060\u200e',
    '\u0301',
  ];

  test.each(NOTHING)('G10, G17: a reason of %j opens nothing and is no reason of an act', async (nothing) => {
    const { reference } = (await at.desk.post('/claims', aClaimBody())).json;
    const read = await at.desk.get(`/staff/cases/${reference}`, {
      ...(await at.desk.as(OFFICER)),
      'x-reason': encodeURIComponent(nothing),
    });
    expect([read.status, read.json.code]).toEqual([400, 'reason-syntax']);
    const browser = new BrowserSession(at.desk);
    await browser.signIn(OFFICER);
    const page = `/desk/cases/${reference}`;
    expect((await browser.fill(page, `${page}/open`, { reason: nothing })).status).toBe(422);
    const { revision } = (await at.desk.staffCase(reference)).json;
    for (const [act, body] of [
      ['hold', { reason: nothing }],
      ['note', { text: nothing }],
      ['answer', { outcome: 'satisfied', text: nothing }],
      ['assign', { to: nothing }],
    ] as const)
      expect([act, (await at.desk.act(reference, act, { revision, ...body })).status]).toEqual([act, 422]);
    const { history } = (await at.desk.staffCase(reference)).json;
    expect(JSON.stringify(history ?? '')).not.toContain('read-personal');
  });

  test('security.md: an override in a reason of a read is refused; so is a tower of marks', async () => {
    const { reference } = (await at.desk.post('/claims', aClaimBody())).json;
    for (const reason of ['for the lawyer \u202etnuoc', 'court \u2066x', `Zalgo${'\u0336'.repeat(20)}`]) {
      const headers = { ...(await at.desk.as(OFFICER)), 'x-reason': encodeURIComponent(reason) };
      expect((await at.desk.get(`/staff/cases/${reference}`, headers)).status).toBe(400);
    }
  });
});

describe('addresses of every script', () => {
  test('K1: a claim from a .рф address gets its letter, in an envelope of ASCII', async () => {
    const email = aMailbox('почта.рф');
    const claim = await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email } }));
    expect(claim.status).toBe(201);
    const letter = await at.desk.untilLetter(email, () => true);
    expect(letter.headers['to']).toBe(email.replace('почта.рф', 'xn--80a1acny.xn--p1ai'));
    const { pathname, search } = new URL(claim.json.statusUrl);
    expect((await new BrowserSession(at.desk).page(`${pathname}${search}`)).text).toContain(email);
  });

  test('G7: whoever registers as почта.рф signs in as xn--80a1acny.xn--p1ai, and has one account', async () => {
    const email = aMailbox('почта.рф');
    const ascii = email.replace('почта.рф', 'XN--80A1ACNY.xn--p1ai');
    await register(at.desk, email);
    const one = await signIn(at.desk, ascii);
    const two = await signIn(at.desk, email.toUpperCase());
    const person = async (headers: object) => (await at.desk.get('/me', { ...headers })).json.person;
    expect(await person(one.headers)).toBe(await person(two.headers));
    const before = (await at.desk.letters(email)).length;
    await at.desk.post('/sessions', { email: ascii });
    await at.desk.until(
      async () => ((await at.desk.letters(email)).length > before ? true : undefined),
      'a code for the one account',
    );
    const found = await at.desk.send('POST', '/staff/people/search', {
      headers: { ...(await at.desk.as(OFFICER)), 'content-type': 'application/json' },
      body: JSON.stringify({ email: ascii, reason: 'complaint' }),
    });
    expect(found.json.items).toHaveLength(1);
    expect((await askForCode(at.desk, email)).code).toBe(
      codeIn((await at.desk.letters(email)).at(-1)?.text ?? ''),
    );
  });

  test.each([
    ['letters before the @ that servers do not take', 'анна@почта.рф', 'email-script'],
    ['65 characters before the @', `${'l'.repeat(65)}@example.org`, 'email-limits'],
    ['a label of 64', `a@${'d'.repeat(64)}.ru`, 'email-limits'],
    ['a hyphen at the end of a label', 'a@example-.org', 'email'],
    ['a second header', 'a@b.co\r\nBcc: x@example.org', 'control'],
  ])('K4: %s is refused where it is typed, not by a letter that never leaves', async (_, email, code) => {
    const reply = await at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email } }));
    expect(reply.status).toBe(422);
    if (code !== 'control') expect(reply.json.errors).toMatchObject([{ field: 'claimant.email', code }]);
  });
});
