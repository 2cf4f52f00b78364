import { describe, expect, it } from 'vitest';
import { caseStatus } from '../../../shared/api/cases.ts';
import { bundle, deskHome } from '../../../shared/api/desk.ts';
import { homePage } from '../../../shared/api/site.ts';
import { refuse } from '../../../shared/domain/result.ts';
import { bind } from '../../../shared/http/types.ts';
import { testDoor } from '../../support/http-door.ts';

const PARAMS = { reference: 'PD-2026-AAAAAA-A' };
const page = { title: 'Page', body: <p>words</p> };

const doorOf = () => {
  const reasons: unknown[] = [];
  const bounds = [
    bind(homePage, () => ({ status: 200, page })),
    bind(caseStatus, () => refuse('link-invalid')),
    bind(deskHome, () => ({ status: 200, page })),
    bind(bundle, ({ reason }) => {
      reasons.push(reason);
      return { status: 200, download: { name: 'a.zip', type: 'application/zip', bytes: new Uint8Array(9) } };
    }),
  ];
  return { reasons, door: testDoor(bounds) };
};

describe('RFC 9110: HEAD is GET without a body', () => {
  it.each([
    ['a page', '/', {}, 200],
    ['a refusal as a page', '/cases/{reference}', { accept: 'text/html' }, 404],
    ['a refusal as JSON', '/cases/{reference}', { accept: 'application/json' }, 404],
    ['the way to the login', '/desk', {}, 303],
  ])('%s: the same status and headers, nothing after them', async (_, path, headers, status) => {
    const door = await doorOf().door;
    const ask = (method: string) =>
      door.ask({ route: `${method} ${path}`, params: PARAMS, query: 'lang=en', headers });
    const [get, head] = [await ask('GET'), await ask('HEAD')];
    expect([get.status, head.status]).toEqual([status, status]);
    expect(head.headers).toEqual(get.headers);
    expect(head.cookies).toEqual(get.cookies);
    expect(head.text).toBe('');
  });

  it('what no route takes has no body either', async () => {
    const answer = await (await doorOf().door).ask({ route: 'HEAD /nowhere' });
    expect([answer.status, answer.text]).toEqual([404, '']);
  });

  it('G2, G10: HEAD does not come to an operation that opens personal data: no reading is recorded where nothing is shown', async () => {
    const { door, reasons } = doorOf();
    const { ask, issuer } = await door;
    const headers = {
      authorization: `Bearer ${await issuer.token()}`,
      'x-reason': 'preparing the answer',
    };
    const route = '/staff/cases/{reference}/bundle';
    const get = await ask({ route: `GET ${route}`, params: PARAMS, headers });
    const head = await ask({ route: `HEAD ${route}`, params: PARAMS, headers });
    expect(get.text).toHaveLength(9);
    expect([head.status, head.text]).toEqual([200, '']);
    expect(reasons).toEqual(['preparing the answer']);
  });
});
