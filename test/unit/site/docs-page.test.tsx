import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { docsPage, errorsPage } from '../../../functions/site/docs-page.tsx';
import { ROUTES } from '../../../shared/api/routes.ts';
import { PROBLEMS, problemType } from '../../../shared/http/problems.ts';
import { REFUSALS } from '../../../shared/words/refusals.ts';

const html = (language: 'ru' | 'en') => renderToString(docsPage(language).body as VNode);
const errors = (language: 'ru' | 'en') => renderToString(errorsPage(language).body as VNode);

describe('the pages for programs', () => {
  it.each([...new Set([...Object.keys(PROBLEMS), ...Object.keys(REFUSALS)])])(
    'G6: the type of the problem %s leads to a place on the page of errors',
    (code) => {
      const [path, anchor] = problemType(code).split('#');
      expect(path).toBe('/docs/errors');
      expect(errors('ru').split(`id="${anchor}"`)).toHaveLength(2);
    },
  );

  const forPrograms = ROUTES.filter(({ answers }) =>
    Object.values(answers).some(({ body, file }) => (body ?? file) !== undefined),
  );

  it('API9: it lists every route that has an answer for programs, and says where the others are', () => {
    const page = html('en');
    for (const { path } of forPrograms) expect(page).toContain(`<code>${path}</code>`);
    expect(page).not.toContain('<code>/desk/people</code>');
    expect(page).toContain('OpenAPI document');
  });

  it('R5: what is one’s own is said to be for who is signed in', () => {
    const rows = html('en').match(/<tr>.*?<\/tr>/gs) ?? [];
    const rowOf = (path: string) => rows.find((row) => row.includes(`<code>${path}</code>`));
    expect(rowOf('/me/sessions')).toContain('who is signed in');
    expect(rowOf('/policy')).toContain('anyone');
  });

  it('G13: a Russian page says in Russian what each route does and for whom', () => {
    const rows = html('ru').match(/<tr><td>(GET|POST|PUT|PATCH|DELETE).*?<\/tr>/gs) ?? [];
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const [, , does, who] = [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell);
      expect([does, who]).toEqual([
        expect.stringMatching(/^[А-ЯЁ][^«»]*$/),
        expect.stringMatching(/^[а-яё, ]+$/),
      ]);
    }
  });

  it('quality.md: each weighs under 28 KB in either language, so under 40 with its frame and style sheet', () => {
    for (const language of ['ru', 'en'] as const)
      for (const page of [html, errors]) expect(Buffer.byteLength(page(language))).toBeLessThan(28_000);
  });
});
