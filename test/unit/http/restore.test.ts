import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postClaim } from '../../../shared/api/claims.ts';
import { staffCase } from '../../../shared/api/desk.ts';
import { asset } from '../../../shared/api/site.ts';
import { bind } from '../../../shared/http/types.ts';
import {
  DOORS,
  type DoorName,
  ENV,
  OUTBOX,
  OUTBOX_SOURCE,
  SCHEDULE_SOURCE,
  SCHEDULES,
} from '../../../shared/names.ts';
import { SETTINGS, testDoor } from '../../support/http-door.ts';
import { lambdaContext } from '../../support/http-event.ts';

const RESTORING = { ...SETTINGS, restore: true as const };
const TIME = '2026-12-01T06:30:00.000Z';
const HTML = { accept: 'text/html' };

describe('S8: while a copy is being restored', () => {
  const never = async () => expect.fail('an operation was asked');
  const door = () =>
    testDoor([bind(postClaim, never), bind(staffCase, never), bind(asset, async () => ({ status: 200 }))], {
      settings: RESTORING,
    });

  test('S8: every address of every class answers 503 in problem+json, before anybody is known', async () => {
    const { ask, lines } = await door();
    for (const route of [
      'POST /claims',
      'GET /staff/cases/PD-2026-AAAAAA-A',
      'GET /nowhere',
      'OPTIONS /claims',
    ]) {
      const answer = await ask({ route, ...(route.startsWith('POST') ? { json: {} } : {}) });
      expect([route, answer.status]).toEqual([route, 503]);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/problem+json; charset=utf-8',
        'retry-after': '900',
      });
      expect(answer.json).toMatchObject({
        code: 'restoring',
        data: { postalAddress: '101000, Москва, а/я 1', email: 'privacy@example.com' },
      });
    }
    expect(lines.join()).toContain('"code":"restoring"');
  });

  test.each([
    ['ru', 'Восстанавливаем данные', '101000, Москва, а/я 1'],
    ['en', 'Data are being restored', 'PO Box 1, Moscow 101000'],
  ])(
    'S8, G13: people are shown a page that says where to write meanwhile (%s)',
    async (lang, title, post) => {
      const { ask } = await door();
      const answer = await ask({ route: 'GET /nowhere', query: `lang=${lang}`, headers: HTML });
      expect([answer.status, answer.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
      for (const words of [`<h1>${title}</h1>`, post, 'mailto:privacy@example.com'])
        expect(answer.text).toContain(words);
      // Where nothing works, no link leads to a form.
      expect(answer.text).not.toMatch(/<a href="\/(claim|register|sign-in)/);
    },
  );

  test('S8: the style of that page is served', async () => {
    const { ask } = await door();
    expect((await ask({ route: 'GET /assets/{file}', params: { file: 'style.css' } })).status).toBe(200);
  });
});

const handlerOf = (name: DoorName) =>
  import(/* @vite-ignore */ `${import.meta.dirname}/../../../${DOORS[name]}`);

/** What knocks at a task's door: the outbox for each of its groups, or its schedules. */
const knocksAt = (name: DoorName): readonly object[] => [
  ...Object.entries(OUTBOX).flatMap(([group, { door }]) =>
    door === name ? [{ source: OUTBOX_SOURCE, group, time: TIME }] : [],
  ),
  ...Object.entries(SCHEDULES).flatMap(([schedule, door]) =>
    door === name
      ? [
          {
            ...{ source: SCHEDULE_SOURCE, 'detail-type': 'Scheduled Event' },
            ...{ time: TIME, detail: { schedule } },
          },
        ]
      : [],
  ),
];

describe('S8: what nobody asks for rests while a copy is being restored', () => {
  const before = { ...process.env };
  beforeAll(() => {
    Object.assign(process.env, {
      [ENV.settings]: JSON.stringify(RESTORING),
      ...Object.fromEntries(Object.values(ENV.tables).map((name) => [name, 'none'])),
      [ENV.dataKey]: 'none',
      [ENV.rootSecret]: 'none',
      [ENV.workflows]: '{}',
      AWS_REGION: 'eu-central-1',
      // Whoever asks for anything is refused.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
    });
  });
  afterAll(() => {
    process.env = before;
  });

  const tasks = (Object.keys(DOORS) as DoorName[]).filter((name) => name.endsWith('-task'));
  test.each(tasks)('S8: %s', async (name) => {
    const knocks = knocksAt(name);
    expect(knocks.length).toBeGreaterThan(0);
    const { handler } = await handlerOf(name);
    for (const event of knocks) expect(await handler(event, lambdaContext())).toBeUndefined();
  });

  test('S8: a step of a workflow fails, so that its execution is started again from the record afterwards', async () => {
    const { handler } = await handlerOf('cases-task');
    const step = { step: 'open', input: { case: 'PD-2026-AAAAAA-A' }, execution: 'none', at: TIME };
    await expect(handler(step, lambdaContext())).rejects.toThrow('A copy is being restored');
  });
});
