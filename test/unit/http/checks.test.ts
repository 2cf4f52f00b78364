import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type RouteSpec, route } from '../../../shared/api/spec.ts';
import { checkAddress, checkBody, checkClass, checkRole, looksAt } from '../../../shared/http/checks.ts';
import { begin, type Passage } from '../../../shared/http/passage.ts';
import { HttpProblem, type ProblemDetails } from '../../../shared/http/problems.ts';
import { bondOf } from '../../../shared/http/seal.ts';
import { makeStamp } from '../../../shared/http/stamp.ts';
import type { Bound } from '../../../shared/http/types.ts';
import { SECRETS } from '../../support/http-door.ts';
import { type EventParts, httpEvent, ORDINARY_DAY } from '../../support/http-event.ts';

const OWN = 'https://desk.example';
const SITE = 'https://www.example.com';
const ORIGINS = { own: OWN, sites: [SITE] };
const NOW = Date.parse(ORDINARY_DAY);
const SESSION = { pk: 'SESSION#1', sk: 'SESSION' };
const TEXT = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(20)),
  language: z.optional(z.string()),
});

const bound = (over: Partial<RouteSpec> = {}): Bound => ({
  spec: route({
    method: 'POST',
    path: '/things',
    door: 'claims-public',
    class: 'open',
    summary: { ru: '', en: '' },
    answers: {},
    ...over,
  }),
  handler: () => ({ status: 200 }),
});

const passage = (parts: Partial<EventParts> = {}, over: Partial<Passage> = {}): Passage => ({
  ...begin(httpEvent({ route: 'POST /things', ...parts }), 'ru', 5_000),
  ...over,
});

const session = { via: 'session', session: SESSION } as const;
const officer = { sub: 'o', role: 'officer', via: 'session' } as const;
const stamped = (over: { form?: string; at?: number; language?: 'ru' | 'en' } = {}, bond = '') =>
  makeStamp(SECRETS, { form: '/things', language: 'ru', at: NOW - 60_000, ...over }, bond);

/** What a check refuses with: code, and what else it says. */
function refusal(ask: () => unknown): { readonly code: string } & Partial<ProblemDetails> {
  try {
    ask();
    return { code: 'passed' };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    return { code: error.problem, ...error.details };
  }
}
const code = (ask: () => unknown) => refusal(ask).code;

describe('G4: where a request comes from', () => {
  const form = { form: { text: 'x' } };
  const json = { json: { text: 'x' } };
  const body = { body: TEXT };
  const acts = { acts: { go: { roles: [], body: TEXT, summary: '' } } } as const;

  /** What stands in the headers: origin, and what the browser says of the site. */
  const asks = (
    of: Partial<RouteSpec>,
    what: Partial<EventParts>,
    who: Partial<Passage>,
    headers: Record<string, string>,
  ) => code(() => checkClass(passage({ ...what, headers: { ...headers } }, who), bound(of), ORIGINS));

  test.each([
    ['a form of anyone', { ...body }, form, {}, ['passed', 'passed', 'origin-refused']],
    ['JSON of anyone', { ...body }, json, {}, ['passed', 'passed', 'passed']],
    ['a post without a body', {}, form, {}, ['passed', 'passed', 'passed']],
    [
      'a form of a signed-in person',
      { ...body, class: 'person' },
      form,
      session,
      ['passed', 'origin-refused', 'origin-refused'],
    ],
    [
      'JSON of a session',
      { ...body, class: 'person' },
      json,
      session,
      ['passed', 'origin-refused', 'passed'],
    ],
    [
      'JSON with a token',
      { ...body, class: 'person' },
      json,
      { via: 'bearer' },
      ['passed', 'passed', 'passed'],
    ],
    [
      'JSON of a desk session',
      { ...body, class: 'staff' },
      json,
      session,
      ['passed', 'origin-refused', 'origin-refused'],
    ],
    [
      'a token of staff',
      { ...body, class: 'staff' },
      json,
      { via: 'bearer' },
      ['passed', 'passed', 'passed'],
    ],
    [
      'a form of the desk',
      { ...body, class: 'staff-page' },
      form,
      session,
      ['passed', 'origin-refused', 'origin-refused'],
    ],
    [
      'an act in a form',
      { ...acts, class: 'staff' },
      form,
      session,
      ['passed', 'origin-refused', 'origin-refused'],
    ],
    ['one click', { ...body, class: 'one-click' }, form, {}, ['passed', 'passed', 'passed']],
  ] as const)('%s from our page, a site of the company, nobody', (_, of, what, who, expected) => {
    const seen = [{ origin: OWN }, { origin: SITE }, {}].map((headers) =>
      asks(of as Partial<RouteSpec>, what, who as Partial<Passage>, headers as Record<string, string>),
    );
    expect(seen).toEqual(expected);
  });

  test('a form of acts needs an origin as any other form does', () => {
    expect(asks(acts, form, {}, {})).toBe('origin-refused');
    expect(asks(acts, json, {}, {})).toBe('passed');
  });

  test('a stranger’s page may post nothing but one click; reading asks nothing', () => {
    const evil = { origin: 'https://evil.example' };
    expect(asks(body, json, {}, evil)).toBe('origin-refused');
    expect(asks({ ...body, class: 'person' }, json, { via: 'bearer' }, evil)).toBe('origin-refused');
    expect(asks({ class: 'one-click' }, form, {}, evil)).toBe('passed');
    expect(asks({ method: 'GET', class: 'page' }, {}, {}, evil)).toBe('passed');
  });
});

describe('G5, G13: path and query', () => {
  const params = z.strictObject({ id: z.string().check(z.regex(/^\d+$/)) });
  const query = z.strictObject({ page: z.optional(z.string().check(z.regex(/^\d+$/))) });
  const get = (over: Partial<RouteSpec> = {}) => bound({ method: 'GET', class: 'page', ...over });

  test('a path that cannot exist is not found, another is read', () => {
    const of = get({ params });
    const at = passage({}, { named: { id: '7' } });
    checkAddress(at, of);
    expect(at.params).toEqual({ id: '7' });
    expect(code(() => checkAddress(passage({}, { named: { id: 'x' } }), of))).toBe('not-found');
  });

  test('the query is read as the schema says, and refused by field', () => {
    const at = passage({ query: 'page=2' });
    checkAddress(at, get({ query }));
    expect(at.query).toEqual({ page: '2' });
    expect(refusal(() => checkAddress(passage({ query: 'page=x' }), get({ query })))).toMatchObject({
      code: 'invalid',
      status: 400,
      errors: [{ field: 'page' }],
    });
  });

  test.each(['asset', 'one-click'] as const)('nothing in the query of class %s is looked at', (rules) => {
    const at = passage({ query: 'lang=xx&page=x&utm=1' });
    checkAddress(at, get({ class: rules, query }));
    expect(at.query).toBeUndefined();
  });

  test('people come with decorated links and empty filters, programs of staff do not', () => {
    const at = passage({ query: 'utm=1&page=' });
    checkAddress(at, get({ query }));
    expect(at.query).toEqual({});
    const staff = get({ class: 'staff', query });
    expect(refusal(() => checkAddress(passage({ query: 'utm=1' }), staff))).toMatchObject({
      code: 'invalid',
      status: 400,
      errors: [{ field: 'utm', code: 'unknown' }],
      allowed: ['page'],
    });
    expect(code(() => checkAddress(passage({ query: 'page=' }), staff))).toBe('invalid');
  });

  test('a route without parameters names those it got, and says that it takes none', () => {
    const none = get({ class: 'staff' });
    expect(refusal(() => checkAddress(passage({ query: 'a=1&b=2' }), none))).toMatchObject({
      code: 'malformed',
      errors: [
        { field: 'a', code: 'unknown' },
        { field: 'b', code: 'unknown' },
      ],
      allowed: [],
    });
    expect(code(() => checkAddress(passage({ query: 'a=1' }), get()))).toBe('passed');
    const bare = passage({ query: 'lang=en' });
    checkAddress(bare, none);
    expect(bare.query).toBeUndefined();
  });

  test('a query error without unknown names lists no names', () => {
    const found = refusal(() => checkAddress(passage({ query: 'page=x' }), get({ class: 'staff', query })));
    expect(found).not.toHaveProperty('allowed');
  });

  test('G13: a program that asks for a language we lack is told which there are; a page opens in one of them', () => {
    const xx = { query: 'lang=xx' };
    expect(refusal(() => checkAddress(passage(xx), get()))).toMatchObject({
      code: 'invalid',
      status: 400,
      errors: [{ field: 'lang', code: 'choice', message: expect.stringContaining('ru, en') }],
    });
    expect(code(() => checkAddress(passage(xx, { wantsPage: true }), get()))).toBe('passed');
    expect(code(() => checkAddress(passage({ query: 'lang=en' }), get()))).toBe('passed');
  });
});

describe('G3, G5: the body', () => {
  const KEY = 'k'.repeat(22);
  const of = bound({ body: TEXT });
  const body = (at: Passage, to: Bound = of, secrets: typeof SECRETS | undefined = SECRETS) =>
    checkBody(at, to, secrets);
  const form = (fields: Record<string, string> = {}, over: Partial<Passage> = {}) =>
    passage({ form: { text: 'x', _stamp: stamped(), ...fields } }, over);

  test('what has no body to read has its key read all the same, but for GET', () => {
    const post = passage({ headers: { 'idempotency-key': KEY } });
    expect(body(post, bound())).toBeUndefined();
    expect(post.key).toBe(KEY);
    for (const schema of [{}, { body: TEXT }]) {
      const got = passage({ headers: { 'idempotency-key': 'bad' } });
      expect(body(got, bound({ method: 'GET', ...schema }))).toBeUndefined();
      expect(got.key).toBeUndefined();
    }
    expect(code(() => body(passage({ headers: { 'idempotency-key': 'bad' } }), bound()))).toBe('key-syntax');
  });

  test('the body of an act is that act’s; without one the route has no body', () => {
    const acts = bound({ acts: { go: { roles: [], body: TEXT, summary: '' } } });
    const at = (act: string | undefined) =>
      passage({ json: { text: 'x' } }, act === undefined ? {} : { params: { act } });
    expect(body(at('go'), acts)).toEqual({ text: 'x' });
    expect(body(at('stay'), acts)).toBeUndefined();
    expect(body(at(undefined), acts)).toBeUndefined();
  });

  test('a machine posts no forms', () => {
    expect(code(() => body(form(), bound({ class: 'machine', body: TEXT })))).toBe('content-type');
    expect(
      body(passage({ json: { text: 'x' } }, { via: 'bearer' }), bound({ class: 'machine', body: TEXT })),
    ).toEqual({
      text: 'x',
    });
  });

  test('who posts a form looks at a page, unless they ask for JSON', () => {
    const page = form();
    body(page);
    expect(page.wantsPage).toBe(true);
    const program = passage({
      form: { text: 'x', _stamp: stamped() },
      headers: { accept: 'application/json' },
    });
    body(program);
    expect(program.wantsPage).toBe(false);
    const json = passage({ json: { text: 'x' } });
    body(json);
    expect(json.wantsPage).toBe(false);
  });

  test('the key of the header counts before that of the form; JSON has none in its body', () => {
    const both = passage({
      form: { text: 'x', _stamp: stamped(), _key: 'f'.repeat(22) },
      headers: { 'idempotency-key': KEY },
    });
    body(both);
    expect(both.key).toBe(KEY);
    const alone = form({ _key: 'f'.repeat(22) });
    body(alone);
    expect(alone.key).toBe('f'.repeat(22));
    expect(code(() => body(form({ _key: 'short' })))).toBe('key-syntax');
  });

  test('G13: the language of the form, or of the JSON, counts unless the address asked for one', () => {
    const english = form({ _stamp: stamped({ language: 'en' }) });
    body(english);
    expect(english.language).toBe('en');
    const asked = passage({
      form: { text: 'x', _stamp: stamped({ language: 'en' }) },
      query: 'lang=ru',
    });
    body(asked);
    expect(asked.language).toBe('ru');
    const json = passage({ json: { text: 'x', language: 'en' } });
    body(json);
    expect(json.language).toBe('en');
    for (const other of ['"text"', '5', 'null', '["language"]', '{"text":"x","language":"xx"}']) {
      const at = passage({ json: other });
      code(() => body(at));
      expect(at.language, other).toBe('ru');
    }
  });

  test('a form needs a stamp of this form and this session; JSON of anyone needs none', () => {
    expect(code(() => body(passage({ form: { text: 'x' } })))).toBe('form-stamp');
    expect(code(() => body(form({ _stamp: stamped({ form: '/others' }) })))).toBe('form-stamp');
    expect(code(() => body(form({ _stamp: stamped({}, 'SESSION#1 SESSION') })))).toBe('form-stamp');
    expect(code(() => body(form({ _stamp: stamped({}, bondOf({ session: SESSION })) }, session)))).toBe(
      'passed',
    );
    expect(code(() => body(form({ _stamp: stamped({ at: NOW - 7_200_001 }) })))).toBe('form-stale');
    expect(code(() => body(passage({ json: { text: 'x' } })))).toBe('passed');
    expect(code(() => body(passage({ json: { text: 'x' } }, session)))).toBe('passed');
  });

  test('a stamp of another form still says in which language to refuse', () => {
    const at = form({ _stamp: stamped({ form: '/others', language: 'en' }) });
    expect(code(() => body(at))).toBe('form-stamp');
    expect(at.language).toBe('en');
  });

  test('a desk session’s JSON brings the stamp in a header; a token needs none', () => {
    const staff = bound({ class: 'staff', body: TEXT });
    const who = { ...session, staff: officer };
    const json = { json: { text: 'x' } };
    const token = { 'x-form-token': stamped({}, bondOf({ session: SESSION })) };
    expect(code(() => body(passage(json, who), staff))).toBe('form-stamp');
    expect(code(() => body(passage({ ...json, headers: token }, who), staff))).toBe('passed');
    const bearer = { via: 'bearer', staff: { ...officer, via: 'bearer' } } as const;
    expect(code(() => body(passage(json, bearer), staff))).toBe('passed');
    const inBearerForm = passage({ form: { text: 'x' } }, bearer);
    expect(code(() => body(inBearerForm, staff))).toBe('passed');
  });

  test('a door of forms without secrets is a fault of ours', () => {
    expect(() => checkBody(form(), of, undefined)).toThrow('no secrets');
    expect(checkBody(passage({ json: { text: 'x' } }), of, undefined)).toEqual({ text: 'x' });
  });

  test('marks of a robot: the trap, and a form of nobody signed in that came too fast', () => {
    const fast = { _stamp: stamped({ at: NOW - 1_000 }) };
    const marks = (at: Passage) => {
      body(at);
      return at.bot;
    };
    expect(marks(form())).toEqual([]);
    expect(marks(form({ topic: 'spam' }))).toEqual(['honeypot']);
    expect(marks(form(fast))).toEqual(['too-fast']);
    const signedIn = form({ _stamp: stamped({ at: NOW - 1_000 }, bondOf({ session: SESSION })) }, session);
    expect(marks(signedIn)).toEqual([]);
  });

  test('a form drawn again keeps the time of its first drawing and its place', () => {
    const at = form({
      _stamp: makeStamp(
        SECRETS,
        { form: '/things', language: 'ru', at: NOW - 5_000, first: NOW - 90_000, place: 1 },
        '',
      ),
    });
    body(at);
    expect([at.first, at.place]).toEqual([NOW - 90_000, 1]);
  });

  test('G6: names that come twice are refused first, ten of them at most', () => {
    const pairs = Array.from({ length: 12 }, (_, at) => `n${at}`).flatMap((name) => [
      [name, 'a'] as const,
      [name, 'b'] as const,
    ]);
    const at = passage({ form: [['_stamp', stamped()], ...pairs] });
    const found = refusal(() => body(at));
    expect(found).toMatchObject({ code: 'malformed' });
    expect(found.errors?.map((one) => one.code)).toEqual(Array(10).fill('doubled'));
  });

  test('G5: unknown names are refused beside errors of fields, twenty in all, with the list of those there are', () => {
    const found = refusal(() => body(form({ text: '', more: '1' })));
    expect(found).toMatchObject({
      code: 'invalid',
      errors: [
        { field: 'more', code: 'unknown' },
        { field: 'text', code: 'required' },
      ],
      allowed: ['text', 'language'],
    });
    const known = refusal(() => body(form({ text: 'x'.repeat(21) })));
    expect(known).toMatchObject({ code: 'invalid', errors: [{ field: 'text', code: 'too-long' }] });
    expect(known).not.toHaveProperty('allowed');
    expect(body(form())).toEqual({ text: 'x' });
    const wide = z.strictObject(
      Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, z.string().check(z.minLength(1))])),
    );
    const all = refusal(() => body(form(), bound({ body: wide })));
    expect(all.errors).toHaveLength(20);
  });

  test('G5: JSON that would reach prototypes is refused by name', () => {
    const at = passage({ json: '{"text":"x","__proto__":{"a":1}}' });
    expect(refusal(() => body(at))).toMatchObject({
      code: 'invalid',
      errors: [{ field: '__proto__', code: 'unknown' }],
      allowed: ['text', 'language'],
    });
  });

  test('G5: JSON is refused by field; the names there are stand beside an unknown one only', () => {
    expect(body(passage({ json: { text: 'x' } }))).toEqual({ text: 'x' });
    const short = refusal(() => body(passage({ json: {} })));
    expect(short).toMatchObject({ code: 'invalid', errors: [{ field: 'text', code: 'required' }] });
    expect(short).not.toHaveProperty('allowed');
    expect(refusal(() => body(passage({ json: { text: 'x', more: 1 } })))).toMatchObject({
      errors: [{ field: 'more', code: 'unknown' }],
      allowed: ['text', 'language'],
    });
  });
});

describe('G6: a form that is too large', () => {
  const of = bound({ body: TEXT });
  const LARGE = 'x'.repeat(70_000);
  const large = (
    fields: Record<string, string> = {},
    over: Partial<EventParts> = {},
    who: Partial<Passage> = {},
  ) => {
    const at = passage({ form: { _stamp: stamped(), text: LARGE, ...fields }, ...over }, who);
    return { at, found: refusal(() => checkBody(at, of, SECRETS)) };
  };

  test('of our own page it goes back with its text and the fields that are too long, and no others', () => {
    const { at, found } = large({ more: '1' });
    expect(found).toMatchObject({ code: 'too-large', errors: [{ field: 'text', code: 'too-long' }] });
    expect(found.errors).toHaveLength(1);
    expect(at.read?.form === true && at.read.posted.typed.get('text')).toEqual([LARGE]);
  });

  test.each([
    ['of nobody’s page', { _stamp: '' }, {}],
    ['of another form', { _stamp: stamped({ form: '/others' }) }, {}],
    ['of another session', { _stamp: stamped({}, 'a b') }, {}],
    ['whose sender asks for JSON', {}, { headers: { accept: 'application/json' } }],
  ])('%s it is refused in few words', (_, fields, over) => {
    const { at, found } = large(fields, over);
    expect(found).toEqual({ code: 'too-large' });
    expect(at.read).toBeUndefined();
  });

  test('as JSON, or at a door without secrets, it is refused in few words', () => {
    const json = passage({ json: { text: LARGE } }, { wantsPage: true });
    expect(refusal(() => checkBody(json, of, SECRETS))).toEqual({ code: 'too-large' });
    const bare = passage({ form: { _stamp: stamped(), text: LARGE } });
    expect(refusal(() => checkBody(bare, of, undefined))).toEqual({ code: 'too-large' });
  });

  test('an error of another kind stays that error', () => {
    const at = passage({ json: '{' }, { wantsPage: true });
    expect(code(() => checkBody(at, of, SECRETS))).toBe('malformed');
    const type = passage({
      form: { text: 'x' },
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=koi8-r' },
    });
    expect(code(() => checkBody(type, of, SECRETS))).toBe('content-type');
  });
});

describe('G10, G2: looks of staff, and their roles', () => {
  const look = (opens: RouteSpec['opens'], headers: Record<string, string> = {}, method = 'GET') => {
    const at = passage({ route: `${method} /things`, headers });
    return [
      looksAt(at, bound({ method: 'GET', class: 'staff', ...(opens === undefined ? {} : { opens }) })),
      at.reason,
    ];
  };
  const WHY = { 'x-reason': 'court' };

  test('what opens nothing else is not served without a reason, nor to HEAD', () => {
    expect(look('whole')).toEqual([
      { ok: false, refusal: expect.objectContaining({ code: 'reason-required', field: 'X-Reason' }) },
      undefined,
    ]);
    expect(look('whole', WHY)).toEqual([undefined, 'court']);
    expect(look('whole', WHY, 'HEAD')).toEqual([{ status: 200 }, undefined]);
  });

  test('what opens a part goes on, with the reason if there is one; HEAD brings none', () => {
    expect(look('part')).toEqual([undefined, undefined]);
    expect(look('part', WHY)).toEqual([undefined, 'court']);
    expect(look('part', WHY, 'HEAD')).toEqual([undefined, undefined]);
    expect(look(undefined, WHY)).toEqual([undefined, undefined]);
  });

  test('a post has its reason in the body', () => {
    const at = passage({ headers: WHY });
    expect(looksAt(at, bound({ class: 'staff', opens: 'whole' }))).toBeUndefined();
    expect(at.reason).toBeUndefined();
  });

  test('D1: who is not named is not let in, and nobody where nobody is named', () => {
    const may = (of: Partial<RouteSpec>, who: Partial<Passage>) =>
      code(() => checkRole(passage({}, who), bound({ class: 'staff', ...of })));
    const auditor = { ...officer, role: 'auditor' } as const;
    expect(may({ roles: ['officer'] }, { staff: officer })).toBe('passed');
    expect(may({ roles: ['officer'] }, { staff: auditor })).toBe('forbidden');
    expect(may({ roles: ['officer'] }, {})).toBe('forbidden');
    expect(may({}, { staff: officer })).toBe('forbidden');
    const acts = {
      acts: { go: { roles: ['officer'], body: TEXT, summary: '' } },
      roles: ['auditor'],
    } as const;
    expect(may(acts, { staff: officer, params: { act: 'go' } })).toBe('passed');
    expect(may(acts, { staff: auditor, params: { act: 'go' } })).toBe('forbidden');
    expect(may(acts, { staff: officer, params: { act: 'stay' } })).toBe('forbidden');
    expect(may(acts, { staff: auditor })).toBe('forbidden');
  });
});
