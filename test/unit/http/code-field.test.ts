import { describe, expect, it } from 'vitest';
import { codeField } from '../../../shared/api/fields.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { routeKey } from '../../../shared/api/spec.ts';
import { check } from '../../../shared/http/validate.ts';

const read = (typed: string) => {
  const checked = check(codeField, typed, 'ru');
  return checked.ok ? checked.value : checked.errors.map(({ code }) => code).join();
};

describe('G16: the code of a letter as it is typed', () => {
  it.each([
    ['012345', '012345'],
    [' 012 345 ', '012345'],
    ['012-345', '012345'],
    ['012\u2011345', '012345'],
    ['012\u00a0\u2013\u00a0345', '012345'],
    ['O12345', '012345'],
    ['7k9m 2qxt 4hzb', '7K9M2QXT4HZB'],
    ['il0o-7k9m-2qxt', '11007K9M2QXT'],
  ])('%j is the code %s', (typed, plain) => {
    expect(read(typed)).toBe(plain);
  });

  it.each([
    ['five digits', '01234'],
    ['seven digits', '0123456'],
    ['letters and digits of six', '01234A'],
    ['eleven characters', '7K9M2QXT4HZ'],
    ['thirteen characters', '7K9M2QXT4HZBB'],
    ['a U, which no code has', '7K9M2QXT4HZU'],
    ['digits of another script', '٠١٢٣٤٥'],
    ['letters that only look alike', '7К9М2QХТ4НZВ'],
    ['only dashes', '---'],
  ])('%s are no code', (_, typed) => {
    expect(read(typed)).toBe('code-shape');
  });

  const takers = ROUTES.flatMap((spec) => {
    const shape = (spec.body as { readonly shape?: Readonly<Record<string, unknown>> } | undefined)?.shape;
    return ['code', 'oldCode']
      .filter((name) => Object.hasOwn(shape ?? {}, name))
      .map((name) => [routeKey(spec), name, spec] as const);
  });

  it('the routes that take one are known', () => {
    expect(takers.map(([key, name]) => `${key} ${name}`).toSorted()).toEqual([
      'POST /cases/{reference}/withdraw code',
      'POST /me/address/code code',
      'POST /me/close code',
      'POST /me/close oldCode',
      'POST /me/requests code',
      'POST /me/requests oldCode',
      'POST /recipients/{reference}/{id} code',
      'POST /registrations/confirm code',
      'POST /requests/{reference}/proof code',
      'POST /sessions/code code',
    ]);
  });

  it.each(takers)(
    '%s refuses what no code can be at its field %s, in words, before a try',
    (_, name, { body }) => {
      if (body === undefined) throw new Error('takes no body');
      const checked = check(body, { [name]: '12345' }, 'en');
      expect(checked.ok ? [] : checked.errors).toContainEqual({
        field: name,
        code: 'code-shape',
        message: expect.stringMatching(/6 digits, or the 12 characters of the letter/),
      });
    },
  );
});
