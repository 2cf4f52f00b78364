import { describe, expect, test } from 'vitest';
import { cancelAccountClosing } from '../../../functions/account/cancel-closing.ts';
import { approveLegalHold, proposeLegalHold } from '../../../functions/erasures/holds.ts';
import { askRequestCodes, takeOwnRequest } from '../../../functions/requests/own.ts';
import type { Askable } from '../../../shared/domain/requests/asked.ts';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { destructionKind } from '../../../shared/records/kinds/people.ts';
import { findings, NEW, PeopleWorld } from '../account/people-world.ts';
import { WholeStory } from '../account/whole-story.ts';
import { requestOf, staffDoes } from '../exports/own-request.ts';
import { HOUR } from '../letters/desk-of-letters.ts';

const DAY = 24 * HOUR;

/** Somebody signed in asks with a fresh code, by the operation of the door. @returns the reference */
async function ask(world: PeopleWorld, person: string, kinds: readonly Askable[] = ['erasure']) {
  const deps = { ...world.deps, overLimit: () => undefined };
  const who = { person, language: 'ru' } as const;
  const codes = await askRequestCodes(who, world.at, deps);
  if (!codes.ok) throw new Error(codes.refusal.code);
  const { challenge } = codes.value;
  const body = { kinds: [...kinds], challenge, code: await world.code(challenge) };
  const taken = await takeOwnRequest({ ...who, body: body as never }, world.at, deps);
  if (!taken.ok) throw new Error(taken.refusal.code);
  return taken.value.reference;
}

/** Two officers keep somebody's sessions back from destruction. */
async function held(world: PeopleWorld, person: string): Promise<void> {
  const hold = { article: '402-ФЗ, ст. 29', rules: ['person-session'], until: '2027-06-30', told: true };
  const made = await proposeLegalHold({ person, sub: 'anna', hold }, world.at, world.desk.deps);
  if (!made.ok) throw new Error(made.refusal.code);
  const done = await approveLegalHold({ person, sub: 'boris', ...made.value }, world.at, world.desk.deps);
  if (!done.ok) throw new Error(done.refusal.code);
}

const run = async (world: PeopleWorld, reference: string) => (await requestOf(world, reference)).own.erasure;

describe('S3, R7: the erasure of one’s own account, asked in a session with a fresh code', () => {
  test('needs no officers: 72 hours, then all that goes by the plan is gone, the act is there and the program answers', async () => {
    const world = new WholeStory();
    const person = await world.live();
    // Her story ends with a legal hold of one day.
    await world.pass(DAY);
    const reference = await ask(world, person);
    expect(await run(world, reference)).toMatchObject({
      state: 'approved',
      approved: { by: 'requester' },
      parts: ['erasure'],
    });
    expect((await world.body(person))?.closing).toMatchObject({ case: reference });
    expect(await world.letters(person)).toContain('closing-asked owner queued');
    await world.pass(3 * DAY - HOUR);
    expect(await world.body(person)).toBeDefined();
    await world.pass(2 * HOUR);
    expect(await world.body(person)).toBeUndefined();
    const body = await requestOf(world, reference);
    expect(body.own.erasure).toMatchObject({ state: 'destroyed' });
    expect(body.own.parts).toMatchObject([{ part: 'erasure', state: 'answered' }]);
    expect(body.clocks.find(({ id }) => id === 'erasure.destroy')?.state).toBe('met');
    const { items } = await world.deps.records.query('people', `PERSON#${person}`, {
      prefix: 'DESTRUCTION#',
    });
    const acts = items.map((item) => storedOf(destructionKind, item).body);
    expect(acts).toMatchObject([{ why: 'request', case: reference, act: body.own.erasure?.act }]);
    await world.pass(HOUR);
    const answer = world.desk.mail.to(NEW).at(-1)?.text ?? '';
    expect(answer).toContain(reference);
    expect(answer).toContain(`составлен акт ${acts[0]?.act}`);
    expect(await findings(world)).toEqual([]);
  });

  test('whoever reads one of the mailboxes cancels: then it is the officers’, and nothing is destroyed', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const reference = await ask(world, person);
    const token = await world.link(person, 'cancel-erasure', 'closing');
    expect((await cancelAccountClosing({ token }, world.at, world.deps)).ok).toBe(true);
    await world.pass(4 * DAY);
    expect((await world.body(person))?.state).toBe('active');
    expect(await run(world, reference)).toMatchObject({ state: 'cancelled' });
  });

  test.each<[string, (world: PeopleWorld, person: string) => Promise<void>]>([
    ['a legal hold stands on the records', held],
    ['something is disputed', async (world, person) => void (await ask(world, person, ['complaint']))],
    [
      'a request was refused before',
      async (world, person) => {
        const reference = await ask(world, person, ['access']);
        const text = 'Закон велит хранить.';
        await staffDoes(world, reference, { act: 'refuse', part: 'all', ground: 'kept-by-law', text });
      },
    ],
  ])('two officers decide where %s', async (_, before) => {
    const world = new PeopleWorld();
    const person = await world.account();
    await before(world, person);
    const reference = await ask(world, person);
    expect(await run(world, reference)).toBeUndefined();
    expect((await world.body(person))?.state).toBe('active');
  });

  test('two officers decide where the same request alleges unlawful use', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    expect(await run(world, await ask(world, person, ['erasure', 'erasure-unlawful']))).toBeUndefined();
  });

  test('a hold set in the 72 hours hands it to the officers: nobody has looked at what it touches now', async () => {
    const world = new PeopleWorld();
    const person = await world.account();
    const reference = await ask(world, person);
    await held(world, person);
    await world.pass(3 * DAY + HOUR);
    expect((await world.body(person))?.state).toBe('active');
    expect(await run(world, reference)).toMatchObject({ state: 'cancelled' });
    expect(world.mails('officer@example.com')).toBeGreaterThan(0);
  });

  test('public data that are taken back in the same request go at once, the rest in 72 hours', async () => {
    const world = new WholeStory();
    const person = await world.live();
    // Her story ends with a legal hold of one day.
    await world.pass(DAY);
    const reference = await ask(world, person, ['erasure', 'withdraw-consent', 'unpublish']);
    const { own } = await requestOf(world, reference);
    expect(own.parts.filter(({ state }) => state === 'answered').map(({ part }) => part)).toEqual([
      'withdraw-consent',
      'unpublish',
    ]);
    expect(own.erasure).toMatchObject({ state: 'approved' });
    await world.pass(3 * DAY + HOUR);
    expect(await run(world, reference)).toMatchObject({ state: 'destroyed' });
    expect(await findings(world)).toEqual([]);
  });
});
