import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bodyLimits } from '../../../shared/api/body-limits.ts';
import { caseStatus } from '../../../shared/api/cases.ts';
import { postClaim } from '../../../shared/api/claims.ts';
import { staffCase } from '../../../shared/api/desk.ts';
import { route } from '../../../shared/api/spec.ts';
import { refuse } from '../../../shared/domain/result.ts';
import { makeStamp } from '../../../shared/http/stamp.ts';
import { bind } from '../../../shared/http/types.ts';
import { DataBlocked } from '../../../shared/records/opening.ts';
import { RecordsUnavailable } from '../../../shared/records/port.ts';
import { newReference } from '../../../shared/records/references.ts';
import { SECRETS, testDoor } from '../../support/http-door.ts';
import { ORDINARY_DAY } from '../../support/http-event.ts';

const SHOWN = Date.parse(ORDINARY_DAY) - 60_000;
const stampFor = (form: string, at = SHOWN) => makeStamp(SECRETS, { form, language: 'ru', at }, '');
const OPENED = {
  reference: 'PD-2026-AAAAAA-A',
  status: 'open',
  receivedAt: ORDINARY_DAY,
  dueOn: '2026-12-23',
  clocks: [],
  statusUrl: 'https://desk.example/cases/PD-2026-AAAAAA-A?key=k',
};
const CLAIM = { claimant: { name: 'Иван', email: 'ivan@example.com' }, facts: 'было', demand: 'вернуть' };
const FORM = {
  'claimant.name': 'Иван',
  'claimant.email': 'ivan@example.com',
  'claimant.postalAddress': '',
  facts: 'было',
  demand: 'вернуть',
  _key: 'key-of-at-least-22-characters',
  topic: '',
};

const claims = () => {
  const seen: unknown[] = [];
  return {
    seen,
    bound: bind(
      postClaim,
      async (request) => {
        seen.push({
          body: request.body,
          key: request.idempotencyKey,
          bot: request.bot,
          language: request.language,
        });
        return request.form
          ? { status: 303, location: '/cases/PD-2026-AAAAAA-A?key=k&new=1' }
          : { status: 201, json: { ...OPENED, secret: 'never declared' } };
      },
      (state, { page }) => ({
        title: 'Претензия',
        body: (
          <main>
            {state.errors.map((error) => (
              <p>{`${error.field}: ${error.message}`}</p>
            ))}
            <textarea name="facts">{state.values['facts']}</textarea>
            <i>{JSON.stringify(page.seal('/claims'))}</i>
          </main>
        ),
      }),
    ),
  };
};

const ORIGIN = { origin: 'https://desk.example' };

describe('the door', () => {
  it('G5: a good claim in JSON reaches its operation as the schema read it', async () => {
    const { bound, seen } = claims();
    const door = await testDoor([bound]);
    const answer = await door.ask({ route: 'POST /claims', json: CLAIM });
    expect(answer.status).toBe(201);
    expect(seen).toEqual([{ body: { ...CLAIM, language: 'ru' }, key: undefined, bot: [], language: 'ru' }]);
  });

  it('style 5: only declared fields leave in an answer', async () => {
    const { bound } = claims();
    const answer = await (await testDoor([bound])).ask({ route: 'POST /claims', json: CLAIM });
    expect(answer.json).toEqual(OPENED);
  });

  it('G6: an answer that is not as declared is an internal error, not a leak', async () => {
    const bound = bind(postClaim, async () => ({ status: 201, json: { ...OPENED, dueOn: 5 } }));
    const answer = await (await testDoor([bound])).ask({ route: 'POST /claims', json: CLAIM });
    expect(answer.status).toBe(500);
    expect(answer.json).toMatchObject({ code: 'internal', reference: 'request-1' });
  });

  it('K1: a form with dotted names is the same claim; its hidden fields and empty fields are gone', async () => {
    const { bound, seen } = claims();
    const door = await testDoor([bound]);
    const answer = await door.ask({
      route: 'POST /claims',
      form: { ...FORM, _stamp: stampFor('/claims') },
      headers: ORIGIN,
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/cases/PD-2026-AAAAAA-A?key=k&new=1']);
    expect(seen).toEqual([
      { body: { ...CLAIM, language: 'ru' }, key: 'key-of-at-least-22-characters', bot: [], language: 'ru' },
    ]);
  });

  it('security.md: a form sent within two seconds or with the trap filled is taken and marked', async () => {
    const { bound, seen } = claims();
    const door = await testDoor([bound]);
    const form = {
      ...FORM,
      topic: 'http://spam',
      _stamp: stampFor('/claims', Date.parse(ORDINARY_DAY) - 1_500),
    };
    const answer = await door.ask({ route: 'POST /claims', form, headers: ORIGIN });
    expect(answer.status).toBe(303);
    expect(seen).toMatchObject([{ bot: ['honeypot', 'too-fast'] }]);
  });

  it.each([
    ['with an error in a field', { 'claimant.email': 'nobody' }, SHOWN, 422],
    ['too late', {}, Date.parse(ORDINARY_DAY) - 7_200_001, 422],
  ])(
    'T3: a form that came back because it was sent %s, and is sent again at once, has no mark: its first drawing counts',
    async (_, wrong, shown, status) => {
      const { bound, seen } = claims();
      const door = await testDoor([bound]);
      const post = (form: Record<string, string>) =>
        door.ask({ route: 'POST /claims', form, headers: ORIGIN });
      const refused = await post({ ...FORM, ...wrong, _stamp: stampFor('/claims', shown) });
      expect(refused.status).toBe(status);
      const again = /_stamp&quot;:&quot;([^&]+)&quot;/.exec(refused.text)?.[1] ?? '';
      expect((await post({ ...FORM, _stamp: again })).status).toBe(303);
      expect(seen).toMatchObject([{ bot: [] }]);
    },
  );

  it('T3: a robot that sends an error first is as fast as it is: the stamp it gets back is no older', async () => {
    const { bound, seen } = claims();
    const door = await testDoor([bound]);
    const post = (form: Record<string, string>) => door.ask({ route: 'POST /claims', form, headers: ORIGIN });
    const fast = stampFor('/claims', Date.parse(ORDINARY_DAY) - 500);
    const refused = await post({ ...FORM, 'claimant.email': 'nobody', _stamp: fast });
    const again = /_stamp&quot;:&quot;([^&]+)&quot;/.exec(refused.text)?.[1] ?? '';
    await post({ ...FORM, _stamp: again });
    expect(seen).toMatchObject([{ bot: ['too-fast'] }]);
  });

  it.each([
    ['without a stamp', undefined, 403],
    ['with a stamp of another form', stampFor('/requests'), 403],
    ['with a forged stamp', `${stampFor('/claims').slice(0, -4)}AAAA`, 403],
    [
      'with a stamp of more than two hours ago',
      stampFor('/claims', Date.parse(ORDINARY_DAY) - 7_200_001),
      422,
    ],
  ])(
    'security.md: a form %s comes back with what was typed, a new stamp and the same key',
    async (_, stamp, status) => {
      const { bound, seen } = claims();
      const door = await testDoor([bound]);
      const form = { ...FORM, ...(stamp === undefined ? {} : { _stamp: stamp }) };
      const answer = await door.ask({ route: 'POST /claims', form, headers: ORIGIN });
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toMatch('text/html');
      expect(answer.text).toContain('<textarea name="facts">было</textarea>');
      expect(answer.text).toContain('key-of-at-least-22-characters');
      const again = /_stamp&quot;:&quot;([^&]+)&quot;/.exec(answer.text)?.[1] ?? '';
      const second = await door.ask({
        route: 'POST /claims',
        form: { ...FORM, _stamp: again },
        headers: ORIGIN,
        at: '2026-11-23T09:01:00.000Z',
      });
      expect([second.status, seen.length]).toEqual([303, 1]);
    },
  );

  it.each([
    ['the first', 0],
    ['the second', 1],
  ])(
    'G3: of two forms of a page that post to one path %s keeps its key when it is refused; the other has its own',
    async (_, posted) => {
      const two = bind(
        postClaim,
        () => ({ status: 201, json: OPENED }),
        (_state, { page }) => ({
          title: 'Две формы',
          body: <i>{[page.seal('/claims'), page.seal('/claims')].map(({ _key }) => `key=${_key} `)}</i>,
        }),
      );
      const door = await testDoor([two]);
      const stamp = makeStamp(SECRETS, { form: '/claims', language: 'ru', at: SHOWN, place: posted }, '');
      const answer = await door.ask({
        route: 'POST /claims',
        form: { ...FORM, facts: '', _stamp: stamp },
        headers: ORIGIN,
      });
      const keys = [...answer.text.matchAll(/key=(\S+)/g)].map(([, key]) => key);
      expect(keys[posted]).toBe(FORM._key);
      expect(keys[1 - posted]).toMatch(/^[\w-]{22,}$/);
      expect(new Set(keys).size).toBe(2);
    },
  );

  it('G6: a refused form names each field in the language of the form', async () => {
    const { bound } = claims();
    const door = await testDoor([bound]);
    const stamp = makeStamp(SECRETS, { form: '/claims', language: 'en', at: SHOWN }, '');
    const answer = await door.ask({
      route: 'POST /claims',
      form: { ...FORM, 'claimant.name': '', 'claimant.email': 'nobody', _stamp: stamp },
      headers: { ...ORIGIN, 'accept-language': 'ru' },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('claimant.name: Fill in this field.');
    expect(answer.text).toContain('claimant.email: Check the e-mail address');
  });

  it('G6: a refused form about something that is gone is 404, and gives back what was typed', async () => {
    const bound = bind(
      postClaim,
      async () => refuse('reasons-required'),
      () => undefined,
    );
    const answer = await (await testDoor([bound])).ask({
      route: 'POST /claims',
      form: { ...FORM, _stamp: stampFor('/claims') },
      headers: ORIGIN,
    });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('вернуть');
  });

  it('G5: unknown fields of JSON are refused by name, with the list of allowed ones', async () => {
    const { bound } = claims();
    const answer = await (await testDoor([bound])).ask({
      route: 'POST /claims',
      json: { ...CLAIM, status: 'settled', pk: 'CASE#1' },
    });
    expect(answer.status).toBe(422);
    expect(
      answer.json.errors.map((each: { field: string; code: string }) => [each.field, each.code]),
    ).toEqual([
      ['status', 'unknown'],
      ['pk', 'unknown'],
    ]);
    expect(answer.json.allowed).toEqual([
      'claimant.name',
      'claimant.email',
      'claimant.postalAddress',
      'facts',
      'demand',
      'language',
    ]);
  });

  it('security.md: a form field that comes twice is refused by name', async () => {
    const { bound } = claims();
    const answer = await (await testDoor([bound])).ask({
      route: 'POST /claims',
      form: [...Object.entries({ ...FORM, _stamp: stampFor('/claims') }), ['facts', 'anders']],
      headers: { ...ORIGIN, accept: 'application/json' },
    });
    expect([answer.status, answer.json.errors[0]]).toMatchObject([400, { field: 'facts', code: 'doubled' }]);
  });

  it('G1: records that do not answer give 503 and a time to try again', async () => {
    const bound = bind(postClaim, async () => {
      throw new RecordsUnavailable('throttled');
    });
    const answer = await (await testDoor([bound])).ask({ route: 'POST /claims', json: CLAIM });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '3']);
  });

  it('S4: data that a block stops are refused with the reason, whoever opened them', async () => {
    const bound = bind(postClaim, async () => {
      throw new DataBlocked('inaccuracy');
    });
    const answer = await (await testDoor([bound])).ask({
      route: 'POST /claims',
      json: CLAIM,
      headers: { 'accept-language': 'en' },
    });
    expect([answer.status, answer.json.code]).toEqual([409, 'data-blocked']);
    expect(answer.json.detail).toContain('whether the data are accurate');
  });

  it('G6: a refusal of the operation stands at its field with the way out', async () => {
    const bound = bind(postClaim, async () => refuse('address-required', { field: 'claimant.email' }));
    const answer = await (await testDoor([bound])).ask({
      route: 'POST /claims',
      json: CLAIM,
      headers: { 'accept-language': 'en' },
    });
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toEqual([
      {
        field: 'claimant.email',
        code: 'address-required',
        message: 'Give an e-mail or a postal address: otherwise the answer has nowhere to go.',
      },
    ]);
  });

  it('T3: a refused network learns the postal address, so that no statutory claim is lost', async () => {
    const bound = bind(postClaim, async () => refuse('too-many-requests'));
    const answer = await (await testDoor([bound])).ask({ route: 'POST /claims', json: CLAIM });
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '3600']);
    expect(answer.json.detail).toContain('101000, Москва, а/я 1');
  });

  it('the log says how often somebody else was quicker, and which case the address names, of a refusal too', async () => {
    const reference = newReference('2026', (n) => new Uint8Array(n));
    let lost = 4;
    const door = await testDoor(
      [
        bind(caseStatus, () => {
          lost += 2;
          return refuse('busy');
        }),
      ],
      { wired: { deps: async () => ({ secrets: SECRETS }), overtaken: () => lost } },
    );
    const ask = { route: 'GET /cases/{reference}', params: { reference }, query: 'key=k' };
    expect((await door.ask(ask)).status).toBe(503);
    expect(JSON.parse(door.lines[0] ?? '')).toMatchObject({ again: 2, code: 'busy', case: reference });
    await door.ask({ route: 'GET /nowhere' });
    expect(JSON.parse(door.lines[1] ?? '')).not.toHaveProperty('again');
  });

  it.each([
    ['?lang=en', { query: 'lang=en' }, 'Nothing here'],
    ['the cookie', { cookies: ['__Host-lang=en'] }, 'Nothing here'],
    ['Accept-Language', { headers: { 'accept-language': 'de, en;q=0.8, ru;q=0.5' } }, 'Nothing here'],
    ['nothing: Russian', {}, 'Здесь ничего нет'],
  ])('G13: the language of an answer follows %s', async (_, parts, title) => {
    const answer = await (await testDoor([])).ask({ route: 'GET /nowhere', ...parts });
    expect([answer.status, answer.json.title]).toEqual([404, title]);
  });

  it('security.md: a query parameter that comes twice is refused by name', async () => {
    const list = route({
      method: 'GET',
      path: '/things',
      door: 'claims-public',
      class: 'page',
      summary: { ru: '', en: '' },
      query: z.strictObject({ key: z.optional(z.string()) }),
      answers: { 200: { description: '', body: z.object({ key: z.string() }) } },
    });
    const door = await testDoor([
      bind(list, ({ query }) => ({ status: 200, json: { key: query.key ?? '' } })),
    ]);
    const twice = await door.ask({ route: 'GET /things', query: 'key=a&key=b' });
    expect([twice.status, twice.json.errors[0]]).toMatchObject([400, { field: 'key', code: 'doubled' }]);
    const decorated = await door.ask({ route: 'GET /things', query: 'key=a&utm_source=mail&lang=en' });
    expect(decorated.json).toEqual({ key: 'a' });
  });

  it('G3: a key of 22 to 128 visible characters is taken, another is refused', async () => {
    const { bound, seen } = claims();
    const door = await testDoor([bound]);
    const send = (key: string) =>
      door.ask({ route: 'POST /claims', json: CLAIM, headers: { 'idempotency-key': key } });
    expect((await send('0e0e5f0a-3d6c-4f5b-8f57-5f8c0f7b6f11')).status).toBe(201);
    expect(seen).toMatchObject([{ key: '0e0e5f0a-3d6c-4f5b-8f57-5f8c0f7b6f11' }]);
    for (const bad of ['short', 'x'.repeat(129), `with space ${'x'.repeat(20)}`])
      expect((await send(bad)).json).toMatchObject({ status: 400, code: 'key-syntax' });
  });

  it('G10: X-Reason is decoded, and refused where it is not percent-encoded UTF-8 of 200 characters', async () => {
    const reasons: unknown[] = [];
    const door = await testDoor([
      bind(staffCase, ({ reason }) => {
        reasons.push(reason);
        return refuse('not-found');
      }),
    ]);
    const authorization = `Bearer ${await door.issuer.token()}`;
    const ask = (reason: string) =>
      door.ask({
        route: 'GET /staff/cases/{reference}',
        params: { reference: 'PD-2026-AAAAAA-A' },
        headers: { authorization, 'x-reason': reason },
      });
    expect((await ask(encodeURIComponent('проверка жалобы'))).status).toBe(404);
    expect(reasons).toEqual(['проверка жалобы']);
    const unseen = [
      '\u200b\u2060',
      '\u3164',
      '\u2800',
      '\ufe0f',
      'for the court \u202e',
      `x${'\u0336'.repeat(9)}`,
    ];
    for (const bad of [
      '%zz',
      '%00',
      encodeURIComponent('ы'.repeat(201)),
      'ы',
      ...unseen.map(encodeURIComponent),
    ])
      expect((await ask(bad)).json).toMatchObject({ status: 400, code: 'reason-syntax' });
  });

  it('G5: what the fields can be is taken, one byte more is refused before parsing', async () => {
    const { bound } = claims();
    const door = await testDoor([bound]);
    const padded = (size: number) => {
      const json = JSON.stringify(CLAIM);
      return `${json}${' '.repeat(size - Buffer.byteLength(json))}`;
    };
    const limit = bodyLimits(postClaim.body).json;
    expect((await door.ask({ route: 'POST /claims', json: padded(limit) })).status).toBe(201);
    expect((await door.ask({ route: 'POST /claims', json: padded(limit + 1) })).status).toBe(413);
  });
});
