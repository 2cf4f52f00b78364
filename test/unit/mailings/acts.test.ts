import { expect, test } from 'vitest';
import type { MailingAct } from '../../../shared/domain/mailings/acts.ts';
import { actOnMailing } from '../../../shared/records/act-on-mailing.ts';
import { viewMailing } from '../../../shared/views/mailing.ts';
import { findings, outcome } from '../account/people-world.ts';
import { MINUTE } from '../letters/desk-of-letters.ts';
import { Telling } from './telling.ts';

const act = async (world: Telling, id: string, what: MailingAct) => {
  const acting = {
    by: 'staff:officer-1',
    at: new Date(world.at).toISOString(),
    reason: 'wrong-text',
  } as const;
  return outcome(await actOnMailing(id, what, acting, world.deps));
};
const view = (world: Telling, id: string) => viewMailing(world.deps.records, id, world.at);

test('P3: an officer pauses, resumes and stops telling people; the ledger says who and why, the page where it stands', async () => {
  const world = new Telling();
  await world.people(30);
  world.desk.at += MINUTE;
  const id = await world.post('One');
  expect(await view(world, id)).toMatchObject({ state: 'due', acts: ['pause', 'stop'] });
  await world.knock();
  world.desk.at += MINUTE;
  await world.freeze(id);
  expect(await view(world, id)).toMatchObject({
    ...{ state: 'sending', counted: 30, frozen: { count: 30 }, counts: { sent: 0, waiting: 30 } },
  });

  expect(await act(world, id, 'pause')).toMatchObject({ paused: { reason: 'wrong-text' } });
  expect(await act(world, id, 'pause')).toMatchObject({ paused: { reason: 'wrong-text' } });
  expect(await world.send(id)).toEqual({ done: false, waitSeconds: 60 });
  expect(await view(world, id)).toMatchObject({ state: 'paused', acts: ['resume', 'stop'] });
  expect(await findings(world)).toEqual([]);

  await act(world, id, 'resume');
  world.remaining = () => (world.desk.mail.taken.length >= 25 ? 1_000 : 240_000);
  world.desk.at += 2 * MINUTE;
  expect(await world.send(id)).toEqual({ done: false, waitSeconds: 1 });
  const half = await view(world, id);
  expect(half).toMatchObject({ state: 'sending', counts: { sent: 25, waiting: 5 } });
  // 25 letters in the four minutes since it was settled who is told.
  expect(half?.perMinute).toBe(8);
  expect(Date.parse(half?.finishAt ?? '')).toBeGreaterThan(world.at);

  await act(world, id, 'stop');
  expect(await view(world, id)).toMatchObject({
    state: 'stopped',
    acts: [],
    because: { by: 'staff:officer-1' },
  });
  for (const what of ['pause', 'resume'] as const) expect(await act(world, id, what)).toBe('mailing-over');
  expect(await act(world, 'policy-9', 'stop')).toBe('not-found');
  expect(await world.told()).toEqual([
    ...['people-frozen', 'mailing-paused', 'mailing-resumed', 'mailing-stopped'],
  ]);
  expect(await findings(world)).toEqual([]);
});

test('P3: one that is done can be stopped no more; one that is stopped before it began tells nobody', async () => {
  const world = new Telling();
  await world.people(2);
  world.desk.at += MINUTE;
  const first = await world.post('One');
  await world.all();
  expect(await view(world, first)).toMatchObject({ state: 'done', counts: { sent: 2, waiting: 0 } });
  expect(await act(world, first, 'stop')).toBe('mailing-over');
  const second = await world.post('Two');
  await act(world, second, 'stop');
  await world.all();
  expect(world.desk.mail.taken.length).toBe(2);
  expect(await view(world, second)).toMatchObject({ state: 'stopped', doneAt: expect.any(String) });
  expect(await findings(world)).toEqual([]);
});
