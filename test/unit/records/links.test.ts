import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkLink,
  LINK_PURPOSES,
  type LinkPurpose,
  linkToken,
  newLink,
  tokenSubject,
} from '../../../shared/records/links.ts';
import { AT, seeded, someSecrets } from './builders.ts';

const secrets = someSecrets();
const link = newLink(seeded('link'));
const purposes = Object.keys(LINK_PURPOSES) as LinkPurpose[];

describe('secret links', () => {
  test('G15: a token is valid for its link and purpose, and is the same each time it is made', () => {
    for (const purpose of purposes) {
      const token = linkToken(secrets, purpose, link);
      expect(linkToken(secrets, purpose, link)).toBe(token);
      expect(checkLink(secrets, purpose, token, link, AT)).toBe('valid');
      expect(tokenSubject(token)).toEqual({ keyId: 'k1', id: link.id });
    }
  });

  test('G15: a token made for one purpose opens no other', () => {
    for (const made of purposes) {
      for (const used of purposes) {
        const verdict = checkLink(secrets, used, linkToken(secrets, made, link), link, AT);
        expect(verdict === 'valid').toBe(made === used);
      }
    }
  });

  test('G15: the token of one record opens no other, even when id or nonce is the same', () => {
    const other = newLink(seeded('other'));
    const token = linkToken(secrets, 'status', link);
    for (const wrong of [other, { ...link, nonce: other.nonce }, { ...other, nonce: link.nonce }]) {
      expect(checkLink(secrets, 'status', token, wrong, AT)).toBe('invalid');
    }
  });

  test('G15: a resend or a revocation ends every token before it', () => {
    const next = { ...link, nonce: newLink(seeded('next')).nonce, generation: 2 };
    expect(checkLink(secrets, 'status', linkToken(secrets, 'status', link), next, AT)).toBe('invalid');
    expect(
      checkLink(secrets, 'status', linkToken(secrets, 'status', { ...link, generation: 2 }), link, AT),
    ).toBe('invalid');
  });

  test('G15: an expired or used link says so to who holds the right token only', () => {
    const expired = { ...link, expires: new Date(AT).toISOString() };
    const token = linkToken(secrets, 'confirm', link);
    expect(checkLink(secrets, 'confirm', token, expired, AT - 1)).toBe('valid');
    expect(checkLink(secrets, 'confirm', token, expired, AT)).toBe('expired');
    expect(
      checkLink(secrets, 'confirm', `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`, expired, AT),
    ).toBe('invalid');
    const used = { ...link, usedAt: new Date(AT).toISOString() };
    expect(checkLink(secrets, 'confirm', token, used, AT)).toBe('used');
    expect(checkLink(secrets, 'status', linkToken(secrets, 'status', link), used, AT)).toBe('valid');
  });

  test('G14: a retired key still verifies its links; without it they end', () => {
    const token = linkToken(someSecrets('k1'), 'status', link);
    expect(checkLink(someSecrets('k2', 'k1'), 'status', token, link, AT)).toBe('valid');
    expect(linkToken(someSecrets('k2', 'k1'), 'status', link)).not.toBe(token);
    expect(checkLink(someSecrets('k2'), 'status', token, link, AT)).toBe('invalid');
  });

  test('G15: no change of a token passes', () => {
    const token = linkToken(secrets, 'status', link);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09_-.='), (at, character) => {
        fc.pre(token[at] !== character);
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        expect(checkLink(secrets, 'status', changed, link, AT)).toBe('invalid');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => checkLink(secrets, 'status', text, link, AT) === 'invalid'));
    expect(checkLink(secrets, 'status', `${token}A`, link, AT)).toBe('invalid');
  });
});
