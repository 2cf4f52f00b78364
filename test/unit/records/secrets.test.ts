import { describe, expect, test } from 'vitest';
import { normalAddress } from '../../../shared/domain/email.ts';
import {
  addressHash,
  hashMatches,
  keyedHash,
  keyedHashes,
  macOf,
  parseRootSecret,
  SECRET_PURPOSES,
  sameText,
  secretsOf,
} from '../../../shared/records/secrets.ts';
import { aRoot, material, someSecrets } from './builders.ts';

describe('secrets', () => {
  test('G14: each purpose has its own key, the same for the same root, another for another root', () => {
    const keys = SECRET_PURPOSES.map((purpose) =>
      Buffer.from(someSecrets().current(purpose).key).toString('hex'),
    );
    expect(new Set(keys).size).toBe(SECRET_PURPOSES.length);
    expect(keys).toEqual(
      SECRET_PURPOSES.map((purpose) => Buffer.from(someSecrets().current(purpose).key).toString('hex')),
    );
    expect(someSecrets('k2').current('link').key).not.toEqual(someSecrets('k1').current('link').key);
  });

  test('G14: after a rotation the new key signs, the retired one still verifies, a forgotten one does not', () => {
    const hash = keyedHash(someSecrets('k1'), 'ledger', 'text');
    const rotated = someSecrets('k2', 'k1');
    expect(rotated.current('ledger').id).toBe('k2');
    expect(hash).toMatch(/^k1\./);
    expect(hashMatches(rotated, 'ledger', hash, 'text')).toBe(true);
    expect(hashMatches(rotated, 'link', hash, 'text')).toBe(false);
    expect(hashMatches(rotated, 'ledger', hash, 'text2')).toBe(false);
    expect(hashMatches(someSecrets('k2'), 'ledger', hash, 'text')).toBe(false);
    expect(keyedHashes(rotated, 'ledger', 'text')).toEqual([keyedHash(rotated, 'ledger', 'text'), hash]);
  });

  test('G14: key ids such as "constructor" name no key', () => {
    expect(someSecrets().byId('link', 'constructor')).toBeUndefined();
    expect(someSecrets().byId('link', '__proto__')).toBeUndefined();
  });

  test('G14: a root secret in another form is refused without repeating it', () => {
    for (const text of ['', 'hunter2', '{}', '[]', 'null', '{"current":1}']) {
      expect(() => parseRootSecret(text)).toThrow(/^the root secret is not JSON of the form/);
    }
    for (const text of ['{"current":"k1"}', '{"current":"k1","k1":"hunter2"}', '{"current":"k1","k1":7}']) {
      expect(() => secretsOf(parseRootSecret(text))).toThrow(/^the root secret is not of the form/);
    }
    expect(() => secretsOf({ current: 'k2', keys: { k1: material('k1') } })).toThrow();
  });

  test('G14: it may come nested, or flat as CloudFormation generates it, with the same keys', () => {
    const nested = secretsOf(parseRootSecret(JSON.stringify(aRoot('k2', 'k1'))));
    const flat = secretsOf(parseRootSecret(JSON.stringify({ current: 'k2', ...aRoot('k2', 'k1').keys })));
    expect(flat.ids).toEqual(['k2', 'k1']);
    expect(flat.current('link')).toEqual(nested.current('link'));
  });

  test('parts of a MAC are told apart by their lengths', () => {
    const { key } = someSecrets().current('link');
    expect(macOf(key, ['ab', 'c'])).not.toEqual(macOf(key, ['a', 'bc']));
    expect(macOf(key, ['ab', ''])).not.toEqual(macOf(key, ['ab']));
  });

  test('G15: texts are compared whole, of whatever length', () => {
    expect([
      sameText('abc', 'abc'),
      sameText('abc', 'abd'),
      sameText('abc', 'abcd'),
      sameText('', ''),
    ]).toEqual([true, false, false, true]);
  });

  test('G7: one address has one look-up hash however it is written: case, spaces, domain in Cyrillic or in ASCII', () => {
    expect(normalAddress(' Anna@ПОЧТА.рф ')).toBe('anna@xn--80a1acny.xn--p1ai');
    expect(addressHash(someSecrets(), 'ANNA@Example.org')).toBe(
      addressHash(someSecrets(), 'anna@example.org'),
    );
    expect(addressHash(someSecrets(), 'an.na@example.org')).not.toBe(
      addressHash(someSecrets(), 'anna@example.org'),
    );
    expect(addressHash(someSecrets(), 'anna@example.org')).not.toContain('anna');
  });
});
