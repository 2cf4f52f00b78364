import { describe, expect, it } from 'vitest';
import { registerPage } from '../../../functions/registration/pages.tsx';
import { registrationRequest } from '../../../shared/api/registration.ts';
import { fieldFacts, fieldNames } from '../../../shared/api/schema-reader.ts';
import { EMPTY_FORM } from '../../../shared/http/pages/context.ts';
import { FORMS, REGISTRATION_FIELDS } from '../../../shared/policy/form-fields.ts';
import { drawPage, type PageName } from '../../browser/support/preview.tsx';
import { context } from '../../browser/support/samples.ts';
import { drawBody, elements, fieldsOf, forms, hiddenOf } from './html.ts';

const LANGUAGES = ['ru', 'en'] as const;
const MUST = { ru: 'обязательно', en: 'required' };
const POLICY = { version: 'policy-1', proof: 'k1.x.y' };
const drawn = (language: 'ru' | 'en', state = EMPTY_FORM) =>
  drawBody(registerPage(POLICY, state, context(language, '/register')));
const formOf = (html: string) => {
  const [form] = forms(html);
  if (form === undefined) throw new Error('no form');
  return form;
};
const CONSENTS: readonly PageName[] = ['consent-promotions', 'consent-partners'];
const ALL: readonly PageName[] = [
  'register',
  ...CONSENTS,
  'check-mail',
  'confirm-link',
  'registered',
  'sign-in',
  'sign-in-code',
];

describe('R1: the registration form', () => {
  it('G5: asks for exactly the fields of the schema that checks it', () => {
    const { inner } = formOf(drawn('ru'));
    const asked = [...fieldsOf(inner), ...hiddenOf(inner)].map((name) => name.split('.')[0] ?? '');
    const wanted = fieldNames(registrationRequest).map((name) => name.split('.')[0] ?? '');
    expect([...new Set(asked)].toSorted()).toEqual([...new Set(wanted)].toSorted());
  });

  it.each(LANGUAGES)(
    '1.1.1: marks in words (%s) and for machines what is required, and nothing else',
    (language) => {
      const { inner } = formOf(drawn(language));
      const required = { ...REGISTRATION_FIELDS, createAccount: { required: true } };
      for (const name of fieldsOf(inner)) {
        const control = elements(inner, 'input', 'textarea', 'select').find(
          ({ attributes }) => attributes.get('name') === name,
        );
        const must = required[name as keyof typeof required].required;
        expect([name, fieldFacts(registrationRequest, name).required]).toEqual([name, must]);
        expect([name, control?.attributes.has('required')]).toEqual([name, must]);
        const place = inner.slice(0, inner.indexOf(`name="${name}"`));
        const mark = /<span class="(must|may)">([^<]*)</.exec(
          inner.slice(
            Math.max(
              place.lastIndexOf('<label'),
              place.lastIndexOf('<fieldset'),
              place.lastIndexOf('<legend'),
              0,
            ),
          ),
        );
        if (name !== 'createAccount') expect([name, mark?.[1]]).toEqual([name, must ? 'must' : 'may']);
        if (must && name !== 'createAccount') expect(mark?.[2]).toBe(MUST[language]);
      }
    },
  );

  it('2.2.6: the account is made by a choice of its own: its box is empty, required and says so', () => {
    const { inner } = formOf(drawn('ru'));
    const boxes = elements(inner, 'input').filter(({ attributes }) => attributes.get('type') === 'checkbox');
    expect(boxes.map(({ attributes }) => attributes.get('name'))).toEqual(['createAccount']);
    expect(boxes[0]?.attributes.has('checked')).toBe(false);
    expect(boxes[0]?.attributes.has('required')).toBe(true);
    expect(inner).toContain('обязательно');
  });

  it('R1, C2: carries the version of the policy that it shows, with the proof', () => {
    const { inner } = formOf(drawn('ru'));
    expect(inner).toContain('name="policy.version" value="policy-1"');
    expect(inner).toContain('name="policy.proof" value="k1.x.y"');
  });

  it('G6: gives back what was typed and names the way out at each field; a tick is not made by us', () => {
    const html = drawPage('register-refused', 'ru');
    expect(html).toContain('value="anna.belova(at)example.ru"');
    expect(html).toContain('value="+7 495 123-45-67"');
    expect(html).toContain('href="#email"');
    expect(html).not.toMatch(/\schecked/);
  });
});

describe('C1: consents', () => {
  it('none is on the form of the registration', () => {
    const { inner } = formOf(drawn('ru'));
    for (const purpose of FORMS.registration.consents) expect(inner).not.toContain(purpose);
  });

  it.each(CONSENTS)(
    '%s: one document, its own text, its own empty box, two buttons of equal standing',
    (name) => {
      for (const language of LANGUAGES) {
        const html = drawPage(name, language);
        const article = /<article class="legal">([\s\S]*?)<\/article>/.exec(html)?.[1] ?? '';
        // The words of the document themselves, not only a page about it: purpose, recipients, how to withdraw.
        expect(article.length).toBeGreaterThan(800);
        expect(article).toContain(language === 'ru' ? 'Как отозвать' : 'How to withdraw');
        expect(html.match(/<article class="legal"/g)).toHaveLength(1);
        const two = forms(html).filter(({ action }) => action.endsWith('/consents'));
        expect(two).toHaveLength(2);
        const acts = two.map(({ inner }) => /name="act" value="(\w+)"/.exec(inner)?.[1]);
        expect(acts).toEqual(['give', 'refuse']);
        const purposes = two.map(({ inner }) => /name="purpose" value="(\w+)"/.exec(inner)?.[1]);
        expect(new Set(purposes)).toEqual(new Set([name.replace('consent-', '')]));
        const boxes = elements(html, 'input').filter(
          ({ attributes }) => attributes.get('type') === 'checkbox',
        );
        expect(boxes.map(({ attributes }) => attributes.get('name'))).toEqual(['agreed']);
        // To refuse, nothing must be ticked or typed.
        expect(fieldsOf(two[1]?.inner ?? '')).toEqual([]);
        expect(two[1]?.inner).not.toContain('required');
      }
    },
  );

  it.each(ALL)('%s: nothing is ticked or chosen beforehand', (name) => {
    for (const language of LANGUAGES) expect(drawPage(name, language)).not.toMatch(/\s(checked|selected)\b/);
  });
});

describe('R2, R4: the other pages', () => {
  it('G2: the page of the link does nothing by itself: one form, its button, the token hidden in it', () => {
    const html = drawPage('confirm-link', 'ru');
    const form = forms(html).find(({ action }) => action === '/registrations/confirm');
    expect(form?.method).toBe('post');
    expect(hiddenOf(form?.inner ?? '')).toEqual(['token']);
    expect(html).not.toMatch(/http-equiv|autofocus/i);
  });

  it.each(['check-mail', 'sign-in-code'] as const)('G7: %s names no address', (name) => {
    for (const language of LANGUAGES) expect(drawPage(name, language)).not.toMatch(/[\w.]+@example/);
  });

  it('R2, R4: codes are asked for so that phones offer them', () => {
    for (const name of ['check-mail', 'sign-in-code'] as const)
      expect(drawPage(name, 'en')).toContain('autocomplete="one-time-code"');
  });
});
