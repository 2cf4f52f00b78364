import { describe, expect, test } from 'vitest';
import { acknowledgePolicy } from '../../../functions/account/acknowledge.ts';
import { updateProfile } from '../../../functions/account/change-profile.ts';
import { ownConsents } from '../../../functions/account/consent-states.ts';
import { everythingHeld } from '../../../functions/account/held.ts';
import { browserName } from '../../../functions/account/pages/browser-name.ts';
import { ownReceipt } from '../../../functions/account/receipt.ts';
import { ownSessions } from '../../../functions/account/sessions.ts';
import { endOwn } from '../../../shared/identity/end-sessions.ts';
import { readSession } from '../../../shared/identity/person-sessions.ts';
import { audit } from '../../../shared/records/audit.ts';
import { MINUTE } from '../letters/desk-of-letters.ts';
import { ANNA, codeOf, granted } from '../registration/registration-desk.ts';
import { AccountDesk, session } from './account-desk.ts';

const KEY = 'key-of-a-request-000000001';
const HOUR = 60 * MINUTE;

/** A desk with one account, in which the first policy is recorded. */
async function withAnna() {
  const desk = new AccountDesk();
  return { desk, anna: await desk.account() };
}

/** Signs in and gives back who that is. */
async function signedIn(desk: AccountDesk) {
  const challenge = await desk.ask();
  await desk.stream();
  const { token } = granted(await desk.bring(challenge, desk.codeTo(ANNA)));
  const found = await readSession(desk.deps.records, desk.deps.secrets, token, desk.at);
  if (found === undefined) throw new Error('not signed in');
  return { token, who: { id: found.person, sid: found.sid } };
}

describe('R5: a profile', () => {
  test('G9: the event names the fields that changed, never what stands in them', async () => {
    const { desk, anna } = await withAnna();
    const wish = { name: 'Анна Иванова', phone: '+7 495 123-45-67', language: 'ru' } as const;
    expect(granted(await updateProfile(anna, wish, desk.at, desk.owner)).changed).toEqual(['name', 'phone']);
    const events = await desk.chain(anna);
    expect(events.at(-1)).toEqual(['profile-changed', { fields: 'name,phone' }]);
    expect(JSON.stringify(events)).not.toMatch(/Иванова|495/);
  });

  test('nothing that differs: nothing is written, and the revision stands', async () => {
    const { desk, anna } = await withAnna();
    const { revision } = await desk.profile(anna);
    const before = desk.records.units.write;
    const wish = { name: 'Анна Петрова', phone: '', organisation: '' };
    expect(granted(await updateProfile(anna, wish, desk.at, desk.owner))).toEqual({ changed: [], revision });
    expect(desk.records.units.write).toBe(before);
  });

  test('G1: two changes at the same instant: both count, each with its event', async () => {
    const { desk, anna } = await withAnna();
    const done = await Promise.all([
      updateProfile(anna, { phone: '+7 495 111-11-11' }, desk.at, desk.owner),
      updateProfile(anna, { organisation: 'ООО «Лист»' }, desk.at, desk.owner),
    ]);
    expect(done.map(codeOf)).toEqual(['ok', 'ok']);
    expect((await desk.chain(anna)).filter(([type]) => type === 'profile-changed')).toHaveLength(2);
    expect((await audit(desk.deps.records, desk.deps.secrets, desk.at)).findings).toEqual([]);
  });

  test('G2: looking at everything held writes nothing', async () => {
    const { desk } = await withAnna();
    const { who } = await signedIn(desk);
    const before = desk.records.units.write;
    const held = granted(await everythingHeld(who, 'ru', desk.at, desk.owner));
    expect(held.profile).toEqual({ email: ANNA, name: 'Анна Петрова', language: 'ru' });
    expect(held.letters.map(({ kind }) => kind)).toEqual(['sign-in-code', 'registration-confirm']);
    expect(desk.records.units.write).toBe(before);
  });
});

describe('P3: a changed policy', () => {
  test('soft: nothing is asked; hard: profile pages refuse until it is acknowledged, once', async () => {
    const { desk, anna } = await withAnna();
    const { who } = await signedIn(desk);
    desk.at += MINUTE;
    await desk.postPolicy('soft', 'вторая');
    expect(codeOf(await everythingHeld(who, 'ru', desk.at, desk.owner))).toBe('ok');
    desk.at += MINUTE;
    const third = await desk.postPolicy('hard', 'третья');
    expect(await everythingHeld(who, 'ru', desk.at, desk.owner)).toMatchObject({
      refusal: { code: 'policy-changed', data: { version: third, acknowledged: 'policy-1' } },
    });
    expect(codeOf(await updateProfile(anna, { name: 'Нет' }, desk.at, desk.owner))).toBe('policy-changed');
    // Consents and their withdrawal do not ask for it.
    expect(codeOf(await desk.consent(anna, { purpose: 'promotions', act: 'withdraw' }))).toBe('ok');

    const seen = await desk.seen('policy');
    for (let times = 0; times < 2; times += 1)
      expect(codeOf(await acknowledgePolicy(session(anna), seen, desk.at, desk.owner))).toBe('ok');
    const said = (await desk.chain(anna)).filter(([type]) => type === 'policy-acknowledged');
    expect(said).toEqual([['policy-acknowledged', { policy: third }]]);
    expect((await desk.profile(anna)).policy.version).toBe(third);
    expect(codeOf(await everythingHeld(who, 'ru', desk.at, desk.owner))).toBe('ok');
  });

  test('C2: what was replaced meanwhile, or was shown with another form, is not acknowledged', async () => {
    const { desk, anna } = await withAnna();
    const [seen, registration] = [await desk.seen('policy'), await desk.shown('policy')];
    expect(codeOf(await acknowledgePolicy(session(anna), registration, desk.at, desk.owner))).toBe(
      'text-replaced',
    );
    desk.at += MINUTE;
    await desk.postPolicy('hard', 'вторая');
    expect(codeOf(await acknowledgePolicy(session(anna), seen, desk.at, desk.owner))).toBe('text-replaced');
  });
});

describe('C2, C3: consents in the account', () => {
  test('quality: giving one is a single put without a transaction, with an idempotency key too', async () => {
    const { desk, anna } = await withAnna();
    // The first text of the consent is recorded by whoever needs it first.
    await desk.consent(anna, { ...(await desk.giving('promotions')), act: 'refuse' });
    const request = await desk.giving('promotions');
    const before = desk.records.units.write;
    expect(codeOf(await desk.consent(anna, request, { idempotencyKey: KEY }))).toBe('ok');
    expect(desk.records.units.write - before).toBe(1);
  });

  test('G3: the same key finds its event after a withdrawal, and after its proof has run out', async () => {
    const { desk, anna } = await withAnna();
    const request = await desk.giving('promotions');
    const first = granted(await desk.consent(anna, request, { idempotencyKey: KEY }));
    desk.at += MINUTE;
    granted(await desk.consent(anna, { purpose: 'promotions', act: 'withdraw' }));
    for (const later of [MINUTE, 3 * HOUR]) {
      desk.at += later;
      expect(granted(await desk.consent(anna, request, { idempotencyKey: KEY }))).toEqual(first);
    }
    const { consents } = await ownConsents(anna, 'ru', desk.at, desk.owner);
    expect(consents[0]).toMatchObject({ purpose: 'promotions', because: 'withdrawn', allowed: false });
  });

  test('G3: a consent that changed nothing gives its key away too: sent again after a withdrawal it revives none', async () => {
    const { desk, anna } = await withAnna();
    const first = granted(await desk.consent(anna, await desk.giving('promotions')));
    desk.at += MINUTE;
    const request = await desk.giving('promotions');
    expect(granted(await desk.consent(anna, request, { idempotencyKey: KEY }))).toEqual(first);
    desk.at += MINUTE;
    granted(await desk.consent(anna, { purpose: 'promotions', act: 'withdraw' }));
    for (const later of [MINUTE, 3 * HOUR]) {
      desk.at += later;
      expect(granted(await desk.consent(anna, request, { idempotencyKey: KEY }))).toEqual(first);
    }
    const other = await desk.consent(
      anna,
      { purpose: 'promotions', act: 'withdraw' },
      { idempotencyKey: KEY },
    );
    expect(codeOf(other)).toBe('idempotency-mismatch');
    const { consents } = await ownConsents(anna, 'ru', desk.at, desk.owner);
    expect(consents[0]).toMatchObject({ purpose: 'promotions', because: 'withdrawn', allowed: false });
  });

  test('G3: the same key for another act, or by another person, does not answer for it', async () => {
    const { desk, anna } = await withAnna();
    const request = await desk.giving('promotions');
    granted(await desk.consent(anna, request, { idempotencyKey: KEY }));
    const other = await desk.consent(
      anna,
      { purpose: 'promotions', act: 'withdraw' },
      { idempotencyKey: KEY },
    );
    expect(codeOf(other)).toBe('idempotency-mismatch');
    const boris = await desk.account('boris@example.org');
    expect(granted(await desk.consent(boris, request, { idempotencyKey: KEY })).event).toBe(`${boris}-1`);
  });

  test('C2: the event holds text, hash, language, form, when it was shown and the mark of the proof', async () => {
    const { desk, anna } = await withAnna();
    const { version: text, proof } = await desk.seen('partners', session(anna));
    const request = { purpose: 'partners', act: 'give', text, proof } as const;
    const shownAt = new Date(desk.at).toISOString();
    desk.at += MINUTE;
    granted(await desk.consent(anna, request, { language: 'en' }));
    expect((await desk.chain(`${anna}.consent`)).at(-1)).toEqual([
      'consent-given',
      {
        purpose: 'partners',
        channel: 'web',
        form: 'account',
        text: 'partners-1',
        hash: expect.stringMatching(/^[\w-]{43}$/),
        // The language of the text that was read, whatever language the request spoke.
        language: 'ru',
        shown: shownAt,
        proof: proof.split('.')[2],
        served: 'session',
        // One year, to the end of its last day in Moscow.
        until: '2027-12-07T21:00:00.000Z',
      },
    ]);
  });

  test('C6: the receipt is of one’s own events only', async () => {
    const { desk, anna } = await withAnna();
    const boris = await desk.account('boris@example.org');
    const { event } = granted(await desk.consent(anna, await desk.giving('promotions')));
    const receipt = (who: string, id: string) => ownReceipt(who, id, 'ru', desk.at, desk.owner);
    expect(granted(await receipt(anna, event)).jws.split('.')).toHaveLength(3);
    expect(codeOf(await receipt(boris, event))).toBe('no-event');
    for (const id of [`${anna}-2`, `${anna}-x`, `${anna}-`, ''])
      expect(codeOf(await receipt(anna, id))).toBe('no-event');
  });
});

describe('R4: sessions', () => {
  test('ending one leaves its event; the other lives on; a third person’s cannot be named', async () => {
    const { desk, anna } = await withAnna();
    const [first, second] = [await signedIn(desk), await signedIn(desk)];
    const boris = await desk.account('boris@example.org');
    const stranger = { id: boris, sid: 'c2Vzc2lvbi0wMDAx' };
    expect(codeOf(await endOwn(stranger, { sid: first.who.sid }, desk.at, desk.owner))).toBe('no-session');
    const done = await endOwn(second.who, { sid: first.who.sid }, desk.at, desk.owner);
    expect(granted(done)).toEqual({ self: false });
    expect((await desk.chain(anna)).at(-1)).toEqual(['session-ended', { session: first.who.sid }]);
    const left = await ownSessions(second.who, desk.at, desk.owner);
    expect(left.sessions.map(({ id, current, agent }) => [id, current, agent])).toEqual([
      [second.who.sid, true, 'Firefox'],
    ]);
    expect(left.earlier.map(({ id, agent }) => [id, agent])).toEqual([[first.who.sid, 'Firefox']]);
    expect(granted(await endOwn(second.who, { sid: second.who.sid }, desk.at, desk.owner)).self).toBe(true);
  });

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0', 'Firefox, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0', 'Edge, Windows'],
    [
      'Mozilla/5.0 (Linux; Android 15) Chrome/142.0 YaBrowser/25.8 Mobile Safari/537.36',
      'Yandex Browser, Android',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari, iOS'],
    ['curl/8.9', undefined],
    [undefined, undefined],
  ])('%s is called %s', (agent, name) => expect(browserName(agent)).toBe(name));
});
