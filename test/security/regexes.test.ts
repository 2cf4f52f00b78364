import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

interface Literal {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression that stands in code which is deployed. */
function literals(): readonly Literal[] {
  const found: Literal[] = [];
  for (const file of globSync(['shared/**/*.{ts,tsx}', 'functions/**/*.{ts,tsx}'])) {
    const { program } = parseSync(file, readFileSync(file, 'utf8'));
    new Visitor({
      Literal(node) {
        if ('regex' in node && node.regex) found.push({ file, ...node.regex });
      },
    }).visit(program);
  }
  return found;
}

/** A body has at most 64 KB: no text that is matched is longer. */
const LONGEST = 65_536;
/** What slow expressions are slow on: long runs of what they repeat, with an end that does not fit. */
const PUMPS = [
  'a',
  '0',
  ' ',
  '\t',
  '-',
  '_',
  '.',
  ',',
  ';',
  '=',
  '@',
  'a@',
  'a.',
  'a-',
  'a b',
  '0a',
  'aA0',
  '  -',
  '\u00a0',
  'я',
  'Я.',
  '\n',
  '\r\n',
  '<',
  '<a ',
  '&amp;',
  '/',
  '/a',
  '%20',
  '"',
  "'",
  '\\',
  '(',
  '[]',
  '{x}',
  'PD',
  'PD-',
  'at a.js:1:1)',
  ' a.ts:1:1',
];
/** Expressions that only see numbers of our own, a few digits long; with the file that says so. */
const SHORT_ONLY: ReadonlyMap<string, string> = new Map([
  ['^0+|0+$', 'shared/records/sizes.ts'],
  ['(?=(\\d{3})+$)(?!^)', 'shared/http/pages/field.tsx'],
]);
const ENDS = ['', '!', '\u0000', '\n', 'я', '@'];
const STARTS = ['', 'a', '"', 'PD-2026', '<'];

describe('regular expressions', () => {
  const all = literals();

  test('there are some, and the slow one among them would be found', () => {
    expect(all.length).toBeGreaterThan(60);
    expect(slowest({ file: 'test', pattern: '^(?:a|a0?)+$', flags: '' }, 24, 50)).toBeGreaterThan(50);
  });

  /** The longest time of one match, ms; that of the first that is over `enough`. */
  function slowest({ pattern, flags }: Literal, length: number, enough = 400): number {
    let worst = 0;
    for (const pump of PUMPS)
      for (const end of ENDS)
        for (const start of end === '!' ? STARTS : ['']) {
          const text = `${start}${pump.repeat(Math.ceil(length / pump.length)).slice(0, length)}${end}`;
          const expression = new RegExp(pattern, flags.replace(/[gy]/g, ''));
          const time = (): number => {
            const began = performance.now();
            expression.test(text);
            return performance.now() - began;
          };
          let took = time();
          // A busy machine is slow now and then; a slow expression is slow each time.
          for (let again = 0; took > 50 && again < 4; again += 1) took = Math.min(took, time());
          worst = Math.max(worst, took);
          // No need to wait for all of them: one is enough to fail.
          if (worst > enough) return worst;
        }
    return worst;
  }

  test.each([...new Map(all.map((one) => [`${one.pattern}/${one.flags}`, one])).values()])(
    'security.md: /$pattern/$flags is quick on the longest text that a body can hold',
    (literal) => {
      const length = SHORT_ONLY.get(literal.pattern) === literal.file ? 400 : LONGEST;
      expect(slowest(literal, length)).toBeLessThan(250);
    },
  );
});
