import { describe, expect, it } from 'vitest';
import { claimPage, paperClaimPage } from '../../../functions/claims/pages.tsx';
import { claimRequest, paperClaimRequest } from '../../../shared/api/claims.ts';
import { fieldFacts, fieldNames } from '../../../shared/api/schema-reader.ts';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { context, deskContext } from '../../browser/support/samples.ts';
import { drawBody, elements, fieldsOf, forms, hiddenOf } from './html.ts';

const draw = drawBody;
const only = (html: string) => {
  const [form, ...more] = forms(html);
  if (form === undefined || more.length > 0) throw new Error('one form was expected');
  return form;
};
const LANGUAGES = ['ru', 'en'] as const;
const MUST = { ru: 'обязательно', en: 'required' };

describe.each([
  [
    'public',
    claimRequest,
    (language: 'ru' | 'en', state = EMPTY_FORM) => claimPage(state, context(language, '/claims')),
  ],
  [
    'paper',
    paperClaimRequest,
    (language: 'ru' | 'en', state = EMPTY_FORM) =>
      paperClaimPage(state, deskContext(language, '/desk/claims/new')),
  ],
] as const)('the %s claim form', (_, schema, page) => {
  it('G5: asks for exactly the fields of the schema that checks it', () => {
    const { inner } = only(draw(page('ru')));
    expect([...fieldsOf(inner), ...hiddenOf(inner)].sort()).toEqual([...fieldNames(schema)].sort());
  });

  it.each(LANGUAGES)(
    'K1: marks in words (%s) and for machines what the schema requires, and nothing else',
    (language) => {
      const { inner } = only(draw(page(language)));
      for (const name of fieldsOf(inner)) {
        const { required } = fieldFacts(schema, name);
        const control = elements(inner, 'input', 'textarea', 'select').find(
          ({ attributes }) => attributes.get('name') === name,
        );
        expect([name, control?.attributes.has('required')]).toEqual([name, required]);
        const id = control?.attributes.get('id');
        const label = new RegExp(`(?:for="${id}"[^>]*>|<legend[^>]*>)[^<]*<span class="(must|may)">([^<]*)<`);
        const [, kind, word] =
          (control?.attributes.get('type') === 'radio'
            ? /<legend>[^<]*<span class="(must|may)">([^<]*)</.exec(
                inner.slice(inner.lastIndexOf('<fieldset', inner.indexOf(`name="${name}"`))),
              )
            : label.exec(inner)) ?? [];
        expect([name, kind]).toEqual([name, required ? 'must' : 'may']);
        if (required) expect(word).toBe(MUST[language]);
      }
    },
  );

  it('G5: takes no more characters than the schema does', () => {
    const { inner } = only(draw(page('ru')));
    for (const { attributes } of elements(inner, 'input', 'textarea')) {
      const name = attributes.get('name') ?? '';
      if (!fieldsOf(inner).includes(name)) continue;
      const { maxLength } = fieldFacts(schema, name);
      expect([name, attributes.get('maxlength')]).toEqual([
        name,
        maxLength === undefined ? undefined : String(maxLength),
      ]);
    }
  });

  it('G6: gives back what was typed and says at each field, and in a summary that links to it, what is wrong', () => {
    const typed = { 'claimant.name': 'Анна «Белова»', facts: '\nпервая строка\nвторая', demand: '' };
    const state = {
      values: typed,
      errors: [
        { field: 'demand', message: 'Заполните это поле.' },
        { field: 'claimant', message: 'Укажите почту или адрес.' },
      ],
    };
    const html = draw(page('ru', state));
    const { inner } = only(html);
    expect(inner).toContain('value="Анна «Белова»"');
    // A browser drops one line end after <textarea>.
    expect(inner).toContain('>\n\nпервая строка\nвторая</textarea>');
    expect(html).toMatch(/role="alert"[\s\S]*href="#demand"[^>]*>[^<]*Заполните это поле\./);
    const demand = elements(inner, 'textarea').find(({ attributes }) => attributes.get('name') === 'demand');
    expect(demand?.attributes.get('aria-invalid')).toBe('true');
    expect(demand?.attributes.get('aria-describedby')).toContain('demand-error');
    expect(inner).toMatch(/id="demand-error"[\s\S]{0,80}Заполните это поле\./);
    expect(html).toContain('href="#claimant"');
    expect(inner).toMatch(/<fieldset[^>]*id="claimant"/);
    expect(page('ru', state).title).toMatch(/^Ошибка: /);
  });

  it('G3: carries the hidden fields that the door gives for the address it posts to', () => {
    const { action, inner, method } = only(draw(page('ru')));
    expect(method).toBe('post');
    expect(inner).toContain(`name="_stamp" value="stamp-of-${action}"`);
    expect(inner).toContain('name="_key"');
  });
});

it('T3: the public form has a trap that people neither see, reach nor hear', () => {
  const { inner } = only(draw(claimPage(EMPTY_FORM, context('ru', '/claims'))));
  const trap = elements(inner, 'input').find(({ attributes }) => attributes.get('name') === 'topic');
  expect(trap?.attributes.get('tabindex')).toBe('-1');
  expect(inner).toMatch(/<div class="trap" aria-hidden="true">[\s\S]*name="topic"/);
});

it('K1: the page says how to send evidence and by when the answer comes', () => {
  const html = draw(claimPage(EMPTY_FORM, context('ru', '/claims')));
  expect(html).toContain('reception@scserv.ru');
  expect(html).toContain('123022, г. Москва');
  expect(html).toContain('30 календарных дней');
});

it('K1: the paper form takes no date of receipt after today, Tuesday 8 December 2026 in Moscow', () => {
  const html = draw(paperClaimPage(EMPTY_FORM, deskContext('ru', '/desk/claims/new')));
  const date = elements(html, 'input').find(({ attributes }) => attributes.get('name') === 'receivedOn');
  expect(date?.attributes.get('max')).toBe('2026-12-08');
});
