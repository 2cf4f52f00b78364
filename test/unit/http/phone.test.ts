import { describe, expect, test } from 'vitest';
import { phoneField } from '../../../shared/api/fields.ts';

const stored = (typed: string) => phoneField().safeParse(typed);

describe('telephone numbers as people and their programs write them (G5, R1)', () => {
  test.each([
    ['+7 495 123-45-67', '+7 495 123-45-67', 'as it should be'],
    ['+7 495 123‐45‑67', '+7 495 123-45-67', 'hyphen and no-break hyphen'],
    ['+7 495 123‒45–67', '+7 495 123-45-67', 'figure dash and en dash'],
    ['+7 495 123—45−67', '+7 495 123-45-67', 'em dash and minus'],
    ['+7\u00a0495\u202f123\u200945-67', '+7 495 123 45-67', 'no-break, narrow and thin spaces'],
    ['(495) 123-45-67', '(495) 123-45-67', 'a bracket first'],
    ['+7 (495) 123-45-67 доб. 12', '+7 (495) 123-45-67 доб. 12', 'an extension in Russian'],
    ['+44 20 7946 0000 ext. 12', '+44 20 7946 0000 ext. 12', 'an extension in English'],
    ['+44 20 7946 0000 x12', '+44 20 7946 0000 x12', 'an extension by its letter'],
    ['+44 20 7946 0000 #12', '+44 20 7946 0000 #12', 'an extension by its sign'],
  ])('%s is taken as %s: %s', (typed, expected) => {
    const checked = stored(typed);
    expect(checked.success ? checked.data : checked.error.issues).toBe(expected);
  });

  test.each([
    '12',
    'позвоните мне',
    '+7 495 123-45-67 доб.',
    '()',
    '+7 495 123-45-67; drop',
    '１２３４５６７',
  ])('%s is refused', (typed) => expect(stored(typed).success).toBe(false));
});
