import { describe, expect, it } from 'vitest';
import { caseStatus } from '../../../shared/api/cases.ts';
import { openapiDocument } from '../../../shared/api/openapi.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { docsPage } from '../../../shared/api/site.ts';
import { isPageOnly } from '../../../shared/api/spec.ts';
import { refuse } from '../../../shared/domain/result.ts';
import { bind } from '../../../shared/http/types.ts';
import { testDoor } from '../../support/http-door.ts';

const page = { title: 'Page', body: <p>words</p> };
const PARAMS = { reference: 'PD-2026-AAAAAA-A' };
const REFUSED = refuse('link-invalid');

const ask = async (route: string, query: string, accept?: string) => {
  const door = await testDoor([
    bind(docsPage, () => ({ status: 200, page })),
    bind(caseStatus, () => REFUSED),
  ]);
  const headers = { 'accept-language': 'en', ...(accept === undefined ? {} : { accept }) };
  return door.ask({ route, params: PARAMS, query, headers });
};

describe('?lang= is ru or en', () => {
  it.each(['xx', '', 'RU', 'en-GB'])(
    'G6: a program that asks for “%s” is told which parameter it was',
    async (lang) => {
      const answer = await ask('GET /cases/{reference}', `lang=${lang}`, 'application/json');
      expect(answer.status).toBe(400);
      expect(answer.json.errors).toEqual([
        { field: 'lang', code: 'choice', message: 'Choose one of: ru, en.' },
      ]);
    },
  );

  it.each([
    ['GET /cases/{reference}', 'text/html', 404],
    ['GET /docs', undefined, 200],
    ['GET /docs', 'application/json', 200],
  ])('G13: %s as a page (Accept: %s) opens all the same', async (route, accept, status) => {
    expect((await ask(route, 'lang=xx', accept)).status).toBe(status);
  });

  it('D2: the OpenAPI document closes the list where an unknown language is refused, and only there', () => {
    const paths = openapiDocument('0')['paths'] as Record<
      string,
      Record<string, { parameters: { name: string; schema: { enum?: string[] } }[] }>
    >;
    for (const spec of ROUTES.filter((each) => each.acts === undefined)) {
      const parameters = paths[spec.path]?.[spec.method.toLowerCase()]?.parameters ?? [];
      const closed = parameters.find(({ name }) => name === 'lang')?.schema.enum;
      const refuses = spec.class !== 'asset' && !isPageOnly(spec);
      expect([spec.path, closed]).toEqual([spec.path, refuses ? ['ru', 'en'] : undefined]);
    }
  });
});
