import { describe, expect, test } from 'vitest';
import { keepConsent } from '../../../functions/registration/choose.ts';
import { postVersion } from '../../../shared/records/documents.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { openDetails } from '../../../shared/records/person-file.ts';
import { personOfToken } from '../../../shared/records/person-proofs.ts';
import { knownVersions } from '../../../shared/records/shown-texts.ts';
import { ANNA, codeOf, granted, RegistrationDesk } from './registration-desk.ts';

const idOf = (challenge: string) => personOfToken(challenge) ?? 'nobody';
const typesOf = async (desk: RegistrationDesk, chain: string) =>
  (await readChain(desk.records, chain)).map(({ body }) => body.type);

describe('R1: a registration is taken', () => {
  test('G1: record, event and the intent of its letter stand after one transaction', async () => {
    const desk = new RegistrationDesk();
    const person = idOf(await desk.register());
    const body = await desk.profile(person);
    expect(body).toMatchObject({ state: 'unconfirmed', revision: 1, policy: { version: 'policy-1' } });
    expect(body.letter).toMatchObject({ n: 1, status: 'queued' });
    expect(await openDetails(desk.deps, body, 'own-view', desk.at)).toEqual({
      email: ANNA,
      name: 'Анна Петрова',
    });
    const events = await readChain(desk.records, person);
    expect(events.map(({ body: { type, by, data } }) => ({ type, by, data }))).toEqual([
      { type: 'registered', by: 'person', data: { policy: 'policy-1' } },
    ]);
    expect(await desk.findings()).toEqual([]);
  });

  test('P1: who registers records no version, before the sweep has recorded the first one either; what was shown is named by its hash', async () => {
    const desk = new RegistrationDesk();
    const person = idOf(await desk.register());
    expect(await typesOf(desk, 'documents')).toEqual([]);
    const [shown] = await knownVersions('policy', desk.at, desk.registration);
    expect((await desk.profile(person)).policy).toMatchObject({
      version: 'policy-1',
      hash: shown?.hashes.ru,
    });
  });

  test('G9: nothing that was typed stands anywhere in plain bytes', async () => {
    const desk = new RegistrationDesk();
    const challenge = granted(
      await desk.tryRegister(
        { phone: '+7 495 765-43-21', organisation: 'ООО «Ромашка»' },
        { once: { route: 'POST /registrations', key: 'k'.repeat(22), body: { name: 'Анна Петрова' } } },
      ),
    ).challenge;
    await desk.choose(challenge, 'promotions');
    await desk.stream();
    await desk.confirm({ token: desk.tokenTo() });
    await desk.signIn();
    const stored = JSON.stringify(desk.records.snapshot(), (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const canary of ['Петрова', 'anna@', '765-43-21', 'Ромашка', 'Firefox', '203.0.113']) {
      expect(stored).not.toContain(canary);
      expect(stored).not.toContain(Buffer.from(canary).toString('latin1'));
    }
  });

  test('T3: above the limit of its network a registration is refused with the way out; another network is not', async () => {
    const desk = new RegistrationDesk({
      settings: { limits: { networkPerHour: 2, lettersPerDay: 3, codesPerDay: 20 } },
    });
    const from = async (network: string) => codeOf(await desk.tryRegister({}, { network }));
    expect([await from('10.0.0.0/24'), await from('10.0.0.0/24'), await from('10.0.0.0/24')]).toEqual([
      'ok',
      'ok',
      'too-many-requests',
    ]);
    expect(await from('10.0.1.0/24')).toBe('ok');
  });

  test('T3: a marked registration says why its letter waits and until when; the letter goes by itself after an hour, with its link', async () => {
    const desk = new RegistrationDesk();
    const begun = await desk.tryRegister({ email: ANNA }, { marked: true });
    const until = new Date(desk.at + 3_600_000).toISOString();
    expect(begun).toMatchObject({ ok: true, value: { held: { why: 'robot', until } } });
    desk.at += 3_660_000;
    await desk.sweep();
    await desk.stream();
    const letter = desk.letterTo();
    // Ten minutes for the code, a day for the link: no code that is good no more, nothing that was typed.
    expect(letter).not.toMatch(/\b\d{6}\b/);
    expect(letter).not.toContain('Анна');
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
    expect(await desk.findings()).toEqual([]);
  });

  test('T3: of four marked registrations from one network none goes by itself: each waits for its button, and the staff have nothing to do', async () => {
    const desk = new RegistrationDesk();
    const challenges: string[] = [];
    for (const n of [1, 2, 3, 4]) challenges.push(await desk.register(`p${n}@example.org`, { marked: true }));
    desk.at += 3_660_000;
    await desk.sweep();
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(0);
    expect((await desk.profile(challenges[0] ?? '')).letter?.heldFor).toMatchObject({ person: true });
    expect(await desk.again(challenges[0] ?? '')).toBe('ok');
    await desk.stream();
    expect(desk.mail.taken.map(({ to }) => to)).toEqual([['p1@example.org']]);
    expect((await desk.records.listDue('held', { table: 'people', limit: 9 })).items).toHaveLength(3);
  });

  test('R2: a held registration that nobody confirms is destroyed like any other after seven days', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register(ANNA, { marked: true });
    for (const n of [1, 2, 3]) await desk.register(`p${n}@example.org`, { marked: true });
    desk.at += 3_660_000;
    await desk.sweep();
    const { person } = await desk.profile(challenge);
    const due = await desk.records.listTodo('person', {
      upTo: new Date(desk.at + 8 * 86_400_000).toISOString(),
      limit: 9,
      table: 'people',
    });
    expect(due.map(({ pk, why }) => [pk, why])).toContainEqual([`PERSON#${person}`, 'destroy']);
  });

  test('T3: a form with the marks of a bot sends no letter; who asks for the letter again gets it', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register(ANNA, { marked: true });
    desk.at += 60_000;
    await desk.stream();
    await desk.sweep();
    expect(desk.mail.taken).toEqual([]);
    expect(await desk.again(challenge)).toBe('ok');
    await desk.stream();
    expect(await desk.confirm({ token: desk.tokenTo() })).toBe('ok');
    expect(await desk.findings()).toEqual([]);
  });
});

describe('C2: only a text that was shown and still stands is acknowledged', () => {
  const post = (desk: RegistrationDesk, document: 'policy' | 'promotions', text = 'Новый текст.') =>
    postVersion(
      {
        document,
        texts: { ru: text, en: 'A new text.' },
        change: 'soft',
        askAgain: false,
        by: 'staff:officer',
      },
      desk.at,
      desk.registration,
    );

  test.each([
    ['forged', (proof: string) => `${proof.slice(0, -1)}${proof.endsWith('A') ? 'B' : 'A'}`],
    ['of nothing', () => 'x.y.z'],
  ])('a proof that is %s is refused', async (_, change) => {
    const desk = new RegistrationDesk();
    const shown = await desk.shown('policy');
    const refused = await desk.tryRegister({ policy: { ...shown, proof: change(shown.proof) } });
    expect(codeOf(refused)).toBe('text-replaced');
  });

  test('the proof of another document, of another version or one that is too old is refused', async () => {
    const desk = new RegistrationDesk();
    const [policy, consent] = [await desk.shown('policy'), await desk.shown('promotions')];
    expect(codeOf(await desk.tryRegister({ policy: consent }))).toBe('text-replaced');
    expect(codeOf(await desk.tryRegister({ policy: { ...policy, version: 'policy-2' } }))).toBe(
      'text-replaced',
    );
    desk.at += 2 * 3_600_000 + 1;
    expect(codeOf(await desk.tryRegister({ policy }))).toBe('text-replaced');
  });

  test('a text that was replaced while it was read is refused, the new one is taken', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    const [policy, promotions] = [await desk.shown('policy'), await desk.shown('promotions')];
    desk.at += 60_000;
    granted(await post(desk, 'policy'));
    granted(await post(desk, 'promotions'));
    desk.at += 60_000;
    expect(codeOf(await desk.tryRegister({ policy }))).toBe('text-replaced');
    const { version: text, proof } = promotions;
    const given = { purpose: 'promotions', act: 'give', text, proof } as const;
    expect(codeOf(await keepConsent(challenge, given, desk.at, desk.registration))).toBe('text-replaced');
    expect(codeOf(await desk.tryRegister())).toBe('ok');
    expect(await desk.choose(challenge, 'promotions')).toBe('ok');
  });
});

describe('G3: a registration is made once', () => {
  const once = (body: unknown = {}) => ({
    once: { route: 'POST /registrations', key: 'k'.repeat(22), body },
  });
  const people = (desk: RegistrationDesk) =>
    [...desk.records.everything()].filter(({ kind }) => kind === 'profile').length;

  test('the same key gives the same answer, also after the address was confirmed', async () => {
    const desk = new RegistrationDesk();
    const first = await desk.register(ANNA, once());
    await desk.stream();
    await desk.confirm({ token: desk.tokenTo() });
    desk.at += 3_600_000;
    expect(await desk.register(ANNA, once())).toBe(first);
    expect(people(desk)).toBe(1);
  });

  test('the same key with another body is refused', async () => {
    const desk = new RegistrationDesk();
    await desk.register(ANNA, once({ a: 1 }));
    expect(codeOf(await desk.tryRegister({}, once({ a: 2 })))).toBe('idempotency-mismatch');
  });

  test('a hundred at the same instant with one key make one record and one letter', async () => {
    const desk = new RegistrationDesk({
      settings: { limits: { networkPerHour: 1_000, lettersPerDay: 3, codesPerDay: 20 } },
    });
    const all = await Promise.all(Array.from({ length: 100 }, () => desk.tryRegister({}, once())));
    expect(new Set(all.map((one) => (one.ok ? one.value.challenge : one.refusal.code))).size).toBe(1);
    expect(people(desk)).toBe(1);
    await desk.stream();
    expect(desk.mail.taken).toHaveLength(1);
  });
});

describe('C1, C7: consents before the address is proven', () => {
  test('are kept without an event, the last one for a purpose counts', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    await desk.choose(challenge, 'promotions');
    await desk.choose(challenge, 'partners', 'refuse');
    await desk.choose(challenge, 'promotions', 'refuse');
    const { choices, revision } = await desk.profile(challenge);
    expect(choices?.map(({ purpose, act }) => [purpose, act])).toEqual([
      ['partners', 'refuse'],
      ['promotions', 'refuse'],
    ]);
    expect(revision).toBe(1);
    expect(await typesOf(desk, `${idOf(challenge)}.consent`)).toEqual([]);
    expect(await desk.findings()).toEqual([]);
  });

  test('G3: a yes that is posted once more after the no changes nothing', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    const key = 'key-of-the-form-that-gave';
    expect(await desk.choose(challenge, 'promotions', 'give', key)).toBe('ok');
    expect(await desk.choose(challenge, 'promotions', 'refuse')).toBe('ok');
    expect(await desk.choose(challenge, 'promotions', 'give', key)).toBe('ok');
    expect((await desk.profile(challenge)).choices?.map(({ act }) => act)).toEqual(['refuse']);
    expect(await desk.choose(challenge, 'partners', 'give', key)).toBe('idempotency-mismatch');
    expect(await desk.choose(challenge, 'promotions', 'refuse', key)).toBe('ok');
  });

  test('R6: the consent to distribution is none of them: it needs fields and conditions', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    expect(await desk.choose(challenge, 'distribution')).toBe('unknown-purpose');
    expect((await desk.profile(challenge)).choices).toBeUndefined();
  });

  test('do not take the place of the letter that waits: it is sent', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    await desk.choose(challenge, 'promotions');
    desk.records.takeChanges();
    desk.at += 60_000;
    await desk.sweep();
    expect(desk.mail.to(ANNA)).toHaveLength(1);
  });

  test('G16: only the browser that registered may add them', async () => {
    const desk = new RegistrationDesk();
    const challenge = await desk.register();
    await desk.stream();
    for (const other of [
      desk.tokenTo(),
      `${challenge.slice(0, -1)}${challenge.endsWith('A') ? 'B' : 'A'}`,
      '',
    ])
      expect(await desk.choose(other, 'promotions')).toBe('link-invalid');
  });
});
