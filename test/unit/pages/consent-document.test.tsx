import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { ownConsentPage } from '../../../functions/account/pages/consent-pages.tsx';
import { consentPage } from '../../../functions/registration/pages.tsx';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { consentText } from '../../browser/support/account-samples.ts';
import { context } from '../../browser/support/samples.ts';
import { elements, forms, hiddenOf } from './html.ts';

const PAGES = {
  registration: (language: 'ru' | 'en') =>
    consentPage({ ...consentText(language), challenge: 'c1', n: 1, of: 2 }, context(language, '/')),
  account: (language: 'ru' | 'en') =>
    ownConsentPage(consentText(language), EMPTY_FORM, context(language, '/')),
} as const;

/** Words of a text or a page, without the marks of either. */
const words = (text: string): string =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/[#*]/g, ' ')
    .replace(/\s+/g, ' ');

describe.each(Object.entries(PAGES))('the consent as a document, %s', (form, draw) => {
  test.each(['ru', 'en'] as const)(
    'C1, C2: the page shows the whole text that its proof is for (%s)',
    (language) => {
      const html = renderToString(<main>{draw(language).body}</main>);
      expect(elements(html, 'h1')).toHaveLength(1);
      const shown = words(html).replace(/ ([,.:;)])/g, '$1');
      for (const line of consentText(language)
        .text.split('\n')
        .filter((one) => one.trim() !== ''))
        expect(shown).toContain(
          words(line)
            .trim()
            .replace(/ ([,.:;)])/g, '$1'),
        );
    },
  );

  test('C1: one box, not ticked; a yes and a no of their own, each with the version and the proof', () => {
    const html = renderToString(<main>{draw('ru').body}</main>);
    const boxes = elements(html, 'input').filter(({ attributes }) => attributes.get('type') === 'checkbox');
    expect(boxes).toHaveLength(1);
    expect(boxes[0]?.attributes.has('checked')).toBe(false);
    const both = forms(html);
    expect(both.map(({ inner }) => /name="act" value="(\w+)"/.exec(inner)?.[1])).toEqual(['give', 'refuse']);
    for (const { inner, action } of both) {
      expect(hiddenOf(inner)).toEqual(expect.arrayContaining(['purpose', 'text', 'proof']));
      expect(action).toBe(form === 'account' ? '/me/consents' : '/registrations/c1/consents');
    }
  });
});
