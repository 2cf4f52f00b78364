import { describe, expect, test } from 'vitest';
import { actOnOwn } from '../../../functions/account/act-on-own.ts';
import { askClosingCode } from '../../../functions/account/ask-closing.ts';
import { askForCode, bringCode } from '../../../functions/registration/sign-in.ts';
import {
  allSessionsOf,
  endSessions,
  noteUse,
  PERSON_SESSION,
  readSession,
} from '../../../shared/identity/person-sessions.ts';
import { makeTextProof } from '../../../shared/identity/text-proof.ts';
import { versionId } from '../../../shared/policy/documents.ts';
import { StoreTrouble } from '../../../shared/records/attempts.ts';
import { codeOf as codeMade, codeToSend, poseChallenge } from '../../../shared/records/codes.ts';
import { putNew, read } from '../../../shared/records/kinds/kind.ts';
import { addressKind } from '../../../shared/records/kinds/people.ts';
import { challengeKind } from '../../../shared/records/kinds/short.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { commitPerson, readPerson } from '../../../shared/records/person-file.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { standingOf } from '../../../shared/records/shown-texts.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { seeded, someSecrets } from '../records/builders.ts';
import { ANNA, codeOf, granted, NETWORK, RegistrationDesk } from './registration-desk.ts';

const BORIS = 'boris@example.org';
const wrong = (code: string, n = 0) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0');

/** Somebody with an account whose code to sign in has arrived. */
async function asked() {
  const desk = new RegistrationDesk();
  const person = await desk.account();
  const challenge = await desk.ask();
  await desk.stream();
  return { desk, person, challenge, code: desk.codeTo() };
}
const session = (desk: RegistrationDesk, token: string | undefined, at = desk.at) =>
  readSession(desk.records, desk.deps.secrets, token, at);

test('R4, C2: after a restore that lost an account, acts of whoever registered the address anew are recorded under the account it has now (seed 78095)', async () => {
  const desk = new RegistrationDesk();
  const backup = desk.records.snapshot();
  const lost = await desk.account();
  desk.records.restore(backup);
  desk.at += HOUR;
  const person = await desk.account();
  expect(person).not.toBe(lost);
  const signedIn = await session(desk, await desk.signIn());
  expect(signedIn).toMatchObject({ person });
  const { current } = await standingOf('promotions', desk.at, desk.registration);
  const text = versionId(current);
  const about = { form: 'account', language: 'ru', version: text, hash: current.hashes.ru } as const;
  const proof = makeTextProof(desk.deps.secrets, { ...about, at: desk.at });
  const request = { purpose: 'promotions', act: 'refuse', text, proof } as const;
  const who = { person: { id: person, sid: signedIn?.sid ?? '' }, language: 'ru', request } as const;
  const done = granted(await actOnOwn(who, desk.at, desk.registration));
  expect(done.event).toBe(`${person}-1`);
  expect((await readChain(desk.records, `${person}.consent`)).map(({ body }) => body.type)).toEqual([
    'consent-refused',
  ]);
  expect(await readChain(desk.records, `${lost}.consent`)).toEqual([]);
});

describe('R4: signing in', () => {
  test('by the code of the letter: session and event stand together', async () => {
    const { desk, person, challenge, code } = await asked();
    const { token } = granted(await desk.bring(challenge, code));
    expect(await session(desk, token)).toMatchObject({ person });
    const event = (await readChain(desk.records, person)).at(-1)?.body;
    const [sid] = (await allSessionsOf(desk.records, desk.deps.secrets, person, desk.at)).live.map(
      (one) => one.sid,
    );
    expect(event).toMatchObject({
      type: 'signed-in',
      by: 'person',
      data: { session: sid, policy: 'policy-1' },
    });
    expect(await desk.findings()).toEqual([]);
  });

  test('G14: after a rotation of the program’s key, by the address as it was hashed before', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    desk.rotate('k2', 'k1');
    const deps = desk.registration;
    const { secrets } = deps;
    const asked = { email: ANNA, language: 'ru', network: NETWORK } as const;
    const { challenge } = granted(await askForCode(asked, desk.at, deps));
    const stored = await read(desk.records, challengeKind, challenge, desk.at);
    const code = (stored && codeMade(secrets, challenge, stored.body)) ?? '';
    const brought = { challenge, code, agent: 'Firefox', network: NETWORK };
    const { token } = granted(await bringCode(brought, desk.at, deps));
    expect(await readSession(desk.records, secrets, token, desk.at)).toMatchObject({ person });
  });

  test('the code is used once, also by a hundred at the same instant', async () => {
    const { desk, challenge, code, person } = await asked();
    const told = await Promise.all(
      Array.from({ length: 100 }, async () => codeOf(await desk.bring(challenge, code))),
    );
    expect(told.filter((one) => one === 'ok')).toHaveLength(1);
    expect(codeOf(await desk.bring(challenge, code))).toBe('code-expired');
    expect((await allSessionsOf(desk.records, desk.deps.secrets, person, desk.at)).live).toHaveLength(1);
  });

  test('G16: of a hundred wrong codes at once five are looked at; then the right one is worth nothing', async () => {
    const { desk, challenge, code } = await asked();
    const told = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => codeOf(await desk.bring(challenge, wrong(code, n)))),
    );
    expect(told.filter((one) => one === 'code-wrong')).toHaveLength(5);
    expect(told.filter((one) => one === 'code-exhausted')).toHaveLength(95);
    expect(codeOf(await desk.bring(challenge, code))).toBe('code-exhausted');
  });

  test('G16: the code holds ten minutes', async () => {
    const { desk, challenge, code } = await asked();
    desk.at += 10 * MINUTE - 1;
    expect(codeOf(await desk.bring(challenge, wrong(code)))).toBe('code-wrong');
    desk.at += 1;
    expect(codeOf(await desk.bring(challenge, code))).toBe('code-expired');
  });

  test('G16: the code of one person is worth nothing at the challenge of another, nor a code of a registration', async () => {
    const { desk, challenge, code } = await asked();
    await desk.account(BORIS);
    const theirs = await desk.ask(BORIS);
    await desk.stream();
    expect(codeOf(await desk.bring(theirs, code))).toBe('code-wrong');
    expect(codeOf(await desk.bring(challenge, desk.codeTo(BORIS)))).toBe('code-wrong');
    const begun = await desk.register('clara@example.org');
    await desk.stream();
    const registered = desk.codeTo('clara@example.org');
    for (const other of [begun, 'x'.repeat(24), '', `${challenge}#`, 'CHALLENGE#x'])
      expect(codeOf(await desk.bring(other, registered))).toBe('code-expired');
  });

  test('G16: a code that proves something else about the same person signs nobody in', async () => {
    const { desk, person } = await asked();
    const { secrets, records } = desk.deps;
    const about = { purpose: 'close-account', about: person, address: addressHash(secrets, ANNA) };
    const posed = poseChallenge(secrets, about, false, seeded('another purpose'), desk.at);
    await records.commit([posed.write]);
    const code = await codeToSend(desk.deps, { challenge: posed.id, generation: 1 }, desk.at);
    expect(code).toMatch(/^\d{6}$/);
    expect(codeOf(await desk.bring(posed.id, code ?? ''))).toBe('code-expired');
  });

  test('R5: an address that is only kept for an undo is no way in', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    const old = addressHash(desk.deps.secrets, 'old@example.org');
    const kept = { person, since: '2026-12-07T09:00:00.000Z', until: '2026-12-10T09:00:00.000Z' };
    await desk.records.commit([putNew(addressKind, old, kept)]);
    const letters = desk.mail.taken.length;
    const challenge = await desk.ask('old@example.org');
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(letters);
    expect(codeOf(await desk.bring(challenge, '000000'))).toBe('code-wrong');
  });

  test('R2: an unconfirmed registration is no account: nobody signs in with it', async () => {
    const desk = new RegistrationDesk();
    await desk.register();
    await desk.stream();
    const letters = desk.mail.taken.length;
    const challenge = await desk.ask();
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(letters);
    expect(codeOf(await desk.bring(challenge, '000000'))).toBe('code-wrong');
  });

  test('a code that comes too late is not sent', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    await desk.ask();
    desk.at += HOUR;
    const letters = desk.mail.taken.length;
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(letters);
    expect(desk.reports.at(-1)).toEqual({ code: 'letter-stopped', detail: 'code-expired' });
    expect(await desk.findings()).toEqual([]);
  });

  test('G3: asked for with the same key the code is sent once', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    const once = { route: 'POST /sessions', key: 'k'.repeat(22), body: { email: ANNA } };
    const asking = { email: ANNA, language: 'ru', network: NETWORK, once } as const;
    const both = await Promise.all([1, 2].map(() => askForCode(asking, desk.at, desk.registration)));
    const later = await askForCode(asking, desk.at + HOUR, desk.registration);
    expect(new Set([...both, later].map((one) => granted(one).challenge)).size).toBe(1);
    const letters = desk.mail.taken.length;
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(letters + 1);
    const other = { ...asking, once: { ...once, body: { email: BORIS } } };
    expect(codeOf(await askForCode(other, desk.at, desk.registration))).toBe('idempotency-mismatch');
  });

  describe('G3: the code brought again with the same key', () => {
    const once = (key: string, body: unknown) => ({
      route: 'POST /sessions/code',
      key: key.repeat(22),
      body,
    });
    const bringing = (desk: RegistrationDesk, challenge: string, code: string, key = 'k') =>
      bringCode(
        { challenge, code, agent: 'Firefox', network: NETWORK, once: once(key, { challenge, code }) },
        desk.at,
        desk.registration,
      );

    test('is the same sign-in: who pressed twice, or lost the answer, is in', async () => {
      const { desk, person, challenge, code } = await asked();
      const both = await Promise.all([1, 2].map(() => bringing(desk, challenge, code)));
      desk.at += 10 * MINUTE;
      const tokens = [...both, await bringing(desk, challenge, code)].map((one) => granted(one).token);
      expect(new Set(tokens).size).toBe(1);
      expect(await session(desk, tokens[0])).toMatchObject({ person });
      expect((await allSessionsOf(desk.records, desk.deps.secrets, person, desk.at)).live).toHaveLength(1);
      const types = (await readChain(desk.records, person)).map(({ body }) => body.type);
      expect(types.filter((type) => type === 'signed-in')).toHaveLength(1);
      expect(JSON.stringify(desk.records.snapshot())).not.toContain(tokens[0]?.split('.')[2]);
    });

    test('with another key, or no key, it is used up as ever', async () => {
      const { desk, challenge, code } = await asked();
      expect(codeOf(await bringing(desk, challenge, code))).toBe('ok');
      expect(codeOf(await bringing(desk, challenge, code, 'l'))).toBe('code-expired');
      expect(codeOf(await desk.bring(challenge, code))).toBe('code-expired');
    });

    test('another code with the key is refused; a wrong code leaves the key unused', async () => {
      const { desk, challenge, code } = await asked();
      expect(codeOf(await bringing(desk, challenge, wrong(code)))).toBe('code-wrong');
      expect(codeOf(await bringing(desk, challenge, code))).toBe('ok');
      expect(codeOf(await bringing(desk, challenge, wrong(code)))).toBe('idempotency-mismatch');
    });

    test('it opens nothing once ten minutes are over, or once the session was ended', async () => {
      const late = await asked();
      expect(codeOf(await bringing(late.desk, late.challenge, late.code))).toBe('ok');
      late.desk.at += 10 * MINUTE + 1;
      expect(codeOf(await bringing(late.desk, late.challenge, late.code))).toBe('code-expired');
      const { desk, person, challenge, code } = await asked();
      expect(codeOf(await bringing(desk, challenge, code))).toBe('ok');
      const ends = await endSessions(desk.records, person, { but: undefined }, desk.at);
      expect((await desk.records.commit(ends)).ok).toBe(true);
      expect(codeOf(await bringing(desk, challenge, code))).toBe('code-expired');
    });
  });

  /** Codes asked for in somebody's name, one from each network named; what each was told. */
  async function asking(desk: RegistrationDesk, email: string, networks: readonly string[]) {
    const told: string[] = [];
    for (const network of networks)
      told.push(codeOf(await askForCode({ email, language: 'ru', network }, desk.at, desk.registration)));
    return new Set(told);
  }
  const from = (networks: number, asks = networks) =>
    Array.from({ length: asks }, (_, n) => `10.1.${n % networks}.0/24`);

  test.each([
    ['one network', 1],
    ['three networks', 3],
    ['seventy networks', 70],
  ])(
    'T3, G16: seventy codes asked for in her name from %s: she signs in with the long code of the newest letter',
    async (_, networks) => {
      const desk = new RegistrationDesk();
      await desk.account();
      const registered = desk.mail.taken.length;
      expect(await asking(desk, ANNA, from(networks, 70))).toEqual(new Set(['ok']));
      await desk.stream();
      expect(desk.mail.taken).toHaveLength(registered + 21);
      desk.at += 50 * MINUTE;
      const challenge = await desk.ask();
      await desk.stream();
      expect(desk.mail.taken).toHaveLength(registered + 21);
      expect(desk.codeTo()).toMatch(/^[0-9A-Z]{12}$/);
      expect(codeOf(await desk.bring(challenge, desk.codeTo()))).toBe('ok');
      // It is used up: nobody signs in with it again, and the next one who asks gets a letter.
      const next = await desk.ask();
      expect(codeOf(await desk.bring(next, desk.codeTo()))).toBe('code-wrong');
      await desk.stream();
      expect(desk.mail.taken).toHaveLength(registered + 22);
      expect(codeOf(await desk.bring(next, desk.codeTo()))).toBe('ok');
      expect(await desk.findings()).toEqual([]);
    },
  );

  test('T3: asked for every ten minutes of a day, from everywhere, a mailbox gets no more than twenty codes and one an hour', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    const registered = desk.mail.taken.length;
    await asking(desk, ANNA, from(40));
    for (let n = 0; n < 144; n += 1) {
      desk.at += 10 * MINUTE;
      await asking(desk, ANNA, from(2));
      await desk.stream();
    }
    const sent = desk.mail.taken.length - registered;
    expect(sent).toBeGreaterThan(24);
    expect(sent).toBeLessThanOrEqual(20 + 20 + 25);
  });

  test('G16: the tries of a challenge stay five for the long code too, and it is no code of another address or purpose', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    await desk.account(BORIS);
    for (const email of [ANNA, BORIS]) await asking(desk, email, from(30));
    await desk.stream();
    const [challenge, theirs] = [await desk.ask(), await desk.ask(BORIS)];
    expect(codeOf(await desk.bring(theirs, desk.codeTo()))).toBe('code-wrong');
    for (let n = 0; n < 5; n += 1)
      expect(codeOf(await desk.bring(challenge, `00000000000${n}`))).toBe('code-wrong');
    expect(codeOf(await desk.bring(challenge, desk.codeTo()))).toBe('code-exhausted');
  });

  test('R5: a long code that was sent before the address changed signs nobody in', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    await asking(desk, ANNA, from(30));
    await desk.stream();
    desk.at += 20 * MINUTE;
    const challenge = await desk.ask();
    const file = (await readPerson(desk.registration, person, desk.at)) ?? expect.fail();
    const codesFrom = new Date(desk.at - MINUTE).toISOString();
    const changed = { body: { ...file.body, revision: file.body.revision + 1, codesFrom }, events: [] };
    expect(await commitPerson(desk.registration, file, changed, desk.at)).toBe('ok');
    expect(codeOf(await desk.bring(challenge, desk.codeTo()))).toBe('code-expired');
  });

  test('G7: known or not, above the budget the same is answered, read and written', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    const costs = [];
    for (const email of [ANNA, 'nobody@example.org']) {
      await asking(desk, email, from(25));
      const { read, write } = desk.records.units;
      const challenge = await desk.ask(email);
      expect(codeOf(await desk.bring(challenge, '0'.repeat(12)))).toBe('code-wrong');
      const now = desk.records.units;
      costs.push([challenge.length, now.read - read, now.write - write]);
    }
    expect(costs[1]).toEqual(costs[0]);
  });

  test('T3: what strangers ask for takes nothing from the codes of who is signed in, nor the other way round', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    await asking(desk, ANNA, from(70));
    const closing: string[] = [];
    for (let n = 0; n < 21; n += 1)
      closing.push(codeOf(await askClosingCode(person, desk.at, desk.registration)));
    // Twenty of her own a day, and the next refusal is her own doing.
    expect(closing.filter((one) => one === 'ok')).toHaveLength(20);
    expect(closing.at(-1)).toBe('too-many-codes');
  });

  for (const when of ['before', 'after'] as const) {
    test(`G1: broken off ${when} any call of the store: session and event stand together or not at all`, async () => {
      let hits = 0;
      for (let call = 1, hit = true; hit; call += 1) {
        const { desk, person, challenge, code } = await asked();
        let calls = 0;
        hit = false;
        desk.faults = (point) => {
          if (point.when === 'before') calls += 1;
          if (calls < call || point.when !== when) return;
          hit = true;
          throw new StoreTrouble('unknown');
        };
        await desk.bring(challenge, code).catch(() => undefined);
        desk.faults = () => {};
        const sessions = (await allSessionsOf(desk.records, desk.deps.secrets, person, desk.at)).live;
        const types = (await readChain(desk.records, person)).map(({ body }) => body.type);
        expect(types.filter((type) => type === 'signed-in')).toHaveLength(sessions.length);
        if (sessions.length === 0) expect(codeOf(await desk.bring(challenge, code))).toBe('ok');
        expect(await desk.findings()).toEqual([]);
        if (hit) hits += 1;
      }
      expect(hits).toBeGreaterThan(3);
    });
  }
});

describe('G7: letters to nobody', () => {
  const letters = (desk: RegistrationDesk) =>
    [...desk.records.everything()].filter(({ kind }) => kind === 'letter');

  test('a code for an address without an account is a letter that is never sent and tells no chain', async () => {
    const desk = new RegistrationDesk();
    await desk.ask('nobody@example.org');
    expect(letters(desk)).toMatchObject([{ body: { status: 'queued' } }]);
    expect(letters(desk)[0]?.pk).toMatch(/^MAIL#/);
    await desk.stream();
    expect(desk.mail.taken).toEqual([]);
    expect(desk.reports).toEqual([{ code: 'letter-stopped', detail: 'no-recipient' }]);
    expect([...desk.records.everything()].filter(({ table }) => table === 'ledger')).toEqual([]);
    expect(await desk.findings()).toEqual([]);
  });

  test('E1: it goes once it was looked at, by the stream or, where that missed it, by the sweep', async () => {
    const desk = new RegistrationDesk();
    await desk.ask('nobody@example.org');
    await desk.stream();
    expect(letters(desk)).toEqual([]);
    await desk.ask('nobody@example.net');
    desk.at += 3 * 24 * HOUR;
    await desk.sweep();
    expect(letters(desk)).toEqual([]);
    expect(desk.mail.taken).toEqual([]);
  });
});

describe('R4: sessions', () => {
  test('a token opens its own session only: changed, cut, of another person, or of other secrets it opens none', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    await desk.account(BORIS);
    const [mine, theirs] = [await desk.signIn(), await desk.signIn(BORIS)];
    const [person = '', sid = '', secret = ''] = mine.split('.');
    const [other = '', otherSid = '', otherSecret = ''] = theirs.split('.');
    const flipped = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    const tokens = [
      undefined,
      '',
      `${other}.${sid}.${secret}`,
      `${person}.${otherSid}.${secret}`,
      `${person}.${sid}.${otherSecret}`,
      `${person}.${otherSid}.${otherSecret}`,
      `${person}.${sid}.${flipped}`,
      `${person}.${sid}`,
      `${person}.${sid}.${secret}.x`,
      `${person}.${sid}.${secret}\n`,
      mine.toLowerCase(),
    ];
    for (const token of tokens) expect([token, await session(desk, token)]).toEqual([token, undefined]);
    expect(await readSession(desk.records, someSecrets('k1'), mine, desk.at)).toBeUndefined();
    expect(await session(desk, mine)).toMatchObject({ person, sid });
    expect(await session(desk, theirs)).toMatchObject({ person: other });
  });

  test('it ends after fourteen days, to the millisecond', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    // Half a second past a full one: the store itself forgets by full seconds, later.
    desk.at += 500;
    const token = await desk.signIn();
    expect(await session(desk, token, desk.at + PERSON_SESSION - 1)).toBeDefined();
    expect(await session(desk, token, desk.at + PERSON_SESSION)).toBeUndefined();
  });

  test('one is ended, or all but this one; what was ended opens nothing', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    const tokens: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      desk.at += MINUTE;
      tokens.push(await desk.signIn());
    }
    const [first = '', , third = ''] = tokens;
    const sidOf = (token: string) => token.split('.')[1] ?? '';
    await desk.records.commit(await endSessions(desk.records, person, { sid: sidOf(first) }, desk.at));
    expect(await session(desk, first)).toBeUndefined();
    await desk.records.commit(await endSessions(desk.records, person, { but: sidOf(third) }, desk.at));
    const left = (await allSessionsOf(desk.records, desk.deps.secrets, person, desk.at)).live;
    expect(left).toEqual([
      {
        sid: sidOf(third),
        since: desk.at,
        until: desk.at + PERSON_SESSION,
        keptUntil: desk.at + 90 * 24 * HOUR,
        origin: { agent: 'Firefox', network: NETWORK },
      },
    ]);
    expect(await endSessions(desk.records, person, { sid: '../x' }, desk.at)).toEqual([]);
    expect(await endSessions(desk.records, 'P-00000000000000000000', { sid: sidOf(third) }, desk.at)).toEqual(
      [],
    );
  });

  test('the table holds a keyed hash of the secret, not the secret', async () => {
    const desk = new RegistrationDesk();
    await desk.account();
    const secret = (await desk.signIn()).split('.')[2] ?? '';
    expect(JSON.stringify(desk.records.snapshot())).not.toContain(secret);
  });
});

describe('T1: technical data of a session', () => {
  const DAY = 24 * HOUR;
  const kept = (desk: RegistrationDesk, person: string) =>
    allSessionsOf(desk.records, desk.deps.secrets, person, desk.at);

  test('stay 90 days after its last use, though it ends after 14 by itself; then nothing is kept', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    const token = await desk.signIn();
    const began = desk.at;
    desk.at = began + 10 * DAY;
    const used = await session(desk, token);
    if (used === undefined) throw new Error('no session');
    await noteUse(desk.records, used, desk.at);
    desk.at = began + PERSON_SESSION;
    expect(await session(desk, token)).toBeUndefined();
    const { live, earlier } = await kept(desk, person);
    expect([live, earlier.map(({ origin }) => origin)]).toEqual([
      [],
      [{ agent: 'Firefox', network: NETWORK }],
    ]);
    desk.at = began + 100 * DAY - 1;
    expect((await kept(desk, person)).earlier).toHaveLength(1);
    desk.at = began + 100 * DAY;
    expect(await kept(desk, person)).toEqual({ live: [], earlier: [] });
    expect((await desk.records.query('short', `PERSON#${person}`)).items[0]?.expires).toBe(desk.at / 1000);
  });

  test('stay when it was ended: nobody is signed in by it, and it is not ended twice', async () => {
    const desk = new RegistrationDesk();
    const person = await desk.account();
    const token = await desk.signIn();
    await desk.records.commit(await endSessions(desk.records, person, { but: undefined }, desk.at));
    expect(await session(desk, token)).toBeUndefined();
    expect((await kept(desk, person)).earlier).toMatchObject([
      { until: desk.at, keptUntil: desk.at + 90 * DAY },
    ]);
    expect(await endSessions(desk.records, person, { but: undefined }, desk.at)).toEqual([]);
    expect(await endSessions(desk.records, person, { sid: token.split('.')[1] ?? '' }, desk.at)).toEqual([]);
  });

  test('are kept as long as the settings say; use is noted once a day', async () => {
    const desk = new RegistrationDesk({ settings: { retention: { claimFileYears: 3, technicalDays: 30 } } });
    const person = await desk.account();
    const token = await desk.signIn();
    expect((await kept(desk, person)).live).toMatchObject([{ keptUntil: desk.at + 30 * DAY }]);
    const before = desk.records.units.write;
    const note = async (at: number) => {
      const found = await session(desk, token, at);
      if (found !== undefined) await noteUse(desk.records, found, at);
    };
    await note(desk.at + DAY - 1);
    expect(desk.records.units.write).toBe(before);
    await note(desk.at + DAY);
    await note(desk.at + DAY + HOUR);
    expect((await kept(desk, person)).live).toMatchObject([{ keptUntil: desk.at + 31 * DAY }]);
  });
});
