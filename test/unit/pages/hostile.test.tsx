import { describe, expect, it } from 'vitest';
import { statusPage } from '../../../functions/cases/pages.tsx';
import { claimPage } from '../../../functions/claims/pages.tsx';
import { casePage } from '../../../functions/desk/pages/case-page.tsx';
import { printLetterPage } from '../../../functions/desk/pages/print-pages.tsx';
import type { Page } from '../../../shared/http/pages/context.ts';
import { inLanguage } from '../../../shared/http/pages/language-switch.tsx';
import { renderPage } from '../../../shared/http/pages/layout.tsx';
import { problemPage } from '../../../shared/http/pages/problem-page.tsx';
import { answerLetter } from '../../browser/support/desk-pages.tsx';
import {
  context,
  deskContext,
  LINK_KEY,
  SITE,
  STAGES,
  staffView,
  statusView,
} from '../../browser/support/samples.ts';
import { drawBody, tagsOf } from './html.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '</textarea><svg/onload=alert(1)>',
  '</title></style><iframe src="javascript:alert(1)">',
  'javascript:alert(document.cookie)',
  '<a href="https://evil.example">нажмите</a>',
  '&lt;b&gt; &quot; &#x27; <!-- --> ]]>',
] as const;

/** Pages that show what people typed, drawn with one text in every place. */
const PLACES: { readonly [name: string]: (text: string) => Page } = {
  'the refused claim form': (text) =>
    claimPage(
      {
        values: {
          'claimant.name': text,
          'claimant.email': text,
          'claimant.postalAddress': text,
          facts: text,
          demand: text,
          language: text,
        },
        errors: [{ field: 'facts', message: text }],
      },
      context('ru', '/claims'),
    ),
  'the status page': (text) =>
    statusPage(
      {
        ...statusView(STAGES.open(), 'ru'),
        typed: { name: text, email: text, postalAddress: text, ...{ facts: text, demand: text } },
      },
      { key: LINK_KEY, fresh: false },
      context('ru', '/cases/x'),
    ),
  'the case page': (text) =>
    casePage(
      {
        ...staffView(STAGES.open()),
        assignee: text,
        personal: {
          name: text,
          email: text,
          ...{ facts: text, demand: text },
          answer: { text, reasons: text },
          notes: [{ at: '2026-12-01T10:00:00.000Z', by: text, text }],
        },
        events: [
          { at: '2026-12-01T10:00:00.000Z', type: 'noted', by: text, reason: { code: 'other', text } },
        ],
      },
      deskContext('ru', '/desk/cases/x'),
    ),
  'the print page': (text) =>
    printLetterPage(
      { reference: 'PD-2026-K7M4QX-9', letter: answerLetter('ru'), address: [text, text] },
      deskContext('ru', '/desk'),
    ),
  'the page of a problem': (text) =>
    problemPage(
      {
        status: 422,
        title: text,
        detail: text,
        errors: [{ field: text, message: text }],
        typed: [{ label: text, text }],
      },
      context('ru', '/claims'),
    ),
};

describe.each(Object.entries(PLACES))('security: in %s', (_, draw) => {
  it.each(ATTACKS)('%s stays inert text: no new tag, no new attribute', (attack) => {
    const harmless = tagsOf(drawBody(draw('слово')));
    const html = drawBody(draw(attack));
    expect(tagsOf(html)).toEqual(harmless);
    expect(html).not.toMatch(/(?:href|src|action)="javascript:/);
  });
});

it('security: a hostile title, name of staff or path does not leave its place in the frame', () => {
  const frame = (text: string) =>
    renderPage({
      title: text,
      body: null,
      language: 'ru',
      path: `/desk?status=${text}`,
      site: SITE,
      staff: { sub: 's', role: 'officer', name: text },
      signOut: { _stamp: text },
    });
  for (const attack of ATTACKS) expect(tagsOf(frame(attack))).toEqual(tagsOf(frame('слово')));
});

it('security: the language switch cannot be led to another origin', () => {
  expect(inLanguage('/cases/x?key=1&lang=ru&new=1', 'en')).toBe('/cases/x?key=1&new=1&lang=en');
  expect(inLanguage('//evil.example/', 'en').startsWith('//')).toBe(false);
  expect(inLanguage('https://evil.example/', 'en').startsWith('/')).toBe(true);
});
