import { describe, expect, test } from 'vitest';
import { type OpenRequest, openRequest } from '../../../shared/domain/requests/open.ts';
import { audit } from '../../../shared/records/audit.ts';
import { carryOutAtOnce } from '../../../shared/records/carry-at-once.ts';
import { openCase, openContact } from '../../../shared/records/case-file.ts';
import { publishedOf } from '../../../shared/records/publications.ts';
import { newReference } from '../../../shared/records/references.ts';
import { atOnceText } from '../../../shared/words/at-once-words.ts';
import type { PeopleWorld } from '../account/registered-people.ts';
import { anOpening } from './builders.ts';
import { AT, acts, aStoredRequest, fileOf, LATER, makePublic, mays, requestWorld } from './request-world.ts';

/** A request as it is taken: opened, and what it asks done in the same commit. */
async function taken(world: PeopleWorld, changes: Partial<OpenRequest>, named = {}): Promise<string> {
  const reference = newReference('2026', world.random);
  const made = openRequest(anOpening({ reference, person: world.person, ...changes }), AT, world.newId);
  if (!made.ok) throw new Error(made.refusal.code);
  const done = await carryOutAtOnce(
    world,
    made.value,
    { named, answerText: atOnceText },
    { at: AT, newId: world.newId },
  );
  if (!done.ok) throw new Error(done.refusal.code);
  const personal = { contact: { name: 'Анна', email: 'kanareika@example.org' }, typed: { text: 'Прошу' } };
  const { writes, chapters } = done.value;
  expect(await openCase(world, { made: done.value.made, personal }, AT, writes, chapters)).toBe('ok');
  return reference;
}

describe('S3: what a person asks for in a session, and nobody has to decide, is done at once', () => {
  test('C3, R6: withdrawn, stopped and taken back in the commit that opens the request; one letter answers all of it', async () => {
    const world = await requestWorld();
    await makePublic(world, 'organisation');
    const parts = ['withdraw-consent', 'stop', 'unpublish', 'access'] as const;
    const reference = await taken(world, { parts: [...parts] });
    expect(await mays(world, ['promotions', 'partners', 'distribution'])).toEqual({
      promotions: 'withdrawn',
      partners: 'withdrawn',
      distribution: 'withdrawn',
    });
    expect(await publishedOf(world.records, world.person)).toEqual([]);
    const { body, todo } = (await fileOf(world, reference)).state;
    expect(body).toMatchObject({ status: 'open', revision: 5 });
    expect(body.own).toMatchObject({
      parts: [{ state: 'answered' }, { state: 'answered' }, { state: 'answered' }, { state: 'asked' }],
    });
    expect(todo).toMatchObject({ why: 'start' });
    const clocks = Object.fromEntries(body.clocks.map(({ id, state }) => [id, state]));
    expect(clocks).toEqual({
      'withdraw-consent.destroy': 'running',
      'stop.stop': 'met',
      'unpublish.stop': 'met',
      'access.answer': 'running',
    });
    const events = (await world.chain(reference)).map(({ type, by }) => `${type} ${by}`);
    expect(events).toEqual([
      'opened requester',
      'consents-withdrawn system',
      'stopped system',
      'unpublished system',
      'answered system',
    ]);
    const opened = await openContact(world, reference, 'letter', LATER);
    const frozen = [...((await opened?.texts())?.values() ?? [])].map(({ text }) => text).join();
    expect(frozen).toContain('Согласия отозваны');
    expect(frozen).toContain('на общедоступной странице их больше нет');
    // Told once on the person's chain, as their own act, whatever asks for it twice.
    const own = (await world.chain(`${world.person}.consent`)).slice(2);
    expect(own.map(({ type, by, data }) => `${type} ${by} ${data?.['purpose']}`)).toEqual([
      'consent-given person distribution',
      'consent-withdrawn person promotions',
      'consent-withdrawn person distribution',
      'consent-withdrawn person partners',
    ]);
    expect((await audit(world.records, world.secrets, LATER)).findings).toEqual([]);
  });

  test('C5: a consent that is named alone is withdrawn alone', async () => {
    const world = await requestWorld();
    await taken(world, { parts: ['withdraw-consent'] }, { purposes: ['partners'] });
    expect(await mays(world, ['promotions', 'partners'])).toEqual({
      promotions: 'given',
      partners: 'withdrawn',
    });
  });

  test.each([
    ['nobody knows yet who asks', { proof: undefined as never }],
    ['a representative asks', { by: 'representative', proof: 'authority-to-act' }],
    ['a paper was seen by an officer, who decides', { proof: 'document' }],
    ['there is no account', { person: undefined as never, proof: 'code' }],
  ] satisfies [string, Partial<OpenRequest>][])(
    'S3: nothing is done by itself where %s',
    async (_, changes) => {
      const world = await requestWorld();
      const reference = await taken(world, { parts: ['stop'], ...changes });
      expect(await mays(world, ['promotions'])).toEqual({ promotions: 'given' });
      expect((await fileOf(world, reference)).state.body.own).toMatchObject({ parts: [{ state: 'asked' }] });
    },
  );

  test('S1, 15(2): promotions stop at once also where a paper was seen, or a representative is known to act; nothing else does', async () => {
    for (const changes of [
      { proof: 'document' },
      { by: 'representative', proof: 'authority-to-act', mandate: { kind: 'parent' } },
    ] satisfies Partial<OpenRequest>[]) {
      const world = await requestWorld();
      await taken(world, { parts: ['objection-promotions', 'stop'], ...changes });
      expect(await mays(world, ['promotions', 'partners'])).toEqual({
        promotions: 'withdrawn',
        partners: 'given',
      });
    }
  });

  test('S1, 15(2): proven by an officer on the desk, the same act stops them, and answers', async () => {
    const world = await requestWorld();
    const reference = await aStoredRequest(world, {
      parts: ['objection-promotions'],
      proof: undefined as never,
    });
    expect(await mays(world, ['promotions'])).toEqual({ promotions: 'given' });
    expect(await acts(world, reference, 'prove', { how: 'document' })).toBe('ok');
    expect(await mays(world, ['promotions'], LATER + 1000)).toEqual({ promotions: 'withdrawn' });
    const { body } = (await fileOf(world, reference)).state;
    expect(body).toMatchObject({ own: { parts: [{ state: 'answered' }] } });
    expect((await audit(world.records, world.secrets, LATER)).findings).toEqual([]);
  });

  test('S3: what somebody has to decide waits for them', async () => {
    const world = await requestWorld();
    const reference = await taken(world, { parts: ['correction', 'erasure', 'complaint'] });
    expect((await fileOf(world, reference)).state.body).toMatchObject({ revision: 1 });
  });
});
