import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasVisible, textFault } from '../../../shared/domain/text.ts';
import { NOTHING } from '../../support/invisible.ts';

describe('what a text shows', () => {
  it.each(NOTHING)('G5: %s shows nothing, alone or many of them', (_, text) => {
    expect(hasVisible(text)).toBe(false);
    expect(hasVisible(` ${text.repeat(20)} `)).toBe(false);
    expect(hasVisible(`${text}я${text}`)).toBe(true);
  });

  it.each(['я', 'x', '7', '№', '—', '?', '😀', '漢', 'ﬁ', 'ا', 'नि', '+', '.', '\ufffd'])(
    'G5: %s shows itself',
    (text) => expect(hasVisible(text)).toBe(true),
  );

  it('G5: no mixture of characters that show nothing shows anything', () => {
    const one = fc.constantFrom(...NOTHING.map(([, text]) => text));
    fc.assert(fc.property(fc.array(one), (parts) => !hasVisible(parts.join(''))));
  });
});

describe('what no text may have', () => {
  it.each([
    ['a NUL', 'a\u0000b'],
    ['a right-to-left override', 'a\u202eb'],
    ['an isolate', 'a\u2067b'],
    ['a line separator', 'a\u2028b'],
    ['a byte order mark', 'a\ufeffb'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('security.md: %s is a control character', (_, text) =>
    expect(textFault(text)).toBe('control-characters'),
  );

  it.each([
    ['a tower of accents', `З${'\u0336'.repeat(7)}`],
    ['a tower with joiners between', `З${'\u0336\u034f\u0337\u200d'.repeat(2)}`],
    ['a message in tags', `a${'\u{e0041}'.repeat(12)}`],
    ['a run of zero-width spaces', `a${'\u200b'.repeat(30)}b`],
  ])('security.md: %s is refused', (_, text) => expect(textFault(text)).toBe('marks'));

  it.each([
    ['й and ё taken apart', 'и\u0306е\u0308'],
    ['Vietnamese taken apart', 'e\u0302\u0323'],
    ['pointed Hebrew with cantillation', 'ש\u05bc\u05c1\u05b8\u0597\u05bd'],
    ['Tibetan', 'བསྒྲུབས'],
    ['Arabic with vowels', 'مُحَمَّدٌ'],
    ['Hindi', 'क्ष्म्य'],
    ['a flag of tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a family of joiners', '👨\u200d👩\u200d👧\u200d👦'],
    ['a keycap', '1\ufe0f\u20e3'],
    ['Persian with a joiner', 'می\u200cخواهم'],
  ])('G5: %s is taken', (_, text) => expect(textFault(text)).toBeUndefined());
});
