import { describe, expect, test } from 'vitest';
import { finishRegistration, unfinishedRegistration } from '../../../functions/account/finish.ts';
import { everythingHeld } from '../../../functions/account/held.ts';
import { sweepPeople } from '../../../functions/lifecycle/sweep.ts';
import { enterConsent } from '../../../functions/people/enter-consent.ts';
import { confirmPerson } from '../../../functions/registration/confirm.ts';
import type { FinishRequest } from '../../../shared/api/account.ts';
import { readSession } from '../../../shared/identity/person-sessions.ts';
import type { Person } from '../../../shared/identity/who.ts';
import { readConsents } from '../../../shared/records/consents.ts';
import { read } from '../../../shared/records/kinds/kind.ts';
import { addressKind } from '../../../shared/records/kinds/people.ts';
import { openDetails } from '../../../shared/records/person-file.ts';
import { purposeBook } from '../../../shared/records/purpose-book.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { answerFor } from '../../../shared/views/answer-for.ts';
import { AccountDesk } from '../account/account-desk.ts';
import { HOUR, MINUTE } from '../letters/desk-of-letters.ts';
import { ANNA, codeOf, granted } from './registration-desk.ts';

const DAY = 24 * HOUR;
const STRANGER = { email: ANNA, name: 'Чужой Человек', phone: '+7 495 000-00-00', organisation: 'Чужая' };
const DETAILS = { name: 'Анна Петрова', language: 'en' as const };

/** A stranger registers Anna's address and gives both consents; the letter has reached her. */
async function attacked() {
  const desk = new AccountDesk();
  const challenge = granted(await desk.tryRegister(STRANGER)).challenge;
  for (const purpose of ['promotions', 'partners'] as const) await desk.choose(challenge, purpose);
  await desk.stream();
  return { desk, challenge, token: desk.tokenTo(), code: desk.codeTo() };
}

/** She has pressed the link. */
async function pressed() {
  const before = await attacked();
  const { desk, token } = before;
  desk.at += MINUTE;
  const { person, status } = granted(await confirmPerson({ token }, desk.at, desk.registration));
  return { ...before, person, status };
}

/** She has signed in after it. */
async function inside() {
  const before = await pressed();
  const { desk, person } = before;
  const session = await readSession(desk.records, desk.deps.secrets, await desk.signIn(), desk.at);
  const who: Person = { id: person, sid: session?.sid ?? '' };
  const finish = async (over: Partial<FinishRequest> = {}, key?: string) => {
    const policy = await desk.seen('policy', who);
    const request = { ...DETAILS, createAccount: true, policy, ...over };
    const once = key === undefined ? undefined : { route: 'finish', who: person, key, body: over };
    return codeOf(await finishRegistration({ person: who, request, once }, desk.at, desk.owner));
  };
  return { ...before, who, finish };
}

const consents = async (desk: AccountDesk, person: string) => (await readConsents(desk.deps, person)).events;
const types = async (desk: AccountDesk, person: string) => (await desk.chain(person)).map(([type]) => type);

describe('issue 8, 1: choices made by somebody else do not become hers', () => {
  test('R1, C7: the link proves the address and nothing else', async () => {
    const { desk, person, status } = await pressed();
    expect(status).toBe('proved');
    const body = await desk.profile(person);
    expect(body).toMatchObject({ state: 'proved', revision: 2, provedAt: '2026-12-07T09:01:00.000Z' });
    expect([body.choices, body.confirmedAt]).toEqual([undefined, undefined]);
    expect(await consents(desk, person)).toEqual([]);
    expect(await types(desk, person)).toEqual(['registered', 'letter-sent', 'address-proved']);
    const held = await read(desk.records, addressKind, addressHash(desk.deps.secrets, ANNA), desk.at);
    expect(held?.body.person).toBe(person);
    expect(await desk.findings()).toEqual([]);
  });

  test('R1: it is no account: nothing may be done with it, staff enter nothing for it, nobody is told of a policy', async () => {
    const { desk, person } = await pressed();
    const book = purposeBook(desk.registration, () => desk.at);
    const deps = { ...desk.registration, book };
    for (const purpose of ['account', 'service-letters', 'promotions', 'partners'])
      expect([purpose, (await answerFor(person, purpose, desk.at, deps)).allowed]).toEqual([purpose, false]);
    const told = {
      ...({ act: 'give', channel: 'phone', on: '2026-12-07', reason: 'asked-by-person' } as const),
      ...({ purpose: 'promotions', language: 'ru', text: 'promotions-1' } as const),
    };
    expect(codeOf(await enterConsent({ person, told, sub: 'officer-1' }, desk.at, deps))).toBe(
      'unknown-person',
    );
    expect(desk.accounts()).toBe(0);
  });

  test('C7: who holds the challenge can no longer choose, ask for a letter or type the code of the one that was pressed', async () => {
    const { desk, challenge, code, person } = await pressed();
    expect(await desk.choose(challenge, 'promotions')).toBe('link-used');
    expect(await desk.choose(challenge, 'promotions', 'refuse')).toBe('link-used');
    expect(await desk.again(challenge)).toBe('link-used');
    expect(await desk.confirm({ challenge, code })).toBe('link-used');
    expect((await desk.profile(person)).state).toBe('proved');
    expect(await consents(desk, person)).toEqual([]);
  });

  test('C7: a code and the link of the same letter at the same instant: one of them counts, and it alone', async () => {
    const { desk, challenge, code, token } = await attacked();
    const told = await Promise.all([desk.confirm({ token }), desk.confirm({ challenge, code })]);
    expect(told.toSorted()).toEqual(['link-used', 'ok']);
    const { state, person } = await desk.profile(challenge);
    const byCode = told[1] === 'ok';
    expect([state, (await consents(desk, person)).length]).toEqual(byCode ? ['active', 2] : ['proved', 0]);
  });

  test('C7: a consent that is kept at the very instant of the press does not count either', async () => {
    const { desk, challenge, token } = await attacked();
    await Promise.all([
      desk.confirm({ token }),
      desk.choose(challenge, 'partners', 'refuse'),
      desk.choose(challenge, 'promotions'),
    ]);
    const { state, person, choices } = await desk.profile(challenge);
    expect([state, choices, await consents(desk, person)]).toEqual(['proved', undefined, []]);
  });

  test('G3: the same press again gets the same answer, also when an account was made since', async () => {
    const { desk, token } = await attacked();
    const asked = { token, once: { route: 'confirm', key: 'k'.repeat(22), body: {} } };
    const first = await confirmPerson(asked, desk.at, desk.registration);
    expect(first).toMatchObject({ value: { status: 'proved' } });
    desk.at += HOUR;
    expect(await confirmPerson(asked, desk.at, desk.registration)).toEqual(first);
  });

  test('R3: another registration of the address meets a known one, its code and link prove nothing', async () => {
    const { desk } = await pressed();
    const other = await desk.register();
    expect((await desk.profile(other)).known).toBe(true);
  });
});

describe('R1: the owner of the address makes an account, or does not', () => {
  test('signed in, she sees what was typed, when, and until when it stands; no page of an account opens', async () => {
    const { desk, who } = await inside();
    const view = granted(await unfinishedRegistration(who, 'ru', desk.at, desk.owner));
    expect(view).toMatchObject({
      email: ANNA,
      typed: { name: 'Чужой Человек', phone: '+7 495 000-00-00', organisation: 'Чужая', language: 'ru' },
      registeredAt: '2026-12-07T09:00:00.000Z',
      provedAt: '2026-12-07T09:01:00.000Z',
      until: '2026-12-14T09:00:00.000Z',
      policy: { version: 'policy-1' },
    });
    expect(await everythingHeld(who, 'ru', desk.at, desk.owner)).toMatchObject({
      refusal: { code: 'registration-unfinished', data: { finish: '/me/registration' } },
    });
    const giving = await desk.giving('promotions');
    expect(codeOf(await desk.consent(who.id, giving))).toBe('registration-unfinished');
  });

  test('only what she sends stands in the account: name, language and policy are hers, the rest is gone', async () => {
    const { desk, who, finish } = await inside();
    desk.at += MINUTE;
    expect(await finish()).toBe('ok');
    const body = await desk.profile(who.id);
    expect(await openDetails(desk.deps, body, 'own-view', desk.at)).toEqual({
      email: ANNA,
      name: 'Анна Петрова',
    });
    const now = new Date(desk.at).toISOString();
    expect(body).toMatchObject({ state: 'active', language: 'en', confirmedAt: now, policy: { at: now } });
    expect(await consents(desk, who.id)).toEqual([]);
    expect((await desk.chain(who.id)).at(-1)).toEqual(['confirmed', { policy: 'policy-1' }]);
    expect(codeOf(await everythingHeld(who, 'ru', desk.at, desk.owner))).toBe('ok');
    expect(await desk.findings()).toEqual([]);
  });

  test('G3: pressed twice it is done once; another press is told that it is done', async () => {
    const { desk, who, finish } = await inside();
    const key = 'k'.repeat(22);
    expect(await Promise.all([finish({}, key), finish({}, key)])).toEqual(['ok', 'ok']);
    expect(await finish({ name: 'Кто-то ещё' })).toBe('registration-finished');
    expect(await finish({ name: 'Кто-то ещё' }, key)).toBe('idempotency-mismatch');
    expect((await types(desk, who.id)).filter((type) => type === 'confirmed')).toHaveLength(1);
  });

  test('C2: the policy must have been shown in this session, or served by the form to whoever asked', async () => {
    const { desk, who, finish } = await inside();
    const elsewhere = await desk.seen('policy', { ...who, sid: 'other' });
    expect(await finish({ policy: elsewhere })).toBe('text-replaced');
    expect(await finish({ policy: await desk.seen('policy') })).toBe('ok');
  });

  test('R1: a registration that nobody has proven, and an account, are none to finish', async () => {
    const { desk, challenge } = await attacked();
    const who = { id: (await desk.profile(challenge)).person, sid: 'one' };
    expect(codeOf(await unfinishedRegistration(who, 'ru', desk.at, desk.owner))).toBe('no-account');
    const anna = await desk.account('anna.other@example.org');
    const hers = { id: anna, sid: 'one' };
    expect(codeOf(await unfinishedRegistration(hers, 'ru', desk.at, desk.owner))).toBe(
      'registration-finished',
    );
  });

  test('R2: she does nothing: after seven days all of it is gone, the sessions too, and the address is free', async () => {
    const { desk, who } = await inside();
    const deps = { ...desk.registration, newId: () => 'act', report: () => expect.fail('failed') };
    desk.at += 7 * DAY - HOUR;
    await sweepPeople(desk.at, deps);
    expect((await desk.profile(who.id)).state).toBe('proved');
    desk.at += HOUR;
    await sweepPeople(desk.at, deps);
    await expect(desk.profile(who.id)).rejects.toThrow('nobody');
    const left = [...desk.records.everything()].filter(({ pk }) => pk === `PERSON#${who.id}`);
    expect(left.map(({ sk }) => sk).filter((sk) => !sk.startsWith('LETTER#'))).toEqual([]);
    expect(
      await read(desk.records, addressKind, addressHash(desk.deps.secrets, ANNA), desk.at),
    ).toBeUndefined();
    expect((await types(desk, who.id)).at(-1)).toBe('destroyed');
    expect(await desk.findings()).toEqual([]);
    expect((await desk.profile(await desk.register())).known).toBeUndefined();
  });
});

describe('issue 8, 1: the code, typed in another browser than the one that registered', () => {
  test('R1, C7: it proves the address as the link does; the choices of who registered are gone', async () => {
    const { desk, challenge, code } = await attacked();
    const asked = { challenge, code, elsewhere: true };
    const { person, status } = granted(await confirmPerson(asked, desk.at, desk.registration));
    expect(status).toBe('proved');
    expect(await desk.profile(challenge)).toMatchObject({ state: 'proved' });
    expect(await consents(desk, person)).toEqual([]);
    expect(desk.accounts()).toBe(0);
    expect(await desk.confirm({ challenge, code })).toBe('link-used');
    expect(await desk.findings()).toEqual([]);
  });

  test('G3: the same request again, cookie or not, is answered as the first was', async () => {
    const { desk, challenge, code } = await attacked();
    const once = { route: 'confirm', key: 'k'.repeat(22), body: { challenge, code } };
    const press = async (elsewhere: boolean) =>
      granted(await confirmPerson({ challenge, code, elsewhere, once }, desk.at, desk.registration)).status;
    expect([await press(true), await press(false)]).toEqual(['proved', 'proved']);
  });

  test('G16: a wrong code there is a try like any other', async () => {
    const { desk, challenge, code } = await attacked();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await desk.confirm({ challenge, code: wrong, elsewhere: true })).toBe('code-wrong');
    expect(await desk.profile(challenge)).toMatchObject({ state: 'unconfirmed' });
  });
});

describe('issue 8, 1: a proof of a text is worth nothing elsewhere', () => {
  test('C2: served to one registration, it keeps no consent with another', async () => {
    const desk = new AccountDesk();
    const [mine, theirs] = [await desk.register(), await desk.register('boris@example.org')];
    const { keepConsent } = await import('../../../functions/registration/choose.ts');
    const { challengeBond } = await import('../../../shared/identity/text-proof.ts');
    const { version, proof } = await desk.shown('promotions', 'ru', challengeBond(mine));
    const choice = { purpose: 'promotions', act: 'give', text: version, proof } as const;
    expect(codeOf(await keepConsent(theirs, choice, desk.at, desk.registration))).toBe('text-replaced');
    expect(codeOf(await keepConsent(mine, choice, desk.at, desk.registration))).toBe('ok');
  });

  test('C2: shown in one session, it gives no consent in another of the same person, nor of somebody else', async () => {
    const desk = new AccountDesk();
    const [anna, boris] = [await desk.account(), await desk.account('boris@example.org')];
    const { version: text, proof } = await desk.seen('promotions', { id: anna, sid: 'one' });
    const request = { purpose: 'promotions', act: 'give', text, proof } as const;
    const other = { person: { id: anna, sid: 'two' } };
    expect(codeOf(await desk.consent(anna, request, other))).toBe('text-replaced');
    expect(codeOf(await desk.consent(boris, request))).toBe('text-replaced');
    expect(codeOf(await desk.consent(anna, request))).toBe('ok');
    expect((await consents(desk, anna)).map(({ data }) => data)).toMatchObject([{ served: 'session' }]);
  });
});
