import { describe, expect, test } from 'vitest';
import { conditionsCode, conditionsOf } from '../../../shared/domain/consent/distribution.ts';
import { factsOf } from '../../../shared/domain/consent/facts.ts';
import { inForceWithin, inOrder } from '../../../shared/domain/consent/purpose.ts';
import { PURPOSE_IDS } from '../../../shared/policy/purposes.ts';
import { aVersion } from './builders.ts';

const names = (versions: readonly { readonly version: string }[]) => versions.map(({ version }) => version);

describe('P1: versions of a text', () => {
  const [first, second, third] = [
    aVersion(1, '2026-09-01T00:00:00.000Z'),
    aVersion(2, '2026-11-20T12:00:00.000Z'),
    aVersion(3, '2026-12-01T00:00:00.000Z'),
  ] as const;

  test('stand in the order in which they come into force, whenever they were posted', () => {
    const early = aVersion(4, '2026-10-01T00:00:00.000Z');
    expect(names(inOrder([third, early, first, second]))).toEqual([
      'promotions-1',
      'promotions-4',
      'promotions-2',
      'promotions-3',
    ]);
  });

  test('of two with one start the later posted comes later, also the tenth after the ninth', () => {
    const start = '2026-12-01T00:00:00.000Z';
    const [nine, ten] = [aVersion(9, start), aVersion(10, start)];
    expect(names(inOrder([ten, nine]))).toEqual(['promotions-9', 'promotions-10']);
    expect(names(inOrder([nine, ten]))).toEqual(['promotions-9', 'promotions-10']);
    // A number inside the name is not the version's.
    const [a, b] = ['x-9-2', 'x-1-3'].map((version) => ({ ...nine, version }));
    expect(a && b && names(inOrder([b, a]))).toEqual(['x-9-2', 'x-1-3']);
    expect(names(inOrder([nine, { ...ten, version: 'built-in' }]))).toEqual(['built-in', 'promotions-9']);
  });

  test.each([
    ['before the first', '2026-08-31T23:59:59.999Z', []],
    ['at its first instant', '2026-09-01T00:00:00.000Z', ['promotions-1']],
    ['at the last instant before the next', '2026-11-20T11:59:59.999Z', ['promotions-1']],
    ['at the instant of the next', '2026-11-20T12:00:00.000Z', ['promotions-2']],
    ['long after', '2030-01-01T00:00:00.000Z', ['promotions-3']],
  ])('in force %s', (_, at, expected) => {
    const instant = Date.parse(at);
    expect(names(inForceWithin([third, first, second], instant, instant))).toEqual(expected);
  });

  test('within a day on which one replaced another both were in force', () => {
    const [from, to] = [Date.parse('2026-11-19T21:00:00.000Z'), Date.parse('2026-11-20T20:59:59.999Z')];
    expect(names(inForceWithin([first, second, third], from, to))).toEqual(['promotions-1', 'promotions-2']);
  });
});

describe('C1, S4: what the check knows of a purpose', () => {
  test('nothing of one that nobody declared, also of names that every object has', () => {
    for (const odd of ['x', 'toString', '__proto__', '']) expect(factsOf(odd)).toBeUndefined();
  });

  test.each(PURPOSE_IDS)('%s: ground and validity of the policy, and a word on blocks', (purpose) => {
    expect(factsOf(purpose)).toMatchObject({
      stoppedBy: expect.stringMatching(/^(any|full|unlawful|none)$/),
    });
  });

  test('a precautionary block stops promotions and partners; no block stops account, claims, requests, security', () => {
    const stopped = (by: string) =>
      PURPOSE_IDS.filter((purpose) => factsOf(purpose)?.stoppedBy === by).toSorted();
    expect(stopped('any')).toEqual(['partners', 'promotions']);
    expect(stopped('full')).toEqual(['distribution']);
    expect(stopped('unlawful')).toEqual(['service-letters']);
    expect(stopped('none')).toEqual(['account', 'claims', 'requests', 'security']);
  });
});

describe('R6: conditions of a publication', () => {
  test('are one code in the order of the law, whatever the order of choosing; none is said too', () => {
    expect(conditionsCode(['only-with-source', 'no-transfer'])).toBe('no-transfer,only-with-source');
    expect(conditionsCode([])).toBe('none');
  });

  test('come out of the code as they went in; unknown words are none', () => {
    expect(conditionsOf('no-transfer,only-with-source')).toEqual(['no-transfer', 'only-with-source']);
    expect(conditionsOf('no-further-processing')).toEqual(['no-further-processing']);
    for (const code of ['none', undefined, 'x', 'no-transfers']) expect(conditionsOf(code)).toEqual([]);
  });
});
