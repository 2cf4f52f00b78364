import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTS } from '../../../shared/api/acts.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { CASE_STATUSES } from '../../../shared/domain/cases/names.ts';
import { isForm } from '../../../shared/http/body.ts';
import { readCookies } from '../../../shared/http/cookies.ts';
import { answerOtherwise } from '../../../shared/http/fallback.ts';
import { withinLimits } from '../../../shared/http/json-guard.ts';
import { acceptedLanguage, chooseLanguage } from '../../../shared/http/language.ts';
import { networkOf } from '../../../shared/http/network.ts';
import { acceptsPage } from '../../../shared/http/passage.ts';
import { HttpProblem, PROBLEMS } from '../../../shared/http/problems.ts';
import { tellRefusal } from '../../../shared/http/refusals.ts';
import { makeStamp, readStamp, STAMP_MAX, STAMP_MIN } from '../../../shared/http/stamp.ts';
import { sign, unsign } from '../../../shared/identity/signed.ts';
import { describeError } from '../../../shared/log.ts';
import { secretsOf } from '../../../shared/records/secrets.ts';
import { REFUSALS, type RefusalCode } from '../../../shared/words/refusals.ts';
import { SECRETS } from '../../support/http-door.ts';

describe('networks', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['203.0.113', 'none'],
    ['203.0.113.256', 'none'],
    ['2001:db8::1::2', 'none'],
    ['2001:db8:1:2:3:4:5:6:7', 'none'],
    ['unknown', 'none'],
    ['', 'none'],
  ])('security.md: %s counts for the network %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

describe('language', () => {
  it.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en-GB,en;q=0.9', 'en'],
    ['de, fr;q=0.9', undefined],
    ['en;q=0, ru;q=0.1', 'ru'],
    ['*', undefined],
    ['x'.repeat(100_000), undefined],
  ])('G13: Accept-Language %.40s asks for %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });

  it('G13: a wish that is not one of our languages is passed over', () => {
    expect(chooseLanguage(['de', 'en'], 'ru', 'ru')).toBe('en');
    expect(chooseLanguage([undefined], undefined, 'ru')).toBe('ru');
  });
});

describe('stamps', () => {
  const AT = Date.parse('2026-11-23T09:00:00Z');
  const stamp = { form: '/claims', language: 'en', at: AT } as const;

  it('security.md: a stamp is good from two seconds to two hours, to the millisecond', () => {
    const signed = makeStamp(SECRETS, stamp, '');
    const state = (age: number) => readStamp(SECRETS, signed, '', AT + age).state;
    expect(state(STAMP_MIN - 1)).toBe('too-fast');
    expect(state(STAMP_MIN)).toBe('good');
    expect(state(STAMP_MAX)).toBe('good');
    expect(state(STAMP_MAX + 1)).toBe('stale');
    expect(state(-60_000)).toBe('too-fast');
    expect(state(-STAMP_MAX - 1)).toBe('absent');
  });

  it('T3: a form drawn again is as old as its first drawing to tell people from robots; it grows stale by itself', () => {
    const again = (first: number) => makeStamp(SECRETS, { ...stamp, first }, '');
    const state = (signed: string, age: number) => readStamp(SECRETS, signed, '', AT + age).state;
    expect(state(again(AT - 60_000), 0)).toBe('good');
    expect(state(again(AT - 500), 1_499)).toBe('too-fast');
    expect(state(again(AT - 500), 1_500)).toBe('good');
    expect(state(again(AT - STAMP_MAX), STAMP_MAX)).toBe('good');
    expect(state(again(AT - STAMP_MAX), STAMP_MAX + 1)).toBe('stale');
    expect(state(again(AT + 60_000), STAMP_MIN)).toBe('good');
  });

  it('G14: a stamp of a retired key is still read, of an unknown key not', () => {
    const old = makeStamp(SECRETS, stamp, 's');
    const rotated = secretsOf({ current: 'k2', keys: { k1: 'x'.repeat(40), k2: 'y'.repeat(40) } });
    const replaced = secretsOf({ current: 'k2', keys: { k2: 'y'.repeat(40) } });
    expect(readStamp(rotated, old, 's', AT + 5_000)).toEqual({
      state: 'good',
      stamp: { ...stamp, first: AT, place: 0 },
    });
    expect(readStamp(replaced, old, 's', AT + 5_000).state).toBe('absent');
    expect(makeStamp(rotated, stamp, 's')).toMatch(/^k2\./);
  });

  it('security.md: no changed character, other use or other bond leaves a signature standing', () => {
    const signed = sign(SECRETS, 'login', 'text', 'bond');
    expect(unsign(SECRETS, 'login', signed, 'bond')).toBe('text');
    expect(unsign(SECRETS, 'form-stamp', signed, 'bond')).toBeUndefined();
    expect(unsign(SECRETS, 'login', signed, 'other')).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.constantFrom(...'ABCxyz09_-.'), (at, char) => {
        const changed = signed.slice(0, at) + char + signed.slice(at + 1);
        // The last character of base64url has spare bits: decoding is not compared, the text is.
        return changed === signed || unsign(SECRETS, 'login', changed, 'bond') === undefined;
      }),
    );
    expect(unsign(SECRETS, 'login', 'x'.repeat(10_000))).toBeUndefined();
  });
});

describe('refusals and problems', () => {
  const DATA = {
    revision: 3,
    act: 'answer',
    status: 'sent',
    today: '2026-11-23',
    earliest: '2024-01-01',
    was: '2026-11-20',
    answered: '2026-11-20',
    left: 2,
    version: 'policy-2',
    acknowledge: '/me/policy',
    until: '2026-11-26T07:00:00.000Z',
    finish: '/me/registration',
    only: 'ru',
    part: 'access',
    field: 'phone',
    state: 'answered',
    ended: '2026-11-20',
    received: '2026-11-20',
    due: '2026-11-20',
    last: '2026-11-20',
    on: '2026-11-20',
    first: '2026-11-20',
    now: '2026-11-23T07:00:00.000Z',
    detectedAt: '2026-11-22T07:00:00.000Z',
    duty: 'first-notice',
    duties: 'first-notice, people',
    fields: 'causes, harm',
  };

  it.each(Object.keys(REFUSALS) as RefusalCode[])(
    'G6: the refusal %s has a sentence in both languages and nothing left blank',
    (code) => {
      for (const language of ['ru', 'en'] as const) {
        const told = tellRefusal({ code, data: DATA }, language, 'а/я 1');
        expect(told.status).toBeGreaterThanOrEqual(400);
        expect(told.detail).toMatch(/[.?]$/);
        expect(`${told.title} ${told.detail}`).not.toMatch(/undefined|\$\{|\[object/);
        expect(/[а-яё]/i.test(told.detail.replace('а/я', ''))).toBe(language === 'ru');
      }
    },
  );

  it('G13: an act that does not fit is refused in words of the reader, not in codes', () => {
    const refusal = { code: 'act-not-lawful', data: { act: 'answer', status: 'withdrawn' } } as const;
    expect(tellRefusal(refusal, 'ru', '').detail).toBe(
      'Действие «Ответ на претензию» не подходит к состоянию дела: «Отозвана». Откройте дело: там названы возможные действия.',
    );
    expect(tellRefusal(refusal, 'en', '').detail).toBe(
      '“Answer to the claim” does not fit the state of the case, “Withdrawn”. Open the case: it lists what can be done.',
    );
  });

  it('G13: every act and every state has its words where it is refused', () => {
    for (const act of [...Object.keys(ACTS.claim), 'withdraw'])
      for (const status of CASE_STATUSES) {
        const { detail } = tellRefusal({ code: 'act-not-lawful', data: { act, status } }, 'ru', '');
        expect(detail).not.toMatch(/[a-z]/i);
      }
  });

  it.each(Object.entries(PROBLEMS))(
    'G13: the problem %s speaks Russian and English',
    (_, { title, detail }) => {
      expect(`${title.ru} ${detail.ru}`).toMatch(/[а-яё]/i);
      expect(`${title.en} ${detail.en}`).not.toMatch(/[а-яё]/i);
    },
  );
});

describe('what no route takes', () => {
  const origins = { own: 'https://desk.example', sites: ['https://www.example.com'] };
  const ask = (method: string, path: string, headers = {}) =>
    answerOtherwise({ method, path, headers }, ROUTES, origins);
  const problem = (run: () => unknown): HttpProblem => {
    try {
      run();
    } catch (error) {
      if (error instanceof HttpProblem) return error;
      throw error;
    }
    throw new Error('it was answered');
  };

  it('api.md: another method of a known address is 405 and Allow names what is taken', () => {
    const { problem: code, details } = problem(() => ask('DELETE', '/claims'));
    expect([code, details.headers]).toEqual(['method-not-allowed', { allow: 'GET, HEAD, POST' }]);
    expect(problem(() => ask('PUT', '/cases/PD-2026-AAAAAA-A')).details.headers).toEqual({
      allow: 'GET, HEAD',
    });
    expect(problem(() => ask('HEAD', '/desk/callback')).details.headers).toEqual({ allow: 'GET' });
  });

  it('api.md: Allow names no method of a route that does not take this address (found by Schemathesis)', () => {
    const allowed = (path: string) => problem(() => ask('OPTIONS', path)).details.headers;
    expect(allowed('/staff/cases/PD-2026-AAAAAA-A/bundle')).toEqual({ allow: 'GET, HEAD' });
    expect(allowed('/desk/cases/PD-2026-AAAAAA-A/open')).toEqual({ allow: 'POST' });
    expect(allowed('/staff/cases/PD-2026-AAAAAA-A/answer')).toEqual({ allow: 'POST' });
    expect(problem(() => ask('PUT', '/staff/cases/PD-2026-AAAAAA-A/fly')).problem).toBe('not-found');
  });

  it.each(['/nowhere', '/claims/', '/cases/', '/cases/a/b/c', '//claims'])('api.md: %s is 404', (path) => {
    expect(problem(() => ask('GET', path)).problem).toBe('not-found');
  });

  it('G4: the preflight of a company site is answered for public posts only, with its exact origin', () => {
    const preflight = (origin: string, path: string, wanted = 'POST') =>
      ask('OPTIONS', path, { origin, 'access-control-request-method': wanted });
    expect(preflight('https://www.example.com', '/claims')).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://www.example.com',
        'access-control-allow-methods': 'POST',
      },
    });
    expect(problem(() => preflight('https://evil.example', '/claims')).problem).toBe('origin-refused');
    expect(problem(() => preflight('https://www.example.com', '/staff/claims')).problem).toBe(
      'origin-refused',
    );
    expect(problem(() => preflight('https://www.example.com', '/claims', 'DELETE')).problem).toBe(
      'origin-refused',
    );
  });
});

describe('small parts', () => {
  it('R4: of two cookies of one name neither is believed, and odd ones do no harm', () => {
    const cookies = readCookies(['a=1', 'a=2', '=x', 'b', '\tc = d=e ', 'a=1']);
    expect([...cookies]).toEqual([['c', 'd=e']]);
    expect([...readCookies(undefined, 'a=1; b=2')]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect([...readCookies(['a=1; a=2; b=3'])]).toEqual([['b', '3']]);
  });

  it('R4: a cookie is ours by its exact name: no other character passes for a blank (RFC 6265, 5.2)', () => {
    const name = '__Host-desk';
    for (let code = 0; code <= 0xffff; code++) {
      const char = String.fromCharCode(code);
      if (char === ' ' || char === '\t' || char === ';' || char === '=') continue;
      for (const odd of [`${char}${name}=x`, `${name}${char}=x`])
        if (readCookies([odd]).has(name)) expect([code.toString(16), odd]).toEqual([]);
    }
    expect(readCookies([` ${name}\t= x `]).get(name)).toBe('x');
    expect(readCookies(['__host-desk=x', '__HOST-DESK=x']).has(name)).toBe(false);
    // A cookie without a name whose value names ours: beside the real one it is the second of two.
    expect(readCookies([`${name}=real`, `${name}=planted`]).has(name)).toBe(false);
  });

  it('security.md: types and charsets of bodies are read with the two blanks that headers have', () => {
    const ask = (type: string) => () =>
      isForm({ headers: { 'content-type': type }, isBase64Encoded: false }, false);
    expect(ask('application/json ;\tcharset=UTF-8')()).toBe(false);
    expect(ask('Application/X-WWW-Form-Urlencoded')()).toBe(true);
    for (const blank of ['\u00a0', '\u2000', '\u3000', '\ufeff', '\v', '\f', '\u2028']) {
      expect(ask(`${blank}application/json`)).toThrow('content-type');
      expect(ask(`application/json${blank}`)).toThrow('content-type');
      expect(ask(`application/json;charset=${blank}utf-8`)).toThrow('content-type');
    }
    expect(ask('application/json; charset=utf-8; charset=utf-7')).toThrow('content-type');
  });

  it.each([
    ['text/html,application/xhtml+xml,*/*;q=0.8', true],
    ['application/json', false],
    ['application/json, text/html', false],
    ['*/*', false],
    [undefined, false],
  ])('api.md: Accept %s asks for a page: %s', (accept, page) => {
    expect(acceptsPage(accept)).toBe(page);
  });

  it('security.md: the guard of JSON counts outside of texts only, and lets every flat body of ours pass', () => {
    expect(withinLimits(JSON.stringify({ facts: '{[,:"\\"'.repeat(5_000) }))).toBe(true);
    expect(withinLimits(`${'['.repeat(17)}${']'.repeat(17)}`)).toBe(false);
    expect(withinLimits('{"a":"\\"}')).toBe(true);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => withinLimits(JSON.stringify(value))),
      { numRuns: 50 },
    );
  });

  it('G9: an error whose message imitates a stack shows none of it', () => {
    const error = new Error('x\n    at secret (secret.ts:1:1)');
    expect(describeError(error).places.join()).not.toContain('secret');
    error.message = 'changed later';
    expect(describeError(error)).toEqual({ error: 'Error', places: [] });
    expect(describeError('text')).toEqual({ error: 'string', places: [] });
  });
});
