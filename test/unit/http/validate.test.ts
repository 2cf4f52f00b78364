import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileForm } from '../../../shared/api/account.ts';
import { ACTS } from '../../../shared/api/acts.ts';
import { claimRequest, paperClaimRequest } from '../../../shared/api/claims.ts';
import { registrationRequest } from '../../../shared/api/registration.ts';
import { fieldNames } from '../../../shared/api/schema-reader.ts';
import { formValue, readForm } from '../../../shared/http/form.ts';
import { check } from '../../../shared/http/validate.ts';

const CLAIM = { claimant: { name: 'Иван', email: 'ivan@example.com' }, facts: 'было', demand: 'вернуть' };

/** Errors of a claim that was changed, as `field code`. */
function errorsOf(changes: object, language: 'ru' | 'en' = 'ru') {
  const checked = check(claimRequest, { ...CLAIM, ...changes }, language);
  return checked.ok ? [] : checked.errors;
}
const codes = (changes: object) => errorsOf(changes).map(({ field, code }) => `${field} ${code}`);

describe('errors of fields', () => {
  it('G6, K1: where to answer is asked in the same round as everything else that is wrong', () => {
    expect(codes({ claimant: {}, facts: '' })).toEqual([
      'claimant.name required',
      'claimant.email address-required',
      'facts required',
    ]);
    expect(codes({ claimant: { name: 'Иван', email: 'nobody' } })).toEqual(['claimant.email email']);
    expect(codes({ claimant: { name: 'Иван', postalAddress: 'Москва, а/я 1' } })).toEqual([]);
  });

  it.each([
    ['ru', 'Выберите один из вариантов.', 'Заполните это поле.'],
    ['en', 'Choose one.', 'Fill in this field.'],
  ] as const)(
    'G6: in %s a choice that nobody made is to be made, not to be filled in',
    (language, choose, fill) => {
      for (const [schema, field, text] of [
        [ACTS.claim.answer.body, 'outcome', 'text'],
        [ACTS.claim.consumer.body, 'on', 'reason'],
      ] as const) {
        const checked = check(schema, {}, language);
        const told = (name: string) =>
          (checked.ok ? [] : checked.errors).filter((error) => error.field === name);
        expect(told(field)).toEqual([{ field, code: 'required', message: choose }]);
        expect(told(text)).toEqual([{ field: text, code: 'required', message: fill }]);
      }
    },
  );

  it.each<readonly [string, object, readonly string[]]>([
    ['missing', { facts: undefined }, ['facts required']],
    ['empty', { facts: '' }, ['facts required']],
    ['only spaces', { facts: ' \n ' }, ['facts required']],
    ['a number', { facts: 5 }, ['facts type']],
    ['a list', { facts: ['a'] }, ['facts type']],
    ['too long', { facts: 'x'.repeat(10_001) }, ['facts too-long']],
    ['with a NUL', { facts: 'a\u0000' }, ['facts control-characters']],
    ['not a language', { language: 'de' }, ['language choice']],
    ['a broken group', { claimant: 'Иван' }, ['claimant type']],
    ['a missing group', { claimant: undefined }, ['claimant required']],
    ['a name of two lines', { claimant: { name: 'a\nb' } }, ['claimant.name line-breaks']],
    ['an address without @', { claimant: { name: 'a', email: 'x' } }, ['claimant.email email']],
    ['two at once', { facts: '', demand: 7 }, ['facts required', 'demand type']],
  ])('G6: a value that is %s is named', (_, changes, wanted) => {
    expect(codes(changes)).toEqual(wanted);
  });

  it('G6: a text of exactly the longest length is taken; the error of a longer one says the number', () => {
    expect(errorsOf({ facts: 'ы'.repeat(10_000) })).toEqual([]);
    expect(errorsOf({ facts: 'ы'.repeat(10_001) })[0]?.message).toBe(
      'Слишком длинно: не больше 10000 знаков.',
    );
    expect(errorsOf({ facts: 'ы'.repeat(10_001) }, 'en')[0]?.message).toBe(
      'Too long: at most 10000 characters.',
    );
  });

  it('K1: a date that does not exist is refused in words', () => {
    const checked = check(paperClaimRequest, { ...CLAIM, receivedOn: '2026-02-30' }, 'en');
    expect(checked.ok ? [] : checked.errors).toEqual([
      {
        field: 'receivedOn',
        code: 'date',
        message: 'Give an existing date as YYYY-MM-DD, for example 2026-12-07.',
      },
    ]);
  });

  it('G6: a phone and the choice of an account are refused in the words that their fields name', () => {
    const form = { email: 'anna@example.org', name: 'Анна', phone: '12' };
    const codesOf = (input: object) => {
      const checked = check(registrationRequest, { ...form, ...input }, 'en');
      return checked.ok ? [] : checked.errors.map(({ field, code }) => `${field} ${code}`);
    };
    const choice = 'createAccount account-choice';
    expect(codesOf({})).toEqual(['phone phone', choice, 'policy required']);
    expect(codesOf({ createAccount: false, phone: '+7 495 123-45-67' })).toEqual([choice, 'policy required']);
    const profile = { name: 'Анна', phone: '12', language: 'ru' };
    const refused = check(profileForm, profile, 'en');
    expect(refused.ok ? [] : refused.errors).toEqual([
      {
        ...{ field: 'phone', code: 'phone' },
        message: 'Give the phone number in digits, for example +7 495 123-45-67 or (495) 123-45-67 ext. 12.',
      },
    ]);
  });

  it('G6: no message repeats what was typed', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6 }).filter((text) => /^[a-z]{6,}$/i.test(text)),
        (text) => {
          const errors = errorsOf({ language: text, claimant: { name: 5, email: text } });
          expect(JSON.stringify(errors)).not.toContain(text);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('G5: the names of a schema are listed with their groups', () => {
    expect(fieldNames(paperClaimRequest)).toEqual([
      'claimant.name',
      'claimant.email',
      'claimant.postalAddress',
      'facts',
      'demand',
      'language',
      'receivedOn',
    ]);
  });
});

describe('forms', () => {
  const read = (fields: Record<string, string>) => {
    const form = readForm(new URLSearchParams(fields).toString());
    if (form === undefined) throw new Error('not read');
    return form;
  };

  it('api.md: numbers and marks of a form get the type that the schema wants', () => {
    expect(
      formValue(read({ revision: '3', on: 'true', reason: 'x' }), ACTS.claim.consumer.body).value,
    ).toEqual({
      revision: 3,
      on: true,
      reason: 'x',
    });
    expect(formValue(read({ revision: '3', on: 'false' }), ACTS.claim.consumer.body).value).toEqual({
      revision: 3,
      on: false,
    });
  });

  it.each(['1e3', '0x10', ' 3', '3.0', '9'.repeat(16), '--1', ''])(
    'security.md: the revision "%s" is not quietly a number',
    (revision) => {
      const { value } = formValue(read({ revision, text: 'x' }), ACTS.claim.note.body);
      expect(check(ACTS.claim.note.body, value, 'ru').ok).toBe(false);
    },
  );

  it('K1: what any person types into the fields arrives as typed, with line ends of one kind', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), (facts) => {
        const { value } = formValue(read({ 'claimant.name': 'a', facts, demand: 'd' }), claimRequest);
        const checked = check(claimRequest, value, 'ru');
        if (checked.ok)
          expect(checked.value.facts).toBe(facts.replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim());
      }),
    );
  });

  it('G6: a form with an empty group names the fields of the group', () => {
    const { value } = formValue(read({ facts: 'f', demand: 'd' }), claimRequest);
    const checked = check(claimRequest, value, 'ru');
    expect(checked.ok ? [] : checked.errors.map(({ field }) => field)).toEqual([
      'claimant.name',
      'claimant.email',
    ]);
  });
});
