import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFault, envelopeAddress, normalAddress } from '../../../shared/domain/email.ts';

const ATOM = "!#$%&'*+/=?^_`{|}~-";

describe('addresses', () => {
  it.each([
    ['a@b.co', 'a@b.co'],
    ['Anna@Example.COM', 'Anna@example.com'],
    ["o'neil+claims@example.org", "o'neil+claims@example.org"],
    [`${ATOM}@example.org`, `${ATOM}@example.org`],
    ['a.b-c_d@sub.example.org', 'a.b-c_d@sub.example.org'],
    ['anna@почта.рф', 'anna@xn--80a1acny.xn--p1ai'],
    ['anna@ПОЧТА.РФ', 'anna@xn--80a1acny.xn--p1ai'],
    ['anna@xn--80a1acny.xn--p1ai', 'anna@xn--80a1acny.xn--p1ai'],
    ['anna@мой-сайт.москва', 'anna@xn----8sbzclmxk.xn--80adxhks'],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['anna@例え。テスト', 'anna@xn--r8jz45g.xn--zckzah'],
    ['anna@faß.de', 'anna@xn--fa-hia.de'],
    [`${'l'.repeat(64)}@example.org`, `${'l'.repeat(64)}@example.org`],
    [`a@${'d'.repeat(63)}.ru`, `a@${'d'.repeat(63)}.ru`],
  ])('G5: %s is taken, and in an envelope %s', (typed, ascii) => {
    expect(addressFault(typed)).toBeUndefined();
    expect(envelopeAddress(typed)).toBe(ascii);
  });

  it.each([
    ['nothing', '', 'email'],
    ['no @', 'example.org', 'email'],
    ['two @', 'a@b@example.org', 'email'],
    ['no domain', 'a@', 'email'],
    ['one label', 'a@localhost', 'email'],
    ['a number for a top domain', 'a@127.0.0.1', 'email'],
    ['an address of a machine', 'a@[127.0.0.1]', 'email'],
    ['a quoted part', '"a b"@example.org', 'email'],
    ['a name', 'Anna <a@example.org>', 'email'],
    ['a list', 'a@example.org,b@example.org', 'email'],
    ['two dots', 'a..b@example.org', 'email'],
    ['a dot at the end', 'a.@example.org', 'email'],
    ['a port', 'a@example.org:25', 'email'],
    ['a path', 'a@example.org/x', 'email'],
    ['an escape', 'a@ex%61mple.org', 'email'],
    ['a space', 'a@exam ple.org', 'email'],
    ['a soft hyphen', 'a@exam\u00adple.рф', 'email'],
    ['a variation selector', 'a@почта\ufe0f.рф', 'email'],
    ['a hyphen at the start of a label', 'a@-example.org', 'email'],
    ['a hyphen at the end of a label', 'a@example-.org', 'email'],
    ['a hyphen at the end of a Cyrillic label', 'a@почта-.рф', 'email'],
    ['a hyphen at the start of a Cyrillic label', 'a@я.-почта.рф', 'email'],
    ['a full stop at the end', 'a@example.org.', 'email'],
    ['a header break', 'a@b.co\r\nBcc: x@example.org', 'email'],
    ['a Cyrillic part before the @', 'анна@почта.рф', 'email-script'],
    ['one Cyrillic letter before the @', 'аnna@example.org', 'email-script'],
    ['65 characters before the @', `${'l'.repeat(65)}@example.org`, 'email-limits'],
    ['a label of 64', `a@${'d'.repeat(64)}.ru`, 'email-limits'],
    ['a Cyrillic label over 63 in ASCII', `a@${'я'.repeat(62)}.рф`, 'email-limits'],
    ['255 in all', `a@${`${'d'.repeat(62)}.`.repeat(4)}r`.slice(0, 253).concat('ru'), 'email-limits'],
  ])('K4: %s is refused, with the reason', (_, typed, fault) => {
    expect(addressFault(typed)).toBe(fault);
    expect(envelopeAddress(typed)).toBeUndefined();
  });

  it.each([
    [' Anna@ПОЧТА.рф ', 'anna@xn--80a1acny.xn--p1ai'],
    ['anna@XN--80A1ACNY.xn--p1ai', 'anna@xn--80a1acny.xn--p1ai'],
    ['ANNA@Example.org', 'anna@example.org'],
    ['an.na@example.org', 'an.na@example.org'],
    ['анна@пример', 'анна@xn--e1afmkfd'],
    ['no address', 'no address'],
    ['a@127.1', 'a@127.1'],
  ])('G7: %s is looked up as %s', (typed, normal) => expect(normalAddress(typed)).toBe(normal));

  it('G7: what is taken reaches the same mailbox however it was written, and its look-up is stable', () => {
    const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}$/);
    const label = fc.oneof(fc.stringMatching(/^[a-z0-9]{1,12}$/), fc.stringMatching(/^[а-яё]{1,12}$/));
    const address = fc.tuple(local, label, fc.constantFrom('ru', 'рф', 'москва', 'com'));
    fc.assert(
      fc.property(address, ([name, one, top]) => {
        const typed = `${name}@${one}.${top}`;
        const ascii = envelopeAddress(typed) ?? '';
        expect(ascii).toMatch(/^[\x21-\x7e]+$/);
        expect(envelopeAddress(ascii)).toBe(ascii);
        expect(normalAddress(ascii)).toBe(normalAddress(typed));
        expect(normalAddress(typed.toUpperCase())).toBe(normalAddress(typed));
        expect(normalAddress(normalAddress(typed))).toBe(normalAddress(typed));
      }),
    );
  });

  it('security.md: nothing that is taken can end a header or name a second mailbox', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const typed of [text, `a@${text}.ru`, `${text}@example.org`]) {
          const ascii = envelopeAddress(typed);
          if (ascii !== undefined) expect(ascii).toMatch(/^[^\s@<>(),:;"\\[\]]+@[a-z0-9.-]+$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('P2: a domain of another script costs no noticeable time', () => {
    const started = process.hrtime.bigint();
    for (let i = 0; i < 1_000; i++) envelopeAddress(`anna@почта${i}.рф`);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(500);
  });
});
