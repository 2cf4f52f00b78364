import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../shared/api/routes.ts';
import { ASSETS } from '../../../shared/http/pages/assets.ts';
import { fieldLabel } from '../../../shared/http/pages/texts/kit.ts';
import { BREACH_CODES } from '../../../shared/words/breach-names.ts';
import { drawPage, PAGES, type PageName, previews } from '../../browser/support/preview.tsx';
import { elements, forms, hiddenOf } from './html.ts';

const names = Object.keys(PAGES) as PageName[];
const pages = [...previews('ru'), ...previews('en')].map(
  (page) => [`${page.name} (${page.language})`, page] as const,
);

/** Whether a declared route takes the method and path. */
function route(method: string, address: string) {
  const path = address.split(/[?#]/)[0] ?? '';
  return ROUTES.find((spec) => {
    if (spec.method !== method) return false;
    const pattern = new RegExp(`^${spec.path.replace(/\{[^}]+\}/g, '([^/]+)')}$`);
    const match = pattern.exec(path);
    return match !== null && (spec.acts === undefined || Object.hasOwn(spec.acts, match.at(-1) ?? ''));
  });
}

describe.each(pages)('%s', (_, { html, language, name }) => {
  it('G4: has no script, no inline style and no handler: the policy of our pages allows none', () => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  it('is a whole document in its language with a title and one heading of the first rank', () => {
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`));
    expect(/<title>([^<]+)<\/title>/.exec(html)?.[1]?.length).toBeGreaterThan(10);
    expect(elements(html, 'h1')).toHaveLength(1);
  });

  it('quality: weighs at most 40 KB with its style sheet and icon, in three requests', () => {
    const linked = elements(html, 'link').map(({ attributes }) => attributes.get('href'));
    const assets = ASSETS.filter(({ path }) => linked.includes(path));
    expect(assets).toHaveLength(2);
    expect(linked).toHaveLength(2);
    const bytes = [html, ...assets.map(({ body }) => body)].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    );
    // The policy is one long text of two bytes a letter; it travels packed (test/api/policy.test.ts).
    expect(bytes).toBeLessThanOrEqual(/^(desk-)?policy(-preview)?$/.test(name) ? 50_000 : 40_000);
  });

  it('G2: links and forms lead to declared routes only, and only forms change anything', () => {
    for (const { attributes } of elements(html, 'a')) {
      const href = attributes.get('href') ?? '';
      if (/^(#|mailto:|https:\/\/www\.scserv\.ru\/|http:\/\/127\.0\.0\.1:)/.test(href)) continue;
      expect([href, route('GET', href)?.method]).toEqual([href, 'GET']);
    }
    for (const { action, method, inner } of forms(html)) {
      expect([action, route(method.toUpperCase(), action)?.path]).not.toEqual([action, undefined]);
      if (method === 'post') expect(inner).toContain('name="_stamp"');
      else expect(hiddenOf(inner)).toEqual([]);
    }
  });

  it('has no id twice, and each reference to an id finds it', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const references = [
      ...html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"|href="#([^"]+)"/g),
    ];
    for (const [, list, anchor] of references)
      for (const id of (list ?? anchor ?? '').split(' ')) expect(ids).toContain(id);
  });

  it('G6: each field of a form has words in both languages, by which the summary of errors names it', () => {
    const named = forms(html)
      .filter(({ method }) => method === 'post')
      .flatMap(({ inner }) => elements(inner, 'input', 'select', 'textarea'))
      .filter(({ attributes }) => attributes.get('type') !== 'hidden')
      .map(({ attributes }) => attributes.get('name') ?? '');
    // The trap for robots is seen by nobody, and refuses nothing.
    const own = name.startsWith('notice-') ? { ...BREACH_CODES[language].fields, confirmed: '' } : {};
    const isNamed = (field: string) => Object.hasOwn(own, field) || fieldLabel(field, language) !== field;
    expect(named.filter((field) => field !== 'topic' && !isNamed(field))).toEqual([]);
  });

  it('G13: leads to itself in the other language', () => {
    const other = language === 'ru' ? 'en' : 'ru';
    const link = elements(html, 'a').find(({ attributes }) => attributes.get('hreflang') === other);
    const { path } = PAGES[name as PageName];
    // The preview is drawn by a POST: there the switch leads to the form of the answer.
    const own = name === 'preview' ? path.replace('/preview', '') : path;
    expect(link?.attributes.get('href')).toBe(`${own}${own.includes('?') ? '&' : '?'}lang=${other}`);
  });
});

it.each(['ru', 'en'] as const)('G6: a notice refused names its own fields above them (%s)', (language) => {
  expect(drawPage('notice-refused', language)).toContain(`>${BREACH_CODES[language].fields.causes}: `);
});

describe('G13: in English', () => {
  /** Cyrillic is left only where people, the samples' door texts or the link to the other language write it. */
  const untranslated = new Set<PageName>([
    'claim-refused',
    'claim-no-address',
    'withdraw-code',
    'me-consent-unticked',
    'register-refused',
    'check-mail-wrong',
    'sign-in-wrong',
    'not-found',
    'unavailable',
    'forbidden',
    'act-answer',
    'act-stale',
    'preview',
    'print-letter',
    'desk-policy',
    'desk-policy-preview',
    // A notice to the authority and an act are written in the language of the authority, and so is what was typed into them.
    'notice-begun',
    'notice-written',
    'notice-refused',
    'act-shut',
    'act-open',
    'act-signed',
    'holds-person',
    'holds-refused',
    'person-transfer-refused',
  ]);

  it.each(names.filter((name) => !untranslated.has(name)))('%s has no Russian word of ours', (name) => {
    const html = drawPage(name, 'en')
      .replace(/<a class="lang"[^>]*>[^<]*<\/a>/, '')
      .replace(/<(dd|p) class="words">[^<]*</g, '<')
      .replaceAll(/(Ирина Соколова|Павел Лебедев|Ольга Фёдорова|Сергей Котов|Претензия № )/g, '');
    expect(html.match(/[а-яё]+/gi) ?? []).toEqual([]);
  });
});

it('S3: after the last wrong code nothing is asked to be corrected: staff have it', () => {
  const html = drawPage('request-proof-over', 'ru');
  expect(html).toContain('Обращение у сотрудника');
  expect(html).not.toMatch(/role="alert"|Проверьте форму|Ошибка:/);
});

it('G6: a choice that is sent on with nothing ticked comes back and says so', () => {
  for (const name of ['request-nothing-ticked', 'me-requests-nothing-ticked'] as const)
    expect(drawPage(name, 'ru')).toMatch(
      /О чём вы просите: Отметьте хотя бы одно\.[\s\S]*aria-describedby="[^"]*asked-error/,
    );
});

it('K1: the status page shows no text of an answer', () => {
  for (const name of ['status-delivered', 'status-returned'] as const)
    expect(drawPage(name, 'ru')).not.toMatch(/журнал звонков|бухгалтерском учёте/);
});

it('assets carry the hash of their bytes in their names and an honest type', () => {
  for (const { path, type, body } of ASSETS) {
    expect(path).toMatch(/^\/assets\/[a-z]+-[0-9a-f]{12}\.(css|svg)$/);
    expect(type).toMatch(path.endsWith('css') ? /^text\/css/ : /^image\/svg/);
    expect(body.length).toBeGreaterThan(100);
  }
});
