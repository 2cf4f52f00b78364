import { describe, expect, test } from 'vitest';
import { codeIn, type Letter } from '../support/desk-client.ts';
import { register, signIn } from '../support/person.ts';
import { hasInbox, hasStaff, LIFTED, target } from '../support/suite-target.ts';

const at = target({ now: '2026-11-23T07:00:00Z', args: LIFTED });
const address = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.org`;

const aRequest = (changes: object = {}) => ({
  kinds: ['access'],
  requester: 'user',
  about: { name: 'Вера Соколова', email: 'vera@example.org' },
  ...changes,
});
const ofAddress = (email: string, changes: object = {}) =>
  aRequest({ about: { name: 'Вера Соколова', email }, ...changes });

const send = (body: object, headers: Record<string, string> = {}) => at.desk.post('/requests', body, headers);
const proof = (reference: string, body: object, headers: Record<string, string> = {}) =>
  at.desk.post(`/requests/${reference}/proof`, body, headers);
/** The same path with the query of a link in a letter. */
const linkIn = (letter: Letter, page: 'proof' | 'not-me') => {
  const found = new RegExp(`https?://\\S+/${page}\\?\\S+`).exec(letter.text)?.[0] ?? '';
  return new URL(found);
};
const tokenIn = (letter: Letter, page: 'proof' | 'not-me') =>
  linkIn(letter, page).searchParams.get('challenge') ?? '';
/** The case once its workflow has planned, which moves its revision. */
const started = (reference: string) =>
  at.desk.until(async () => {
    const shown = await staffCase(reference);
    return shown.events.some(({ type }: { type: string }) => type === 'execution-started')
      ? shown
      : undefined;
  }, 'the workflow');
const staffCase = async (reference: string) => (await at.desk.staffCase(reference)).json;

describe('POST /requests', () => {
  test('S1, S2: several kinds are one case with several clocks, each with how it was counted', async () => {
    const reply = await send(
      aRequest({ kinds: ['erasure', 'access', 'objection'], objections: ['automated'] }),
    );
    expect(reply.status).toBe(202);
    const { clocks, status, challenge, dueOn } = reply.json;
    expect(status).toBe('unproven');
    expect(challenge).toMatch(/^[\w-]+\.[\w-]{43}$/);
    // Received on Monday 23 November 2026: ten working days end on Monday 7 December, thirty days on 23 December.
    expect(clocks.map(({ id, due }: { id: string; due: string }) => [id, due])).toEqual([
      ['access.answer', dueOn],
      ['erasure.destroy', clocks[1].due],
      ['erasure.stop', dueOn],
      ['objection-automated.answer', clocks[1].due],
    ]);
    expect(clocks[0].explanation.days.filter((day: { counted: boolean }) => day.counted)).toHaveLength(10);
  });

  test('S1: an objection that does not say against what is against both', async () => {
    const { clocks } = (await send(aRequest({ kinds: ['objection'] }))).json;
    // Promotions stop when it is known who asks: that clock starts with the proof.
    expect(clocks.map(({ id }: { id: string }) => id)).toEqual(['objection-automated.answer']);
  });

  test('S1: any language is taken, the clock runs, and the letters are in Russian', async () => {
    const reply = await send(aRequest({ language: 'de-AT', details: 'Welche Daten haben Sie?' }));
    expect(reply.status).toBe(202);
    expect(reply.json.clocks[0].explanation.text).toMatch(/рабочих/);
  });

  test('G3: the same key and body are one request, and the answer is the same; another body is 422', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await send(aRequest(), headers);
    const again = await send(aRequest(), headers);
    expect([again.status, again.json]).toEqual([first.status, first.json]);
    expect((await send(aRequest({ kinds: ['stop'] }), headers)).status).toBe(422);
  });

  test.each([
    ['no kind', aRequest({ kinds: [] }), 'kinds'],
    ['kinds left out', { ...aRequest(), kinds: undefined }, 'kinds'],
    ['an unknown kind', aRequest({ kinds: ['everything'] }), 'kinds.0'],
    ['an authority’s own kind', aRequest({ kinds: ['information'] }), 'kinds.0'],
    ['an unknown field', aRequest({ admin: true }), 'admin'],
    ['neither e-mail nor postal address', aRequest({ about: { name: 'Вера' } }), 'about.email'],
    [
      'both addresses',
      aRequest({ about: { name: 'Вера', email: 'v@example.org', postalAddress: 'Москва' } }),
      'about.postalAddress',
    ],
    [
      'a field that cannot be corrected',
      aRequest({ kinds: ['correction'], corrections: [{ field: 'password', is: 'a', shouldBe: 'b' }] }),
      'corrections.0.field',
    ],
    [
      'the address, which has to be proven',
      aRequest({ kinds: ['correction'], corrections: [{ field: 'email', is: 'a', shouldBe: 'b' }] }),
      'corrections.0.field',
    ],
    [
      'more than 20 corrections',
      aRequest({
        kinds: ['correction'],
        corrections: Array.from({ length: 21 }, () => ({ field: 'phone', is: '1', shouldBe: '2' })),
      }),
      'corrections',
    ],
    [
      'a field corrected twice',
      aRequest({
        kinds: ['correction'],
        corrections: [
          { field: 'phone', is: '1', shouldBe: '2' },
          { field: 'phone', is: '1', shouldBe: '3' },
        ],
      }),
      'corrections.1.field',
    ],
    ['a correction that says nothing', aRequest({ kinds: ['correction'] }), 'corrections'],
    ['a representative without authority', aRequest({ requester: 'representative' }), 'representative'],
    ...(
      [
        [
          'a power that has ended',
          { kind: 'power', number: '7', issuedOn: '2025-01-09', validUntil: '2026-11-22' },
          'validUntil',
        ],
        [
          'a power of more than a year that names no end',
          { kind: 'power', number: '7', issuedOn: '2025-11-20' },
          'validUntil',
        ],
        ['a power without its date', { kind: 'power', number: '7' }, 'issuedOn'],
        ['a power of a day to come', { kind: 'power', number: '7', issuedOn: '2099-12-31' }, 'issuedOn'],
        ['a power without its number', { kind: 'power', issuedOn: '2026-11-01' }, 'number'],
      ] as const
    ).map(
      ([what, authority, field]) =>
        [
          what,
          aRequest({
            requester: 'representative',
            representative: { name: 'Олег', email: 'oleg@example.org', authority },
          }),
          `representative.authority.${field}`,
        ] as [string, object, string],
    ),
  ] as [string, object, string][])(
    'S1, S3: %s is refused by the name of its field, in words',
    async (_, body, field) => {
      const reply = await send(body);
      expect(reply.status).toBe(422);
      const error = reply.json.errors.find((one: { field: string }) => one.field === field);
      expect(error?.message, reply.text).toMatch(/[А-Яа-яё]/);
    },
  );

  test('G5: an unknown field is answered with those that are taken', async () => {
    const { allowed } = (await send(aRequest({ admin: true }))).json;
    expect(allowed).toEqual(expect.arrayContaining(['kinds', 'about.email', 'corrections', 'language']));
  });
});

describe.skipIf(!hasInbox)('proof of a request', () => {
  const begin = async (changes: object = {}) => {
    const email = address('vera');
    const { json } = await send(ofAddress(email, changes));
    const letter = await at.desk.untilLetter(email, () => true);
    return { email, letter, ...json };
  };
  const wrong = (code: string | undefined) => (code === '000000' ? '000001' : '000000');

  test('S2, S3: one letter has number, dates and code; the right code makes it known who asks', async () => {
    const { reference, letter, challenge } = await begin();
    expect(letter.subject).toContain(reference);
    expect(letter.text).toMatch(/10 рабочих дней/);
    expect(letter.text).not.toContain('Вера');
    const done = await proof(reference, { challenge, code: codeIn(letter.text) });
    expect([done.status, done.json.reference, done.json.status]).toEqual([200, reference, 'open']);
    expect(await staffCase(reference)).toMatchObject({ status: 'open', proof: 'code' });
  });

  test('G16: a code does nothing for who holds neither the challenge nor the link of the case', async () => {
    const { reference, letter } = await begin();
    const other = await begin();
    const code = codeIn(letter.text);
    for (const challenge of [other.challenge, tokenIn(letter, 'not-me'), 'a.b'])
      expect((await proof(reference, { challenge, code })).status).toBe(404);
    expect((await proof(reference, { code })).status).toBe(404);
    expect(await staffCase(reference)).toMatchObject({ status: 'unproven' });
  });

  test('S3: the link of the case will do in place of the challenge', async () => {
    const { reference, letter, statusUrl } = await begin();
    const key = new URL(statusUrl).searchParams.get('key');
    expect((await proof(reference, { key, code: codeIn(letter.text) })).status).toBe(200);
  });

  test('G16: five wrong codes hand it to staff, a new code brings no new tries, and the request lives on', async () => {
    const { reference, letter, challenge, email } = await begin();
    const bad = wrong(codeIn(letter.text));
    for (let n = 1; n <= 3; n += 1)
      expect((await proof(reference, { challenge, code: bad })).json.code).toBe('code-wrong');
    expect((await proof(reference, { challenge })).status).toBe(202);
    const second = await at.desk.untilLetter(email, (one) => one.text !== letter.text);
    expect((await proof(reference, { challenge, code: wrong(codeIn(second.text)) })).json.code).toBe(
      'code-wrong',
    );
    const fifth = await proof(reference, { challenge, code: wrong(codeIn(second.text)) });
    expect([fifth.status, fifth.json.code]).toEqual([409, 'proof-with-staff']);
    const right = await proof(reference, { challenge, code: codeIn(second.text) });
    expect([right.status, right.json.code]).toEqual([409, 'proof-with-staff']);
    const shown = await staffCase(reference);
    expect(shown.status).toBe('unproven');
    expect(shown.events.map(({ type }: { type: string }) => type)).toContain('proof-handed');
    expect(shown.clocks[0].state).toBe('running');
    if (hasStaff('officer@example.com'))
      await at.desk.untilLetter('privacy-team@example.com', (one) => one.subject.includes(reference));
  });

  test('G16: a new code makes the one before void', async () => {
    const { reference, letter, challenge, email } = await begin();
    expect((await proof(reference, { challenge })).status).toBe(202);
    const second = await at.desk.untilLetter(email, (one) => one.text !== letter.text);
    expect((await proof(reference, { challenge, code: codeIn(letter.text) })).status).not.toBe(200);
    expect((await proof(reference, { challenge, code: codeIn(second.text) })).status).toBe(200);
  });

  test('S4: the link “not me” is a page with a button; only the button ends it, and no code proves it any more', async () => {
    const { reference, letter, challenge } = await begin();
    const { pathname, search } = linkIn(letter, 'not-me');
    const { revision } = await started(reference);
    for (let n = 0; n < 3; n += 1) expect((await at.desk.get(`${pathname}${search}`)).status).toBe(200);
    expect((await staffCase(reference)).revision).toBe(revision);
    const token = tokenIn(letter, 'not-me');
    expect((await at.desk.post(pathname, { challenge })).status).toBe(404);
    expect((await at.desk.post(pathname, { challenge: token })).status).toBe(200);
    expect((await at.desk.post(pathname, { challenge: token })).status).toBe(200);
    const right = await proof(reference, { challenge, code: codeIn(letter.text) });
    expect([right.status, right.json.code]).toEqual([409, 'proof-window-over']);
    const { events, clocks } = await staffCase(reference);
    expect(events.filter(({ type }: { type: string }) => type === 'disowned')).toHaveLength(1);
    expect(clocks[0].state).toBe('running');
  });

  test('S3: who asks for somebody else gets no code; the person does, and agrees – which alone proves nothing', async () => {
    const person = address('petr');
    const email = address('olga');
    const { reference } = (
      await send(
        aRequest({
          kinds: ['erasure', 'withdraw-consent'],
          requester: 'representative',
          about: { name: 'Пётр', email: person },
          representative: {
            name: 'Ольга',
            email,
            authority: { kind: 'power', number: '77 АВ 1', issuedOn: '2026-11-01' },
          },
        }),
      )
    ).json;
    const own = await at.desk.untilLetter(email, () => true);
    expect(codeIn(own.text)).toBeUndefined();
    const told = await at.desk.untilLetter(person, () => true);
    expect(told.text).not.toContain('Ольга');
    expect(told.text).not.toContain('/cases/');
    const challenge = tokenIn(told, 'proof');
    expect((await proof(reference, { challenge, code: codeIn(told.text) })).status).toBe(200);
    const agreed = await staffCase(reference);
    expect(agreed).toMatchObject({ status: 'unproven', proof: null });
    expect(agreed.events.map(({ type }: { type: string }) => type)).toContain('person-agreed');
    await started(reference);
    const seen = { how: 'authority-to-act', mandate: 'power', issuedOn: '2026-11-01' };
    expect((await at.desk.act(reference, 'prove', seen)).status).toBe(200);
    expect(await staffCase(reference)).toMatchObject({ status: 'open', proof: 'authority-to-act' });
  });

  test('S3: no code goes to the mailbox of somebody who is dead; an officer decides with a reason', async () => {
    const person = address('late');
    const email = address('heir');
    const { reference, challenge } = (
      await send(
        aRequest({
          requester: 'representative',
          about: { name: 'Пётр', email: person },
          representative: { name: 'Ольга', email, authority: { kind: 'heir' } },
        }),
      )
    ).json;
    await at.desk.untilLetter(email, () => true);
    expect(await at.desk.letters(person)).toEqual([]);
    expect((await proof(reference, { challenge })).status).toBe(409);
    await started(reference);
    const seen = { how: 'authority-to-act', mandate: 'heir' };
    expect((await at.desk.act(reference, 'prove', seen)).json.code).toBe('agreement-needed');
    expect(
      (await at.desk.act(reference, 'prove', { ...seen, reason: 'Свидетельство о смерти показано' })).status,
    ).toBe(200);
  });

  test('S3: an authority is not proven by the web: what it posts waits for staff', async () => {
    const { reference, status, challenge } = (await send(aRequest({ requester: 'authority' }))).json;
    expect(status).toBe('unproven');
    expect((await proof(reference, { challenge })).status).toBe(409);
    const { clocks } = await staffCase(reference);
    expect(clocks.map(({ rule }: { rule: string }) => rule)).toContain('ru-authority-request');
  });
});

describe.skipIf(!hasInbox)('requests of who is signed in', () => {
  const signedIn = async () => {
    const email = address('anna');
    await register(at.desk, email);
    return signIn(at.desk, email);
  };

  test('S3: what only stops something takes the session alone, is theirs at once, and is done and answered at once', async () => {
    const anna = await signedIn();
    const taken = await at.desk.post('/me/requests', { kinds: ['stop'] }, anna.headers);
    expect(taken.status, taken.text).toBe(202);
    const { reference } = taken.json;
    const letter = await at.desk.untilLetter(anna.email, (one) => /прекращена/.test(one.text));
    expect(letter.subject).toContain(reference);
    expect(await staffCase(reference)).toMatchObject({
      proof: 'session',
      parts: [{ part: 'stop', state: 'answered' }],
    });
    const { requests } = (await at.desk.get('/me/requests', anna.headers)).json;
    expect(requests).toMatchObject([{ reference, parts: [{ part: 'stop', state: 'answered' }] }]);
  });

  test('S3: a copy and an erasure take a fresh code of this very session’s owner; it is used up once', async () => {
    const anna = await signedIn();
    const boris = await signedIn();
    for (const kinds of [['access'], ['erasure'], ['stop', 'erasure-unlawful']])
      expect((await at.desk.post('/me/requests', { kinds }, anna.headers)).json.code).toBe('code-needed');
    const seen = (await at.desk.letters(anna.email)).length;
    const { challenge } = (await at.desk.post('/me/requests/code', {}, anna.headers)).json;
    const code = await at.desk.until(
      async () => codeIn((await at.desk.letters(anna.email))[seen]?.text ?? ''),
      'the code',
    );
    const body = { kinds: ['access'], challenge, code };
    expect((await at.desk.post('/me/requests', body, boris.headers)).json.code).toBe('code-expired');
    const taken = await at.desk.post('/me/requests', body, anna.headers);
    expect(taken.status, taken.text).toBe(202);
    expect((await at.desk.post('/me/requests', body, anna.headers)).json.code).toBe('code-expired');
    expect((await at.desk.get('/me/requests', boris.headers)).json.requests).toEqual([]);
  });

  test('S3: proven by code, a request of an address that is an account’s is that person’s; what stops is done with it', async () => {
    const anna = await signedIn();
    const { reference, challenge } = (await send(ofAddress(anna.email, { kinds: ['objection'] }))).json;
    const letter = await at.desk.untilLetter(anna.email, (one) => one.subject.includes(reference));
    expect((await at.desk.get('/me/requests', anna.headers)).json.requests).toEqual([]);
    expect((await proof(reference, { challenge, code: codeIn(letter.text) })).status).toBe(200);
    const { requests } = (await at.desk.get('/me/requests', anna.headers)).json;
    expect(requests[0].parts).toMatchObject([
      { part: 'objection-promotions', state: 'answered' },
      { part: 'objection-automated', state: 'asked' },
    ]);
  });
});

describe('POST /cases/{reference}/withdraw of a request', () => {
  test('S5: its requester takes it back with a code that goes to its own address; the link alone does nothing', async () => {
    const email = address('rita');
    const { reference, statusUrl } = (await send(ofAddress(email, { kinds: ['stop', 'complaint'] }))).json;
    await at.desk.untilLetter(email, ({ subject }) => subject.includes(reference));
    const key = new URL(statusUrl).searchParams.get('key');
    const withdraw = (body: object) => at.desk.post(`/cases/${reference}/withdraw`, { key, ...body });
    const { challenge } = (await withdraw({})).json;
    expect((await withdraw({ challenge, code: '000000' })).status).toBe(422);
    const letter = await at.desk.untilLetter(email, ({ text }) => text.includes('отозвать обращение:'));
    const done = await withdraw({ challenge, code: codeIn(letter.text) });
    expect(done.status, done.text).toBe(200);
    // The check of an alleged unlawful use goes on without them (S4).
    const { parts } = (await at.desk.get(`/cases/${reference}?key=${encodeURIComponent(String(key))}`)).json;
    expect(parts).toMatchObject([
      { part: 'stop', state: 'withdrawn' },
      { part: 'complaint', state: 'asked' },
    ]);
  });
});

describe.skipIf(!hasStaff('officer@example.com', 'agent@example.com'))('POST /staff/requests', () => {
  const enter = async (changes: object, who = 'officer@example.com') =>
    at.desk.post(
      '/staff/requests',
      {
        kinds: ['access'],
        requester: 'user',
        channel: 'paper',
        receivedOn: await at.desk.today(3),
        about: { name: 'Вера', postalAddress: 'Тверь, ул. Советская, 1' },
        ...changes,
      },
      await at.desk.as(who),
    );

  test('S2: what came on paper counts from its own date of receipt; its receipt waits to be printed', async () => {
    const reply = await enter({});
    expect(reply.status, reply.text).toBe(201);
    const { reference, receivedAt, clocks } = reply.json;
    expect([receivedAt, clocks[0].start]).toEqual([await at.desk.today(3), await at.desk.today(3)]);
    const shown = await staffCase(reference);
    expect(shown).toMatchObject({ channel: 'paper', status: 'unproven', answerTo: 'post' });
    // The first reminder is due already, and goes to the team.
    expect(shown.letters.filter(({ to }: { to: string }) => to === 'requester')).toMatchObject([
      { kind: 'request-receipt', channel: 'print' },
    ]);
  });

  test('S3: an officer who has seen a document proves it; what an agent has seen waits for one', async () => {
    const document = { type: 'паспорт', issuer: 'ОВД «Тверской»', issuedOn: '2015-03-02' };
    const changes = { channel: 'counter', document };
    expect((await enter(changes)).json.status).toBe('open');
    expect((await enter(changes, 'agent@example.com')).json.status).toBe('unproven');
  });

  test('S3, 20(4): an authority of the list is proven by the list, another waits; only an allegation asks for more', async () => {
    const authority = { letterNumber: '04-7/118', postalAddress: 'Москва', name: 'роскомнадзор' };
    const changes = { requester: 'authority', kinds: [], about: undefined };
    const listed = (await enter({ ...changes, authority })).json;
    expect(listed.clocks.map(({ rule }: { rule: string }) => rule)).toEqual(['ru-authority-request']);
    expect(await staffCase(listed.reference)).toMatchObject({ proof: 'list', status: 'open' });
    const other = { ...authority, name: 'Главное управление всего', alleges: 'inaccuracy' };
    const unlisted = (await enter({ ...changes, authority: other })).json;
    expect(unlisted.clocks.map(({ rule }: { rule: string }) => rule)).toEqual([
      'ru-authority-request',
      'ru-access-answer',
    ]);
    expect(await staffCase(unlisted.reference)).toMatchObject({ proof: null, status: 'unproven' });
  });

  test('S2: the operator’s own finding opens a case without anybody who asks', async () => {
    const reply = await enter({ requester: 'operator', kinds: ['complaint'], about: undefined });
    expect(reply.status, reply.text).toBe(201);
    expect(await staffCase(reply.json.reference)).toMatchObject({ requester: 'operator', letters: [] });
  });

  test.each<[string, object, string]>([
    ['a receipt in the future', { receivedOn: '2099-01-01' }, 'receivedOn'],
    ['nobody whom it is about', { about: undefined }, 'about.email'],
    ['an authority without its name', { requester: 'authority' }, 'authority.name'],
    ['nothing that is asked for', { kinds: [] }, 'parts'],
  ])('S1: %s is refused by the name of its field', async (_, changes, field) => {
    const reply = await enter(changes);
    expect(reply.status).toBe(422);
    expect(reply.json.errors.map((one: { field: string }) => one.field)).toContain(field);
  });
});
