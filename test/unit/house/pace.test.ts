import { expect, test } from 'vitest';
import { tooSlow } from '../../tools/pace.ts';

const file = (name: string, duration: number) => ({
  name: `/somewhere/${name}`,
  startTime: 10_000,
  endTime: 20_000,
  assertionResults: [
    { fullName: 'quick', duration: 20 },
    { fullName: 'story', duration },
    { fullName: 'not run', duration: null },
  ],
});
const unit = (duration: number) => file('test/unit/desk/list.test.ts', duration);

test('a unit test over two seconds is named; one of another suite is not, it may be a story', () => {
  const looks = [{ at: 15_000, slowdown: 1 }];
  expect(tooSlow([unit(2_100)], looks)).toEqual([expect.stringMatching(/^story: 2\.1 s/)]);
  expect(tooSlow([unit(1_900), file('test/whole/story.test.ts', 90_000)], looks)).toEqual([]);
});

test('on a machine that others use two seconds are as much longer as work beside the test took at that time', () => {
  const busy = [{ at: 15_000, slowdown: 3.5 }];
  expect(tooSlow([unit(6_900)], busy)).toEqual([]);
  expect(tooSlow([unit(7_100)], busy)).toHaveLength(1);
  // It was busy long before.
  expect(tooSlow([unit(2_100)], [{ at: 1_000, slowdown: 3.5 }])).toHaveLength(1);
});
