import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { problemPage } from '../../../shared/http/pages/problem-page.tsx';
import { context } from '../../browser/support/samples.ts';

/** Where the page of a link that no longer works leads on to. */
function waysFrom(path: string): readonly string[] {
  const view = { status: 410, title: 'Already done', detail: 'This link has done its work.' };
  const { body } = problemPage(view, context('en', path));
  return [...renderToString(<main>{body}</main>).matchAll(/href="(\/[^"]*)"/g)].map(([, href]) => href ?? '');
}

describe('ways out of a link that no longer works', () => {
  it.each(['/confirm?token=x', '/address/undo?token=x', '/registrations/x'])(
    'G6: from %s one signs in or registers, and is not sent to claims',
    (path) => {
      expect(waysFrom(path)).toEqual(['/sign-in', '/register', '/']);
    },
  );

  it.each(['/cases/PD-2026-AAAAAA-A?key=x', '/addresses'])('G6: from %s one goes home or claims', (path) => {
    expect(waysFrom(path)).toEqual(['/', '/claims']);
  });
});
