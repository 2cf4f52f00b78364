import { beforeAll, describe, expect, test } from 'vitest';
import { BrowserSession, hiddenFields } from '../support/browser-session.ts';
import { aClaimBody, type Reply } from '../support/desk-client.ts';
import { target } from '../support/suite-target.ts';

// Monday 23 November 2026, 10:00 in Moscow. The limits are those of the settings; the peer is what the test says it is.
const at = target({ now: '2026-11-23T07:00:00Z', args: ['--trust-forwarded'] });

const from = (ip: string) => ({ 'x-forwarded-for': ip });
const post = (ip: string, email: string, headers: Record<string, string> = {}): Promise<Reply> =>
  at.desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email } }), { ...from(ip), ...headers });
let people = 0;
const somebody = () => {
  people += 1;
  return `somebody-${people}@example.org`;
};

describe('mass submission', () => {
  test('T3: of 80 claims at once from one /24 all are stored with their clock; above sixty their letters are held and wait in triage', async () => {
    const emails = Array.from({ length: 80 }, somebody);
    const replies: Reply[] = [];
    // In portions, as API Gateway's own throttle of the route (100 at once) would stop them before us.
    for (let n = 0; n < 80; n += 20)
      replies.push(
        ...(await Promise.all(emails.slice(n, n + 20).map((email, i) => post(`203.0.113.${n + i}`, email)))),
      );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(80);
    await at.desk.jump({ advance: 'PT1M' });
    const letters = await at.desk.letters('somebody-');
    expect(letters).toHaveLength(60);
    const cases = await Promise.all(
      replies.map(async (reply) => (await at.desk.staffCase(reply.json.reference)).json),
    );
    expect(cases.filter(({ triage }) => triage === true)).toHaveLength(20);
    for (const one of cases) expect(one).toMatchObject({ status: 'open', dueOn: '2026-12-23' });
  });

  /** Whether the letters of a claim from there are held. */
  const isHeld = async (ip: string): Promise<boolean> => {
    const { status, json } = await post(ip, somebody());
    expect(status).toBe(201);
    return (await at.desk.staffCase(json.reference)).json.triage;
  };

  test('T3: another network, a paper claim and reading are not touched by it', async () => {
    expect([await isHeld('203.0.114.1'), await isHeld('2001:db8:0:1::1')]).toEqual([false, false]);
    const agent = { ...(await at.desk.as('agent@example.com')), ...from('203.0.113.9') };
    const paper = await at.desk.post('/staff/claims', { ...aClaimBody(), receivedOn: '2026-11-20' }, agent);
    expect(paper.status).toBe(201);
    expect((await at.desk.staffCase(paper.json.reference)).json.triage).toBe(false);
    expect((await at.desk.get('/claims', from('203.0.113.9'))).status).toBe(200);
  });

  test('T3: no other spelling of the same network gets another sixty', async () => {
    const same = ['::ffff:203.0.113.9', '203.0.113.255', '8.8.8.8, 203.0.113.10', ' 203.0.113.11'];
    for (const ip of same) expect([ip, await isHeld(ip)]).toEqual([ip, true]);
  });

  test('T3: one /64 of IPv6 is one network, however its addresses are written', async () => {
    const spelt = (n: number) =>
      [
        `2001:db8:7:7::${n.toString(16)}`,
        `2001:0DB8:0007:0007:0:0:0:${n.toString(16)}`,
        `2001:db8:7:7:ffff::${n.toString(16)}`,
      ][n % 3] ?? '';
    const replies: Reply[] = [];
    for (let n = 1; n <= 66; n += 22)
      replies.push(
        ...(await Promise.all(Array.from({ length: 22 }, (_, i) => post(spelt(n + i), somebody())))),
      );
    const held = await Promise.all(
      replies.map(async ({ json }) => (await at.desk.staffCase(json.reference)).json.triage),
    );
    expect(held.filter((one) => one === true)).toHaveLength(6);
    expect(await isHeld('2001:db8:7:8::1')).toBe(false);
  });

  test('G3: a replay of an accepted claim is answered, not counted', async () => {
    const key = { 'idempotency-key': `flood-${crypto.randomUUID()}` };
    const email = somebody();
    const first = await post('198.51.100.1', email, key);
    const again = await Promise.all(Array.from({ length: 70 }, () => post('198.51.100.1', email, key)));
    expect(new Set([first, ...again].map((reply) => reply.json.reference)).size).toBe(1);
    expect(await isHeld('198.51.100.2')).toBe(false);
  });

  test('T3: sixty sign-ins and registrations from her network take nothing from her claim', async () => {
    const ip = '198.51.101.7';
    for (let n = 0; n < 60; n += 20)
      await Promise.all(
        Array.from({ length: 20 }, () => at.desk.post('/sessions', { email: somebody() }, from(ip))),
      );
    expect(await isHeld(ip)).toBe(false);
  });

  test('T3: two hours later letters of the network leave at once again', async () => {
    await at.desk.jump({ advance: 'PT2H' });
    expect(await isHeld('203.0.113.1')).toBe(false);
  });
});

describe('list bombing', () => {
  const VICTIM = 'victim@example.net';
  const spellings = [VICTIM, 'Victim@Example.NET', ' victim@example.net ', 'VICTIM@EXAMPLE.NET'];
  let references: string[];

  beforeAll(async () => {
    // From twelve networks, so that no limit of a network helps.
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, n) => post(`192.0.${n}.1`, spellings[n % 4] ?? '')),
    );
    references = replies.map((reply) => reply.json.reference);
  });

  const received = async () =>
    (await at.desk.letters()).filter((letter) => String(letter.to).toLowerCase().includes(VICTIM));

  test('security.md: twelve claims in one name, from everywhere, spelt variously: two letters that day, a third is kept for a registration; each claim has its clock', async () => {
    await at.desk.jump({ advance: 'PT10M' });
    expect(await received()).toHaveLength(2);
    for (const reference of references)
      expect((await at.desk.staffCase(reference)).json).toMatchObject({
        status: 'open',
        dueOn: '2026-12-23',
      });
  });

  test('security.md: the other ten receipts are one letter the next morning, which names each', async () => {
    await at.desk.jump({ to: '2026-11-24T06:30:00Z' });
    const letters = await received();
    expect(letters).toHaveLength(3);
    const single = letters.slice(0, 2).map((letter) => letter.subject);
    const digest = letters.at(-1)?.text ?? '';
    const merged = references.filter((reference) => !single.some((subject) => subject.includes(reference)));
    expect(merged).toHaveLength(10);
    for (const reference of merged) expect(digest).toContain(reference);
    // What is listed is not opened by it: a digest to a stranger's victim has no secret of any claim.
    expect(digest).not.toMatch(/[?&]key=/);
  });

  test('T3: a form that came back with an error and is sent again at once is a person’s: her receipt leaves at once', async () => {
    const browser = new BrowserSession(at.desk);
    const { text } = await browser.page('/claims', from('192.0.101.1'));
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const email = 'redrawn@example.net';
    const fields = {
      'claimant.name': 'Анна',
      'claimant.email': 'redrawn',
      facts: 'Факты',
      demand: 'Верните',
    };
    const first = { ...hiddenFields(text, '/claims'), ...fields };
    const refused = await browser.post('/claims', first, from('192.0.101.1'));
    expect(refused.status).toBe(422);
    const second = { ...hiddenFields(refused.text, '/claims'), ...fields, 'claimant.email': email };
    const taken = await browser.post('/claims', second, from('192.0.101.1'));
    const reference = /PD-\d{4}-\w{6}-\w/.exec(taken.headers.get('location') ?? '')?.[0] ?? '';
    await at.desk.untilLetter(email, (letter) => letter.subject.includes(reference));
  });

  test('security.md: what a robot filled in is kept and holds its letter back until staff have looked', async () => {
    const browser = new BrowserSession(at.desk);
    const { text } = await browser.page('/claims');
    const email = 'robot@example.net';
    const fields = {
      ...hiddenFields(text, '/claims'),
      'claimant.name': 'Анна',
      'claimant.email': email,
      facts: 'Факты',
      demand: 'Верните',
      topic: 'https://spam.example',
    };
    const taken = await browser.post('/claims', fields, from('192.0.100.1'));
    expect(taken.status).toBe(303);
    const reference = /PD-\d{4}-\w{6}-\w/.exec(taken.headers.get('location') ?? '')?.[0] ?? '';
    await at.desk.jump({ advance: 'PT20M' });
    expect(await at.desk.letters(email)).toEqual([]);
    expect((await at.desk.staffCase(reference)).json).toMatchObject({ status: 'open', triage: true });
    expect((await at.desk.act(reference, 'triage', {}, 'agent@example.com')).status).toBe(200);
    await at.desk.untilLetter(email, (letter) => letter.subject.includes(reference));
  });
});
