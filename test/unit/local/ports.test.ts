import { expect, test } from 'vitest';
import { DRAWN, freePort } from '../../../infra/local/addresses.ts';

test('no drawn port is one that browsers refuse to open: the last of those is 10080', async () => {
  const last = DRAWN.from + DRAWN.apart * (DRAWN.count - 1);
  expect(DRAWN.from).toBeGreaterThan(10_080);
  // Below the ports from which systems take the near end of outgoing connections.
  expect(last + DRAWN.apart).toBeLessThanOrEqual(32_768);
  const port = await freePort();
  expect([port >= DRAWN.from, port <= last, (port - DRAWN.from) % DRAWN.apart]).toEqual([true, true, 0]);
});
