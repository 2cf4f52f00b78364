import { beforeAll, describe, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.ts';
import { codeIn, type Letter } from '../support/desk-client.ts';
import { browserOf, register, type SignedUp, signIn } from '../support/person.ts';
import { hasInbox, hasStaff, isRemote, LIFTED, target } from '../support/suite-target.ts';

/** Monday, 23 November 2026, 10:00 in Moscow: the hold of a change today lasts until Thursday. */
const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });

const AGENT = 'agent@example.com';
const OFFICER = 'officer@example.com';
const AUDITOR = 'auditor@example.com';
const mark = crypto.randomUUID().slice(0, 8);
const address = (name: string) => `${name}-${mark}@example.org`;
const subject = (text: string) => (letter: Letter) => letter.subject.includes(text);

/** Somebody whose address has just changed. */
interface Moved extends SignedUp {
  readonly person: string;
  readonly old: string;
}

const send = (who: SignedUp, path: string, body: object = {}) => at.desk.post(path, body, who.headers);

/** The code of the nth letter with this subject to an address. */
const codeOf = (email: string, words: string, n = 1) =>
  at.desk.until(async () => {
    const letters = (await at.desk.letters(email)).filter(subject(words));
    return letters.length >= n ? codeIn(letters.at(-1)?.text ?? '') : undefined;
  }, `code ${n} to ${email}`);

async function moved(name: string): Promise<Moved> {
  const [old, email] = [address(name), address(`${name}-new`)];
  await register(at.desk, old);
  const who = await signIn(at.desk, old);
  await send(who, '/me/address', { email });
  const done = await send(who, '/me/address/code', { code: await codeOf(email, 'новый адрес') });
  expect(done.json).toEqual({ status: 'changed' });
  const { person } = (await at.desk.get('/me', who.headers)).json;
  return { ...who, email, old, person };
}

const look = async (person: string, as = OFFICER) =>
  at.desk.get(`/staff/people/${person}`, await at.desk.as(as));
const release = async (person: string, body: object, as = OFFICER, headers: Record<string, string> = {}) =>
  at.desk.post(`/staff/people/${person}/release`, body, { ...(await at.desk.as(as)), ...headers });

describe.skipIf(!hasInbox || !hasStaff(AGENT, OFFICER, AUDITOR))('POST /staff/people/{id}/release', () => {
  let anna: Moved;
  let revision = 0;
  beforeAll(async () => {
    anna = await moved('anna');
  });

  test('R5: staff see until when the hold lasts: 72 hours from the change', async () => {
    const { json } = await look(anna.person, AUDITOR);
    expect(Date.parse(json.holdUntil) - Date.parse(json.changedAt)).toBe(72 * 3_600_000);
    expect(json.releasedAt).toBeUndefined();
    revision = json.revision;
  });

  test('R5: an agent, an auditor, a program, the person and a stranger cannot release', async () => {
    const body = { revision, reason: 'mailbox-lost' };
    for (const as of [AGENT, AUDITOR, ...(isRemote ? [] : ['program:crm'])])
      expect((await release(anna.person, body, as)).status).toBe(403);
    const path = `/staff/people/${anna.person}/release`;
    expect((await at.desk.post(path, body)).status).toBe(401);
    expect((await send(anna, path, body)).status).toBe(401);
    expect((await look(anna.person)).json.holdUntil).toBeDefined();
  });

  test.each([
    ['no reason', { revision: 3 }, 'reason'],
    ['an empty reason', { revision: 3, reason: ' ' }, 'reason'],
    ['a reason of 201 characters', { revision: 3, reason: 'я'.repeat(201) }, 'reason'],
    ['no revision', { reason: 'mailbox-lost' }, 'revision'],
    ['an unknown field', { revision: 3, reason: 'mailbox-lost', person: 'P-1' }, 'person'],
  ])('G5, G17: %s is refused at its field', async (_, body, field) => {
    const reply = await release(anna.person, body);
    expect([reply.status, reply.json.errors[0].field]).toEqual([422, field]);
  });

  test('R5, G3: a stale revision is 409; the officer’s release goes through, and once only for its key', async () => {
    const stale = await release(anna.person, { revision: revision - 1, reason: 'mailbox-lost' });
    expect([stale.status, stale.json.code]).toEqual([409, 'stale-revision']);
    expect((await send(anna, '/me/close/code')).json.oldChallenge).toEqual(expect.any(String));
    const body = { revision, reason: 'показала паспорт в офисе' };
    const key = { 'idempotency-key': crypto.randomUUID() };
    for (const _ of [1, 2]) {
      const done = await release(anna.person, body, OFFICER, key);
      expect([done.status, done.json]).toEqual([200, { revision: revision + 1 }]);
    }
    const other = await release(anna.person, { ...body, reason: 'court' }, OFFICER, key);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-mismatch']);
  });

  test('R5, G17: the hold is over; the event has who and why, its words only for who opens the personal part', async () => {
    const { json, text } = await look(anna.person);
    expect(json.holdUntil).toBeUndefined();
    expect(json.releasedAt).toEqual(expect.any(String));
    const acts = json.acts.filter(({ type }: { type: string }) => type === 'hold-released');
    expect(acts).toMatchObject([{ by: expect.stringMatching(/^staff:./), reason: { code: 'other' } }]);
    expect(text).not.toContain('паспорт');
    const headers = { ...(await at.desk.as(OFFICER)), 'x-reason': 'check' };
    const opened = await at.desk.get(`/staff/people/${anna.person}`, headers);
    expect(opened.text).toContain('показала паспорт в офисе');
  });

  test('R5: a second release is refused by name', async () => {
    const again = await release(anna.person, { revision: revision + 1, reason: 'mailbox-lost' });
    expect([again.status, again.json.code]).toEqual([409, 'nothing-held']);
  });

  test('R5: both addresses are told; neither letter names the other address or the reason', async () => {
    const letters = await Promise.all(
      [anna.email, anna.old].map((to) => at.desk.untilLetter(to, subject('больше не нужен'))),
    );
    const [toNew, toOld] = letters.map(({ text }) => text);
    expect(toOld).toContain('/address/undo?token=');
    expect(toNew).not.toContain('/address/undo');
    for (const told of [toNew, toOld]) expect(told).not.toContain('паспорт');
    expect(toOld).not.toContain(anna.email);
    expect(toNew).not.toContain(anna.old);
  });

  test('R5, T3: one code closes now; the old address undoes the change, and with it that closing', async () => {
    const seen = (await at.desk.letters(anna.email)).filter(subject('закрытия')).length;
    const posed = await send(anna, '/me/close/code');
    expect(posed.json).toEqual({ challenge: expect.any(String) });
    const code = await codeOf(anna.email, 'закрытия', seen + 1);
    const done = await send(anna, '/me/close', { challenge: posed.json.challenge, code });
    expect(done.json).toMatchObject({ status: 'closing' });
    await at.desk.untilLetter(anna.old, subject('будет закрыта'));

    const told = await at.desk.untilLetter(anna.old, subject('больше не нужен'));
    const token = /\/address\/undo\?token=([\w.-]+)/.exec(told.text)?.[1];
    const undone = await at.desk.post('/address/undo', { token });
    expect([undone.status, undone.json]).toEqual([200, { status: 'undone' }]);
    await at.desk.untilLetter(anna.old, subject('Закрытие отменено'));
    const back = await signIn(at.desk, anna.old);
    const { status, profile } = (await at.desk.get('/me', back.headers)).json;
    expect([status, profile.email]).toEqual(['active', anna.old]);
  });

  test('R5: who is not there, and who never changed the address, cannot be released', async () => {
    const nobody = await release('P-K7M4QX9TBWZ3R5N8C2HD', { revision: 1, reason: 'court' });
    expect([nobody.status, nobody.json.code]).toEqual([404, 'unknown-person']);
    const { json } = await look(anna.person);
    const none = await release(anna.person, { revision: json.revision, reason: 'court' });
    expect([none.status, none.json.code]).toEqual([409, 'nothing-held']);
  });
});

describe.skipIf(!hasInbox || isRemote)('the pages', () => {
  let boris: Moved;
  beforeAll(async () => {
    boris = await moved('boris');
  });
  const page = () => `/desk/people/${boris.person}`;
  const atDesk = async (who: string) => {
    const browser = new BrowserSession(at.desk);
    await browser.signIn(who, page());
    return browser;
  };

  test('R5: the person reads whom to turn to when the old mailbox is lost', async () => {
    const { text } = await browserOf(at.desk, boris).page('/me/close');
    expect(text).toContain('Прежний ящик потерян?');
  });

  test('R5: agent and auditor see the hold, the officer also the form', async () => {
    for (const [who, form] of [
      [AGENT, false],
      [AUDITOR, false],
      [OFFICER, true],
    ] as const) {
      const { text } = await (await atDesk(who)).page(page());
      expect(text).toContain('только с кодами с обоих адресов');
      expect(text.includes(`action="${page()}/release"`)).toBe(form);
    }
  });

  test('R5, G6: without a reason the form comes back at its field; with one it is done, and the page says so', async () => {
    const browser = await atDesk(OFFICER);
    const empty = await browser.fill(page(), `${page()}/release`, { reason: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('href="#release-reason"');
    const asked = await browserOf(at.desk, boris).fill('/me/close', '/me/close/code', {});
    const codes = asked.headers.get('location') ?? '';
    expect((await browserOf(at.desk, boris).page(codes)).text).toContain('name="oldCode"');
    const done = await browser.fill(page(), `${page()}/release`, { reason: 'позвонил по номеру из профиля' });
    expect([done.status, done.headers.get('location')]).toEqual([303, page()]);
    const { text } = await browser.page(page());
    expect(text).not.toContain('/release"');
    expect(text).toContain('ограничение снято');
    // A page of two codes that was open meanwhile asks for one.
    expect((await browserOf(at.desk, boris).page(codes)).text).not.toContain('name="oldCode"');
  });
});
