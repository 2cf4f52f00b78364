import { expect, test } from 'vitest';
import { readMultipart } from '../../../shared/http/multipart.ts';

const TYPE = 'multipart/form-data; boundary=----b1';
const part = (name: string, value: string) =>
  `------b1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

test.each([
  ['as RFC 8058 shows it', `${part('List-Unsubscribe', 'One-Click')}------b1--\r\n`, TYPE],
  [
    'with a quoted boundary',
    `${part('List-Unsubscribe', 'One-Click')}------b1--`,
    'Multipart/Form-Data; charset=utf-8; boundary="----b1"',
  ],
  [
    'with words before the first part',
    `preamble\r\n${part('List-Unsubscribe', 'One-Click')}------b1--\r\nend`,
    TYPE,
  ],
])('C3: a one-click body %s has its field', (_, body, type) => {
  expect(readMultipart(body, type)).toEqual([['List-Unsubscribe', 'One-Click']]);
});

test('C3: several fields keep their order, empty values and line ends', () => {
  expect(readMultipart(`${part('a', '1\r\n2')}${part('b', '')}------b1--`, TYPE)).toEqual([
    ['a', '1\r\n2'],
    ['b', ''],
  ]);
});

test.each([
  ['no boundary in the header', part('a', '1'), 'multipart/form-data'],
  ['no end', part('a', '1'), TYPE],
  ['no part', '------b1--', TYPE],
  ['a part without a name', '------b1\r\nX: y\r\n\r\n1\r\n------b1--', TYPE],
  ['a part without a head', '------b1\r\n1\r\n------b1--', TYPE],
  [
    'a file',
    '------b1\r\nContent-Disposition: form-data; name="a"; filename="x"\r\n\r\n1\r\n------b1--',
    TYPE,
  ],
  ['hundreds of parts', `${part('a', '1').repeat(300)}------b1--`, TYPE],
])('C3: %s is no form of ours', (_, body, type) => {
  expect(readMultipart(body, type)).toBeUndefined();
});
