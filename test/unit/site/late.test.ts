import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { late } from '../../../shared/api/late.ts';

test('a schema that is built late is built once, by whoever asks first, and is that schema then', () => {
  let built = 0;
  const inner = late(() => {
    built += 1;
    return z.strictObject({ code: z.string().check(z.maxLength(3)) });
  });
  const outer = late(() => z.object({ one: inner, others: z.array(inner) }));
  expect(built).toBe(0);
  expect(outer.safeParse({ one: { code: 'abc' }, others: [{ code: 'd' }] }).success).toBe(true);
  expect(outer.safeParse({ one: { code: 'abcd' }, others: [] }).error?.issues[0]?.path).toEqual([
    'one',
    'code',
  ]);
  expect(Object.keys(inner.shape)).toEqual(['code']);
  expect(inner instanceof z.ZodMiniObject).toBe(true);
  expect(built).toBe(1);
});

test('what cannot be built says so to everyone who asks', () => {
  const broken = late((): z.ZodMiniString => {
    throw new Error('no schema');
  });
  expect(() => broken.safeParse('x')).toThrow('no schema');
  expect(() => broken.safeParse('x')).toThrow('no schema');
});
